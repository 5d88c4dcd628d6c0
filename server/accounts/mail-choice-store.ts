/** What each person chose to be mailed. */
import type { Reader, Writer } from '../storage/database.ts'
import { firstChoice, type MailChoice } from './mail-choice.ts'

/** What this account chose, or what holds before. */
export async function findMailChoice(db: Reader | Writer, accountId: number): Promise<MailChoice> {
  const row = await db
    .selectFrom('account_mail')
    .select(['digest', 'urgent', 'looks', 'language'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return firstChoice
  return {
    digest: row.digest === 1,
    urgent: row.urgent === 1,
    looks: row.looks === 1,
    language: row.language ?? undefined,
  }
}

/** Keeps what this account chose. */
export async function saveMailChoice(
  tx: Writer,
  accountId: number,
  choice: MailChoice,
): Promise<void> {
  const chosen = {
    digest: choice.digest ? (1 as const) : (0 as const),
    urgent: choice.urgent ? (1 as const) : (0 as const),
    looks: choice.looks ? (1 as const) : (0 as const),
    language: choice.language ?? null,
  }
  await tx
    .insertInto('account_mail')
    .values({ account_id: accountId, ...chosen })
    .onConflict((c) => c.column('account_id').doUpdateSet(chosen))
    .execute()
}
