/** Entries that wait with a draft, and the places that versions of posts have for entries. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Said } from './disclosure.ts'

/** Says which entries a version of a post has a place for. */
export async function insertMarks(
  tx: Writer,
  { postId, version, ids }: { postId: number; version: number; ids: readonly number[] },
): Promise<void> {
  if (ids.length === 0) return
  const rows = ids.map((id) => ({ post_id: postId, version, disclosure_id: id }))
  await tx.insertInto('disclosure_mark').values(rows).execute()
}

/** An entry that waits until its draft is published. */
export interface Waiting {
  readonly id: number
  readonly draftId: number
  readonly said: Said
  /** The number of another author who answers for it. */
  readonly responsible: number | undefined
}

/** The entries that wait with a draft, the first one first. */
export async function waitingWith(db: Reader | Writer, draftId: number): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('disclosure_draft')
    .select(['id', 'draft_id', 'content'])
    .where('draft_id', '=', draftId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, draft_id, content }) => ({
    id,
    draftId: draft_id,
    ...(JSON.parse(content) as Pick<Waiting, 'said' | 'responsible'>),
  }))
}

/** Keeps an entry beside a draft, or what it says now. */
export async function saveWaiting(
  tx: Writer,
  { id, draftId, said, responsible }: Waiting,
  by: { readonly accountId: number; readonly at: Instant },
): Promise<void> {
  const content = JSON.stringify({ said, responsible })
  const row = { id, draft_id: draftId, account_id: by.accountId, at: by.at, content }
  await tx
    .insertInto('disclosure_draft')
    .values(row)
    .onConflict((c) => c.column('id').doUpdateSet({ content, at: by.at }))
    .execute()
}

/** Throws away the entries that wait with a draft: they were never public. */
export async function deleteWaiting(tx: Writer, draftId: number): Promise<void> {
  await tx.deleteFrom('disclosure_draft').where('draft_id', '=', draftId).execute()
}
