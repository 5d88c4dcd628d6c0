import type { Kysely } from 'kysely'

/** Where a letter stands in the authority's own register: the number that the registrar gave it there, and when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('letter').addColumn('diary', 'text').execute()
  await db.schema.alterTable('letter').addColumn('diary_at', 'text').execute()
}
