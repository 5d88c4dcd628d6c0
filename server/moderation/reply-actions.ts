/** What staff answer in a thread, and whether a question counts as answered. */
import { parseComment } from '../comments/comment.ts'
import { changeComment, findComment, type KeptComment, saveReply } from '../comments/kept-store.ts'
import { placeUnder } from '../comments/place.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import { changeCounts, findPublicPostById } from '../posts/store.ts'
import { nextId } from '../storage/counter.ts'
import type { Writer } from '../storage/database.ts'
import { RENDERER, renderComment } from '../text/markdown.ts'
import type { House } from '../web/house.ts'
import type { Decider } from './actions.ts'
import { may, roleOf } from './decision.ts'

/** A reply to a comment whose words are public. */
export interface Reply {
  readonly commentId: number
  readonly capacity: 'personal' | 'official'
  readonly text: string
}

export type ReplyProblem =
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'comments.fault.empty'
  | 'comments.fault.long'

/**
 * Answers a comment, public at once, in a capacity that the person has; a question to the official
 * is answered by it. Gives the reply's number.
 */
export async function reply(
  house: House,
  viewer: Decider,
  { commentId, capacity, text: typed }: Reply,
): Promise<Result<number, ReplyProblem>> {
  if (!may(viewer, `replies.${capacity}`)) return err('forbidden')
  const words = parseComment({ name: '', text: typed, question: false })
  if (!words.ok) return err(words.problem.text ?? 'comments.fault.empty')
  const { text } = words.value
  const parent = await findComment(house.storage.read, commentId)
  const post = parent && (await findPublicPostById(house.storage.read, parent.post_id))
  if (!post) return err('not_found')
  const done = await house.storage.transact(async (tx): Promise<Result<number, ReplyProblem>> => {
    const answered = await findComment(tx, commentId)
    if (answered?.state !== 'shown') return err('conflict')
    const id = await nextId(tx, 'comment')
    await keepReply(tx, { id, house, viewer, capacity, text, answered, version: post.version })
    const isAnswer = answered.question === 1 && answered.answered_by === null
    if (isAnswer) await changeComment(tx, commentId, { answered_by: id })
    await changeCounts(tx, post.id, { comments: 1, answers: isAnswer ? 1 : 0 })
    return ok(id)
  })
  if (done.ok) await house.changed(`post:${post.id}`, 'lists')
  return done
}

interface Written {
  readonly id: number
  readonly house: House
  readonly viewer: Decider
  readonly capacity: Reply['capacity']
  readonly text: string
  readonly answered: KeptComment
  readonly version: number
}

async function keepReply(tx: Writer, written: Written): Promise<void> {
  const { id, viewer, capacity, text, answered } = written
  const at = written.house.clock()
  const salt = newSalt()
  const by = { author_title: viewer.title, author_role: roleOf(viewer) }
  const hash = textHash(salt, { capacity, text, author_name: viewer.name, ...by })
  const stands = { post_version: written.version, parent_version: answered.version }
  await saveReply(tx, {
    id,
    ...{
      post_id: answered.post_id,
      parent_id: answered.id,
      ...placeUnder(answered, id),
      ...stands,
    },
    ...{ kind: 'staff', state: 'shown', name: viewer.name, ...by, account_id: viewer.accountId },
    ...{ text, html: renderComment(text), renderer: RENDERER.comment, version: 1, capacity },
    ...{ question: 0, answered_by: null, received_at: at, shown_at: at, salt, hash },
    ...{ removed_at: null, removed_reason: null, removed_clause: null },
    ...{ receipt_id: null, submission: null, suspicion: 0, signs: '[]' },
  })
  await append(tx, {
    kind: 'staff_reply',
    ...{ at, number: id, version: 1, capacity, hash },
    ...{ post: answered.post_id, parent: answered.id, ...stands },
  })
}

/** Says that a question is not answered after all; the reply stays. */
export async function unanswer(
  house: House,
  viewer: Decider,
  commentId: number,
): Promise<Result<undefined, 'forbidden' | 'not_found'>> {
  if (!may(viewer, 'replies.official')) return err('forbidden')
  const done = await house.storage.transact(async (tx) => {
    const comment = await findComment(tx, commentId)
    if (!comment?.answered_by) return err('not_found' as const)
    await changeComment(tx, commentId, { answered_by: null })
    await changeCounts(tx, comment.post_id, { answers: -1 })
    return ok(comment.post_id)
  })
  if (!done.ok) return done
  await house.changed(`post:${done.value}`, 'lists')
  return ok(undefined)
}
