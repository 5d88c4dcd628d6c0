/** Decisions about comments: one transaction with the comment's change and its ledger entry. */
import type { Viewer } from '../accounts/account.ts'
import { changeCounted } from '../comments/change-actions.ts'
import { shownEvent } from '../comments/comment.ts'
import { erasuresOf } from '../comments/erasure-store.ts'
import { findComment, type KeptComment } from '../comments/kept-store.ts'
import { DAY, type Instant, later } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import { isShownKept, saveEvent } from '../mail/event-store.ts'
import { type CitedClause, clauseAt } from '../policy/store.ts'
import { nextId } from '../storage/counter.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { type DecisionAct, type Judged, refusal, roleOf, stateAfter } from './decision.ts'
import { lastDecision, saveDecision } from './decision-store.ts'
import { type ReasonId, reasonById } from './reasons.ts'

/** What is put back after longer is no news: events are kept for some time only. */
const TOLD_WITHIN = 14 * DAY

export type Decider = Pick<Viewer, 'accountId' | 'name' | 'title' | 'roles'>

/** What is decided; `spam` needs no reason of its own, `hide` needs a sentence to the writer. */
export interface Wish {
  readonly commentId: number
  readonly act: DecisionAct
  readonly reason?: ReasonId | undefined
  readonly sentence?: string | undefined
}

export type DecisionProblem =
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'moderation.fault.reason'
  | 'moderation.fault.sentence'

/**
 * Decides about a comment. It cites the clause of the rules that applied when the comment came, and
 * gives the state that the comment has now. Public pages are renewed when they changed.
 */
export async function decide(
  house: House,
  viewer: Decider,
  wish: Wish,
): Promise<Result<KeptComment['state'], DecisionProblem>> {
  const done = await house.storage.transact((tx) => decideWithin(tx, viewer, wish, house.clock()))
  if (!done.ok) return done
  const { postId, isPublic, state } = done.value
  if (isPublic) await house.changed(`post:${postId}`, 'lists')
  return ok(state)
}

/** How many of several were decided, and how many were left as they are. */
export interface DecidedMany {
  readonly decided: number
  readonly left: number
}

/**
 * Decides the same about several comments, each in a transaction and an entry of its own. What
 * somebody else decided meanwhile, and what this person may not decide, is left as it is.
 */
export async function decideMany(
  house: House,
  viewer: Decider,
  {
    commentIds,
    act,
  }: { readonly commentIds: readonly number[]; readonly act: 'let_through' | 'spam' },
): Promise<DecidedMany> {
  let decided = 0
  for (const commentId of new Set(commentIds))
    if ((await decide(house, viewer, { commentId, act })).ok) decided += 1
  return { decided, left: new Set(commentIds).size - decided }
}

interface Decided {
  readonly postId: number
  readonly isPublic: boolean
  readonly state: KeptComment['state']
}

async function decideWithin(
  tx: Writer,
  viewer: Decider,
  wish: Wish,
  at: Instant,
): Promise<Result<Decided, DecisionProblem>> {
  const comment = await findComment(tx, wish.commentId)
  if (!comment) return err('not_found')
  if ((await erasuresOf(tx, [comment.id])).size > 0) return err('conflict')
  const judged = await judgedOf(tx, comment, viewer)
  const reason = reasonFor(wish)
  const refused = refusal(viewer, wish.act, judged, reason && reasonById(reason))
  if (refused) return err(refused)
  const found = await groundsFor(tx, wish, comment)
  if (!found.ok) return found
  const grounds = found.value
  await keepDecision(tx, viewer, { wish, at, grounds })
  const state = stateAfter(wish.act, judged)
  await changeState(tx, comment, { state, at, grounds })
  await recordAct(tx, viewer, { wish, at, grounds, isShown: state === 'shown' })
  if (wish.act === 'hold') await tellOthers(tx, comment, at)
  if (state === 'shown') await tellFollowers(tx, comment, at)
  // Also a marker that goes changes pages: of what was hidden unread and waits again nothing is left.
  const isMarked = comment.state === 'hidden' || state === 'hidden'
  const isPublic = comment.shown_at !== null || state === 'shown' || isMarked
  return ok({ postId: comment.post_id, isPublic, state })
}

/** What is held needs another person at once (LAW.md L24): they are told by mail. */
const tellOthers = (tx: Writer, { id, post_id }: KeptComment, at: Instant) =>
  saveEvent(tx, { kind: 'comment_held', postId: post_id, commentId: id, at, dueAt: at })

