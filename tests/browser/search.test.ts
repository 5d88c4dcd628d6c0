import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { DAY, type Instant } from '../../server/kernel/clock.ts'
import { publishPost } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { decide, write } from '../support/citizen.ts'
import { listening } from '../support/listening.ts'
import { openTestSite } from '../support/site.ts'
import { axeFaults, layoutFaults, withMeasures } from './sweep.ts'

const narrow = {
  ...{ viewport: { width: 320, height: 800 }, locale: 'sv-SE' },
  reducedMotion: 'reduce',
} as const
let browser: Browser

/** A site with a comment of two years ago, and what was written since. */
async function openOld() {
  const site = await openTestSite({ clock: '2024-11-18T09:00:00.000Z' as Instant })
  const old = await publishPost(site, await site.signIn('official'), { title: 'Skolvägarna' })
  const text = 'Övergångsstället vid Almskolan är mörkt redan klockan tre.'
  const { number } = await write(site, old.path, { text, name: 'Mirja' })
  await decide(site, await site.signIn('moderator'), number)
  site.advance(731 * DAY)
  const author = await site.signIn('official')
  for (const title of ['Budgeten', 'Badhuset', 'Almskolan byggs om'])
    await publishPost(site, author, { title, source: 'Om något annat.', question: '', tags: '' })
  return { site, number, text }
}

describeInBrowser('looking for what was said', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('a comment from two years ago is found by a word of it, without JavaScript, and read in its context', async () => {
    const { site, number, text } = await openOld()
    const context = await browser.newContext({ ...narrow, javaScriptEnabled: false })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(await listening(site.app))
    await page.getByRole('link', { name: 'Sök', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Ord att söka efter' }).fill('övergångsställen')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('status').innerText()).toBe('En träff.')
    const hit = page.getByRole('article')
    expect(await hit.innerText()).toMatch(
      /Öppen kommentar\s+under\s+Personligt[\s\S]*18 november 2024/,
    )
    expect(await hit.locator('mark').allInnerTexts()).toEqual(['Övergångsstället'])
    await hit.getByRole('link').click()
    expect(new URL(page.url()).pathname).toBe(`/comments/${number}`)
    expect(await page.getByRole('article').innerText()).toContain(text)
    await page.goBack()
    await page.getByText('Begränsa sökningen').click()
    await page.getByLabel('År').selectOption('2026')
    await page.getByRole('button', { name: 'Sök' }).click()
    expect(await page.getByRole('status').innerText()).toBe('Inget passar.')
    expect(await page.getByLabel('År').inputValue()).toBe('2026')
  })

  test('its pages are for everybody', async () => {
    const { site } = await openOld()
    const context = await browser.newContext(narrow)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const origin = await listening(site.app)
    for (const path of ['/search?words=almskolan', '/search?words=-a&kind=post']) {
      await page.goto(origin + path)
      await withMeasures(page)
      expect([path, await axeFaults(page, 320), await layoutFaults(page)]).toEqual([path, [], []])
    }
  })
})
