import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { openThread } from './sent.ts'

let browser: Browser

describeInBrowser('the desk in a browser', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('has keys that move between comments and act on the one with focus', async () => {
    const { page, focused, stateOf, ids } = await atQueue()
    expect(await page.locator('.keys').isVisible()).toBe(true)
    await page.keyboard.press('a')
    expect(await stateOf(ids[0])).toBe('pending')
    await page.keyboard.press('j')
    expect(await focused()).toBe(ids[0])
    await page.keyboard.press('j')
    await page.keyboard.press('J')
    expect(await focused()).toBe(ids[2])
    await page.keyboard.press('k')
    expect(await focused()).toBe(ids[1])
    await page.keyboard.press('m')
    expect(await page.locator('input[form="many"]:checked').inputValue()).toBe(String(ids[1]))
    await Promise.all([page.waitForURL(/done=/), page.keyboard.press('a')])
    expect(await stateOf(ids[1])).toBe('shown')
    expect(await focused()).toBe(ids[2])
    await page.getByText('Kommentaren är synlig.').waitFor()
    await Promise.all([page.waitForURL(/moderation\.spam/), page.keyboard.press('s')])
    expect(await stateOf(ids[2])).toBe('spam')
    expect(await focused()).toBe(ids[0])
    await Promise.all([page.waitForURL(/#cover$/), page.keyboard.press('h')])
    await Promise.all([page.waitForURL(/\/desk$/), page.locator('.masthead__name a').click()])
    await page.keyboard.press('j')
    await Promise.all([page.waitForURL(/\/desk\/comments\/\d+$/), page.keyboard.press('o')])
  })

  test('takes back with its button what was just decided', async () => {
    const { page, stateOf, ids } = await atQueue()
    await page.keyboard.press('j')
    await Promise.all([page.waitForURL(/moderation\.spam/), page.keyboard.press('s')])
    await page.getByRole('button', { name: 'Ångra' }).click()
    await page.getByText('Kommentaren väntar igen.').waitFor()
    expect(await stateOf(ids[0])).toBe('pending')
  })

  test('turns the keys off, which this browser remembers, and on again', async () => {
    const { page, focused } = await atQueue()
    await page.getByRole('button', { name: 'Stäng av kortkommandona' }).click()
    await page.locator('body').press('j')
    expect(await focused()).toBe(0)
    await page.reload()
    await page.keyboard.press('j')
    expect(await focused()).toBe(0)
    await page.getByRole('button', { name: 'Slå på kortkommandona' }).click()
    await page.keyboard.press('j')
    expect(await focused()).toBeGreaterThan(0)
  })

  test('leaves alone what somebody types, and keys pressed together with others', async () => {
    const { page, ids, stateOf, open } = await atQueue()
    await page.keyboard.press('j')
    await page.keyboard.press('Control+s')
    await open(`/desk/comments/${ids[0]}`)
    await page.locator('summary').first().click()
    await page.locator('textarea').first().pressSequentially('as')
    expect(await page.locator('textarea').first().inputValue()).toContain('as')
    expect(await stateOf(ids[0])).toBe('pending')
  })

  test('marks all and decides them at once', async () => {
    const { page, ids, stateOf } = await atQueue()
    await page.getByRole('button', { name: 'Markera alla' }).click()
    await page.locator('.bulk').getByRole('button', { name: 'Släpp igenom' }).click()
    await page.getByText('3 kommentarer är nu synliga.').waitFor()
    expect(await Promise.all(ids.map(stateOf))).toEqual(['shown', 'shown', 'shown'])
  })

  test('tells the others who stands on a comment in the queue', async () => {
    const { page, site, author } = await atQueue()
    const told = page.waitForResponse(/\/look$/)
    await page.keyboard.press('j')
    expect((await told).status()).toBe(204)
    const { body } = await site.get('/desk', { cookie: author })
    expect(body).toContain('Erik Lund tittar på det här')
  })

  test('needs no JavaScript: to let through, to hide with the ready sentence, to take several', async () => {
    const { page, ids, stateOf } = await atQueue({ javaScriptEnabled: false })
    expect(await page.locator('.keys').isVisible()).toBe(false)
    await page.locator('.item__main').first().click()
    expect(await stateOf(ids[0])).toBe('shown')
    await page.locator('.item').getByRole('link', { name: 'Dölj eller håll' }).first().click()
    expect(page.url()).toMatch(new RegExp(`/desk/comments/${ids[1]}#cover$`))
    await page.getByText('Hör inte till ämnet').click()
    await page.getByRole('button', { name: 'Dölj kommentaren' }).click()
    expect(await stateOf(ids[1])).toBe('hidden')
    await page.locator('.item__pick input').first().check()
    await page.locator('.bulk').getByRole('button', { name: 'Skräp' }).click()
    expect(await stateOf(ids[2])).toBe('spam')
    expect(await page.getByText('Allt som har kommit in är läst.').isVisible()).toBe(true)
  })

  test('is walked with the keyboard alone, and what has focus is in sight', async () => {
    const { page, ids, stateOf } = await atQueue({ viewport: { width: 320, height: 640 } })
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate<{ name: string; isInSight: boolean }>(inSight)
      expect(seen).toMatchObject({ isInSight: true })
      if (seen.name === 'Släpp igenom') break
    }
    await page.keyboard.press('Enter')
    await page.getByText('Kommentaren är synlig.').waitFor()
    expect(await stateOf(ids[0])).toBe('shown')
  })
})

/** Whether what has focus is what one finds at its place: nothing sticky lies on it. */
const inSight = `(() => {
  const one = document.activeElement
  const { x, y, width, height } = one.getBoundingClientRect()
  const found = document.elementFromPoint(x + width / 2, y + height / 2)
  const isInSight = one === document.body || one.contains(found) || (found !== null && found.contains(one))
  return { name: one.textContent.trim(), isInSight }
})()`

/** A moderator before a queue of three. */
async function atQueue(window: BrowserContextOptions = {}) {
  const { site, author, moderator, send, comment } = await openThread()
  const ids = [
    await send('Den första.'),
    await send('Den andra.'),
    await send('Den tredje.'),
  ] as const
  const origin = await listening(site.app)
  const context = await browser.newContext({ locale: 'sv-SE', ...window })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = moderator.split('=')
  await context.addCookies([{ name, value, url: `${origin}/desk` }])
  const page: Page = await context.newPage()
  const open = async (path: string) => {
    await page.goto(origin + path)
  }
  await open('/desk')
  /** The number of the comment that has focus, 0 for none. */
  const focused = () =>
    page.evaluate<number>(
      "Number(document.activeElement.closest('[data-comment]')?.dataset.comment ?? 0)",
    )
  const stateOf = async (id: number) => (await comment(id)).state
  return { site, author, page, open, focused, stateOf, ids }
}
