/** The texts that a draft was saved with, the latest twenty: what somebody wrote over is still there. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { DraftContent } from './draft.ts'

/** So many of a draft are kept. */
export const MOST_SAVINGS = 20

/** A text as it was saved once, and by whom. */
export interface Saving {
  readonly number: number
  readonly at: Instant
  readonly by: string
  readonly accountId: number
  readonly content: DraftContent
}

/** Keeps a text beside its draft; the oldest one goes when there are too many. */
export async function keepSaving(
  tx: Writer,
  draftId: number,
  saved: Pick<Saving, 'at' | 'accountId' | 'content'>,
): Promise<void> {
  const { highest } = await tx
    .selectFrom('draft_saving')
    .select((e) => e.fn.max('number').as('highest'))
    .where('draft_id', '=', draftId)
    .executeTakeFirstOrThrow()
  const number = Number(highest ?? 0) + 1
  const { accountId: account_id, at } = saved
  const row = { draft_id: draftId, number, account_id, at, content: written(saved.content) }
  await tx.insertInto('draft_saving').values(row).execute()
  await tx
    .deleteFrom('draft_saving')
    .where('draft_id', '=', draftId)
    .where('number', '<=', number - MOST_SAVINGS)
    .execute()
}

/** The texts of a draft, the latest first. */
export async function savingsOf(db: Reader | Writer, draftId: number): Promise<Saving[]> {
  const rows = await db
    .selectFrom('draft_saving as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select(['s.number', 's.at', 'a.name as by', 's.account_id', 's.content'])
    .where('s.draft_id', '=', draftId)
    .orderBy('s.number', 'desc')
    .limit(MOST_SAVINGS)
    .execute()
  return rows.map(({ account_id, content, ...row }) => ({
    ...row,
    accountId: account_id,
    content: read(content),
  }))
}

/** What JSON leaves out when it is undefined is told by null. */
const written = (content: DraftContent): string =>
  JSON.stringify({
    ...{ title: content.title, question: content.question, summary: content.summary },
    ...{ source: content.source, tags: content.tags, language: content.language },
    ...{ capacity: content.capacity ?? null, decision: content.decision ?? null },
    commentsOpen: content.commentsOpen,
  })

const read = (content: string): DraftContent => {
  const stored = JSON.parse(content) as DraftContent
  return {
    ...stored,
    capacity: stored.capacity ?? undefined,
    decision: stored.decision ?? undefined,
  }
}
