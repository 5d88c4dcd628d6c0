/**
 * What a registrar notes of a letter: what the register says of it, that something in it may be secret, that it need not be
 * registered, that somebody has asked for it. Each is one transaction and a step that its writer sees.
 */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { letterLock } from '../letters/actions.ts'
import { byOf, hasOpened, type Officer } from '../letters/desk-actions.ts'
import type { StepKind } from '../letters/letter.ts'
import { changeLetter } from '../letters/store.ts'
import type { Box, Vault } from '../letters/vault.ts'
import { saveStep } from '../letters/words-store.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import {
  type Entry,
  type Exemption,
  isReason,
  isWords,
  type Mark,
  type MarkFaults,
  parseMark,
} from './entry.ts'
import { entriesOf, saveRegister } from './store.ts'

/** Who acts, and on which letter. */
export interface Acting {
  readonly house: House
  readonly vault: Vault
  readonly officer: Officer
  readonly id: number
}

export type RegisterFault =
  `register.fault.${'reason' | 'subject' | 'flagged' | 'registered' | 'none' | 'held' | 'held_still' | 'not_held'}`
export type Refusal = 'not_found' | 'forbidden' | RegisterFault

/** A letter in hand: within one transaction, with what seals its words. */
export interface InHand {
  readonly tx: Writer
  readonly entry: Entry
  readonly box: Box
  readonly at: Instant
  /** Writes down what is done, with a reason that is sealed if there is one. */
  readonly step: (kind: StepKind, about?: { detail?: string; reason?: string }) => Promise<void>
}

/** Takes a letter in hand: a registrar's act, on a letter that they may read and have opened. */
export async function inHand<Value, Problem>(
  { house, vault, officer, id }: Acting,
  does: (hand: InHand) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem | 'not_found' | 'forbidden'>> {
  if (!officer.isRegistrar) return err('not_found')
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const [entry] = await entriesOf(tx, officer, [id])
    if (!entry) return err('not_found' as const)
    if (!(await hasOpened(tx, officer.accountId, entry.letter))) return err('forbidden' as const)
    const box = vault.boxOf(letterLock(entry.letter))
    return box ? does(handOf(tx, { entry, box, at, officer })) : err('not_found' as const)
  })
}

function handOf(
  tx: Writer,
  { entry, box, at, officer }: { readonly officer: Officer } & Pick<InHand, 'entry' | 'box' | 'at'>,
): InHand {
  const letterId = entry.letter.id
  return {
    ...{ tx, entry, box, at },
    step: (kind, { detail, reason } = {}) =>
      saveStep(tx, {
        ...{ letterId, kind, at, detail },
        ...byOf(officer),
        ...(reason ? { seal: (number: number) => box.seal('step', number, reason) } : {}),
      }),
  }
}

/** The number under which the words that the register has of a letter are sealed: there is one of each. */
const ONLY = 1

/** Says what the register tells of a letter (OSL 5:2); sender and subject can be left out of it, each by itself. */
export function describeLetter(
  acting: Acting,
  typed: { readonly subject: string; readonly hidesParty: boolean; readonly hidesSubject: boolean },
): Promise<Result<'done', Refusal>> {
  const subject = oneLine(typed.subject)
  return inHand(acting, async ({ tx, entry, box, step }) => {
    if (subject !== '' && !isWords(subject)) return err('register.fault.subject')
    const { hidesParty, hidesSubject } = typed
    await saveRegister(tx, entry.letter.id, {
      subject: subject === '' ? null : box.seal('subject', ONLY, subject),
      hides_party: hidesParty ? 1 : 0,
      hides_subject: hidesSubject ? 1 : 0,
    })
    await step('described', { detail: leftOut(hidesParty, hidesSubject) })
    return ok('done')
  })
}

const leftOut = (party: boolean, subject: boolean): string =>
  party ? (subject ? 'both' : 'party') : subject ? 'subject' : 'none'

/** Enters a letter in the authority's own diary under the number that it has there. */
export function enter(
  acting: Acting,
  typed: string,
): Promise<Result<'done', Refusal | 'letters.fault.diary'>> {
  const diary = oneLine(typed)
  return inHand(acting, async ({ tx, entry, at, step }) => {
    if (diary === '' || diary.length > 60) return err('letters.fault.diary')
    await changeLetter(tx, entry.letter.id, { diary, diary_at: at })
    await step('diary', { detail: diary })
    return ok('done')
  })
}

