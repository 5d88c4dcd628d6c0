/** What an official does not tell, from the writing of a post to the journalist who looks through the archive. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { translator } from '../../server/language/catalogue.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { needs } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { openTestSite } from '../support/site.ts'
import { arrive, fill, follow, press, type Window } from './acts.ts'

const journeys: readonly (readonly [Language, Country, boolean])[] = [
  ['sv', 'se', true],
  ['nb', 'no', false],
  ['en', 'se', false],
]

const story = {
  sv: {
    ...{
      title: 'Marken vid Eken',
      open: 'Jag har fått frågor om köpet.',
      rest: 'Resten är öppet.',
    },
    ...{ can: 'Vi talar med en markägare.', why: 'Vet säljaren vårt tak blir det dyrare.' },
    ...{ told: 'Så köpte vi marken', price: 'Den kostade tolv miljoner.' },
  },
  nb: {
    ...{
      title: 'Tomten ved Eken',
      open: 'Jeg har fått spørsmål om kjøpet.',
      rest: 'Resten er åpent.',
    },
    ...{
      can: 'Vi snakker med en grunneier.',
      why: 'Vet selgeren hva vi kan betale, blir det dyrere.',
    },
    ...{ told: 'Slik kjøpte vi tomten', price: 'Den kostet tolv millioner.' },
  },
  en: {
    ...{
      title: 'The land by the Oak',
      open: 'I was asked about the deal.',
      rest: 'The rest is open.',
    },
    ...{
      can: 'We are talking to a landowner.',
      why: 'If the seller knows our limit it costs more.',
    },
    ...{ told: 'How we bought the land', price: 'It cost twelve million.' },
  },
} as const

let browser: Browser

async function openJourney(language: Language, country: Country, javaScriptEnabled: boolean) {
  const site = await openTestSite({ language, country })
  const origin = await listening(site.app)
  const t = translator(language)
  const open = async (width: number, isJournalist = false): Promise<Window> => {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 844 }, locale: language, reducedMotion: 'reduce' },
      javaScriptEnabled: javaScriptEnabled && !isJournalist,
    })
    onTestFinished(() => context.close())
    return { page: await context.newPage(), t }
  }
  const official = await open(390)
  /** Time passes, and the official signs in again. */
  const signIn = async () => {
    const [name = '', value = ''] = (await site.signIn('official')).split('=')
    await official.page.context().addCookies([{ name, value, domain: '127.0.0.1', path: '/desk' }])
  }
  await signIn()
  const reader = await open(320)
  const journalist = await open(1280, true)
  return { site, origin, t, official, reader, journalist, signIn, words: story[language] }
}

type Journey = Awaited<ReturnType<typeof openJourney>>

describeInBrowser('something that is not told', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(journeys)(
    'in %s on a site of %s, with JavaScript %s: withheld, read, overdue, told, found',
    { timeout: 120_000 },
    async (language, country, javaScript) => {
      const journey = await openJourney(language, country, javaScript)
      const path = await withhold(journey)
      await readWhy(journey, path)
      await growLate(journey, path)
      await tell(journey)
      await readTold(journey, path)
      await lookThrough(journey)
    },
  )
})

/** Counts what the official does: choices, fields and buttons from the text to the account in it. */
async function withhold({ official, origin, t, words, site }: Journey): Promise<string> {
  const { page } = official
  await page.goto(`${origin}/desk/posts/new`)
  await page.locator('#capacity-personal').check()
  await page.locator('#title').fill(words.title)
  await page.locator('#source').fill(`${words.open}\n\n::: withheld\n\n${words.rest}`)
  const begun = performance.now()
  await press(official, t('posts.withheld.act'))
  await arrive(official, t('posts.withheld.title'))
  expect(await page.getByRole('group', { name: t('disclosures.place') }).innerText()).toContain(
    words.open,
  )
  const fields = page.locator('main form :is(textarea, input, select):visible')
  expect(await fields.count(), 'three fields are seen, the rest is folded').toBe(3)
  await fill(official, t('disclosures.make.canSay'), words.can)
  await page.getByLabel(t('disclosures.make.ground'), { exact: true }).selectOption('not_yet')
  await fill(official, t('disclosures.make.why'), words.why)
  await press(official, t('posts.withheld.button'))
  await page
    .getByRole('status')
    .filter({ hasText: t('posts.done.withheld') })
    .waitFor()
  expect(performance.now() - begun, 'two buttons and three fields').toBeLessThan(60_000)
  expect(await page.locator('#source').inputValue()).toContain('::: withheld 1')
  await press(official, t('posts.edit.preview'))
  await page.getByRole('group', { name: t('disclosures.passage.withheld') }).waitFor()
  await follow(official, t('posts.preview.publish'))
  for (const [name, value] of Object.entries(needs)) await page.locator(`#${name}`).fill(value)
  await press(official, t('posts.publish.button'))
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  const post = await site.storage.read
    .selectFrom('public_post')
    .selectAll()
    .executeTakeFirstOrThrow()
  return `/${post.year_month}/${post.slug}`
}

