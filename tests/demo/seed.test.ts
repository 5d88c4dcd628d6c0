import { expect, test } from 'vitest'
import { seedDemo } from '../../server/demo/seed.ts'
import { instant } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { openTestSite } from '../support/site.ts'

test('the demo is a whole site that two years happened to', { timeout: 60_000 }, async () => {
  const site = await openTestSite({ bare: true, clock: instant(Date.UTC(2026, 10, 21, 9)) })
  await seedDemo(site, site.settings.publicUrl)
  await site.restart()

  const front = await site.get('/')
  expect(front.statusCode).toBe(200)
  expect(front.body).toContain('Personligt')
  expect(front.body).toContain('Officiellt')
  expect(await count(site, 'public_post')).toBeGreaterThanOrEqual(15)
  expect(await count(site, 'comment')).toBeGreaterThanOrEqual(200)
  expect(await verify(site.storage.read)).toMatchObject({ ok: true })
})

async function count(
  { storage }: Awaited<ReturnType<typeof openTestSite>>,
  table: 'public_post' | 'comment',
): Promise<number> {
  const all = storage.read.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count'))
  return (await all.executeTakeFirstOrThrow()).count
}