/** Who follows is told once: when it first shows, or when it shows again before anybody was told. */
async function tellFollowers(tx: Writer, comment: KeptComment, at: Instant): Promise<void> {
  const { id: commentId, post_id: postId, shown_at: before } = comment
  if (before && before < later(at, -TOLD_WITHIN)) return
  if (before && (await isShownKept(tx, { postId, commentId }))) return
  await saveEvent(tx, shownEvent(comment, at))
}

/** Nothing is needed to show a comment; to spam belongs one reason. */
function reasonFor({ act, reason }: Wish): ReasonId | undefined {
  if (act === 'let_through' || act === 'put_back') return undefined
  return act === 'spam' || act === 'confirm' ? 'spam_impersonation' : reason
}

/** What a covering act rests on: the clause that applied when the comment came, and the sentence. */
async function groundsFor(
  tx: Writer,
  wish: Wish,
  comment: KeptComment,
): Promise<Result<Grounds | undefined, DecisionProblem>> {
  if (wish.act === 'let_through' || wish.act === 'put_back') return ok(undefined)
  const reason = reasonFor(wish)
  const cited = reason && (await clauseAt(tx, reason, comment.received_at))
  if (!reason || !cited) return err('moderation.fault.reason')
  const sentence = wish.sentence?.trim() ?? ''
  if (wish.act === 'hide' && sentence === '') return err('moderation.fault.sentence')
  return ok(groundsOf(reason, cited, sentence))
}

async function judgedOf(tx: Writer, comment: KeptComment, viewer: Decider): Promise<Judged> {
  const last = await lastDecision(tx, comment.id)
  return {
    kind: comment.kind,
    state: comment.state,
    wasPublic: comment.shown_at !== null,
    isUnconfirmed: last?.act === 'spam' && last.role === 'author',
    isOwn: last?.account === viewer.accountId,
  }
}

interface Grounds {
  readonly reason: ReasonId
  readonly cited: CitedClause
  readonly sentence: string
  readonly salt: string | null
  readonly hash: string | null
}

function groundsOf(reason: ReasonId, cited: CitedClause, sentence: string): Grounds {
  if (sentence === '') return { reason, cited, sentence, salt: null, hash: null }
  const salt = newSalt()
  const hash = textHash(salt, { reason, clause: cited.clause, sentence })
  return { reason, cited, sentence, salt, hash }
}

interface Made {
  readonly wish: Wish
  readonly at: Instant
  readonly grounds: Grounds | undefined
}

const keepDecision = async (tx: Writer, viewer: Decider, { wish, at, grounds }: Made) =>
  saveDecision(tx, {
    id: await nextId(tx, 'decision'),
    comment_id: wish.commentId,
    act: wish.act,
    reason: grounds?.reason ?? null,
    clause_id: grounds?.cited.clauseId ?? null,
    policy_version_id: grounds?.cited.versionId ?? null,
    sentence: grounds?.sentence || null,
    at,
    account_id: viewer.accountId,
    decider_name: viewer.name,
    decider_title: viewer.title,
    decider_role: roleOf(viewer),
    salt: grounds?.salt ?? null,
    hash: grounds?.hash ?? null,
  })

async function changeState(
  tx: Writer,
  comment: KeptComment,
  to: { state: KeptComment['state']; at: Instant; grounds: Grounds | undefined },
): Promise<void> {
  await changeCounted(tx, comment, {
    state: to.state,
    ...(to.state === 'shown' && !comment.shown_at ? { shown_at: to.at } : {}),
    removed_at: to.grounds ? (comment.removed_at ?? to.at) : null,
    removed_reason: to.grounds?.reason ?? null,
    removed_clause: to.grounds?.cited.clauseId ?? null,
  })
}

/** What the public may know: which law a text may break is told to its writer alone. */
async function recordAct(
  tx: Writer,
  viewer: Decider,
  { wish, at, grounds, isShown }: Made & { readonly isShown: boolean },
): Promise<void> {
  const act = { at, number: wish.commentId, by: roleOf(viewer) }
  if (isShown) await append(tx, { kind: 'comment_let_through', ...act })
  if (!grounds || wish.act === 'let_through' || wish.act === 'put_back') return
  const reason = publicReason(grounds.reason)
  const { version, clause } = grounds.cited
  await append(tx, {
    kind: 'comment_hidden',
    ...act,
    act: wish.act === 'confirm' ? 'spam' : wish.act,
    reason,
    rules: version,
    clause: reason === 'law' ? null : clause,
    hash: grounds.hash,
  })
}

function publicReason(reason: ReasonId) {
  if (reason === 'personal_attack' || reason === 'off_topic') return reason
  return reason === 'spam_impersonation' || reason === 'own_case' ? reason : 'law'
}
