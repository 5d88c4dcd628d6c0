import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { translator } from '../../server/language/catalogue.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { openChannel } from '../letters/channel.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { fill, press, type Window } from './acts.ts'

const letter = 'Jag heter Mirja och arbetar i Bålsta.\n\nTaket läcker.'
const text = 'Taket läcker på en förskola.'

const journeys: readonly (readonly [Language, Country, boolean])[] = [
  ['sv', 'se', false],
  ['nb', 'no', false],
  ['en', 'se', false],
  ['sv', 'se', true],
]

let browser: Browser

/** A letter, a narrow window for its writer and a wide one for the official, both with their cookies. */
async function openPlace(language: Language, country: Country, javaScriptEnabled: boolean) {
  const { site, official, write } = await openChannel({ language, country })
  const origin = await listening(site.app)
  const t = translator(language)
  const open = async (cookie: string, path: string, width: number): Promise<Window> => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, javaScriptEnabled, locale: language })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, domain: '127.0.0.1', path }])
    onTestFinished(() => context.close())
    return { page: await context.newPage(), t }
  }
  const { number, cookie } = await write({ text: letter })
  const [writer, office] = [
    await open(cookie, '/receipt', 320),
    await open(official, '/desk', 1280),
  ]
  await office.page.goto(`${origin}/desk/letters/${number}`)
  await press(office, t('letters.desk.open'))
  await office.page.getByRole('link', { name: t('letters.passing.link') }).click()
  return { origin, t, writer, office, country }
}

type Place = Awaited<ReturnType<typeof openPlace>>

describeInBrowser('passing a letter on', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(journeys)(
    'in %s on a site of %s, with JavaScript %s: a no that is silence, a yes to the very text, and by law',
    { timeout: 60_000 },
    async (language, country, javaScript) => {
      const place = await openPlace(language, country, javaScript)
      await refuse(place)
      await agree(place)
      await byLaw(place)
    },
  )
})

const seen = ({ page }: Window): Promise<string> => page.getByRole('main').innerText()

/** The official asks with the letter's own words left standing; its writer says no, and nothing shows of it. */
async function refuse({ office, writer, origin, t }: Place): Promise<void> {
  const field = office.page.getByLabel(t('letters.passing.text'), { exact: true })
  expect(await field.inputValue()).toBe(letter)
  await fill(office, t('letters.passing.to'), 'Fastighetschefen')
  await fill(office, t('letters.passing.why'), 'Taket ska lagas.')
  await press(office, t('letters.passing.ask.act'))
  await office.page.reload()
  const silence = await seen(office)
  expect(silence).toContain(t('letters.passing.state.waiting'))
  await writer.page.goto(`${origin}/receipt`)
  expect(await seen(writer)).toContain('Fastighetschefen')
  await press(writer, t('letters.passing.own.say_no'))
  expect(await seen(writer)).toContain(t('letters.passing.own.no'))
  const width = await writer.page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(320)
  await office.page.reload()
  expect(await seen(office)).toBe(silence)
}

/** Another text, without what gives the writer away; they say yes, and the official hands it over. */
async function agree({ office, writer, t }: Place): Promise<void> {
  await fill(office, t('letters.passing.text'), text)
  await press(office, t('letters.passing.ask.act'))
  await writer.page.reload()
  expect(await seen(writer)).toContain(text)
  await press(writer, t('letters.passing.own.say_yes'))
  expect(await seen(writer)).toContain(t('letters.passing.own.yes'))
  await office.page.reload()
  expect(await seen(office)).toContain(t('letters.passing.agreed.words'))
  await press(office, t('letters.passing.handed'))
  expect(await seen(office)).toContain(t('letters.passing.done'))
  await writer.page.reload()
  expect(await seen(writer)).not.toContain(t('letters.passing.own.words'))
}

/** Under a provision of law nobody is asked, and the writer reads all of it. */
async function byLaw({ office, writer, country, t }: Place): Promise<void> {
  const law = t(`letters.passing.law.${country}_child`)
  await fill(office, t('letters.passing.to'), 'Socialjouren')
  await fill(office, t('letters.passing.text'), text)
  await fill(office, t('letters.passing.why'), 'Vi måste anmäla.')
  await office.page.getByLabel(law).check()
  await press(office, t('letters.passing.law.act'))
  await writer.page.reload()
  await writer.page.locator('summary', { hasText: law }).click()
  const told = await seen(writer)
  for (const words of [law, 'Socialjouren', 'Vi måste anmäla.']) expect(told).toContain(words)
}
