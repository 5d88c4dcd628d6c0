import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { date } from '../../server/language/when.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { arrive, fill, follow, press, publish } from './acts.ts'
import { escaped, openPlace, type Place } from './place.ts'
import { settleIn } from './settling.ts'
import { stories } from './stories.ts'
import { answer, hide, talk } from './talk.ts'

let browser: Browser

describeInBrowser('from the first link to the last word', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(stories)(
    'a site of $country in $language: set-up, posts, a deep talk without JavaScript, moderation, the code',
    { timeout: 120_000 },
    async (story) => {
      const place = await openPlace(browser, story)
      await settleIn(place)
      const { personal, formal } = await writePosts(place)
      await findPosts(place, { personal, formal })
      const code = await talk(place, personal)
      await answer(place, personal)
      await hide(place, personal)
      await useCode(place, { personal, code })
      expect(place.elsewhere(), 'nobody else was asked for anything').toEqual([])
    },
  )
})

async function writePosts({ official, story }: Place) {
  const personal = await publish(official, 'personal', story.personal)
  const formal = await publish(official, 'official', story.formal)
  return { personal, formal }
}

/** On the front page and on its own each post says first in which capacity it is written. */
async function findPosts(
  { origin, citizen, story, t }: Place,
  posts: { personal: string; formal: string },
): Promise<void> {
  const { page } = citizen
  await page.goto(origin)
  expect(await page.locator('html').getAttribute('lang')).toBe(story.language)
  for (const [capacity, post] of [
    ['personal', story.personal],
    ['official', story.formal],
  ] as const) {
    const label = t(`common.capacity.${capacity}`)
    const entry = page.getByRole('article').filter({ hasText: post.title })
    expect(await entry.innerText()).toMatch(new RegExp(`^${label}\\s+${escaped(post.title)}`))
    await follow(citizen, post.title)
    await arrive(citizen, post.title)
    expect(page.url()).toBe(origin + (capacity === 'personal' ? posts.personal : posts.formal))
    expect(await page.getByRole('main').innerText()).toMatch(new RegExp(`^${label}\\s`))
    await page.goBack()
  }
}

/** On another device, from memory: what became of it, the answers, withdrawing, leaving no trace. */
async function useCode(
  { stranger, origin, story, site, t }: Place,
  { personal, code }: { personal: string; code: string },
): Promise<void> {
  const { page } = stranger
  await page.goto(origin)
  await follow(stranger, t('receipts.title'))
  await fill(stranger, t('receipts.code'), code.toLowerCase().replaceAll('-', ' '))
  await press(stranger, t('receipts.open'))
  const main = page.getByRole('main')
  await main.getByText(t('receipts.status.shown')).waitFor()
  const { name } = story.official
  for (const capacity of ['personal', 'official'] as const)
    expect(await main.innerText()).toContain(t(`receipts.answered.${capacity}`, { name }))
  await page.getByRole('button', { name: new RegExp(`^${t('receipts.withdraw')}`) }).click()
  await main.getByText(t('receipts.status.withdrawn')).waitFor()
  expect(await main.innerText()).toContain(story.talk[0])
  await press(stranger, t('receipts.done'))
  await page.getByLabel(t('receipts.code'), { exact: true }).waitFor()
  expect(await page.context().cookies()).toEqual([])
  await page.goto(origin + personal)
  const on = date(site.clock(), story.language, 'Europe/Stockholm')
  const words = await main.innerText()
  expect(words).toContain(t('comments.marker.withdrawn', { date: on }))
  expect(words).not.toContain(story.talk[0])
  expect(words, 'the replies stay').toContain(story.talk[1])
}
