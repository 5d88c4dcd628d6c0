import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { waiting } from '../../server/comments/kept-store.ts'
import { repliesTo } from '../../server/comments/reply-store.ts'
import { decisionsAbout, latestDecisions } from '../../server/moderation/decision-store.ts'
import { listedComment, queue, unsettled } from '../../server/moderation/store.ts'
import { builder, open, type Reader } from '../../server/storage/database.ts'
import { openThread } from './sent.ts'

/** How the database goes about what is asked of it, in its own words. */
async function plansOf(file: string, ask: (db: Reader) => Promise<unknown>): Promise<string[]> {
  const raw = open(file, true)
  onTestFinished(() => {
    raw.close()
  })
  const prepare = raw.prepare.bind(raw)
  const asked: string[] = []
  raw.prepare = ((text: string) => {
    asked.push(text)
    return prepare(text)
  }) as typeof raw.prepare
  await ask(builder(raw))
  return asked.flatMap((text) =>
    prepare(`explain query plan ${text}`)
      .all(...(text.match(/\?/g) ?? []).map(() => 1))
      .map((row) => (row as { detail: string }).detail),
  )
}

test.each<[string, (db: Reader) => Promise<unknown>]>([
  ['what waits', (db) => queue(db, 50)],
  ['what waits for a second person', (db) => unsettled(db, 50)],
  ['how many wait', (db) => waiting(db)],
  ['one comment', (db) => listedComment(db, 1)],
  ['what was decided about it', (db) => decisionsAbout(db, 1)],
  ['older decisions', (db) => latestDecisions(db, 9, 30)],
  ['replies', (db) => repliesTo(db, { id: 1, post_id: 1, path: 'a1' }, 100)],
])('%s is found without looking at every comment or decision', async (_, ask) => {
  const { site } = await openThread()
  const plans = await plansOf(join(site.settings.dataDir, 'insyn.sqlite'), ask)
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.filter((step) => /^SCAN (?!CONSTANT)/.test(step))).toEqual([])
})
