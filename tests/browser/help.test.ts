import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { translator } from '../../server/language/catalogue.ts'
import { publishPost } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { decide, write } from '../support/citizen.ts'
import { listening } from '../support/listening.ts'
import { openTestSite } from '../support/site.ts'
import { axeFaults, layoutFaults, withMeasures } from './sweep.ts'

const t = translator('sv')
const WIDTH = 320
let browser: Browser

describeInBrowser('with JavaScript', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('the form to reply opens under the comment, ready to write in', async () => {
    const { page, address } = await visit()
    await page.getByRole('link', { name: 'Svara Mirja' }).click()
    const comment = page.getByRole('article').filter({ hasText: 'Varför sist?' })
    const form = comment.getByRole('form', { name: 'Svara Mirja' })
    await form.getByLabel(t('comments.field.text')).waitFor()
    expect(page.url()).toBe(address)
    expect(await focused(page)).toBe('text-c1')
    await withMeasures(page)
    expect(await axeFaults(page, WIDTH)).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await form.getByLabel(t('comments.field.text')).fill('Det vet jag.')
    await form.getByRole('button', { name: t('comments.act.preview') }).click()
    await page.getByRole('heading', { name: t('comments.preview.title') }).waitFor()
    expect(await page.getByRole('article').innerText()).toMatch(/svarar Mirja\s+Det vet jag\./)
  })

  test('it opens once, and a second press leads back into it', async () => {
    const { page } = await visit()
    const link = page.getByRole('link', { name: 'Svara Mirja' })
    await link.dblclick()
    const forms = page.getByRole('form', { name: 'Svara Mirja' })
    await forms.getByLabel(t('comments.field.text')).fill('Halv')
    await link.click()
    expect([await forms.count(), await focused(page)]).toEqual([1, 'text-c1'])
    expect(await page.locator('#text-c1').inputValue()).toBe('Halv')
  })

  test('the link is followed when the form cannot be fetched', async () => {
    const { page, address } = await visit()
    let refused = 0
    await page.route('**/reply', (route) =>
      refused++ === 0 ? route.abort('failed') : route.continue(),
    )
    await page.getByRole('link', { name: 'Svara Mirja' }).click()
    await page.waitForURL('**/comments/1/reply')
    expect(page.url()).not.toBe(address)
    await page.getByRole('heading', { level: 1, name: 'Svara Mirja' }).waitFor()
  })

  test('a challenge is fetched at the first touch and solved in its worker, under the policy', async () => {
    const { page, site, requests } = await visit()
    expect(requests()).not.toContain('/challenge')
    await page.getByLabel(t('comments.field.text')).focus()
    const solved = page.locator('form[action="/comments/preview"] input[name="altcha"]')
    await solved.waitFor({ state: 'attached' })
    expect(requests().filter((path) => /challenge/.test(path))).toEqual([
      '/challenge',
      expect.stringMatching(/^\/static\/challenge-\w+\.js$/),
    ])
    await page.getByLabel(t('comments.field.text')).fill('Jag är en människa.')
    site.advance(60_000)
    await page.getByRole('button', { name: t('comments.act.preview') }).click()
    await page.getByRole('heading', { name: t('comments.preview.title') }).waitFor()
    await page.getByRole('button', { name: t('comments.act.send') }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/receipt')
    const paths = requests().filter((path) => path === '/challenge')
    expect(paths, 'what is solved is not asked for again').toEqual(['/challenge'])
    const row = await site.storage.read
      .selectFrom('comment')
      .select(['signs', 'suspicion'])
      .where('id', '=', 2)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ signs: '[]', suspicion: 0 })
    expect(await page.evaluate('stopped')).toEqual([])
  })

  test('the code can be copied and printed', async () => {
    const { page, origin } = await visit()
    const context = page.context()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    await send(page, 'Till dig.')
    const code = (await page.locator('.code').innerText()).trim().replace(/\s+/g, '-')
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/)
    await page.getByRole('button', { name: t('receipts.copy') }).click()
    await page
      .getByRole('status')
      .filter({ hasText: t('receipts.copied') })
      .waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(code)
    await page.evaluate('globalThis.print = () => stopped.push("printed")')
    await page.getByRole('button', { name: t('receipts.print') }).click()
    expect(await page.evaluate('stopped')).toEqual(['printed'])
  })

  test('on paper there is the code, and nothing to press', async () => {
    const { page } = await visit()
    await send(page, 'På papper.')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.code').isVisible()).toBe(true)
    expect(await page.getByText('På papper.').isVisible()).toBe(true)
    for (const role of ['button', 'navigation', 'checkbox'] as const)
      expect([role, await page.getByRole(role).count()]).toEqual([role, 0])
  })

  test('without it there is nothing of this to press', async () => {
    const { page, requests } = await visit(false)
    await send(page, 'Utan.')
    for (const words of [t('receipts.copy'), t('receipts.print')])
      expect(await page.getByRole('button', { name: words }).count()).toBe(0)
    expect(requests().filter((path) => path.endsWith('.js'))).toEqual([])
  })
})

/** A reader's narrow window at a post with one comment; what the policy stopped is in `stopped`. */
async function visit(javaScriptEnabled = true) {
  const site = await openTestSite()
  const { path } = await publishPost(site, await site.signIn('author'))
  const { number } = await write(site, path, { text: 'Varför sist?', name: 'Mirja' })
  await decide(site, await site.signIn('moderator'), number)
  const origin = await listening(site.app)
  const viewport = { width: WIDTH, height: 900 }
  const window = { locale: 'sv-SE', viewport, reducedMotion: 'reduce' } as const
  const context = await browser.newContext({ ...window, javaScriptEnabled })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.addInitScript(`globalThis.stopped = []
    addEventListener('securitypolicyviolation', (event) => stopped.push(event.blockedURI))`)
  const sent: string[] = []
  context.on('request', (request) => sent.push(new URL(request.url()).pathname))
  await page.goto(origin + path)
  return { site, page, origin, address: origin + path, requests: () => sent }
}

async function send(page: Page, words: string): Promise<void> {
  await page.getByLabel(t('comments.field.text')).fill(words)
  await page.getByRole('button', { name: t('comments.act.preview') }).click()
  await page.getByRole('button', { name: t('comments.act.send') }).click()
  await page.waitForURL('**/receipt')
}

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id')
