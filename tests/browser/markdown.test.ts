import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { languages } from '../../server/language/locale.ts'
import { renderComment, renderPost } from '../../server/text/markdown.ts'
import { publishPost } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { decide, write } from '../support/citizen.ts'
import { generatedComments, hostile } from '../support/hostile.ts'
import { listening } from '../support/listening.ts'
import { type Allowed, allowedInComments, allowedInPosts } from '../support/markup.ts'
import { openTestSite } from '../support/site.ts'
import { openHostileSite } from './hostile-site.ts'

const judge = readFileSync(join(import.meta.dirname, 'judge.js'), 'utf8')
const generated = generatedComments(2_000)
/** So many texts on one page. */
const PAGE = 250
let browser: Browser

describeInBrowser('what Chromium makes of', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each([
    ['with the content policy', true],
    ['without it', false],
  ] as const)(
    '2,000 generated comments and every hostile one has nothing outside the list, %s',
    { timeout: 120_000 },
    async (_, policy) => {
      const texts = [...hostile, ...generated].map(renderComment)
      expect(await judged(texts, allowedInComments, { policy })).toEqual(innocent)
    },
  )

  test.each(languages)(
    'posts from the same texts in %s has nothing outside the list',
    { timeout: 120_000 },
    async (language) => {
      const texts = [...hostile, ...generated].map((source) => renderPost(source, language))
      expect(await judged(texts, allowedInPosts, { policy: true })).toEqual(innocent)
    },
  )

  test('texts that should never be is seen by the judge', async () => {
    const { faults } = await judged(bad, allowedInComments, { policy: true })
    const numbers = faults.map((fault) => Number.parseInt(fault, 10))
    expect(bad.filter((_text, number) => !numbers.includes(number))).toEqual([])
  })

  test('a text that runs and fetches is stopped by the policy, and seen without it', async () => {
    const text = ['<img src="https://evil.example/x.png" onerror="alert(1)">']
    const stopped = await judged(text, allowedInComments, { policy: true })
    expect(stopped.ran).toContain('stopped: img-src https://evil.example/x.png')
    expect(stopped.requests).toEqual([])
    const free = await judged(text, allowedInComments, { policy: false })
    expect(free.ran).toEqual(['ran: alert'])
    expect(free.requests).toEqual(['https://evil.example/x.png'])
  })

  test('a site whose every field is hostile', { timeout: 120_000 }, async () => {
    const { site, paths, cookie } = await openHostileSite()
    const origin = await listening(site.app)
    const { page, requests } = await openJudge()
    const [name = '', value = ''] = cookie.split('=')
    await page.context().addCookies([{ name, value, domain: '127.0.0.1', path: '/desk' }])
    let texts = 0
    for (const path of paths) {
      const answer = await page.goto(origin + path)
      expect([path, answer?.status()]).toEqual([path, 200])
      const found = await page.evaluate(`[judge.ran, judge.foreign(),
        judge.faults('.comment > .prose, .item .prose', ${listed(allowedInComments)}),
        judge.faults('.post > .prose', ${listed(allowedInPosts)})]`)
      expect([path, found]).toEqual([path, [[], [], [], []]])
      texts += await page.evaluate<number>('document.querySelectorAll(".prose").length')
    }
    expect(texts, 'texts that were judged').toBeGreaterThan(200)
    expect(requests().filter((url) => !url.startsWith(origin))).toEqual([])
  })
})

const innocent = { faults: [], ran: [], requests: [], strays: [] }

/** The list as it can be handed to a page. */
const listed = (allowed: Allowed): string =>
  JSON.stringify(allowed, (_key, value) => (value instanceof RegExp ? value.source : value))

async function openJudge() {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.addInitScript(judge)
  const sent = new Set<Request>()
  page.on('request', (request) => sent.add(request))
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') sent.delete(request) // stopped before it left
  })
  return { page, requests: () => [...sent].map((request) => request.url()) }
}

/**
 * Sets texts in the place of a comment on a real page, many to a page, and says what in them is not
 * on the list, what ran or was stopped, what was asked for beyond the page's own, and which stand
 * elsewhere than they were set.
 */
async function judged(texts: readonly string[], allowed: Allowed, { policy }: { policy: boolean }) {
  const { site, path, place } = await openFrame()
  const { body, headers } = await site.get(path)
  const origin = await listening(site.app)
  const { page, requests } = await openJudge()
  const { 'content-security-policy': csp, ...rest } = headers as Record<string, string>
  const kept = policy ? { ...rest, 'content-security-policy': csp ?? '' } : rest
  const found = { faults: [] as string[], ran: [] as string[], strays: [] as number[] }
  for (let from = 0; from < texts.length; from += PAGE) {
    const some = texts.slice(from, from + PAGE)
    const set = some.map((html) => `<div class="judged">${html}</div>`).join('\n')
    const given = body.replace(place, () => set)
    await page.route(origin + path, (route) => route.fulfill({ headers: kept, body: given }))
    await page.goto(origin + path)
    const faults = `judge.faults('.judged', ${listed(allowed)})`
    found.faults.push(...(await page.evaluate<string[]>(faults)))
    found.ran.push(...(await page.evaluate<string[]>('judge.ran')))
    const standing = '.comment > .prose > .judged'
    const count = await page.evaluate<number>(`document.querySelectorAll('${standing}').length`)
    if (count !== some.length) found.strays.push(from)
    await page.unroute(origin + path)
  }
  const own = (url: string) => url === origin + path || url.startsWith(`${origin}/static/`)
  return { ...found, requests: requests().filter((url) => !own(url)) }
}

/** A real page with one comment, whose words are the place to set others in. */
async function openFrame() {
  const site = await openTestSite()
  const { path } = await publishPost(site, await site.signIn('author'))
  const place = '<p>Här.</p>'
  const { number } = await write(site, path, { text: 'Här.' })
  await decide(site, await site.signIn('moderator'), number)
  return { site, path, place }
}

/** What a renderer must never give, each for another reason. */
const bad = [
  '<script>1</script>',
  '<p onclick="x()">a</p>',
  '<p class="button">a</p>',
  '<a href="javascript:alert(1)" rel="nofollow ugc noopener">a</a>',
  '<a href=" java&#10;script:alert(1)" rel="nofollow ugc noopener">a</a>',
  '<a href="https://a.example">a</a>',
  '<img src="/static/x.png">',
  '<svg><p>a</p></svg>',
  '<p>a</p><!-- b -->',
  '<ol start="x"><li>a</li></ol>',
  '<iframe src="/"></iframe>',
  '<math><mi>a</mi></math>',
]
