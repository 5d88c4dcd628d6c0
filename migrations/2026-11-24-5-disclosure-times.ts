import type { Kysely } from 'kysely'

/** The latest events of the archive, for its feeds, without reading all there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('disclosure_event_at')
    .on('disclosure_event')
    .columns(['at', 'disclosure_id', 'number'])
    .execute()
}
