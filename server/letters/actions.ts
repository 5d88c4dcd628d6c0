/** What somebody does who writes a letter: send it, and write more with the code. Each act is one transaction. */
import { codeOf } from '../comments/submission.ts'
import type { Chosen, SentFile } from '../files/pending-actions.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import { addDays, workday } from '../language/workdays.ts'
import { dateIn } from '../language/zone.ts'
import { receiptFor } from '../receipts/actions.ts'
import { type Code, newCode } from '../receipts/receipt.ts'
import { nextId } from '../storage/counter.ts'
import type { Writer } from '../storage/database.ts'
import type { House, Site } from '../web/house.ts'
import { attach, wanted } from './attachment-actions.ts'
import { letterReaders } from './channel-store.ts'
import {
  isErased,
  type Letter,
  type LetterFault,
  type LetterWords,
  textFault,
  whoReads,
} from './letter.ts'
import { notify, notifyAgain } from './notify-actions.ts'
import { changeLetter, exclude, findOwn, findSentLetter, saveLetter } from './store.ts'
import type { Vault } from './vault.ts'
import { nextText, saveStep, saveText, wasTextSent } from './words-store.ts'

/** A letter, with what it is about and who may not read it. */
export interface NewLetter {
  readonly words: LetterWords
  readonly language: Language
  readonly postId: number | undefined
  readonly commentId: number | undefined
  readonly excluded: readonly number[]
  /** The form's own mark, if it carried one of ours. */
  readonly mark: string | undefined
  /** A code from before, to hang this on. */
  readonly code: Code | undefined
  /** The files of its form. */
  readonly files: Chosen | undefined
}

export type SendProblem = 'closed' | 'unknown_code' | 'nobody' | 'files_gone'

/** What the writer gets. */
export interface Sent {
  readonly code: Code
  readonly number: number
}

/**
 * Takes a letter: kept sealed, with its code, before this resolves. The same form sent again gives the same
 * answer. Refused while letters are not taken, and when nobody would be left who registers it.
 */
export async function sendLetter(
  house: House,
  vault: Vault,
  letter: NewLetter,
): Promise<Result<Sent, SendProblem>> {
  const site = house.site()
  if (!site?.letters) return err('closed')
  const at = house.clock()
  const mark = letter.mark
  const code = letter.code ?? (mark ? codeOf(house.keys.submission, mark) : newCode())
  return house.storage.transact(async (tx): Promise<Result<Sent, SendProblem>> => {
    const before = mark ? await findSentLetter(tx, mark) : undefined
    if (before !== undefined) return ok({ code, number: before })
    const readers = await letterReaders(tx, site.official.accountId)
    const reading = whoReads(readers, new Set(letter.excluded))
    if (!reading) return err('nobody')
    const files = await wanted(tx, letter.files, at)
    if (!files) return err('files_gone')
    const receipt = await receiptFor(tx, house.keys.receipt, {
      ...{ code, at },
      isKnown: letter.code !== undefined,
    })
    if (receipt === undefined) return err('unknown_code')
    const id = await keep(tx, { site, vault, letter, receipt, at, files })
    const known = readers.map(({ accountId }) => accountId)
    await exclude(
      tx,
      id,
      letter.excluded.filter((accountId) => known.includes(accountId)),
    )
    await notify(tx, house, { id, at, reading })
    return ok({ code, number: id })
  })
}

async function keep(
  tx: Writer,
  given: {
    readonly site: Site
    readonly vault: Vault
    readonly letter: NewLetter
    readonly receipt: number
    readonly at: Instant
    readonly files: readonly SentFile[]
  },
): Promise<number> {
  const { site, vault, letter, receipt, at, files } = given
  const id = await nextId(tx, 'letter')
  const locked = vault.newKey(id)
  await saveLetter(tx, {
    id,
    received_at: at,
    language: letter.language,
    post_id: letter.postId ?? null,
    comment_id: letter.commentId ?? null,
    receipt_id: receipt,
    submission: letter.mark ?? null,
    sealed_key: locked.sealedKey,
    key_id: locked.keyId,
    answer_by: answerBy(at, site),
  })
  const { text, name, email } = letter.words
  const box = vault.boxOf(locked)
  const parts = [
    ['letter', text],
    ['name', name],
    ['email', email],
  ] as const
  for (const [kind, words] of parts) {
    if (!box || words === '') continue
    const number = await nextText(tx)
    const sealed = box.seal(kind, number, words)
    await saveText(tx, { id: number, letter_id: id, kind, at, sealed })
    if (kind === 'letter') await attach(tx, box, letter.files, { files, letterId: id, number, at })
  }
  await saveStep(tx, { letterId: id, kind: 'received', at })
  return id
}

/** The day by which an answer is promised, in the site's zone: the next working day when nobody works on it. */
export function answerBy(
  at: Instant,
  { letters, timeZone, country }: Pick<Site, 'letters' | 'timeZone' | 'country'>,
): string {
  return workday(addDays(dateIn(at, timeZone), letters?.answerDays ?? 1), country)
}

/** What more somebody writes with the code that opens the letter. */
export interface More {
  readonly receiptId: number
  readonly letterId: number
  readonly text: string
  readonly mark: string | undefined
  /** The files of its form. */
  readonly files: Chosen | undefined
}

export type MoreProblem = 'not_found' | 'erased' | 'locked' | 'files_gone' | LetterFault

/** Adds to a letter. The same form sent again changes nothing. Refused when the letter does not hang on the receipt. */
export async function writeMore(
  house: House,
  vault: Vault | undefined,
  { receiptId, letterId, text, mark, files }: More,
): Promise<Result<'added', MoreProblem>> {
  const fault = textFault(text)
  const site = house.site()
  const at = house.clock()
  if (fault) return err(fault)
  if (!site) return err('not_found')
  return house.storage.transact(async (tx): Promise<Result<'added', MoreProblem>> => {
    const letter = await findOwn(tx, receiptId, letterId)
    if (!letter) return err('not_found')
    if (mark && (await wasTextSent(tx, mark))) return ok('added')
    const box = vault?.boxOf(letterLock(letter))
    if (!box) return err(isErased(letter) ? 'erased' : 'locked')
    const sent = await wanted(tx, files, at)
    if (!sent) return err('files_gone')
    const number = await nextText(tx)
    const sealed = box.seal('more', number, text.trim())
    const more = { id: number, letter_id: letterId, kind: 'more' as const, at, sealed }
    await saveText(tx, { ...more, submission: mark ?? null })
    await attach(tx, box, files, { files: sent, letterId, number, at })
    const answer_by = site.letters ? answerBy(at, site) : null
    await changeLetter(tx, letterId, { status: 'received', answer_by })
    await notifyAgain(tx, house, { site, letter, at })
    return ok('added')
  })
}

/** What the vault needs of a letter. */
export const letterLock = ({ id, sealedKey, keyId }: Letter) => ({ id, sealedKey, keyId })
