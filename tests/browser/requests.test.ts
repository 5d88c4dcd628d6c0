/** Asking for a document in a browser: a partial release and a refusal with how to appeal, in both countries' form. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ground } from '../../server/disclosures/ground.ts'
import { translator } from '../../server/language/catalogue.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { openRequests } from '../requests/asking.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { listening } from '../support/listening.ts'
import { arrive, fill, follow, press, type Window } from './acts.ts'

const journeys: readonly (readonly [Country, Language, boolean])[] = [
  ['se', 'sv', false],
  ['no', 'nb', false],
  ['se', 'en', true],
]

const provisions = {
  se: '31 kap. 16 § offentlighets- och sekretesslagen',
  no: 'offl § 13 første ledd, jf. fvl § 13 første ledd nr. 2',
} as const

let browser: Browser

async function openPlace(country: Country, language: Language, javaScriptEnabled: boolean) {
  const { site, registrar, delegate } = await openRequests({
    ...{ country, language: country === 'se' ? 'sv' : 'nb' },
  })
  const origin = await listening(site.app)
  const t = translator(language)
  const open = async (width: number, cookie?: string): Promise<Window> => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, javaScriptEnabled, locale: language })
    const [name = '', value = ''] = (cookie ?? '').split('=')
    if (cookie) await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/desk' }])
    onTestFinished(() => context.close())
    return { page: await context.newPage(), t }
  }
  const [asker, office] = [await open(390), await open(1280, registrar)]
  return { origin, t, asker, office, country, language, delegate }
}

type Place = Awaited<ReturnType<typeof openPlace>>

describeInBrowser('asking for a document', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(journeys)(
    'on a site of %s in %s, with JavaScript %s: a part, and a refusal that can be appealed',
    { timeout: 90_000 },
    async (country, language, javaScript) => {
      const place = await openPlace(country, language, javaScript)
      await ask(place)
      await release(place)
      await readPart(place)
      await (country === 'se' ? decide(place) : complain(place))
    },
  )
})

const seen = ({ page }: Window): Promise<string> => page.getByRole('main').innerText()

/** From the foot of the front page to the code: one field, and nothing else is asked. */
async function ask({ asker, origin, t }: Place): Promise<void> {
  await asker.page.goto(origin)
  await follow(asker, t('requests.title'))
  await arrive(asker, t('requests.title'))
  await asker.page.getByLabel(t('requests.form.text')).fill('Avtalet om skolskjuts.')
  expect(await asker.page.getByRole('main').locator('[required]').count()).toBe(1)
  await press(asker, t('requests.form.preview'))
  await press(asker, t('requests.form.send'))
  await arrive(asker, t('receipts.title'))
  expect(await seen(asker)).toContain(t('requests.state.asked'))
  const width = await asker.page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(390)
}

/** Opens the request at the desk from the queue, and an act of it. */
async function act({ office, origin, t }: Place, name: string): Promise<void> {
  await office.page.goto(`${origin}/desk/requests`)
  await follow(office, '1')
  await follow(office, name)
  await arrive(office, name)
  expect(await seen(office)).not.toContain(t('accounts.faults'))
}

/** What is withheld has its ground, provision and reasons; in Norway that more was considered. */
async function withhold({ office, country, language, t }: Place): Promise<void> {
  await office.page.getByLabel(ground(country, 'business_secret')[language].name).check()
  await fill(office, t('requests.field.provision'), provisions[country])
  await fill(office, t('requests.field.reason'), 'Konkurrenter kan utnytta priset.')
  if (country === 'no') await office.page.getByLabel(t('requests.field.wider.yes')).check()
}

async function release(place: Place): Promise<void> {
  const { office, t } = place
  const name = t('requests.act.release_part')
  await act(place, name)
  await withhold(place)
  await office.page
    .getByLabel(t('requests.field.piece'))
    .fill('Avtal med Bussbolaget. Priset är [[4 000 kronor]] per tur.')
  const bytes = Buffer.from('Avtalet, med priset struket.')
  const file = { name: 'avtal.txt', mimeType: 'text/plain', buffer: bytes }
  await office.page.locator('input[type=file]').setInputFiles(file)
  await press(office, name) // the page shows what the file tells
  await press(office, name)
  await arrive(office, t('requests.own.title', { number: 1 }))
}

/** The asker reads what was given, where something is missing and why, and fetches the file. */
async function readPart({ asker, origin, country, t }: Place): Promise<void> {
  await asker.page.goto(`${origin}/receipt`)
  const page = await seen(asker)
  for (const words of [t('requests.state.partly'), 'Avtal med Bussbolaget.', provisions[country]])
    expect(page).toContain(words)
  expect(page).not.toContain('4 000 kronor')
  const coming = asker.page.waitForEvent('download')
  await follow(asker, 'avtal.txt')
  expect((await coming).suggestedFilename()).toBe('avtal.txt')
}

/** Sweden: one button, a decision by whoever may sign, and how to appeal. */
async function decide(place: Place): Promise<void> {
  const { asker, office, delegate, t } = place
  await asker.page.getByRole('button', { name: t('requests.own.demand') }).click()
  expect(await seen(asker)).toContain(t('requests.state.demanded'))
  await delegate('4')
  const name = t('requests.act.decide')
  await act(place, name)
  await withhold(place)
  await press(office, name)
  await asker.page.reload()
  const page = await seen(asker)
  for (const words of ['kammarrätten', 'Maj Sund, registrator', 'KS 2026/3 § 12'])
    expect(page).toContain(words)
  expect(page).toMatch(/tre veckor|three weeks/)
}

/** Norway: how to complain stands with the refusal, and the complaint goes in with the code. */
async function complain({ asker, office, origin, t }: Place): Promise<void> {
  expect(await seen(asker)).toMatch(/Statsforvalteren[\s\S]*tre uker/)
  await asker.page.getByLabel(t('requests.own.complain.text')).fill('Prisen er offentlige penger.')
  await asker.page.getByRole('button', { name: t('requests.own.complain') }).click()
  expect(await seen(asker)).toContain(t('requests.state.complained'))
  await office.page.goto(`${origin}/desk/requests/1`)
  expect(await seen(office)).toContain('Prisen er offentlige penger.')
}
