import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { date } from '../../server/language/when.ts'
import { tellingPhoto } from '../files/chosen.ts'
import { openFor } from '../letters/channel.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { staff } from '../support/site.ts'
import { arrive, fill, follow, press, type Window } from './acts.ts'
import { said } from './agreed-stories.ts'
import { escaped } from './place.ts'
import { findProposal, fits, openSides, seen, told, toPublication } from './two-sides.ts'

const journeys: readonly (readonly [Language, Country, boolean])[] = [
  ['sv', 'se', false],
  ['nb', 'no', false],
  ['en', 'se', false],
  ['sv', 'se', true],
]

let browser: Browser

/** The two sides, a deputy who reads letters too, and a second window for the writer. */
async function openJourney(language: Language, country: Country, javaScript: boolean) {
  const sides = await openSides(browser, language, country, javaScript)
  const { site, official } = sides
  const deputy = staff.author
  const who = site.storage.read.selectFrom('account').select('id').where('name', '=', deputy.name)
  const { id } = await who.executeTakeFirstOrThrow()
  await openFor(site, official, { deputies: String(id) })
  const writer = await sides.open(320)
  return { ...sides, language, words: said[language], deputy, writer, again: await sides.open(320) }
}

type Journey = Awaited<ReturnType<typeof openJourney>>

describeInBrowser('a letter that is published by agreement', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(journeys)(
    'in %s on a site of %s, with JavaScript %s: weighed, written, answered, negotiated, agreed, in the feed',
    { timeout: 120_000 },
    async (language, country, javaScript) => {
      const journey = await openJourney(language, country, javaScript)
      await weigh(journey)
      const code = await write(journey)
      await answer(journey)
      await answerBack(journey, code)
      await propose(journey)
      await change(journey)
      await agree(journey)
      await read(journey, await publish(journey))
    },
  )
})

/** Under a post, with the words already written: four questions, and the advice to write a letter. */
async function weigh({ writer, origin, post, words, t }: Journey): Promise<void> {
  const { page } = writer
  await page.goto(origin + post.path)
  await fill(writer, t('comments.field.text'), words.letter.join('\n\n'))
  await press(writer, t('letters.choice.link'))
  await arrive(writer, t('letters.choice.title'))
  for (const [question, answer] of [
    ['about', t('letters.choice.about.idea')],
    ['outcome', t('letters.choice.outcome.bad')],
    ['known', t('letters.choice.known.no')],
    ['internal', t('letters.choice.internal.no')],
  ] as const)
    await page
      .getByRole('group', { name: t(`letters.choice.${question}`), exact: true })
      .getByLabel(answer, { exact: true })
      .check()
  await press(writer, t('letters.choice.act'))
  const { name } = staff.official
  const advice = t('letters.choice.first.letter', { name })
  await page.getByRole('heading', { name: advice, exact: true }).waitFor()
  await fits(writer)
  await press(writer, t('letters.send', { name }))
}

/** Leaves the deputy out, looks at what a photograph tells and sends a copy without it; gives the code. */
async function write({ writer, site, deputy, words, t }: Journey): Promise<string> {
  const { page } = writer
  await arrive(writer, t('letters.preview'))
  const text = page.getByLabel(t('letters.field.text'), { exact: true })
  expect(await text.inputValue()).toBe(words.letter.join('\n\n'))
  const leftOut = page.getByLabel(new RegExp(escaped(t('letters.exclude', { name: deputy.name }))))
  await leftOut.check()
  const photo = { name: 'schema.jpg', mimeType: 'image/jpeg', buffer: await tellingPhoto() }
  await page.getByLabel(t('files.field'), { exact: true }).setInputFiles(photo)
  await press(writer, t('comments.act.again'))
  await page.getByRole('heading', { name: t('files.title'), exact: true }).waitFor()
  expect(await seen(writer)).toContain('Mirja Ek')
  expect(await leftOut.isChecked()).toBe(true)
  await page.getByLabel(t('files.choice.copy.image'), { exact: true }).check()
  await fits(writer)
  await press(writer, t('letters.send', { name: staff.official.name }))
  await arrive(writer, t('receipts.title'))
  expect(await seen(writer)).toContain('schema.jpg')
  const left = await site.get('/desk/letters/1', { cookie: await site.signIn('author') })
  expect(left.statusCode, 'whoever was left out finds no letter').toBe(404)
  return (await page.locator('.code').innerText()).trim().split(/\s+/).join('-')
}

/** The official opens the letter and answers by the code. */
async function answer({ office, origin, words, t }: Journey): Promise<void> {
  const { page } = office
  await page.goto(`${origin}/desk/letters/1`)
  await press(office, t('letters.desk.open'))
  await page.getByRole('main').getByText('schema.jpg').waitFor()
  await page
    .getByRole('group', { name: t('letters.desk.capacity'), exact: true })
    .getByLabel(t('common.capacity.personal'), { exact: true })
    .check()
  await fill(office, t('letters.desk.reply.text'), words.reply)
  await press(office, t('letters.desk.reply.send'))
  await page.getByRole('article').filter({ hasText: words.reply }).waitFor()
}

/** On another device, with the code alone. */
async function answerBack({ again, origin, words, t }: Journey, code: string): Promise<void> {
  const { page } = again
  await page.goto(`${origin}/receipt`)
  await fill(again, t('receipts.code'), code.toLowerCase())
  await press(again, t('receipts.open'))
  await page.getByRole('article').filter({ hasText: words.reply }).waitFor()
  await page.getByLabel(new RegExp(`^${escaped(t('letters.more'))} `)).fill(words.more)
  await page
    .getByRole('button', { name: new RegExp(`^${escaped(t('letters.more.send'))} `) })
    .click()
  await page.getByRole('article').filter({ hasText: words.more }).waitFor()
}

