import { giveRole, saveAccount } from '../../server/accounts/store.ts'
import { type Instant, instant, later } from '../../server/kernel/clock.ts'
import { entriesFrom } from '../../server/ledger/store.ts'
import { publishDraft } from '../../server/posts/actions.ts'
import type { DraftContent } from '../../server/posts/draft.ts'
import { startDraft } from '../../server/posts/draft-actions.ts'
import { saveTerm } from '../../server/site/official-store.ts'
import { findSite, saveSite } from '../../server/site/store.ts'
import type { House, Settings, Tag } from '../../server/web/house.ts'
import { openTestDatabase } from '../support/database.ts'

/** What the author of these tests is. */
export const kerstin = {
  accountId: 1,
  name: 'Kerstin Ahlby',
  title: 'kommundirektör',
  roles: new Set(['author', 'administrator'] as const),
}

/** Somebody who reads comments and writes no posts. */
export const moderator = { ...kerstin, name: 'Ali Haddad', roles: new Set(['moderator'] as const) }

const settings = { publicUrl: 'https://blogg.ekenskommun.example' } as Settings

/** A house with a real database and a clock that a test moves; no HTTP. */
export async function openHouse() {
  const storage = await openTestDatabase()
  let now = instant(Date.parse('2026-11-20T06:42:00Z'))
  const touched: Tag[] = []
  await storage.transact(async (tx) => {
    await saveSite(tx, site(now))
    const { name, title } = kerstin
    const accountId = await saveAccount(tx, {
      name,
      title,
      email: 'k@example.org',
      password: 'x',
      at: now,
    })
    await giveRole(tx, { accountId, role: 'author', by: null, at: now })
    await saveTerm(tx, {
      accountId,
      name,
      title,
      startsAt: now,
      notice: null,
      by: accountId,
      at: now,
    })
  })
  const found = await findSite(storage.read, now)
  const house = {
    storage,
    settings,
    clock: () => now,
    site: () => found,
    changed: async (...tags: Tag[]) => {
      touched.push(...tags)
    },
  } as unknown as House
  return {
    house,
    read: storage.read,
    touched,
    /** Lets so many milliseconds pass. */
    pass: (by: number) => {
      now = later(now, by)
    },
    kinds: async () =>
      (await entriesFrom(storage.read, 0, 100)).map(({ body }) => JSON.parse(body)),
  }
}

const site = (at: Instant) => ({
  authority: 'Ekens kommun',
  country: 'se' as const,
  name: 'Kommundirektörens blogg',
  language: 'sv' as const,
  time_zone: 'Europe/Stockholm',
  telephone: '0123-45 67 00',
  contact_email: 'kommun@ekenskommun.example',
  postal_address: null,
  controller: 'Kommunstyrelsen',
  data_protection_officer: null,
  presentation: '',
  presentation_html: '',
  renderer: 1,
  hours_days: '12345',
  hours_from: '08:00',
  hours_to: '17:00',
  hours_within: 3,
  away_until: null,
  set_up_at: at,
  ledger_shown: 0 as const,
  approval_asked: 0 as const,
})

/** The words of a post, with what a test cares about changed. */
export const words = (change: Partial<DraftContent> = {}): DraftContent => ({
  capacity: 'personal',
  title: 'Det jag inte berättar om Almskolan',
  question: 'Vad behöver du veta?',
  summary: 'En del kan jag svara på.',
  source: 'I tisdags fick jag elva frågor.',
  tags: ['skola', 'öppenhet'],
  language: 'sv',
  decision: undefined,
  commentsOpen: true,
  ...change,
})

/** Writes and publishes a post and gives its number and path. */
export async function publish(house: House, change: Partial<DraftContent> = {}) {
  const draft = await startDraft(house, kerstin, words(change))
  if (!draft.ok) throw new Error('not an author')
  const done = await publishDraft(house, kerstin, {
    draftId: draft.value.id,
    seen: draft.value.changedAt,
  })
  if (!done.ok) throw new Error(done.problem)
  return done.value
}
