/** What hangs on a receipt, gathered for the page behind its code. */
import { date } from '../language/when.ts'
import { findPublicPostById } from '../posts/store.ts'
import type { Sent } from '../receipts/sent.ts'
import type { Statement } from '../receipts/statement.ts'
import type { Reader } from '../storage/database.ts'
import { escape, trusted } from '../text/html.ts'
import type { Ask } from '../web/web.ts'
import { type Erasure, erasuresOf } from './erasure-store.ts'
import { postLink, whenRead } from './form.ts'
import { commentsOnReceipt, findComment, type KeptComment } from './kept-store.ts'
import { findPublicComment, publicThread, rangeBelow } from './store.ts'

/** The newest that one receipt shows. */
const MOST = 100
/** So much of the conversation below a comment is looked through for answers. */
const MOST_BELOW = 200

/** Why a comment is not shown, handed in, since those who decide lie above comments. */
export type StatementOn = (ask: Ask, comment: number) => Promise<Statement | undefined>

/** What was sent with one receipt, the newest first, with public answers. For its holder alone. */
export async function submissionsOn(
  ask: Ask,
  receiptId: number,
  statementOn: StatementOn,
): Promise<Sent[]> {
  const kept = await commentsOnReceipt(ask.read, receiptId, MOST)
  return Promise.all(kept.map((comment) => sentOf(ask, comment, statementOn)))
}

/** A comment on one receipt that can still be answered: shown, or waiting to be read. */
export async function ownComment(read: Reader, receiptId: number, id: number) {
  const comment = await findComment(read, id)
  if (!comment || comment.receipt_id !== receiptId) return undefined
  if (comment.state !== 'shown' && comment.state !== 'pending') return undefined
  const isOpenQuestion = comment.question === 1 && comment.answered_by === null
  return { id, postId: comment.post_id, isOpenQuestion }
}

async function sentOf(ask: Ask, comment: KeptComment, statementOn: StatementOn): Promise<Sent> {
  const { read, language, site, now, t } = ask
  const { id, state } = comment
  const post = await findPublicPostById(read, comment.post_id)
  const erased = (await erasuresOf(read, [id])).get(id)
  const isDecidedAgainst = state === 'hidden' || state === 'held' || state === 'spam'
  return {
    number: id,
    state,
    receivedAt: comment.received_at,
    since: (state === 'shown' ? comment.shown_at : comment.removed_at) ?? undefined,
    whenRead: whenRead(site, now, language, t),
    html: erased ? escape(erasedWords(ask, erased)) : trusted(comment.html),
    statement: isDecidedAgainst ? await statementOn(ask, id) : undefined,
    post: post && postLink(post),
    answers: await answersTo(read, id),
  }
}

const erasedWords = ({ t, language, site }: Ask, { at, reference }: Erasure): string =>
  t('comments.erased', { date: date(at, language, site.timeZone), reference })

async function answersTo(read: Reader, id: number): Promise<Sent['answers']> {
  const comment = await findPublicComment(read, id)
  if (!comment) return []
  const below = await publicThread(read, { ...rangeBelow(comment, undefined), most: MOST_BELOW })
  return below
    .filter(({ parentId, exposure }) => parentId === id && exposure === 'text')
    .map(({ id: number, name, capacity }) => ({ number, name, capacity }))
}
