/** The two sides of a letter, each in a window: its writer, who has a code, and the official, who has a desk. */
import type { Browser } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { translator } from '../../server/language/catalogue.ts'
import type { Country, Language } from '../../server/language/locale.ts'
import { openChannel } from '../letters/channel.ts'
import { listening } from '../support/listening.ts'
import { fill, follow, press, type Window } from './acts.ts'

export type Sides = Awaited<ReturnType<typeof openSides>>

/** The official's side alone. */
type Office = Pick<Sides, 'office' | 'origin' | 't'>

/** A site that takes letters, and as many windows as are wanted; the official is signed in. */
export async function openSides(
  browser: Browser,
  language: Language,
  country: Country,
  javaScriptEnabled = false,
) {
  const channel = await openChannel({ language, country })
  const origin = await listening(channel.site.app)
  const t = translator(language)
  /** A window of somebody who has what was sent to that path: a session, or a code. */
  const open = async (width: number, has?: { path: string; cookie: string }): Promise<Window> => {
    const viewport = { width, height: 800 }
    const wanted = { viewport, javaScriptEnabled, locale: language, reducedMotion: 'reduce' }
    const context = await browser.newContext(wanted as { reducedMotion: 'reduce' })
    onTestFinished(() => context.close())
    const [name = '', value = ''] = has?.cookie.split('=') ?? []
    if (has) await context.addCookies([{ name, value, domain: '127.0.0.1', path: has.path }])
    return { page: await context.newPage(), t }
  }
  const office = await open(1280, { path: '/desk', cookie: channel.official })
  return { ...channel, origin, t, open, office }
}

/** Sides with a letter that was sent, and the window of whoever has its code. */
export async function openLetterBetween(
  browser: Browser,
  language: Language,
  country: Country,
  form: Readonly<Record<string, string>>,
) {
  const sides = await openSides(browser, language, country)
  const { number, cookie } = await sides.write(form)
  const writer = await sides.open(320, { path: '/receipt', cookie })
  return { ...sides, number, writer }
}

/** All that the page says. */
export const seen = ({ page }: Window): Promise<string> => page.getByRole('main').innerText()

/** What the site says it has done. */
export const told = ({ page }: Window, words: string): Promise<void> =>
  page.getByRole('status').filter({ hasText: words }).waitFor()

/** The official opens a letter and goes to its publication. */
export async function toPublication({ office, origin, t }: Office, number: number): Promise<void> {
  await office.page.goto(`${origin}/desk/letters/${number}`)
  await press(office, t('letters.desk.open'))
  await follow(office, t('agreements.link.desk.act'))
}

/** The official proposes the whole letter under a title, and has thereby said yes to it. */
export async function proposeAll(sides: Office, number: number, title: string): Promise<void> {
  const { office, t } = sides
  await toPublication(sides, number)
  await follow(office, t('agreements.begin.letter'))
  await office.page.getByLabel(t('common.capacity.personal'), { exact: true }).check()
  await fill(office, t('agreements.field.title'), title)
  await press(office, t('agreements.preview'))
  await press(office, t('agreements.propose'))
  await told(office, t('agreements.done.proposed'))
}

/** The writer finds the proposal behind the code. */
export async function findProposal(
  { origin, t }: Pick<Sides, 'origin' | 't'>,
  writer: Window,
): Promise<void> {
  await writer.page.goto(`${origin}/receipt`)
  await follow(writer, t('agreements.link.own'))
  await writer.page.getByRole('heading', { name: t('agreements.look'), exact: true }).waitFor()
}

/** Nothing sticks out of a narrow window. */
export async function fits({ page }: Window): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}
