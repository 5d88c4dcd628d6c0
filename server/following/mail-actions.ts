/** What people who follow are told, and whether it may still be told when it is sent. */
import type { PublicComment } from '../comments/comment.ts'
import { findPublicComment } from '../comments/store.ts'
import type { Language } from '../language/locale.ts'
import { findEvent, type MailEvent } from '../mail/event-store.ts'
import type { Mail, NewMail, Recipient } from '../mail/mail.ts'
import type { Expanded, Refusal } from '../mail/trade.ts'
import type { PublicPost } from '../posts/post.ts'
import { findPublicPostById } from '../posts/store.ts'
import type { Writer } from '../storage/database.ts'
import { stopWithin } from './actions.ts'
import type { Secrets } from './address.ts'
import { type Follow, isGone, windowOf } from './follow.ts'
import {
  changeFollow,
  commentsTold,
  confirmedAmong,
  findFollow,
  followersOfComment,
  followersOfPosts,
  isStopped,
  wasReached,
} from './store.ts'

const AT_ONCE = 200

/** The mails about a new post, to everybody who follows posts of its capacity. */
export async function mailsOfPost(
  tx: Writer,
  secrets: Secrets,
  event: MailEvent,
): Promise<Expanded> {
  const { id: eventId, postId } = event
  const post = postId === undefined ? undefined : await findPublicPostById(tx, postId)
  // Published again while it could still be taken back: another event tells of it, later.
  if (!post || post.feedsFrom > event.dueAt) return { mails: [] }
  const { capacity } = post
  const people = await followersOfPosts(tx, { capacity, ...pieceOf(event) })
  const mails: NewMail[] = []
  for (const { id: followId, address: sealed } of people) {
    const address = secrets.opened(sealed)
    if (address === undefined) continue
    const name = secrets.nameOf(address, `p${post.id}`)
    const key = `new_post:${post.id}:${followId}`
    mails.push({ kind: 'new_post', key, eventId, postId: post.id, followId, name })
  }
  return { mails, upTo: nextOf(people) }
}

/** The mails about a comment or a staff reply that shows: to who follows what it answers, and the thread. */
export async function mailsOfComment(tx: Writer, event: MailEvent): Promise<Expanded> {
  const { id: eventId, commentId, dueAt } = event
  const comment = commentId === undefined ? undefined : await findPublicComment(tx, commentId)
  if (comment?.exposure !== 'text') return { mails: [], isMoot: true }
  const { id, postId, parentId } = comment
  const people = await followersOfComment(tx, { postId, parentId, ...pieceOf(event) })
  const { from, to } = windowOf(dueAt)
  const common = { eventId, postId, commentId: id }
  const mails = people.flatMap(({ id: followId, topic }): NewMail[] => {
    const mail = { ...common, followId }
    if (topic === 'answers') return [{ kind: 'answer', key: `answer:${id}:${followId}`, ...mail }]
    if (topic === 'thread')
      return [{ kind: 'thread', key: `thread:${followId}:${from}`, dueAt: to, ...mail }]
    if (comment.kind !== 'staff') return []
    return [{ kind: 'question_answered', key: `question_answered:${followId}`, ...mail }]
  })
  return { mails, upTo: nextOf(people) }
}

/** The next of those who had said yes before it happened: what is older they may have read. */
const pieceOf = ({ at, expandedTo }: MailEvent) => ({
  before: at,
  after: expandedTo,
  most: AT_ONCE,
})

const nextOf = (people: readonly { readonly id: number }[]): number | undefined =>
  people.length < AT_ONCE ? undefined : people.at(-1)?.id

/** Who follows and what, with the address opened for the mail that goes to it. */
export interface Followed {
  readonly follow: Follow
  readonly address: string
}

/** Who a mail to a follower is for, while they follow; before they have said yes only the question reaches them. */
export async function followerOf(
  tx: Writer,
  secrets: Secrets,
  { followId, kind }: Mail,
): Promise<Followed | undefined> {
  const follow = followId === undefined ? undefined : await findFollow(tx, followId)
  const address = follow && secrets.opened(follow.address)
  if (!follow || address === undefined) return undefined
  if (await isStopped(tx, secrets.stopKeyOf(address))) return undefined
  return follow.confirmedAt || kind === 'follow_asked' ? { follow, address } : undefined
}

