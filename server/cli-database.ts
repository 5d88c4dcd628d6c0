/** The commands about the database as a whole: bring it forward, back it up, restore it, check its ledger. */
import { join, resolve } from 'node:path'
import { backupName, makeBackup } from './backup.ts'
import type { Command, ExitCode, Terminal } from './cli.ts'
import { type Report, verify } from './ledger/verify.ts'
import { restore } from './restore.ts'
import { readLetterKey } from './storage/letter-key.ts'
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

/** Copies the live site, database, keys and files together, and checks the copy. */
export const backUp: Command = async ({ settings, clock, say }, [name, ...rest]) => {
  if (rest.length > 0) return 2
  const at = clock()
  const made = await makeBackup(
    settings.dataDir,
    name ?? join(settings.backups.folder, backupName(at)),
    at,
  )
  if ('flaw' in made) {
    say(made.flaw)
    return 1
  }
  say(`Copied and checked: ${made.folder}`)
  say('It holds the keys too: whoever has it has the site. Keep a copy on another machine.')
  return 0
}

/** Puts a backup into the empty data folder. */
export async function putBack(
  { settings, say }: Terminal,
  words: readonly string[],
): Promise<ExitCode> {
  const [name, ...rest] = words
  if (!name || rest.length > 0) return 2
  const done = await restore(resolve(name), settings.dataDir)
  if (!done.ok) {
    for (const flaw of done.flaws) say(flaw)
    say('Nothing was restored.')
    return 1
  }
  say(`Restored to ${settings.dataDir}: the site as it was ${done.list.made}.`)
  say(`${Object.keys(done.list.files).length} files, all as they were when they were copied.`)
  if (done.isOlder) say('It is from an earlier version: the first start brings it forward.')
  if (done.mails > 0)
    say(
      `${done.mails} mails waited then and may have been sent since. Started without SMTP_URL, they become files instead.`,
    )
  for (const line of letterWords(done.letterKeys, settings.letterKeyFile)) say(line)
  say('Start the site, then look at npm run cli -- doctor.')
  return 0
}

/** Whether the letters that came back can be read: their key is in no backup. */
function letterWords(keys: readonly string[], file: string | undefined): string[] {
  const [ours, why] = ownKey(file)
  if (keys.length > 0 && keys.every((id) => id === ours))
    return ['LETTER_KEY_FILE is the key of its letters.']
  return keys
    .filter((id) => id !== ours)
    .map(
      (id) =>
        `It has letters that are locked with the key ${id}, and ${why}: put the file of that key back from its copy (letter-key restore), or nobody can read them.`,
    )
}

function ownKey(file: string | undefined): readonly [string | undefined, string] {
  if (!file) return [undefined, 'LETTER_KEY_FILE is not set']
  try {
    const { id } = readLetterKey(file)
    return [id, `LETTER_KEY_FILE is the key ${id}`]
  } catch (problem) {
    return [undefined, (problem as Error).message]
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
