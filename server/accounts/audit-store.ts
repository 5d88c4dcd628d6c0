/** The audit log as it is kept: the database refuses to change a line. */
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { Act, AuditEntry, AuditLine } from './audit.ts'

/** Writes a line, in the transaction of the act itself. */
export async function record(tx: Writer, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      id: await nextId(tx, 'audit'),
      at: entry.at,
      account_id: entry.by,
      act: entry.act,
      subject: entry.subject ?? null,
      detail: entry.detail ?? null,
    })
    .execute()
}

/** At most `limit` lines, the newest first, from before the line `before` when it is given. */
export async function auditLines(
  db: Reader,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account_id')
    .select(['audit.id', 'at', 'audit.account_id', 'act', 'subject', 'detail', 'account.name'])
    .where('audit.id', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.account_id,
    act: row.act as Act,
    subject: row.subject ?? undefined,
    detail: row.detail ?? undefined,
    name: row.name ?? undefined,
  }))
}
