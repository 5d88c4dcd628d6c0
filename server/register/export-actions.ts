/** Gives the register out as a file: an act with a reason, which the writer of each letter whose words leave can see. */
import { record } from '../accounts/audit-store.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { letterLock } from '../letters/actions.ts'
import { byOf } from '../letters/desk-actions.ts'
import { saveStep } from '../letters/words-store.ts'
import type { Writer } from '../storage/database.ts'
import { isReason } from './entry.ts'
import { type Format, isJournalled, type Line, lineOf } from './export.ts'
import { fieldsOf } from './list-actions.ts'
import type { Acting, RegisterFault } from './office-actions.ts'
import { registerEntries } from './store.ts'

const AT_ONCE = 200

/** What is to be exported: what came between two moments, in which format, and why. */
export interface Export {
  readonly year: number
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly format: Format
  readonly reason: string
}

/**
 * The lines of a year, the oldest first, of the letters that this registrar may read. Whoever wrote one of which the sender or
 * subject leaves sees it among its steps; that there was an export stands in the internal log.
 */
export async function exportRegister(
  { house, vault, officer }: Omit<Acting, 'id'>,
  wanted: Export,
): Promise<Result<readonly Line[], 'not_found' | RegisterFault>> {
  const site = house.site()
  if (!officer.isRegistrar || !site) return err('not_found')
  if (!isReason(wanted.reason)) return err('register.fault.reason')
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const lines: Line[] = []
    for await (const entry of entriesIn(tx, officer, wanted)) {
      if (!isJournalled(entry)) continue
      const fields = (await fieldsOf(tx, vault, entry)) ?? { party: undefined, subject: undefined }
      const line = lineOf(entry, fields, site.timeZone)
      lines.push(line)
      const box = vault.boxOf(letterLock(entry.letter))
      if (!box || (line.party === null && line.subject === null)) continue
      await saveStep(tx, {
        ...{ letterId: entry.letter.id, kind: 'exported', at },
        ...byOf(officer),
        seal: (number) => box.seal('step', number, wanted.reason),
      })
    }
    const detail = `${wanted.year} ${wanted.format}`
    await record(tx, { at, by: officer.accountId, act: 'register_exported', detail })
    return ok(lines.reverse())
  })
}

async function* entriesIn(tx: Writer, officer: Acting['officer'], { from, to }: Export) {
  for (let before: number | undefined; ; ) {
    const page = { state: undefined, from, to, before, most: AT_ONCE }
    const found = await registerEntries(tx, officer, page)
    yield* found
    if (found.length < AT_ONCE) return
    before = found.at(-1)?.letter.id
  }
}
