/** What staff answer in a thread: a comment or the post itself, public at once. */

import { changeCounted } from '../comments/change-actions.ts'
import { parseComment, shownEvent } from '../comments/comment.ts'
import { findComment, type KeptComment, saveReply } from '../comments/kept-store.ts'
import { placeUnder } from '../comments/place.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import { saveEvent } from '../mail/event-store.ts'
import { changeCounts, findPublicPostById } from '../posts/store.ts'
import { nextId } from '../storage/counter.ts'
import type { Writer } from '../storage/database.ts'
import { hasNorwegianNumber } from '../text/identity-number.ts'
import { RENDERER, renderComment } from '../text/markdown.ts'
import type { House } from '../web/house.ts'
import type { Decider } from './actions.ts'
import { may, roleOf } from './decision.ts'

/** A reply to a comment whose words are public, or to a post that is open for comments. */
export type Reply = ({ readonly commentId: number } | { readonly postId: number }) & {
  readonly capacity: 'personal' | 'official'
  readonly text: string
}

/** What is done with a reply in its own transaction, when it is there. */
export type Also = (
  tx: Writer,
  kept: { readonly id: number; readonly version: number },
) => Promise<void>

export type ReplyFault = `comments.fault.${'empty' | 'long' | 'identity'}`
export type ReplyProblem = 'forbidden' | 'not_found' | 'conflict' | ReplyFault

/**
 * Answers a comment or a post, public at once, in a capacity that the person has; a question to the
 * official is answered by it. Gives the reply's number. With `also` it may stand under a post that is closed: it is no part of
 * the talk then, but about it.
 */
export async function reply(
  house: House,
  viewer: Decider,
  given: Reply,
  also?: Also,
): Promise<Result<number, ReplyProblem>> {
  const { capacity } = given
  if (!may(viewer, `replies.${capacity}`)) return err('forbidden')
  const words = replyWords(given.text, house.site()?.country)
  if (!words.ok) return words
  const found = await findAnswered(house, given, also !== undefined)
  if (!found.ok) return found
  const { postId, version, commentId } = found.value
  const done = await house.storage.transact(async (tx): Promise<Result<number, ReplyProblem>> => {
    const parent = commentId === undefined ? undefined : await findComment(tx, commentId)
    if (commentId !== undefined && parent?.state !== 'shown') return err('conflict')
    const id = await nextId(tx, 'comment')
    const text = words.value
    await keepReply(tx, { id, house, viewer, capacity, text, parent, postId, version })
    await changeCounts(tx, postId, { comments: 1 })
    await saveEvent(tx, shownEvent({ id, post_id: postId }, house.clock()))
    if (parent?.question === 1 && parent.answered_by === null)
      await changeCounted(tx, parent, { answered_by: id })
    await also?.(tx, { id, version: 1 })
    return ok(id)
  })
  if (done.ok) await house.changed(`post:${postId}`, 'lists')
  return done
}

/**
 * The words of a staff reply as they are kept; empty and too long are told as a citizen is told. In Norway a national identity
 * number is never put on the internet by the authority (offentlegforskrifta § 7).
 */
export function replyWords(
  typed: string,
  country: Country | undefined,
): Result<string, ReplyFault> {
  const words = parseComment({ name: '', text: typed, question: false })
  if (!words.ok) return err(words.problem.text ?? 'comments.fault.empty')
  const { text } = words.value
  return country === 'no' && hasNorwegianNumber(text) ? err('comments.fault.identity') : ok(text)
}

interface Answered {
  readonly postId: number
  readonly version: number
  readonly commentId: number | undefined
}

/** A closed post is answered by nobody; what was asked under it while it was open still may be. */
async function findAnswered(
  house: House,
  given: Reply,
  evenClosed: boolean,
): Promise<Result<Answered, ReplyProblem>> {
  const { read } = house.storage
  const commentId = 'commentId' in given ? given.commentId : undefined
  const postId =
    'postId' in given ? given.postId : (await findComment(read, given.commentId))?.post_id
  const post = postId === undefined ? undefined : await findPublicPostById(read, postId)
  if (!post) return err('not_found')
  if (commentId === undefined && !post.commentsOpen && !evenClosed) return err('conflict')
  return ok({ postId: post.id, version: post.version, commentId })
}

interface Written {
  readonly id: number
  readonly house: House
  readonly viewer: Decider
  readonly capacity: Reply['capacity']
  readonly text: string
  readonly parent: KeptComment | undefined
  readonly postId: number
  readonly version: number
}

async function keepReply(tx: Writer, written: Written): Promise<void> {
  const { id, viewer, capacity, text, parent, postId } = written
  const at = written.house.clock()
  const salt = newSalt()
  const by = { author_title: viewer.title, author_role: roleOf(viewer) }
  const hash = textHash(salt, { capacity, text, author_name: viewer.name, ...by })
  const stands = { post_version: written.version, parent_version: versionOf(parent) }
  await saveReply(tx, {
    ...{ id, post_id: postId, parent_id: parent?.id ?? null, ...placeUnder(parent, id), ...stands },
    ...{ kind: 'staff', state: 'shown', name: viewer.name, ...by, account_id: viewer.accountId },
    ...{ text, html: renderComment(text), renderer: RENDERER.comment, version: 1, capacity },
    ...{ question: 0, answered_by: null, received_at: at, shown_at: at, salt, hash },
    ...{ removed_at: null, removed_reason: null, removed_clause: null },
    ...{ receipt_id: null, submission: null, suspicion: 0, signs: '[]' },
  })
  await append(tx, {
    kind: 'staff_reply',
    ...{ at, number: id, version: 1, capacity, hash },
    ...{ post: postId, parent: parent?.id ?? null, ...stands },
  })
}

/** A citizen's words have no versions (docs/ledger.md). */
const versionOf = (parent: KeptComment | undefined): number | null =>
  parent?.kind === 'staff' ? parent.version : null
