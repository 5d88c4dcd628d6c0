/** Writing a post: by touch on a phone, by the keyboard at a desk, after a crash, and without JavaScript. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { needs } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { openTestSite, type Person, type TestSite } from '../support/site.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const openWindow = async (width: number, more = {}) => {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 844 }, locale: 'sv', reducedMotion: 'reduce', ...more },
  })
  onTestFinished(() => context.close())
  return context
}

async function signIn(site: TestSite, context: BrowserContext, who: Person = 'author') {
  const [name = '', value = ''] = (await site.signIn(who)).split('=')
  await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/desk' }])
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const source = (page: Page) => page.getByLabel('Text', { exact: true })

/** Two choices and two buttons, from the editor to the published post. */
async function publish(page: Page, press: (name: string) => Promise<void>) {
  await press('Granska')
  await page.getByRole('link', { name: 'Gå vidare till publicering' }).click()
  for (const [name, value] of Object.entries(needs)) await page.fill(`#${name}`, value)
  await press('Publicera')
  await page.getByRole('status').waitFor()
}

describeInBrowser('the editor', () => {
  test('is written in by touch at 390 px, with what is typed shown below', async () => {
    const site = await openTestSite()
    const origin = await listening(site.app)
    const context = await openWindow(390, { hasTouch: true, isMobile: true })
    await signIn(site, context)
    const page = await context.newPage()
    await page.goto(`${origin}/desk/posts/new`)
    await page.locator('#capacity-personal').check()
    await page.getByLabel('Rubrik', { exact: true }).fill('Skolan vid ån')
    const tools = page.getByRole('toolbar', { name: 'Verktyg för texten' })
    for (const tool of await tools.getByRole('button').all()) {
      const box = await tool.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
    }
    await source(page).fill('Vi bygger.')
    await page.evaluate("document.querySelector('#source').setSelectionRange(3, 9)")
    await button(page, 'Fet').tap()
    expect(await source(page).inputValue()).toBe('Vi **bygger**.')
    await button(page, 'Visa hur det blir').tap()
    const look = page.getByRole('group', { name: 'Så här blir texten' })
    await look.locator('strong', { hasText: 'bygger' }).waitFor()
    const [text, below] = [await source(page).boundingBox(), await look.boundingBox()]
    expect(below?.y ?? 0).toBeGreaterThanOrEqual((text?.y ?? 0) + (text?.height ?? 0))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await publish(page, (name) => button(page, name).tap())
    expect((await site.get('/')).body).toContain('Skolan vid ån')
  })

  test('is written in by the keyboard at a desk, and undo takes back what a tool did', async () => {
    const site = await openTestSite()
    const origin = await listening(site.app)
    const context = await openWindow(1280)
    await signIn(site, context)
    const page = await context.newPage()
    await page.goto(`${origin}/desk/posts/new`)
    const text = source(page)
    await text.focus()
    await page.keyboard.type('ett två')
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Control+b')
    expect(await text.inputValue()).toBe('**ett två**')
    await page.keyboard.press('Control+z')
    expect(await text.inputValue()).toBe('ett två')
    await page.keyboard.press('Control+Shift+Digit8')
    expect(await text.inputValue()).toBe('- ett två')
    await page.keyboard.press('Control+Shift+Digit8')
    expect(await text.inputValue()).toBe('ett två')
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+Tab')
    await expect.poll(() => focused(page)).toBe('Fet')
    await page.keyboard.press('ArrowLeft')
    expect(await focused(page)).toContain('hur det blir')
    await page.keyboard.press('Enter')
    const look = page.getByRole('group', { name: 'Så här blir texten' })
    await look.getByText('ett två').waitFor()
    const [left, right] = [await text.boundingBox(), await look.boundingBox()]
    expect(right?.x ?? 0).toBeGreaterThanOrEqual((left?.x ?? 0) + (left?.width ?? 0))
    await page.keyboard.press('Home')
    for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('Fotnot')
    await page.keyboard.press('Enter')
    await page.keyboard.type('En not.')
    expect(await text.inputValue()).toBe('ett två[^1]\n\n[^1]: En not.')
    await look.getByText('En not.').waitFor()
  })

  test('offers what was not saved back to its writer alone, and forgets it when it is saved', async () => {
    const site = await openTestSite()
    const origin = await listening(site.app)
    const context = await openWindow(1280)
    await signIn(site, context)
    const first = await context.newPage()
    await first.goto(`${origin}/desk/posts/new`)
    await first.getByLabel('Rubrik', { exact: true }).fill('Halvvägs')
    await source(first).fill('Det jag hann skriva.')
    await first.close({ runBeforeUnload: false })
    await signIn(site, context, 'official')
    const other = await context.newPage()
    await other.goto(`${origin}/desk/posts/new`)
    await other.getByRole('toolbar').waitFor()
    expect(await other.getByText('Det finns text som inte är sparad').isVisible()).toBe(false)
    await signIn(site, context)
    const page = await context.newPage()
    await page.goto(`${origin}/desk/posts/new`)
    await page.getByText('28 tecken längre').waitFor()
    await button(page, 'Ta fram texten').click()
    expect(await source(page).inputValue()).toBe('Det jag hann skriva.')
    await button(page, 'Spara utkast').click()
    await page.getByRole('status').waitFor()
    await page.goto(`${origin}/desk/posts/new`)
    await page.getByRole('toolbar').waitFor()
    expect(await page.getByText('Det finns text som inte är sparad').isVisible()).toBe(false)
    await source(page).fill('Något nytt.')
    await expect.poll(() => kept(page)).toBe(1)
    await button(page, 'Logga ut').click()
    await page.waitForURL((url) => !url.pathname.startsWith('/desk/posts'))
    expect(await kept(page)).toBe(0)
  })

  test('needs no JavaScript, and shows no tool that would do nothing', async () => {
    const site = await openTestSite()
    const origin = await listening(site.app)
    const context = await openWindow(390, { javaScriptEnabled: false })
    await signIn(site, context)
    const page = await context.newPage()
    await page.goto(`${origin}/desk/posts/new`)
    expect(await page.getByRole('toolbar').count()).toBe(0)
    await page.locator('#capacity-personal').check()
    await page.getByLabel('Rubrik', { exact: true }).fill('Utan skript')
    await source(page).fill('Vi bygger.')
    await publish(page, (name) => button(page, name).click())
    expect((await site.get('/')).body).toContain('Utan skript')
  })
})

const focused = (page: Page) =>
  page.evaluate(
    "(document.activeElement.querySelector('.audible') ?? document.activeElement).textContent",
  )

const kept = (page: Page) =>
  page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kept:')).length")