/** A follower as the one who gets a mail. */
export const recipient = ({ follow, address }: Followed): Recipient => ({
  name: '',
  address,
  language: follow.language satisfies Language,
  isStaff: false,
})

/** A comment with the post it stands under, both public now. */
export interface Told {
  readonly post: PublicPost
  readonly comment: PublicComment
}

/** A comment whose words may be told. */
export async function toldComment(tx: Writer, id: number | undefined): Promise<Told | undefined> {
  const comment = id === undefined ? undefined : await findPublicComment(tx, id)
  const post = comment && (await findPublicPostById(tx, comment.postId))
  return comment?.exposure === 'text' && post ? { comment, post } : undefined
}

/** The staff reply that a question counts as answered by now, whichever reply brought the mail about. */
export async function toldAnswer(tx: Writer, id: number | undefined): Promise<Told | undefined> {
  const told = await toldComment(tx, id)
  const parent = told?.comment.parentId
  const question = parent === undefined ? undefined : await findPublicComment(tx, parent)
  return toldComment(tx, question?.answeredBy)
}

/** A post whose words may be told; of one that was taken down nothing is. */
export const toldPost = (tx: Writer, id: number | undefined) =>
  id === undefined ? Promise.resolve(undefined) : findPublicPostById(tx, id)

/**
 * What came under a post in the hour of a mail since one followed it, as far as it is public now and the same address
 * is not told of it by another mail: where it follows that comment itself, or what that answers.
 */
export async function toldThread(
  tx: Writer,
  secrets: Secrets,
  { mail, followed }: { readonly mail: Mail; readonly followed: Followed },
): Promise<{ readonly post: PublicPost; readonly comments: readonly PublicComment[] } | undefined> {
  const post = await toldPost(tx, mail.postId)
  const event = await findEvent(tx, mail.eventId)
  if (!post || !event) return undefined
  const { follow, address } = followed
  const since = follow.confirmedAt ?? event.at
  const comments: PublicComment[] = []
  for (const id of await commentsTold(tx, { postId: post.id, since, ...windowOf(event.dueAt) })) {
    const told = await toldComment(tx, id)
    if (told && !(await isToldElsewhere(tx, secrets, { comment: told.comment, address })))
      comments.push(told.comment)
  }
  return comments.length > 0 ? { post, comments } : undefined
}

async function isToldElsewhere(
  tx: Writer,
  secrets: Secrets,
  { comment, address }: { readonly comment: PublicComment; readonly address: string },
): Promise<boolean> {
  const ids = [comment.id, ...(comment.parentId === undefined ? [] : [comment.parentId])]
  const keys = ids.map((id) => secrets.keyOf(address, { topic: 'answers', commentId: id }))
  return (await confirmedAmong(tx, keys)).size > 0
}

/**
 * What follows when a mail to a follower is not taken: an address that is gone is erased with all it
 * follows here and remembered as stopped; else it is counted. True, since no person of the staff can mend it;
 * false when it was our own server that could not be reached.
 */
export async function refusedMail(
  tx: Writer,
  secrets: Secrets,
  { mail, outcome, now }: { readonly mail: Mail } & Refusal,
): Promise<boolean> {
  if (outcome.isServer || outcome.problem === 'fault') return false
  const followed = await followerOf(tx, secrets, mail)
  if (!followed) return mail.accountId === undefined
  const { follow, address } = followed
  const since = follow.refusedSince
  const isNew = since === undefined || (await wasReached(tx, follow.id, since))
  const refused = isNew ? { count: 1, since: now } : { count: follow.refused + 1, since }
  if (isGone(refused, { status: outcome.status, now }))
    await stopWithin(tx, secrets, { address, reason: 'bounce', at: now })
  else await changeFollow(tx, follow.id, { refused })
  return true
}
