/** Changing one's own reply, every version kept; whether a question counts as answered. */
import { changeCounted } from '../comments/change-actions.ts'
import { findComment, type KeptComment } from '../comments/kept-store.ts'
import { lastStaffReply, saveReplyVersion } from '../comments/reply-store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import type { Writer } from '../storage/database.ts'
import { RENDERER, renderComment } from '../text/markdown.ts'
import type { House } from '../web/house.ts'
import type { Decider } from './actions.ts'
import { may, mayChange } from './decision.ts'
import { type Also, type ReplyProblem, replyWords } from './reply-actions.ts'

/** What a reply is to say instead; `seen` is the version that was before the writer's eyes. */
export interface ReplyChange {
  readonly commentId: number
  readonly text: string
  readonly seen: number
}

/**
 * Gives one's own public reply a new version, in the capacity it was written in, with its entry.
 * Gives the number of the present version: the same as before when the words are the same.
 */
export async function changeReply(
  house: House,
  viewer: Decider,
  { commentId, text: typed, seen }: ReplyChange,
  also?: Also,
): Promise<Result<number, ReplyProblem>> {
  const words = replyWords(typed, house.site()?.country)
  if (!words.ok) return words
  const text = words.value
  const done = await house.storage.transact(
    async (tx): Promise<Result<KeptComment, ReplyProblem>> => {
      const reply = await findComment(tx, commentId)
      if (!reply) return err('not_found')
      if (!mayChange(viewer, reply)) return err('forbidden')
      if (reply.state !== 'shown' || reply.version !== seen) return err('conflict')
      if (reply.text === text) return ok(reply)
      const changed = { ...reply, text, version: reply.version + 1 }
      await keepChange(tx, house, changed)
      await also?.(tx, changed)
      return ok(changed)
    },
  )
  if (!done.ok) return done
  const { version, post_id } = done.value
  if (version !== seen) await house.changed(`post:${post_id}`, 'lists')
  return ok(version)
}

/** The name, title and role stay as they were when the reply was written. */
async function keepChange(tx: Writer, house: House, reply: KeptComment): Promise<void> {
  const { id, text, version, capacity, name, author_title, author_role } = reply
  if (!capacity) throw new Error(`Reply ${id} has no capacity`)
  const at = house.clock()
  const salt = newSalt()
  const by = { author_title: author_title ?? '', author_role: author_role ?? '' }
  const hash = textHash(salt, { capacity, text, author_name: name, ...by })
  const words = { text, html: renderComment(text), renderer: RENDERER.comment }
  await saveReplyVersion(tx, { id, version, ...words, salt, hash }, at)
  await append(tx, {
    kind: 'staff_reply',
    ...{ at, number: id, version, capacity, hash },
    ...{ post: reply.post_id, post_version: reply.post_version },
    ...{ parent: reply.parent_id, parent_version: reply.parent_version },
  })
}

type AnswerProblem = 'forbidden' | 'not_found'

/** Says that a question is not answered after all; the reply stays. */
export const unanswer = (
  house: House,
  viewer: Decider,
  commentId: number,
): Promise<Result<undefined, AnswerProblem>> =>
  mark(house, viewer, commentId, async (_, question) =>
    question.answered_by === null ? undefined : { answered_by: null },
  )

/** Says that a question is answered by the last public reply of staff under it. */
export const markAnswered = (
  house: House,
  viewer: Decider,
  commentId: number,
): Promise<Result<undefined, AnswerProblem>> =>
  mark(house, viewer, commentId, async (tx, question) => {
    const last = await lastStaffReply(tx, question)
    return question.answered_by === null && last ? { answered_by: last.id } : undefined
  })

async function mark(
  house: House,
  viewer: Decider,
  commentId: number,
  change: (tx: Writer, q: KeptComment) => Promise<{ answered_by: number | null } | undefined>,
): Promise<Result<undefined, AnswerProblem>> {
  if (!may(viewer, 'replies.official')) return err('forbidden')
  const done = await house.storage.transact(async (tx) => {
    const question = await findComment(tx, commentId)
    const to = question?.question === 1 ? await change(tx, question) : undefined
    if (!question || !to) return err('not_found' as const)
    await changeCounted(tx, question, to)
    return ok(question.post_id)
  })
  if (!done.ok) return done
  await house.changed(`post:${done.value}`, 'lists')
  return ok(undefined)
}
