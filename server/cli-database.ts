/** The commands about the database as a whole: bring it forward, copy it, check its ledger. */
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command, ExitCode, Terminal } from './cli.ts'
import { type Report, verify } from './ledger/verify.ts'
import { builder, open } from './storage/database.ts'
import { migrateFile } from './storage/migrate.ts'

/** Brings the database forward to this version, after a copy when it is older. */
export async function migrate({ settings, clock, say }: Terminal): Promise<ExitCode> {
  const stamp = clock().replace(/[:.]/g, '-')
  const { ran, copy } = await migrateFile(
    join(settings.dataDir, 'insyn.sqlite'),
    join(settings.dataDir, `insyn-before-${stamp}.sqlite`),
  )
  say(ran.length === 0 ? 'The database is of this version already.' : `Done: ${ran.join(', ')}`)
  if (copy) say(`A copy from before: ${copy}`)
  return 0
}

/** Copies the live database and checks the copy; a file of that name appears only when it is right. */
export const backUp: Command = async ({ storage, say }, [name, ...rest]) => {
  if (!name || rest.length > 0) return 2
  const file = resolve(name)
  if (existsSync(file)) {
    say(`${file} is there already: give the copy another name.`)
    return 1
  }
  const unchecked = `${file}.unchecked`
  rmSync(unchecked, { force: true })
  await storage.backup(unchecked)
  chmodSync(unchecked, 0o600)
  const flaw = await flawOf(unchecked)
  if (flaw) {
    say(`The copy is not right: ${flaw} It is left as ${unchecked}.`)
    return 1
  }
  renameSync(unchecked, file)
  say(`Copied and checked: ${file}`)
  say('The keys are not in it: keep keys.json of the data folder too, in another safe place.')
  return 0
}

/** What is wrong with a copied database, in a sentence; afterwards it is one file, without a log beside it. */
async function flawOf(file: string): Promise<string | undefined> {
  const raw = open(file, false)
  try {
    const integrity = raw.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') return `SQLite says: ${integrity}.`
    const report = await verify(builder(raw))
    raw.pragma('journal_mode = DELETE')
    return report.ok ? undefined : flawWords(report)
  } finally {
    raw.close()
  }
}

/** Checks every entry of the ledger and every hash above them. */
export const verifyLedger: Command = async ({ storage, say }, words) => {
  if (words.length > 0) return 2
  const report = await verify(storage.read)
  say(
    report.ok
      ? `The ledger holds together: ${report.size} entries, root ${report.root}`
      : flawWords(report),
  )
  return report.ok ? 0 : 1
}

const flawWords = ({ problem, index, entries }: Extract<Report, { ok: false }>): string =>
  `The ledger does not hold together: ${problem}, somewhere in ${entries} entries from number ${index} on.`