/** A reader follows the block to the reason. */
async function readWhy({ reader, origin, t, words }: Journey, path: string): Promise<void> {
  const { page } = reader
  await page.goto(origin + path)
  const block = page.getByRole('group', { name: t('disclosures.passage.withheld') })
  expect(await block.innerText()).toContain(words.why)
  const wide = await page.evaluate('document.documentElement.scrollWidth')
  expect(wide, 'nothing scrolls sideways').toBeLessThanOrEqual(320)
  await block.getByRole('link', { name: t('disclosures.passage.more') }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(page.url()).toBe(`${origin}/openness/1`)
  expect(await page.getByRole('main').innerText()).toContain(words.why)
}

/** The date passes and nobody looks: everybody sees it, also in the list of the archive. */
async function growLate({ site, reader, origin, t }: Journey, path: string): Promise<void> {
  const late = t('disclosures.entry.overdue', { day: '§' }).split('§')[0] ?? ''
  await reader.page.goto(`${origin}/openness/1`)
  expect(await reader.page.getByRole('main').innerText()).not.toContain(late.trim())
  site.advance(60 * DAY)
  for (const page of ['/openness/1', '/openness?overdue=1', path]) {
    await reader.page.goto(origin + page)
    expect(await reader.page.getByRole('main').innerText(), page).toContain(late.trim())
  }
}

/** The official publishes what was withheld, looks again, and says where it is told. */
async function tell({ official, origin, t, words, signIn }: Journey): Promise<void> {
  const { page } = official
  await signIn()
  await page.goto(`${origin}/desk/posts/new`)
  await page.locator('#capacity-official').check()
  await page.locator('#title').fill(words.told)
  await page.locator('#source').fill(words.price)
  await press(official, t('posts.edit.preview'))
  await follow(official, t('posts.preview.publish'))
  await press(official, t('posts.publish.button'))
  await page.getByRole('heading', { level: 1, name: words.told }).waitFor()
  await page.goto(`${origin}/desk/openness/1/disclosed`)
  await page.getByRole('radio', { name: words.told }).check()
  await page.locator('main form button[type=submit]').last().click()
  await page.waitForURL(/\/desk\/openness\/1(\?|$)/)
}

/** Where the block was it says that it is told by now, and where. */
async function readTold({ reader, origin, t, words }: Journey, path: string): Promise<void> {
  const { page } = reader
  await page.goto(origin + path)
  const block = page.getByRole('group', { name: t('disclosures.passage.disclosed') })
  expect(await block.innerText()).not.toContain(words.why)
  await block.getByRole('link', { name: t('disclosures.passage.told') }).click()
  await page.getByRole('heading', { level: 1, name: words.told }).waitFor()
}

/** A journalist finds what was withheld once, and takes it along. */
async function lookThrough({ journalist, origin, t, words }: Journey): Promise<void> {
  const { page } = journalist
  await page.goto(`${origin}/`)
  await page.locator('a[href="/openness"]').first().click()
  await arrive(journalist, t('disclosures.title'))
  await page.locator('details:has(#words) > summary').click()
  await page.locator('#state').selectOption('withheld')
  await page.locator('#ever').check()
  await page.locator('form[action="/openness"] button').click()
  await page.waitForURL(/ever=1/)
  expect(await page.getByRole('main').innerText()).toContain(words.can)
  const arriving = page.waitForEvent('download')
  await page.getByRole('link', { name: /CSV/ }).first().click()
  const csv = readFileSync(await (await arriving).path(), 'utf8')
  expect(csv).toContain(words.can)
  expect(csv.split('\r\n')[0]).toMatch(/ground/)
}
