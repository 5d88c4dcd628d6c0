/** What the archive keeps: entries and their events. */
import type { Writer } from '../storage/database.ts'
import type { DisclosureEventTable, DisclosureTable } from '../storage/schema.ts'

/** Keeps an event; the entry moves on to it by itself. */
export async function insertEvent(tx: Writer, row: DisclosureEventTable): Promise<void> {
  await tx.insertInto('disclosure_event').values(row).execute()
}

/** Keeps an entry whose first event is there. */
export async function insertDisclosure(tx: Writer, row: DisclosureTable): Promise<void> {
  await tx.insertInto('disclosure').values(row).execute()
}
