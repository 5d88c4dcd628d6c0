import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { languages } from '../../server/language/locale.ts'
import { watchTemplates } from '../../server/web/render.ts'
import { sources } from '../rules/source.ts'
import { getRoutes, routeFor } from '../support/routes.ts'
import type { Kind } from './kind.ts'
import { notPages, openKinds } from './kinds.ts'
import { answerOf } from './sweep.ts'

const markup = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })

describe('the list of pages', () => {
  test('has a page for each route that answers with one', async () => {
    const { house, readers, staff } = await openKinds()
    const { app } = house.site
    const shown = [...readers, ...staff].map(({ path }) => routeFor(app, path))
    const without = getRoutes(app).filter((route) => !shown.includes(route))
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
    const { readers, staff } = await openKinds()
    const shown = watchTemplates()
    for (const kind of [...readers, ...staff]) await answerOf(kind)
    const named = sources('server/**/*.ts').flatMap(({ text }) =>
      [...text.matchAll(/\bview\('([\w-]+\/[\w-]+)'/g)].map(([, name = '']) => name),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(
      [...new Set(named)].filter((name) => !shown.has(name)),
      'Nobody looks at these: give each a page in tests/browser/kinds.ts.',
    ).toEqual([])
  })

  test('has each page as it says, with the status it says', async () => {
    const { readers, staff } = await openKinds()
    for (const kind of [...readers, ...staff]) {
      const { statusCode, headers } = await answerOf(kind)
      expect([kind.name, statusCode, headers['content-type']]).toEqual([
        kind.name,
        kind.status ?? 200,
        'text/html; charset=utf-8',
      ])
    }
  })
})

describe('every page', () => {
  test.each(languages)(
    'is HTML without fault in %s, and says that it is',
    {
      timeout: 90_000,
    },
    async (language) => {
      const { readers, staff } = await openKinds()
      const found: string[] = []
      for (const kind of [...readers, ...staff]) {
        const { body } = await answerOf(kind, language)
        expect([kind.name, body]).toEqual([
          kind.name,
          expect.stringContaining(`lang="${language}">`),
        ])
        found.push(...(await faultsOf(kind, body)))
      }
      expect(found).toEqual([])
    },
  )

  test('names no language in which it cannot be read', { timeout: 90_000 }, async () => {
    const { readers, staff } = await openKinds()
    const found: string[] = []
    for (const kind of [...readers, ...staff]) {
      const { body } = await answerOf(kind)
      const links = [...body.matchAll(/<a href="([^"]+[?&]lang=\w+)"/g)].map(
        ([, link = '']) => link,
      )
      for (const link of links) {
        const { site, cookie } = kind
        const answer = await site.get(link, { cookie })
        const leads = `${answer.statusCode} ${answer.headers.location}`
        if (leads !== `303 ${link.split('?')[0]}`) found.push(`${kind.name}: ${link}: ${leads}`)
      }
    }
    expect(found).toEqual([])
  })

  test('that takes a new password says whose it is, for what keeps passwords', async () => {
    const { readers, staff } = await openKinds()
    const [asking, silent]: string[][] = [[], []]
    for (const kind of [...readers, ...staff]) {
      const { body } = await answerOf(kind)
      for (const [form] of body.matchAll(/<form[\s\S]*?<\/form>/g)) {
        if (!form.includes('autocomplete="new-password"')) continue
        asking?.push(kind.name)
        if (!form.includes('autocomplete="username"')) silent?.push(kind.name)
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
