/** The outbox: mails in every state. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { MailState, MailTable } from '../storage/schema.ts'
import type { Mail, MailKind, MailProblem, NewMail } from './mail.ts'

/** Makes a mail that waits to be sent; nothing happens when there is one with its key or its name that was not dropped. */
export async function saveMail(
  tx: Writer,
  mail: NewMail,
  made: { readonly messageId: string; readonly at: Instant },
): Promise<void> {
  const known = await tx
    .selectFrom('mail')
    .select(['id', 'state', 'event_id'])
    .where((eb) => eb.or([eb('key', '=', mail.key), eb('message_id', '=', made.messageId)]))
    .executeTakeFirst()
  if (known && !isOvertaken(known, mail)) return
  if (known) await tx.deleteFrom('mail').where('id', '=', known.id).execute()
  await tx
    .insertInto('mail')
    .values({
      id: await nextId(tx, 'mail'),
      kind: mail.kind,
      key: mail.key,
      event_id: mail.eventId ?? null,
      post_id: mail.postId ?? null,
      comment_id: mail.commentId ?? null,
      letter_id: mail.letterId ?? null,
      account_id: 'accountId' in mail ? mail.accountId : null,
      follow_id: 'followId' in mail ? mail.followId : null,
      message_id: made.messageId,
      state: 'waiting',
      attempts: 0,
      due_at: mail.dueAt ?? made.at,
      problem: null,
      reply: null,
      created_at: made.at,
      settled_at: null,
    })
    .execute()
}

/** What was dropped, since it was undone, makes room for the mail of another event: it has happened again. */
const isOvertaken = (
  known: { readonly state: MailState; readonly event_id: number | null },
  { eventId }: NewMail,
): boolean => known.state === 'dropped' && eventId !== undefined && known.event_id !== eventId

/** The next mail to send, if one is due. */
export async function nextDue(db: Reader | Writer, now: Instant): Promise<Mail | undefined> {
  const row = await db
    .selectFrom('mail')
    .selectAll()
    .where('settled_at', 'is', null)
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && mailFrom(row)
}

/** Those that were being handed over when the program ended. */
export async function interrupted(db: Reader | Writer): Promise<Mail[]> {
  const rows = await db
    .selectFrom('mail')
    .selectAll()
    .where('settled_at', 'is', null)
    .where('state', 'in', ['handing', 'offered'])
    .execute()
  return rows.map(mailFrom)
}

/** One mail by its number. */
export async function findMail(db: Reader | Writer, id: number): Promise<Mail | undefined> {
  const row = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
  return row && mailFrom(row)
}

/** The mail that has this Message-ID, while its row is kept. */
export async function findByMessageId(tx: Writer, messageId: string): Promise<Mail | undefined> {
  const rows = tx.selectFrom('mail').selectAll().where('message_id', '=', messageId)
  const row = await rows.executeTakeFirst()
  return row && mailFrom(row)
}

export type MailChange = {
  readonly state: MailState
  readonly attempts?: number
  readonly due_at?: Instant
  readonly problem?: MailProblem | null
  readonly reply?: number | null
  readonly settled_at?: Instant | null
}

/** Says what has become of a mail. */
export async function changeMail(tx: Writer, id: number, change: MailChange): Promise<void> {
  await tx.updateTable('mail').set(change).where('id', '=', id).execute()
}

/** A mail that has not gone out, as the desk lists it. */
export type Listed = Awaited<ReturnType<typeof unsent>>[number]

/** What has not gone out: what a person must decide about first, then what waits, the oldest first. */
export const unsent = (db: Reader, most: number) =>
  db
    .selectFrom('mail')
    .leftJoin('account', 'account.id', 'mail.account_id')
    .select(['mail.id', 'mail.kind', 'mail.state', 'mail.attempts', 'mail.due_at'])
    .select(['mail.problem', 'mail.reply', 'mail.created_at', 'account.name'])
    .where('mail.settled_at', 'is', null)
    .orderBy((eb) => eb.case().when('mail.state', '=', 'stuck').then(0).else(1).end())
    .orderBy('mail.id')
    .limit(most)
    .execute()

/** How many mails are stuck, and since when the oldest that is still tried has waited. */
export async function backlog(db: Reader) {
  const rows = await db
    .selectFrom('mail')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .select((eb) => eb.fn.min('created_at').as('oldest'))
    .where('settled_at', 'is', null)
    .groupBy('state')
    .execute()
  const tried = rows.filter(({ state }) => state !== 'stuck')
  const oldest = tried.map((row) => row.oldest as Instant).sort()[0]
  return {
    stuck: rows.find(({ state }) => state === 'stuck')?.count ?? 0,
    waiting: tried.reduce((sum, { count }) => sum + count, 0),
    oldest,
  }
}

/** How many mails were sent since a moment. */
export async function sentSince(db: Reader, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('mail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('settled_at', '>=', since)
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Forgets mails settled before a moment, and events of which nothing is left to tell. */
export async function forget(tx: Writer, before: Instant): Promise<void> {
  await tx.deleteFrom('mail').where('settled_at', '<', before).execute()
  await tx
    .deleteFrom('mail_event')
    .where('expanded_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('mail').select('mail.id').whereRef('mail.event_id', '=', 'mail_event.id'),
        ),
      ),
    )
    .execute()
}

const AT_ONCE = 200

/** Mails to people who follow no more, and that are not being handed over just now. */
export const toNobody = (db: Reader) =>
  db
    .selectFrom('mail')
    .select(['id', 'message_id'])
    .where('follow_id', 'is', null)
    .where('account_id', 'is', null)
    .where('state', 'not in', ['handing', 'offered'])
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()

/** Forgets these mails, whatever has become of them. */
export async function forgetThese(tx: Writer, ids: readonly number[]): Promise<void> {
  await tx.deleteFrom('mail').where('id', 'in', ids).execute()
}

const mailFrom = (row: MailTable): Mail => ({
  id: row.id,
  kind: row.kind as MailKind,
  eventId: row.event_id ?? undefined,
  postId: row.post_id ?? undefined,
  commentId: row.comment_id ?? undefined,
  letterId: row.letter_id ?? undefined,
  accountId: row.account_id ?? undefined,
  followId: row.follow_id ?? undefined,
  messageId: row.message_id,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.created_at,
})
