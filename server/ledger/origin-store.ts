/** Under which name the ledger is known to those who check it; once given, the database keeps it. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { preparedOne } from '../storage/prepared.ts'
import { originAt } from './checkpoint.ts'

const originRow = preparedOne<Record<never, never>, { origin: string }>((db) =>
  db.selectFrom('ledger_origin').select('origin').where('id', '=', 1),
)

/** The name that was given, or, while none was, the one that the site's address makes. */
export const originOf = async (db: Reader | Writer, publicUrl: string): Promise<string> =>
  (await keptOrigin(db)) ?? originAt(publicUrl)

/** The name that was given; undefined while the site was never at an address that others can reach. */
export const keptOrigin = async (db: Reader | Writer): Promise<string | undefined> =>
  (await originRow(db, {}))?.origin

/** Gives the ledger its name, unless it has one. */
export async function keepOrigin(tx: Writer, origin: string, since: Instant): Promise<void> {
  if (await keptOrigin(tx)) return
  await tx.insertInto('ledger_origin').values({ id: 1, origin, since }).execute()
}