/** Marks that something in a letter may be secret, so that it waits to be registered (LAW.md L05), or that nothing is. */
export function flag(acting: Acting, isFlagged: boolean): Promise<Result<'done', Refusal>> {
  return inHand(acting, async ({ tx, entry, at, step }) => {
    if (isFlagged === (entry.flaggedAt !== undefined)) return ok('done')
    const changes = { flagged_at: isFlagged ? at : null }
    await saveRegister(tx, entry.letter.id, {
      ...changes,
      ...(isFlagged ? { exempt: null, exempt_at: null } : {}),
    })
    await step(isFlagged ? 'flagged' : 'unflagged')
    return ok('done')
  })
}

/** Sets a secrecy mark, which warns and decides nothing; without one of its three parts it is refused (LAW.md L07). */
export function mark(
  acting: Acting,
  typed: Mark,
): Promise<Result<'done', 'not_found' | 'forbidden' | MarkFaults>> {
  return inHand(acting, async ({ tx, entry, box, step }) => {
    const parsed = parseMark(typed)
    if (!parsed.ok) return parsed
    const { provision, on, authority } = parsed.value
    await saveRegister(tx, entry.letter.id, {
      mark_provision: box.seal('mark provision', ONLY, provision),
      mark_authority: box.seal('mark authority', ONLY, authority),
      mark_on: on,
    })
    await step('marked', { reason: `${provision}, ${on}, ${authority}` })
    return ok('done')
  })
}

/** Takes a secrecy mark away. */
export function unmark(acting: Acting): Promise<Result<'done', Refusal>> {
  return inHand(acting, async ({ tx, entry, step }) => {
    if (!entry.mark) return ok('done')
    const none = { mark_provision: null, mark_authority: null, mark_on: null }
    await saveRegister(tx, entry.letter.id, none)
    await step('unmarked')
    return ok('done')
  })
}

/** Holds a letter that somebody has asked for, or lets it go: while it is held it cannot be erased (LAW.md L14). */
export function hold(
  acting: Acting,
  { isHeld, reason }: { readonly isHeld: boolean; readonly reason: string },
): Promise<Result<'done', Refusal>> {
  return inHand(acting, async ({ tx, entry, at, step }) => {
    if (!isReason(reason)) return err('register.fault.reason')
    if (isHeld && entry.heldAt) return err('register.fault.held')
    if (!isHeld && !entry.heldAt) return err('register.fault.not_held')
    await saveRegister(tx, entry.letter.id, { held_at: isHeld ? at : null })
    await step(isHeld ? 'held' : 'hold_lifted', { reason })
    return ok('done')
  })
}

/**
 * Notes of many letters at once that they need not be registered, all or none, each with a step of its own. Refused when one
 * may be secret (OSL 5:1), is registered already, or was not opened by whoever says so.
 */
export async function exempt(
  { house, vault, officer }: Omit<Acting, 'id'>,
  { ids, kind, reason }: { ids: readonly number[]; kind: Exemption; reason: string },
): Promise<Result<number, Refusal>> {
  if (!officer.isRegistrar) return err('not_found')
  if (ids.length === 0) return err('register.fault.none')
  if (!isReason(reason)) return err('register.fault.reason')
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const found = await entriesOf(tx, officer, ids)
    if (found.length < ids.length) return err('not_found')
    for (const { letter } of found)
      if (!(await hasOpened(tx, officer.accountId, letter))) return err('forbidden')
    if (found.some(({ flaggedAt }) => flaggedAt)) return err('register.fault.flagged')
    if (found.some(({ state }) => state === 'registered')) return err('register.fault.registered')
    const boxes = found.flatMap((entry) => {
      const box = vault.boxOf(letterLock(entry.letter))
      return box ? [{ entry, box }] : []
    })
    if (boxes.length < found.length) return err('not_found')
    for (const { entry, box } of boxes) {
      await saveRegister(tx, entry.letter.id, { exempt: kind, exempt_at: at })
      await handOf(tx, { entry, box, at, officer }).step('exempt', { detail: kind, reason })
    }
    return ok(found.length)
  })
}

/** The words that the register has of a letter, opened in memory. */
export function wordsOf({ subject, mark: sealed }: Entry, box: Box): RegisterWords {
  return {
    subject: subject && box.open('subject', ONLY, subject),
    mark: sealed && {
      provision: box.open('mark provision', ONLY, sealed.provision),
      on: sealed.on,
      authority: box.open('mark authority', ONLY, sealed.authority),
    },
  }
}

export interface RegisterWords {
  readonly subject: string | undefined
  readonly mark: Mark | undefined
}
