import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { openReadableSite, type Readable } from './readable.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const markup = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-implicit-button-type': 'off' }, // a button that sends its form is what HTML makes it
})

let browser: Browser

describeInBrowser('the public pages', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('are for everybody, %i pixels wide and %s', async (width, colorScheme) => {
    const { open, readable } = await visit({ viewport: { width, height: 900 }, colorScheme })
    for (const path of pathsOf(readable)) {
      const page = await open(path)
      expect([path, await faultsOf(page)]).toEqual([path, []])
    }
    const page = await open(readable.personal)
    await review(page, 'Vem bestämmer det?')
    expect(['preview', await faultsOf(page)]).toEqual(['preview', []])
  })

  test('are HTML without fault', async () => {
    const { open, readable } = await visit({ javaScriptEnabled: false })
    const found: string[] = []
    const judge = async (name: string, html: string) => {
      const { results } = await markup.validateString(html)
      for (const { line, message, ruleId } of results.flatMap(({ messages }) => messages))
        found.push(`${name}:${line} ${ruleId}: ${message}`)
    }
    for (const path of pathsOf(readable)) {
      const { statusCode, body } = await readable.site.get(path)
      expect([path, statusCode]).toEqual([path, path === missing ? 404 : 200])
      await judge(path, body)
    }
    const page = await open(readable.personal)
    const [preview] = await Promise.all([
      page.waitForResponse(/\/comments\/preview$/),
      review(page, 'Vem bestämmer det?'),
    ])
    await judge('preview', await preview.text())
    expect(found).toEqual([])
  })

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

const missing = '/nothing-here'

const pathsOf = ({ personal, official, comment }: Readable): string[] => [
  '/',
  personal,
  official,
  `/comments/${comment}`,
  `/comments/${comment}/reply`,
  '/about',
  '/contact',
  '/sign-in',
  missing,
]

async function review(page: Page, words: string): Promise<void> {
  await page.fill('#text', words)
  await page.fill('#name', 'Sigrid')
  await page.click('form[action="/comments/preview"] button')
  await page.waitForURL('**/comments/preview')
}

/** What axe finds on a page, and how far it sticks out to the side. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze()
  const beyond = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ...(beyond > 0 ? [`sticks out by ${beyond} pixels`] : []),
  ]
}
