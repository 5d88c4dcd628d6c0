/** Who can answer for an entry of the archive. */
import type { Reader, Writer } from '../storage/database.ts'

/** An author who can sign in: what of them is kept with an event. */
export interface Answering {
  readonly id: number
  readonly name: string
  readonly title: string
}

/** The authors, by name. */
export async function authors(db: Reader | Writer): Promise<Answering[]> {
  return await db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account_id', 'a.id')
    .select(['a.id', 'a.name', 'a.title'])
    .where('r.role', '=', 'author')
    .where('a.disabled_at', 'is', null)
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
}
