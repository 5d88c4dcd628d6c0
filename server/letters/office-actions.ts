/**
 * What is done with a letter besides answering it: its address is seen, it is handed over, judged as a document and
 * entered in a register. Each is an act that its writer sees, with the reason where one is asked for.
 */
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { letterLock } from './actions.ts'
import { byOf, type Officer } from './desk-actions.ts'
import type { Letter, LetterDocument, StepKind } from './letter.ts'
import { changeLetter, findReadable } from './store.ts'
import type { Box, Vault } from './vault.ts'
import { saveStep, textsOf } from './words-store.ts'

export type OfficeFault =
  | 'not_found'
  | 'forbidden'
  | 'erased'
  | 'letters.fault.reason'
  | 'letters.fault.diary'

interface Acting {
  readonly house: House
  readonly vault: Vault
  readonly officer: Officer
  readonly id: number
}

const MOST_REASON = 500

/** Gives the writer's mail address, for a reason that the writer is told; undefined when they gave none. */
export function seeAddress(
  acting: Acting,
  reason: string,
): Promise<Result<string | undefined, OfficeFault>> {
  return withReason(acting, { kind: 'address_seen', reason }, async (tx, letter, box) => {
    const texts = await textsOf(tx, letter.id)
    const row = texts.find(({ kind }) => kind === 'email')
    return ok(row && box.open('email', row.id, row.sealed))
  })
}

/**
 * Hands a letter over to the whistleblower function (LAW.md L44, N07): from then on only registrars find it here,
 * and to the official and every deputy it is not there.
 */
export function handOver(acting: Acting, reason: string): Promise<Result<'done', OfficeFault>> {
  const at = acting.house.clock()
  return withReason(acting, { kind: 'handed_over', reason }, async (tx, letter) => {
    await changeLetter(tx, letter.id, { handed_over_at: at })
    return ok('done')
  })
}

/** Says what a letter is as a document (LAW.md L03); a registrar's act, never without a reason. */
export function assess(
  acting: Acting,
  { document, reason }: { readonly document: LetterDocument; readonly reason: string },
): Promise<Result<'done', OfficeFault>> {
  if (!acting.officer.isRegistrar) return Promise.resolve(err('forbidden'))
  return withReason(acting, { kind: 'assessed', reason, detail: document }, async (tx, letter) => {
    await changeLetter(tx, letter.id, { document })
    return ok('done')
  })
}

/** Notes the number that a letter has in the authority's register (LAW.md L05 to L07); a registrar's act. */
export async function enterInDiary(
  { house, officer, id }: Acting,
  typed: string,
): Promise<Result<'done', OfficeFault>> {
  const diary = oneLine(typed)
  if (!officer.isRegistrar) return err('forbidden')
  if (diary === '' || diary.length > 60) return err('letters.fault.diary')
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, id)
    if (!letter) return err('not_found')
    await changeLetter(tx, id, { diary, diary_at: at })
    await saveStep(tx, { letterId: id, kind: 'diary', at, ...byOf(officer), detail: diary })
    return ok('done')
  })
}

/** An act that needs a reason: kept sealed beside it, and told to the writer. */
function withReason<Value>(
  { house, vault, officer, id }: Acting,
  step: { readonly kind: StepKind; readonly reason: string; readonly detail?: string },
  does: (tx: Writer, letter: Letter, box: Box) => Promise<Result<Value, OfficeFault>>,
): Promise<Result<Value, OfficeFault>> {
  const reason = step.reason.trim()
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const letter = await findReadable(tx, officer, id)
    if (!letter) return err('not_found')
    if (reason === '' || reason.length > MOST_REASON) return err('letters.fault.reason')
    const box = vault.boxOf(letterLock(letter))
    if (!box) return err('erased')
    const { kind, detail } = step
    const seal = (number: number) => box.seal('step', number, reason)
    await saveStep(tx, { letterId: id, kind, at, ...byOf(officer), detail, seal })
    return does(tx, letter, box)
  })
}
