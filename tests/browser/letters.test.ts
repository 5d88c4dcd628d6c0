import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { translator } from '../../server/language/catalogue.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { openChannel } from '../letters/channel.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { staff } from '../support/site.ts'
import { arrive, fill, press, type Window } from './acts.ts'
import { escaped } from './place.ts'

const words = 'Jag arbetar på förskolan.\n\nVi är för få, och chefen vet.'
const more = 'Tack. Då kommer jag på tisdag.'
const answer = 'Vi ses på tisdag klockan nio.'

const journeys: readonly (readonly [Language, Country, boolean])[] = [
  ['sv', 'se', false],
  ['nb', 'no', false],
  ['en', 'se', false],
  ['sv', 'se', true],
]

let browser: Browser

/** A site that takes letters, a narrow window for the writer and a wide one for the registrar. */
async function openPlace(language: Language, country: Country, javaScriptEnabled: boolean) {
  const channel = await openChannel({ language, country })
  const origin = await listening(channel.site.app)
  const t = translator(language)
  const open = async (javaScript: boolean, width: number): Promise<Window> => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({
      viewport,
      javaScriptEnabled: javaScript,
      locale: language,
    })
    onTestFinished(() => context.close())
    return { page: await context.newPage(), t }
  }
  const writer = await open(javaScriptEnabled, 320)
  const again = await open(javaScriptEnabled, 320)
  return { ...channel, origin, t, writer, again, registrar: await open(javaScriptEnabled, 1280) }
}

type Place = Awaited<ReturnType<typeof openPlace>>

describeInBrowser('a letter from an employee', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(journeys)(
    'in %s on a site of %s, with JavaScript %s: two doors, who reads, a code, an answer, and more',
    { timeout: 60_000 },
    async (language, country, javaScript) => {
      const place = await openPlace(language, country, javaScript)
      const code = await write(place)
      await openAndAnswer(place)
      await goOn(place, code)
    },
  )
})

/** Weighs the doors, leaves the official out, and sends; gives the code. */
async function write({ writer, origin, post, t }: Place): Promise<string> {
  const { page } = writer
  const { name } = staff.official
  await page.goto(origin + post.path)
  await fill(writer, t('comments.field.text'), words)
  await fill(writer, t('comments.field.name'), 'Mirja')
  await page.getByRole('button', { name: t('letters.send', { name }) }).click()
  await arrive(writer, t('letters.preview'))
  const main = page.getByRole('main')
  expect(await main.innerText()).toContain(
    `${name} (${staff.official.title}), ${staff.registrar.name}`,
  )
  await page.getByLabel(new RegExp(escaped(t('letters.exclude', { name })))).check()
  await press(writer, t('letters.door.comment'))
  await arrive(writer, t('comments.preview.title'))
  expect(await page.getByLabel(t('comments.field.text'), { exact: true }).inputValue()).toBe(words)
  await press(writer, t('letters.door.letter'))
  await arrive(writer, t('letters.preview'))
  expect(await page.getByLabel(t('letters.field.text'), { exact: true }).inputValue()).toBe(words)
  expect(await page.getByLabel(t('letters.field.name'), { exact: true }).inputValue()).toBe('Mirja')
  expect(
    await page.getByLabel(new RegExp(escaped(t('letters.exclude', { name })))).isChecked(),
  ).toBe(true)
  const readers = await main.innerText()
  expect(readers).toContain(t('letters.answers', { name: staff.registrar.name }))
  await press(writer, t('letters.send', { name: staff.registrar.name }))
  await arrive(writer, t('receipts.title'))
  expect(await main.innerText()).toContain(t('letters.status.received'))
  return (await page.locator('.code').innerText()).trim().split(/\s+/).join('-')
}

/** The registrar signs in with both steps, opens the letter and answers; the official finds nothing. */
async function openAndAnswer({ registrar, site, origin, official, t }: Place): Promise<void> {
  const { page } = registrar
  expect((await site.get('/desk/letters/1', { cookie: official })).statusCode).toBe(404)
  site.advance(2 * MINUTE)
  const { email, password } = staff.registrar
  await page.goto(`${origin}/desk/letters`)
  await arrive(registrar, t('accounts.sign_in.title'))
  await fill(registrar, t('accounts.email'), email)
  await fill(registrar, t('accounts.password'), password)
  await press(registrar, t('accounts.sign_in.title'))
  await arrive(registrar, t('accounts.code.title'))
  await fill(registrar, t('accounts.code.label'), site.code('registrar'))
  await press(registrar, t('common.continue'))
  await page.getByRole('link', { name: t('letters.desk.number', { number: 1 }) }).click()
  expect(await page.getByRole('main').innerText()).not.toContain('chefen vet')
  await press(registrar, t('letters.desk.open'))
  const main = page.getByRole('main')
  await main.getByText('chefen vet').waitFor()
  await page.getByLabel(t('letters.desk.reply.text'), { exact: true }).fill(answer)
  await press(registrar, t('letters.desk.reply.send'))
  await main.getByText(answer).waitFor()
}

/** On another device, from memory: the answer, who has opened the letter, and what is written more. */
async function goOn({ again, registrar, origin, t }: Place, code: string): Promise<void> {
  const { page } = again
  await page.goto(`${origin}/receipt`)
  await fill(again, t('receipts.code'), code.toLowerCase().replaceAll('-', ' '))
  await press(again, t('receipts.open'))
  const main = page.getByRole('main')
  await main.getByText(answer).waitFor()
  expect(await main.innerText()).toContain(t('letters.status.answered'))
  await page.locator('summary', { hasText: t('letters.steps') }).click()
  const who = `${staff.registrar.name} (${staff.registrar.title})`
  const opened = t('letters.step.read', { time: '', who })
  await main.getByText(opened.replace(/^: /, '')).waitFor()
  await page.getByLabel(new RegExp(`^${escaped(t('letters.more'))} `)).fill(more)
  await page
    .getByRole('button', { name: new RegExp(`^${escaped(t('letters.more.send'))} `) })
    .click()
  await main.locator('.letter', { hasText: more }).waitFor()
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(320)
  await registrar.page.reload()
  await press(registrar, t('letters.desk.open')) // what was added is new to each
  await registrar.page.getByText(more).waitFor()
}
