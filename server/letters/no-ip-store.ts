/** What administrators attested of the logs in front of the blog. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterNoIpTable } from '../storage/schema.ts'
import type { Attested } from './no-ip.ts'

/** What was attested and not taken back, whether it still holds or not. */
export const findAttested = (db: Reader | Writer): Promise<Attested | undefined> =>
  db
    .selectFrom('letter_no_ip')
    .select(['at', 'name', 'how'])
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** Ends what was attested before. */
export async function endAttested(tx: Writer, at: Instant): Promise<void> {
  await tx.updateTable('letter_no_ip').set({ ended_at: at }).where('ended_at', 'is', null).execute()
}

/** Keeps what somebody attests. */
export async function saveAttested(
  tx: Writer,
  attested: Omit<LetterNoIpTable, 'ended_at'>,
): Promise<void> {
  await tx
    .insertInto('letter_no_ip')
    .values({ ...attested, ended_at: null })
    .execute()
}
