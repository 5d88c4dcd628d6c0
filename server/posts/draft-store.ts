/** Drafts: seen by authors alone, since a draft is not a public document. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { DraftTable } from '../storage/schema.ts'
import type { Draft, DraftContent } from './draft.ts'
import { decisionOf, tagNames } from './mapping.ts'
import { keepSaving } from './saving-store.ts'

/** A draft by its number. */
export async function findDraft(db: Reader, id: number): Promise<Draft | undefined> {
  const row = await db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst()
  return row && draftOf(row)
}

/** The one change that is being written to a post, if there is one. */
export async function findDraftOfPost(db: Reader, postId: number): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('draft')
    .selectAll()
    .where('post_id', '=', postId)
    .executeTakeFirst()
  return row && draftOf(row)
}

/** The latest saved drafts, at most so many. */
export async function deskDrafts(db: Reader, most: number): Promise<Draft[]> {
  const rows = await db
    .selectFrom('draft')
    .selectAll()
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(draftOf)
}

/** Keeps a new draft and gives it its number. Throws when the post already has one. */
export async function insertDraft(
  tx: Writer,
  content: DraftContent,
  by: { readonly authorId: number; readonly at: Instant; readonly postId?: number | undefined },
): Promise<Draft> {
  const row: DraftTable = {
    id: await nextId(tx, 'draft'),
    post_id: by.postId ?? null,
    author_id: by.authorId,
    created_at: by.at,
    changed_at: by.at,
    ...columnsOf(content),
  }
  await tx.insertInto('draft').values(row).execute()
  await keepSaving(tx, row.id, { at: by.at, accountId: by.authorId, content })
  return draftOf(row)
}

/** Keeps what was written instead of what the draft held, which stays among the earlier texts. */
export async function changeDraft(
  tx: Writer,
  id: number,
  change: { readonly content: DraftContent; readonly at: Instant; readonly accountId: number },
): Promise<void> {
  await tx
    .updateTable('draft')
    .set({ ...columnsOf(change.content), changed_at: change.at })
    .where('id', '=', id)
    .execute()
  await keepSaving(tx, id, change)
}

/** Throws a draft away: only words that were never public are lost, by their author's own act. */
export async function deleteDraft(tx: Writer, id: number): Promise<void> {
  await tx.deleteFrom('draft').where('id', '=', id).execute()
}

const columnsOf = (content: DraftContent) => ({
  capacity: content.capacity ?? null,
  title: content.title,
  question: content.question,
  summary: content.summary,
  source: content.source,
  tags: JSON.stringify(content.tags),
  language: content.language,
  decision_text: content.decision?.text ?? null,
  decision_url: content.decision?.url ?? null,
  comments_open: content.commentsOpen ? (1 as const) : (0 as const),
})

const draftOf = (row: DraftTable): Draft => ({
  id: row.id,
  postId: row.post_id ?? undefined,
  authorId: row.author_id,
  capacity: row.capacity ?? undefined,
  title: row.title,
  question: row.question,
  summary: row.summary,
  source: row.source,
  tags: tagNames(row.tags),
  language: row.language,
  decision: decisionOf(row),
  commentsOpen: row.comments_open === 1,
  createdAt: row.created_at,
  changedAt: row.changed_at,
})
