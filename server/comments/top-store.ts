/** What stands on top of a thread, read at once: the summary, the answers of the official, the comments that changed a mind. */
import type { Reader } from '../storage/database.ts'
import type { PublicComment } from './comment.ts'
import { countAnswers, type GivenAnswer, latestAnswers } from './conversation-store.ts'
import { type Credit, creditsUnder } from './credit-store.ts'
import { findPublicComment } from './store.ts'
import { findSummary, type Summary } from './summary-store.ts'

/** Answers of the official that are listed on top of a thread. */
const ANSWERS_ON_TOP = 5

export interface Top {
  readonly answers: { readonly count: number; readonly latest: readonly GivenAnswer[] }
  readonly summary: (Summary & { readonly reply: PublicComment }) | undefined
  readonly credits: readonly Credit[]
}

/** Reads what stands on top of a post's thread; a few short questions, whatever the thread holds. */
export async function topOf(read: Reader, post: number, official: number): Promise<Top> {
  return {
    answers: await answersOf(read, post, official),
    summary: await summaryOf(read, post),
    credits: await creditsUnder(read, post),
  }
}

async function answersOf(read: Reader, post: number, account: number): Promise<Top['answers']> {
  const count = await countAnswers(read, post, account)
  if (count === 0) return { count, latest: [] }
  return { count, latest: await latestAnswers(read, { post, account, most: ANSWERS_ON_TOP }) }
}

async function summaryOf(read: Reader, post: number): Promise<Top['summary']> {
  const found = await findSummary(read, post)
  if (!found) return undefined
  const reply = await findPublicComment(read, found.comment)
  return reply?.exposure === 'text' ? { ...found, reply } : undefined
}