/** The official proposes three paragraphs; what was answered stands between, who is named is taken out. */
async function propose(journey: Journey): Promise<void> {
  const { office, words, t } = journey
  const { page } = office
  await toPublication(journey, 1)
  await follow(office, t('agreements.begin.letter'))
  await page.getByLabel(t('common.capacity.personal'), { exact: true }).check()
  await fill(office, t('agreements.field.title'), words.title)
  await fill(office, t('agreements.part.answer', { number: 2 }), words.between)
  const given = page.getByLabel(t('agreements.part.answer', { number: 3 }), { exact: true })
  expect(await given.inputValue()).toBe(words.reply)
  await page.getByLabel(t('agreements.part', { number: 4 }), { exact: true }).uncheck()
  await press(office, t('agreements.preview'))
  const who = page.getByRole('group', { name: words.named, exact: true })
  await who.waitFor()
  expect(await page.getByRole('button', { name: t('agreements.propose') }).count()).toBe(0)
  await fill(office, t('agreements.out.person'), words.named)
  await press(office, t('agreements.preview'))
  await page.getByText(t('agreements.look.next'), { exact: true }).waitFor()
  expect(await page.locator('.look').innerText()).not.toContain(words.named)
  await press(office, t('agreements.propose'))
  await told(office, t('agreements.done.proposed'))
  expect(await seen(office)).toContain(t('agreements.state.waiting'))
}

/** The writer reads what could tell who it is, takes that out, and says how to be named. */
async function change(journey: Journey): Promise<void> {
  const { again, words, t } = journey
  const { page } = again
  await findProposal(journey, again)
  const tell = t('agreements.tell', { kind: t('agreements.tell.years'), words: words.years })
  await page.getByRole('listitem').filter({ hasText: tell }).waitFor()
  await fits(again)
  await page.getByLabel(t('agreements.credit.role'), { exact: true }).check()
  await fill(again, t('agreements.out.writer'), words.years)
  await press(again, t('agreements.preview'))
  await page.getByText(t('agreements.fault.credit')).first().waitFor()
  expect(
    await page.getByLabel(t('agreements.out.writer'), { exact: true }).inputValue(),
    'what was written is still there',
  ).toBe(words.years)
  await fill(again, t('agreements.credit.words'), words.role)
  await press(again, t('agreements.preview'))
  await page.getByText(t('agreements.own.state.preview')).waitFor()
  expect(await page.locator('.look').innerText()).toContain(
    t('posts.agreed.credit.role', { words: words.role }),
  )
  expect(await page.getByRole('listitem').filter({ hasText: tell }).count()).toBe(0)
  await press(again, t('agreements.own.send'))
  await page.getByText(t('agreements.own.state.yes', { name: staff.official.name })).waitFor()
}

/** The mark by which both can tell that they read the same text. */
const markOn = async ({ page }: Window): Promise<string> =>
  /([0-9a-f]{4} ?){3}/.exec(await page.locator('.look').innerText())?.[0] ?? ''

/** The official reads the writer's version and says yes to it. */
async function agree({ office, again, words, t }: Journey): Promise<void> {
  await office.page.reload()
  expect(await seen(office)).toContain(t('agreements.state.writer_version'))
  expect(await office.page.locator('.look').innerText()).not.toContain(words.years)
  await press(office, t('agreements.yes'))
  await office.page.getByText(t('agreements.state.agreed'), { exact: true }).waitFor()
  await again.page.reload()
  const { name } = staff.official
  expect(await seen(again)).toContain(t('agreements.own.state.agreed', { name }))
  expect(await markOn(again)).toMatch(/^[0-9a-f]{4} /)
  expect(await markOn(again)).toBe(await markOn(office))
}

/** The official publishes what both agreed to; gives its address. */
async function publish({ office, t }: Journey): Promise<string> {
  await press(office, t('agreements.publish'))
  await told(office, t('agreements.done.published'))
  const link = office.page.getByRole('link', { name: t('agreements.post'), exact: true })
  return (await link.getAttribute('href')) ?? ''
}

/** The writer finds it as everybody does: on the front page, on its own, and in the feed. */
async function read(journey: Journey, path: string): Promise<void> {
  const { writer, again, origin, words, site, language, t } = journey
  const { page } = writer
  await page.goto(origin)
  await follow(writer, words.title)
  await arrive(writer, words.title)
  expect(page.url()).toBe(origin + path)
  const day = date(site.clock(), language, 'Europe/Stockholm')
  const shown = await seen(writer)
  expect(shown).toContain(t('posts.agreed.on', { day }))
  expect(shown).toContain(t('posts.agreed.credit.role', { words: words.role }))
  expect(shown).toContain(`[${t('posts.agreed.redaction.writer')}]`)
  expect(shown).toContain(`[${t('posts.agreed.redaction.person')}]`)
  for (const gone of [words.years, words.named, words.more]) expect(shown).not.toContain(gone)
  const letters = page.getByRole('group', { name: t('posts.agreed.letter'), exact: true })
  expect(await letters.count()).toBe(2)
  const by = { name: staff.official.name, title: staff.official.title }
  const answers = page.getByRole('group', { name: t('posts.agreed.answer', by) })
  expect(await answers.allInnerTexts()).toEqual([
    expect.stringContaining(words.between),
    expect.stringContaining(words.reply),
  ])
  await fits(writer)
  await again.page.reload()
  expect(await seen(again)).toContain(t('agreements.own.state.published'))
  site.advance(10 * MINUTE)
  const feed = await (await page.context().request.get(`${origin}/feed.atom`)).text()
  for (const part of [words.title, words.between, t('posts.agreed.on', { day })])
    expect(feed).toContain(part)
  expect(feed).not.toContain(words.years)
}
