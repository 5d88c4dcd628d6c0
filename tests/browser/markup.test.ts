import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { type Language, languages } from '../../server/language/locale.ts'
import { watchTemplates } from '../../server/web/render.ts'
import { sources } from '../rules/source.ts'
import { getRoutes, routeFor } from '../support/routes.ts'
import type { Answer } from '../support/site.ts'
import type { Kind } from './kind.ts'
import { notPages, openKinds } from './kinds.ts'
import { answerOf } from './sweep.ts'

const markup = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })

/** What every page answered in each language, where its links to other languages led, and which templates were used. */
interface Collected {
  readonly routes: readonly string[]
  readonly pages: readonly Page[]
  readonly templates: ReadonlySet<string>
}

interface Page extends Kind {
  readonly route: string | undefined
  readonly answers: Readonly<Record<Language, Answer>>
  readonly leads: readonly string[]
}

/** The sites are opened once, in the first test that asks: they are gone with it, what they answered stays. */
let collected: Promise<Collected> | undefined

async function collect(): Promise<Collected> {
  const { house, readers, staff } = await openKinds()
  const templates = watchTemplates()
  const pages: Page[] = []
  for (const kind of [...readers, ...staff]) {
    const sv = await answerOf(kind, 'sv')
    const answers = { sv, nb: await answerOf(kind, 'nb'), en: await answerOf(kind, 'en') }
    pages.push({
      ...kind,
      answers,
      route: routeFor(house.site.app, kind.path),
      leads: await leadsOf(kind, sv.body),
    })
  }
  return { routes: getRoutes(house.site.app), pages, templates }
}

const everyPage = (): Promise<Collected> => {
  collected ??= collect()
  return collected
}

/** Where a page's links to itself in another language lead, when it is not to itself. */
async function leadsOf({ name, site, cookie }: Kind, body: string): Promise<string[]> {
  const found: string[] = []
  for (const [, link = ''] of body.matchAll(/<a href="([^"]+[?&]lang=\w+)"/g)) {
    const { statusCode, headers } = await site.get(link, { cookie })
    const leads = `${statusCode} ${headers.location}`
    if (leads !== `303 ${link.split('?')[0]}`) found.push(`${name}: ${link}: ${leads}`)
  }
  return found
}

describe('the list of pages', () => {
  test('has each page as it says, with the status it says', { timeout: 120_000 }, async () => {
    for (const { name, status = 200, answers } of (await everyPage()).pages)
      expect([name, answers.sv.statusCode, answers.sv.headers['content-type']]).toEqual([
        name,
        status,
        'text/html; charset=utf-8',
      ])
  })

  test('has a page for each route that answers with one', async () => {
    const { routes, pages } = await everyPage()
    const shown = pages.map(({ route }) => route)
    const without = routes.filter((route) => !shown.includes(route))
    expect(
      without.filter((route) => !(route in notPages)),
      'Nobody looks at these: give each a page in tests/browser/kinds.ts.',
    ).toEqual([])
    expect(
      Object.keys(notPages).filter((route) => !without.includes(route)),
      'Rejoice, and take it out of `notPages`.',
    ).toEqual([])
  })

  test('has a page for each view that the server names', async () => {
    const { templates } = await everyPage()
    const named = sources('server/**/*.ts').flatMap(({ text }) =>
      [...text.matchAll(/\bview\('([\w-]+\/[\w-]+)'/g)].map(([, name = '']) => name),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(
      [...new Set(named)].filter((name) => !templates.has(name)),
      'Nobody looks at these: give each a page in tests/browser/kinds.ts.',
    ).toEqual([])
  })
})

describe('every page', () => {
  test.each(languages)(
    'is HTML without fault in %s, and says that it is',
    { timeout: 90_000 },
    async (language) => {
      const found: string[] = []
      for (const kind of (await everyPage()).pages) {
        const { body } = kind.answers[language]
        expect([kind.name, body]).toEqual([
          kind.name,
          expect.stringContaining(`lang="${language}">`),
        ])
        found.push(...(await faultsOf(kind, body)))
      }
      expect(found).toEqual([])
    },
  )

  test('names no language in which it cannot be read', async () => {
    expect((await everyPage()).pages.flatMap(({ leads }) => leads)).toEqual([])
  })

  test('that takes a new password says whose it is, for what keeps passwords', async () => {
    const [asking, silent]: string[][] = [[], []]
    for (const { name, answers } of (await everyPage()).pages) {
      for (const [form] of answers.sv.body.matchAll(/<form[\s\S]*?<\/form>/g)) {
        if (!form.includes('autocomplete="new-password"')) continue
        asking?.push(name)
        if (!form.includes('autocomplete="username"')) silent?.push(name)
      }
    }
    expect(asking?.length).toBeGreaterThan(5)
    expect(silent).toEqual([])
  })

  test('is judged by what sees a fault', async () => {
    const html = '<!doctype html><html lang="sv"><title>x</title><p><div></p><button>y</button>'
    const found = await faultsOf({ name: 'bad' }, html)
    expect(found.join('\n')).toMatch(/no-implicit-button-type/)
    expect(found.join('\n')).toMatch(/close-order|element-permitted-content/)
  })
})

async function faultsOf({ name }: Pick<Kind, 'name'>, html: string): Promise<string[]> {
  const { results } = await markup.validateString(html)
  return results
    .flatMap(({ messages }) => messages)
    .map(({ line, ruleId, message }) => `${name}:${line} ${ruleId}: ${message}`)
}
