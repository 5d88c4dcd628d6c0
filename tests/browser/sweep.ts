/** Every kind of page, shown in Chromium one after the other, and what is measured there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Language } from '../../server/language/locale.ts'
import { listening } from '../support/listening.ts'
import type { Answer, TestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

const measures = readFileSync(join(import.meta.dirname, 'measures.js'), 'utf8')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The page as the site answers with it, in the site's language or another. */
export function answerOf(kind: Kind, language?: Language): Promise<Answer> {
  const { site, path, form, headers } = kind
  const cookies = [kind.cookie, language && `language=${language}`].filter(Boolean)
  const sent = { cookie: cookies.join('; ') || undefined, ...(headers ? { headers } : {}) }
  return form ? site.post(path, form, sent) : site.get(path, sent)
}

/** Where each site listens, once it does. */
const origins = new WeakMap<TestSite, string>()

/** Shows an answer at the address it belongs to, with its own headers. */
export type Show = (at: Pick<Kind, 'site' | 'path'>, answer: Shown) => Promise<Page>

export type Shown = Pick<Answer, 'statusCode' | 'headers' | 'body'>

/**
 * A window that shows what it is given; styles and scripts come from the site, which listens.
 * Gone when the test is.
 */
export async function openWindow(browser: Browser, wanted: BrowserContextOptions): Promise<Show> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...wanted })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  let given: Shown | undefined
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest() && given
      ? route.fulfill({
          status: given.statusCode,
          headers: given.headers as Record<string, string>,
          body: given.body,
        })
      : route.continue(),
  )
  return async ({ site, path }, answer) => {
    const origin = origins.get(site) ?? (await listening(site.app))
    origins.set(site, origin)
    given = answer
    await page.goto(origin + path)
    await withMeasures(page)
    return page
  }
}

/** Brings the measures into a page. */
export const withMeasures = (page: Page): Promise<void> => page.evaluate<void>(measures)

/** What measures.js finds, in the order of these names. */
export const measured = (
  page: Page,
  ...names: readonly ('outside' | 'low' | 'unseenFocus')[]
): Promise<string[]> => page.evaluate<string[]>(`[${names.map((name) => `...measures.${name}()`)}]`)

/** What sticks out, what is too low to be hit, and where the focus cannot be seen. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const faults = await measured(page, 'outside', 'low')
  await page.keyboard.press('Tab') // from here on it is a keyboard that moves the focus
  return [...faults, ...(await measured(page, 'unseenFocus'))]
}

/** What sticks out when a reader sets the text apart as WCAG 1.4.12 allows. */
export async function spacingFaults(page: Page): Promise<string[]> {
  await page.evaluate('measures.space()')
  const faults = await measured(page, 'outside')
  await page.evaluate('measures.unspace()')
  return faults.map((fault) => `set apart: ${fault}`)
}

/**
 * What axe finds of WCAG 2.2 AA and good practice. The whole page lies in the window, so that nothing lies over
 * anything else. Narrow and in light everything is looked at. What the other scheme decides anew is colours; what a
 * wide window decides is how near each other targets are.
 */
export async function axeFaults(page: Page, width: number): Promise<string[]> {
  await page.evaluate(`globalThis.axe ?? (() => {${axe.source}})()`)
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ width, height: Math.max(height, HEIGHT) })
  const found: string[] = []
  for (const [colorScheme, rules] of width > NARROW ? await inWide(page) : inNarrow) {
    await page.emulateMedia({ colorScheme })
    const faults = await page.evaluate<string[]>(`measures.axe(${JSON.stringify(rules)})`)
    found.push(...faults.map((fault) => `${colorScheme}: ${fault}`))
  }
  await page.setViewportSize({ width, height: HEIGHT })
  return found
}

const colours = ['color-contrast', 'link-in-text-block']
const HEIGHT = 900
const NARROW = 320
const inNarrow = [
  ['light', { tags: standards }],
  ['dark', { rules: colours }],
] as const
const WIDE = 1280

/** Colours are looked at again only where something was scrolled out of sight. */
async function inWide(page: Page) {
  const mayHide = await page.evaluate<boolean>(
    '!!document.querySelector(".scroll, .tools, .table")',
  )
  const rules = ['target-size', 'scrollable-region-focusable', ...(mayHide ? colours : [])]
  return [['light', { rules }]] as const
}

type Judge = (page: Page, width: number) => Promise<string[]>

/** Everything that can be wrong with how a page is shown. */
const whole: Judge = async (page, width) => [
  ...(await axeFaults(page, width)),
  ...(await layoutFaults(page)),
  ...(await spacingFaults(page)),
]

/** That nothing sticks out, also with the text set apart: what other words can change. */
export const fits: Judge = async (page) => [
  ...(await measured(page, 'outside')),
  ...(await spacingFaults(page)),
]

/** All that is wrong with each page in the site's language, narrow and wide; and what sticks out in the others. */
export async function judgeAll(
  browser: Browser,
  kinds: readonly Kind[],
): Promise<Record<string, string[]>> {
  return {
    ...(await sweep(browser, kinds, whole, { widths: [NARROW, WIDE] })),
    ...(await sweep(browser, kinds, fits, { widths: [NARROW], language: 'nb' })),
    ...(await sweep(browser, kinds, fits, { widths: [NARROW], language: 'en' })),
  }
}

/** Shows each kind of page in a window of its own width and gives what is wrong with which. */
export async function sweep(
  browser: Browser,
  kinds: readonly Kind[],
  judge: Judge,
  { widths, language }: { readonly widths: readonly number[]; readonly language?: Language },
): Promise<Record<string, string[]>> {
  const show = await openWindow(browser, {})
  const found: Record<string, string[]> = {}
  for (const kind of kinds) {
    const page = await show(kind, await answerOf(kind, language))
    for (const width of widths) {
      await page.setViewportSize({ width, height: HEIGHT })
      const faults = await judge(page, width)
      const name = [kind.name, language, `${width} pixels wide`].filter(Boolean).join(', ')
      if (faults.length > 0) found[name] = faults
    }
  }
  return found
}
