import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { openReadableSite } from './readable.ts'

let browser: Browser

describeInBrowser('the public pages', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('let a citizen without JavaScript comment, see what becomes public, send and have a code', async () => {
    const { open, readable, origin } = await visit({ javaScriptEnabled: false })
    const page = await open(readable.personal)
    await review(page, 'Vem bestämmer det?')
    expect(await page.locator('h1').innerText()).toBe('Det här blir offentligt')
    expect(await page.locator('article .prose').innerText()).toBe('Vem bestämmer det?')
    await page.locator('form[action="/comments"] button:not([formaction])').first().click()
    expect(page.url()).toBe(`${origin}/receipt`)
    const cookies = await page.context().cookies(`${origin}/receipt`)
    expect(cookies.find(({ name }) => name === 'receipt')).toMatchObject({
      value: expect.stringMatching(/^.{16,}$/),
      httpOnly: true,
      path: '/receipt',
    })
    const waiting = await readable.site.get(`/comments/${readable.comment + 1}`)
    expect(waiting.statusCode).toBe(404)
    expect((await readable.site.get(readable.personal)).body).not.toContain('Vem bestämmer det?')
  })
})

/** A reader's own window, at a site that listens; both are gone when the test is. */
async function visit(window: BrowserContextOptions) {
  const readable = await openReadableSite()
  const origin = await listening(readable.site.app)
  const context = await browser.newContext({ locale: 'sv-SE', ...window })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const open = async (path: string): Promise<Page> => {
    await page.goto(origin + path)
    return page
  }
  return { readable, origin, open }
}

async function review(page: Page, words: string): Promise<void> {
  await page.fill('#text', words)
  await page.fill('#name', 'Sigrid')
  await page.click('form[action="/comments/preview"] button')
  await page.waitForURL('**/comments/preview')
}
