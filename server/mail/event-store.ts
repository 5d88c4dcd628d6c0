/** What happened of which somebody is told by mail: written in the act's own transaction, made into mails later. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { MailEventTable } from '../storage/schema.ts'
import type { EventKind } from './mail.ts'

/** Something that happened, of which somebody may be told once it is due. */
export interface MailEvent {
  readonly id: number
  readonly kind: EventKind
  readonly postId: number | undefined
  readonly commentId: number | undefined
  /** When it happened, and from when on it may be told. */
  readonly at: Instant
  readonly dueAt: Instant
  /** Followers up to this number have been told already. */
  readonly expandedTo: number
}

/** Keeps an event, in the transaction of the act itself. */
export async function saveEvent(
  tx: Writer,
  event: {
    readonly kind: EventKind
    readonly postId: number
    readonly commentId?: number
    readonly at: Instant
    /** Nobody is told before. */
    readonly dueAt: Instant
  },
): Promise<void> {
  await tx
    .insertInto('mail_event')
    .values({
      id: await nextId(tx, 'mail_event'),
      kind: event.kind,
      post_id: event.postId,
      comment_id: event.commentId ?? null,
      at: event.at,
      due_at: event.dueAt,
      expanded_at: null,
      expanded_to: null,
    })
    .execute()
}

/** The oldest events that are due and have not become mails. */
export async function dueEvents(db: Reader | Writer, now: Instant, most: number) {
  const rows = await db
    .selectFrom('mail_event')
    .selectAll()
    .where('expanded_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(most)
    .execute()
  return rows.map(eventFrom)
}

const eventFrom = (row: MailEventTable): MailEvent => ({
  id: row.id,
  kind: row.kind as EventKind,
  postId: row.post_id ?? undefined,
  commentId: row.comment_id ?? undefined,
  at: row.at,
  dueAt: row.due_at,
  expandedTo: row.expanded_to ?? 0,
})

/** One event by its number. */
export async function findEvent(tx: Writer, id: number | undefined) {
  if (id === undefined) return undefined
  const rows = tx.selectFrom('mail_event').selectAll().where('id', '=', id)
  const row = await rows.executeTakeFirst()
  return row && eventFrom(row)
}

/** Forgets an event that was told to nobody. */
export async function forgetEvent(tx: Writer, id: number): Promise<void> {
  await tx
    .deleteFrom('mail_event')
    .where('id', '=', id)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('mail').select('mail.id').whereRef('mail.event_id', '=', 'mail_event.id'),
        ),
      ),
    )
    .execute()
}

/** Whether it is kept that a comment showed, told or still to be told. */
export async function isShownKept(
  tx: Writer,
  { postId, commentId }: { readonly postId: number; readonly commentId: number },
): Promise<boolean> {
  const rows = tx
    .selectFrom('mail_event')
    .select('id')
    .where('kind', '=', 'comment_shown')
    .where('post_id', '=', postId)
    .where('comment_id', '=', commentId)
  return (await rows.executeTakeFirst()) !== undefined
}

/** Notes how far an event has become its mails, while there are more to make. */
export async function noteExpandedTo(tx: Writer, id: number, upTo: number): Promise<void> {
  await tx.updateTable('mail_event').set({ expanded_to: upTo }).where('id', '=', id).execute()
}

/** Notes that an event has become its mails. */
export async function noteExpanded(tx: Writer, id: number, at: Instant): Promise<void> {
  await tx.updateTable('mail_event').set({ expanded_at: at }).where('id', '=', id).execute()
}
