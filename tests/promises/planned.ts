/** What became of drafts whose time was chosen: one that was refused, of which its author is told. */
import { findByEmail } from '../../server/accounts/store.ts'
import type { Instant } from '../../server/kernel/clock.ts'
import { findDraft } from '../../server/posts/draft-store.ts'
import type { Schedule } from '../../server/posts/schedule.ts'
import { noteRefused, saveSchedule } from '../../server/posts/schedule-store.ts'
import { staff, type TestSite } from '../support/site.ts'

/** The time of this draft came, and it had been changed. */
export async function planInVain(site: TestSite, draftId: number): Promise<void> {
  const { storage, clock } = site
  const author = await findByEmail(storage.read, staff.author.email)
  const draft = await findDraft(storage.read, draftId)
  if (!author || !draft) throw new Error('no draft to plan')
  const at = clock()
  const schedule: Schedule = {
    ...{ draftId, dueAt: at, seen: '2026-11-01T00:00:00.000Z' as Instant, capacity: 'official' },
    ...{ newAddress: false, accountId: author.id, officialId: 1, refused: undefined },
  }
  await storage.transact(async (tx) => {
    await saveSchedule(tx, schedule, at)
    await noteRefused(tx, schedule, { at, problem: 'publishing.refused.changed' })
  })
}
