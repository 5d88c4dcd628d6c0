/** What happens to the comments of the demo: sent, read, answered, hidden, taken back. */
import { submitComment, withdrawComment } from '../comments/actions.ts'
import type { Seen } from '../comments/suspicion.ts'
import { HOUR, type Instant, later, MINUTE, milliseconds, SECOND } from '../kernel/clock.ts'
import { decide, type Wish } from '../moderation/actions.ts'
import { reply } from '../moderation/reply-actions.ts'
import { hashOfCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import { type DemoComment, momentOf } from './content.ts'
import { done } from './done.ts'
import type { Told } from './post-events.ts'
import type { Event, Story } from './story.ts'

/** Some write without JavaScript, and a machine fills in what people never see. */
const seenOf = ({ state }: DemoComment, count: number): Seen =>
  state === 'spam'
    ? { trap: true, proof: 'none', seconds: undefined }
    : count % 6 === 5
      ? { trap: false, proof: 'none', seconds: undefined }
      : { trap: false, proof: 'solved', seconds: 40 + 25 * (count % 9) }

/** Everything that happens below one post, thread by thread. A word of staff needs something to answer. */
export function commentEvents(story: Story, post: Told): Event[] {
  const ids = new Map<string, number>()
  const replies = (comment: DemoComment) =>
    post.comments
      .filter(({ reply_to }) => reply_to === comment.key)
      .map((one) => timeOf(story, one))
  return post.comments
    .filter(({ staff, reply_to }) => !staff || reply_to)
    .flatMap((comment) => {
      const at = timeOf(story, comment)
      if (comment.staff) return [{ at, act: () => answer(story, ids, comment) }]
      const sent = { at, act: () => send(story, { post, ids, comment }) }
      return [sent, ...decisions(story, { ids, comment, at, replies: replies(comment).sort() })]
    })
}

const timeOf = ({ now, zone }: Story, { at, hours_ago = 0 }: DemoComment): Instant =>
  at === undefined ? later(now, -hours_ago * HOUR) : momentOf(at, zone)

async function answer({ house, staff }: Story, ids: Ids, comment: DemoComment): Promise<void> {
  const commentId = ids.get(comment.reply_to ?? '') ?? 0
  const { staff: who = 'official', capacity = 'official', text, key } = comment
  ids.set(key, done(await reply(house, staff[who], { commentId, capacity, text })))
}

type Ids = Map<string, number>

async function send(
  { house, codes }: Story,
  { post, ids, comment }: { post: Told; ids: Ids; comment: DemoComment },
): Promise<void> {
  const { key, name = '', text, question = false, receipt = `${post.id} ${key}` } = comment
  const received = done(
    await submitComment(house, {
      words: { name, text, isQuestion: question },
      postId: post.id,
      parentId: ids.get(comment.reply_to ?? ''),
      postVersion: undefined,
      parentVersion: undefined,
      mark: undefined,
      code: codes.get(receipt),
      seen: seenOf(comment, ids.size),
    }),
  )
  codes.set(receipt, received.code)
  codes.set(`number ${received.number}`, received.code)
  ids.set(key, received.number)
}

interface Sent {
  readonly ids: Ids
  readonly comment: DemoComment
  readonly at: Instant
  /** When somebody answered, the earliest first. */
  readonly replies: readonly Instant[]
}

function decisions(story: Story, { ids, comment, at, replies }: Sent): Event[] {
  const { state, key, reason, sentence } = comment
  if (state === 'pending') return []
  const number = () => ids.get(key) ?? 0
  const judge = (time: Instant, wish: Omit<Wish, 'commentId'>): Event => ({
    at: time,
    act: async () => {
      done(await decide(story.house, story.staff.moderator, { commentId: number(), ...wish }))
    },
  })
  const shown = judge(readAt(at, replies[0]), { act: 'let_through' })
  const last = later(replies.at(-1) ?? at, replies.length > 0 ? SECOND : 25 * MINUTE)
  if (state === undefined) return [shown]
  if (state === 'withdrawn')
    return [shown, { at: later(last, HOUR), act: () => withdraw(story, number()) }]
  // Only what is shown can be answered: what staff answered was public until they hid it.
  const before = replies[0] ? [judge(later(replies[0], -SECOND), { act: 'let_through' })] : []
  if (state === 'spam') return [judge(last, { act: 'spam' })]
  if (state === 'held') return [...before, judge(last, { act: 'hold', reason: 'personal_data' })]
  return [...before, judge(last, { act: 'hide', reason, sentence })]
}

/** Read within half an hour, and always before the first who answered. */
function readAt(at: Instant, answered: Instant | undefined): Instant {
  if (!answered) return later(at, 25 * MINUTE)
  const half = (milliseconds(answered) - milliseconds(at)) / 2
  return later(at, Math.min(25 * MINUTE, half))
}

async function withdraw({ house, codes }: Story, number: number): Promise<void> {
  const code = codes.get(`number ${number}`)
  const hash = code && hashOfCode(house.keys.receipt, code)
  const receipt = hash ? await findReceipt(house.storage.read, hash) : undefined
  done(await withdrawComment(house, receipt ?? 0, number))
}
