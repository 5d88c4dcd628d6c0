/** Answering a comment directly: the answer begins a letter on the comment's own receipt, and the thread says nothing. */
import type { Viewer } from '../accounts/account.ts'
import { findComment, type KeptComment } from '../comments/kept-store.ts'
import { findPublicComment } from '../comments/store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import { may } from '../moderation/decision.ts'
import { findPublicPostById } from '../posts/store.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import type { House } from '../web/house.ts'
import { letterReaders } from './channel-store.ts'
import { byOf, keepWords, type Officer } from './desk-actions.ts'
import { findDirect, saveDirect, showDirect } from './direct-store.ts'
import { type LetterFault, textFault } from './letter.ts'
import { changeLetter, findOwn, findSentLetter, saveLetter } from './store.ts'
import type { Vault } from './vault.ts'
import { saveStep } from './words-store.ts'

/** A comment that can be answered directly: it is public, and its writer has a code to read the answer with. */
export interface Answerable {
  readonly comment: KeptComment & { readonly receipt_id: number }
  readonly language: Language
}

/**
 * The comment, if this person may answer it directly: letters are taken, they read letters, and may answer comments;
 * otherwise undefined.
 */
export async function findAnswerableDirectly(
  { storage, site }: Pick<House, 'storage' | 'site'>,
  viewer: Pick<Viewer, 'accountId' | 'roles'>,
  commentId: number,
): Promise<Answerable | undefined> {
  const here = site()
  if (!here?.letters || !may(viewer, 'replies.official')) return undefined
  const readers = await letterReaders(storage.read, here.official.accountId)
  if (!readers.some(({ accountId }) => accountId === viewer.accountId)) return undefined
  return answerable(storage.read, commentId)
}

async function answerable(db: Reader | Writer, id: number): Promise<Answerable | undefined> {
  const shown = await findPublicComment(db, id)
  const comment = shown?.exposure === 'text' ? await findComment(db, id) : undefined
  if (comment?.kind !== 'citizen' || comment.receipt_id === null) return undefined
  const post = await findPublicPostById(db, comment.post_id)
  if (!post) return undefined
  return { comment: { ...comment, receipt_id: comment.receipt_id }, language: post.language }
}

export interface DirectAnswer {
  readonly commentId: number
  readonly text: string
  readonly capacity: Capacity
  /** The form's own mark: sent again, it is the same answer. */
  readonly mark: string | undefined
}

/** Answers by the code alone: what is said is sealed as any letter, and its writer answers back in it. Gives its number. */
export function answerDirectly(
  house: House,
  vault: Vault,
  officer: Officer,
  answer: DirectAnswer,
): Promise<Result<number, 'not_found' | LetterFault>> {
  const fault = textFault(answer.text)
  if (fault) return Promise.resolve(err(fault))
  return house.storage.transact(async (tx) => {
    const before = answer.mark ? await findSentLetter(tx, answer.mark) : undefined
    if (before !== undefined) return ok(before)
    const found = await answerable(tx, answer.commentId)
    return found ? ok(await begin(tx, { house, vault, officer, answer, found })) : err('not_found')
  })
}

async function begin(
  tx: Writer,
  given: {
    readonly house: House
    readonly vault: Vault
    readonly officer: Officer
    readonly answer: DirectAnswer
    readonly found: Answerable
  },
): Promise<number> {
  const { house, vault, officer, answer, found } = given
  const { comment, language } = found
  const at = house.clock()
  const id = await nextId(tx, 'letter')
  const locked = vault.newKey(id)
  const about = { post_id: comment.post_id, comment_id: comment.id, receipt_id: comment.receipt_id }
  await saveLetter(tx, {
    ...{ id, received_at: at, language, ...about, submission: answer.mark ?? null },
    ...{ sealed_key: locked.sealedKey, key_id: locked.keyId, answer_by: null },
  })
  await changeLetter(tx, id, { status: 'answered' })
  const box = vault.boxOf(locked)
  if (!box) throw new Error('a new key opens nothing')
  const { text, capacity } = answer
  const saying = { id, kind: 'reply', text, capacity } as const
  const text_id = await keepWords(tx, box, { officer, saying, at })
  await saveDirect(tx, { letter_id: id, comment_id: comment.id, text_id })
  await saveStep(tx, { letterId: id, kind: 'direct', at, ...byOf(officer) })
  return id
}

/** Lets the thread say that a comment was answered directly, or no longer; the wish of the comment's writer alone. */
export async function wishShown(
  house: House,
  wish: { readonly receiptId: number; readonly letterId: number; readonly isShown: boolean },
): Promise<Result<'done', 'not_found'>> {
  const { receiptId, letterId, isShown } = wish
  const at = house.clock()
  const done = await house.storage.transact(async (tx) => {
    const letter = await findOwn(tx, receiptId, letterId)
    const direct = letter && (await findDirect(tx, letterId))
    if (!direct) return err('not_found' as const)
    if ((direct.shown_at !== null) !== isShown) await showDirect(tx, letterId, isShown ? at : null)
    return ok(letter.postId ?? 0)
  })
  if (!done.ok) return done
  await house.changed(`post:${done.value}`)
  return ok('done')
}
