/** What citizens and staff do with comments; each act is one transaction with its ledger entry. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import { findAnswerable } from '../posts/store.ts'
import { receiptFor } from '../receipts/actions.ts'
import { type Code, newCode } from '../receipts/receipt.ts'
import { nextId } from '../storage/counter.ts'
import type { Writer } from '../storage/database.ts'
import { RENDERER, renderComment } from '../text/markdown.ts'
import type { House } from '../web/house.ts'
import { changeCounted } from './change-actions.ts'
import type { CommentWords, PublicComment } from './comment.ts'
import { findComment, findSubmission, saveWaiting } from './kept-store.ts'
import { placeUnder } from './place.ts'
import { findPublicComment } from './store.ts'
import { codeOf } from './submission.ts'
import { type Seen, suspicionOf } from './suspicion.ts'

/** A citizen's comment, with what it answers and what was seen of its sending. */
export interface Submission {
  readonly words: CommentWords
  readonly postId: number
  readonly parentId: number | undefined
  /** The versions that the writer had before their eyes. */
  readonly postVersion: number | undefined
  readonly parentVersion: number | undefined
  /** The form's own mark, if it carried one of ours. */
  readonly mark: string | undefined
  /** A code from before, to hang this on. */
  readonly code: Code | undefined
  readonly seen: Seen
}

export type SubmissionProblem = 'gone' | 'closed' | 'parent_gone' | 'unknown_code'

/** What the writer gets. */
export interface Received {
  readonly code: Code
  readonly number: number
}

/**
 * Takes a citizen's comment: kept, with its code and its ledger entry, before this resolves. The
 * same form sent again gives the same answer. It waits to be read, so no public page changes.
 */
export async function submitComment(
  house: House,
  submission: Submission,
): Promise<Result<Received, SubmissionProblem>> {
  const now = house.clock()
  const kept = keptOf(submission, now)
  const code = codeFor(house, submission)
  return house.storage.transact(async (tx) => {
    const before = kept.submission ? await findSubmission(tx, kept.submission) : undefined
    if (before) return ok({ code, number: before.id })
    const answered = await findAnswered(tx, submission)
    if (!answered.ok) return answered
    const receipt = await receiptFor(tx, house.keys.receipt, {
      ...{ code, at: now },
      isKnown: submission.code !== undefined,
    })
    if (receipt === undefined) return err('unknown_code')
    const { parent, ...answers } = answered.value
    const id = await nextId(tx, 'comment')
    const place = placeUnder(parent, id)
    await saveWaiting(tx, { ...kept, ...answers, ...place, id, receipt_id: receipt })
    await append(tx, {
      kind: 'comment_received',
      at: now,
      number: id,
      post: answers.post_id,
      post_version: answers.post_version,
      parent: answers.parent_id,
      parent_version: answers.parent_version,
      hash: kept.hash,
    })
    return ok({ code, number: id })
  })
}

/** What is kept of a submission itself, whatever it answers. */
function keptOf({ words, mark, seen }: Submission, now: Instant) {
  const { name, text, isQuestion } = words
  const salt = newSalt()
  return {
    ...{ name, text, html: renderComment(text), renderer: RENDERER.comment },
    question: isQuestion ? (1 as const) : (0 as const),
    received_at: now,
    submission: mark ?? null,
    ...weighed(text, seen),
    salt,
    hash: textHash(salt, { name, text, question: isQuestion }),
  }
}

const weighed = (text: string, seen: Seen) => {
  const { signs, suspicion } = suspicionOf(text, seen)
  return { suspicion, signs: JSON.stringify(signs) }
}

/** What a comment answers, if that can be answered: a published open post, a comment whose words show. */
async function findAnswered(tx: Writer, { postId, parentId, ...seen }: Submission) {
  const post = await findAnswerable(tx, postId)
  if (!post) return err('gone' as const)
  if (!post.commentsOpen) return err('closed' as const)
  const parent = parentId === undefined ? undefined : await findPublicComment(tx, parentId)
  if (parentId !== undefined && !isAnswerable(parent, postId)) return err('parent_gone' as const)
  return ok({
    parent,
    post_id: postId,
    parent_id: parentId ?? null,
    post_version: versionSeen(seen.postVersion, post.version),
    // A citizen's words have no versions (docs/ledger.md).
    parent_version:
      parent?.kind === 'staff' ? versionSeen(seen.parentVersion, parent.version) : null,
  })
}

const isAnswerable = (parent: PublicComment | undefined, postId: number): boolean =>
  parent?.exposure === 'text' && parent.postId === postId

/** The version that a form named, if there is such a one; otherwise the present one. */
const versionSeen = (named: number | undefined, present: number): number =>
  named !== undefined && named >= 1 && named <= present ? named : present

/** The code from before, or the form's own, which is the same each time the form is sent. */
const codeFor = ({ keys }: House, { mark, code }: Submission): Code =>
  code ?? (mark ? codeOf(keys.submission, mark) : newCode())

/** Lets a writer take back what hangs on their own receipt. If it was public, its place stays. */
export async function withdrawComment(
  house: House,
  receiptId: number,
  commentId: number,
): Promise<Result<'withdrawn', 'not_found' | 'conflict'>> {
  const now = house.clock()
  const done = await house.storage.transact(async (tx) => {
    const comment = await findComment(tx, commentId)
    if (!comment || comment.receipt_id !== receiptId) return err('not_found' as const)
    if (comment.state !== 'pending' && comment.state !== 'shown') return err('conflict' as const)
    await changeCounted(tx, comment, { state: 'withdrawn', removed_at: now })
    const wasShown = comment.state === 'shown'
    await append(tx, { kind: 'comment_withdrawn', at: now, number: commentId })
    return ok({ wasShown, post: comment.post_id })
  })
  if (!done.ok) return done
  if (done.value.wasShown) await house.changed(`post:${done.value.post}`, 'lists')
  return ok('withdrawn')
}
