import { describe, expect, test } from 'vitest'
import { sources } from './source.ts'

const views = sources('views/**/*.eta')

describe('the words of a view', () => {
  test('come from the catalogues: no naked word stands in a template', () => {
    const naked = views.flatMap(({ path, text }) =>
      nakedWords(text).map((words) => `${path}: ${words}`),
    )
    expect(
      naked,
      "A reader may read another language: put the words into server/language/*/<room>.json in all three and print t('room.key').",
    ).toEqual([])
  })

  test.each([
    ['<p>Hello</p>', ['Hello']],
    ['<p><%= it.here ? "Yes" : \'no\' %></p>', ['Yes no']],
    ['<img alt="A cat" title=\'x <%= it.n %>\'>', ['A cat', 'x']],
    ['<input placeholder="Name"><button aria-label="Close">x</button>', ['Name', 'Close', 'x']],
    ['<input type="submit" value="Send">', ['Send']],
  ])('the rule sees %s', (template, words) => {
    expect(nakedWords(template)).toEqual(words)
  })

  test.each([
    `<h1 class="page"><%= t('posts.title', { n: 1 }) %> · <%= it.n %>&nbsp;–</h1>`,
    `<% if (it.kind === 'official') { %><%~ partial('posts/label', { kind: 'official' }) %><% } %>`,
    '<meta name="viewport" content="width=device-width"><!-- a note --><% /* a word */ %>',
    `<a <%= it.here ? 'aria-current="page"' : '' %> href="<%= it.href %>" title="<%= it.words %>"></a>`,
    '<input type="hidden" name="kind" value="personal"><input name="x" value="<%= it.name %>">',
  ])('the rule lets %s pass', (template) => {
    expect(nakedWords(template)).toEqual([])
  })
})

/** What a person would read, or hear, that is written in the template itself. */
function nakedWords(template: string): string[] {
  const html = template
    .replace(
      /<%[-_]?\s*[=~]([\s\S]*?)[-_]?%>/g,
      (_tag, code: string) => `\u0001${literals(code)}\u0002`,
    )
    .replace(/<%[\s\S]*?%>/g, '')
    .replace(/<!--[\s\S]*?-->|<!doctype[^>]*>/g, '')
  const found = [...html.matchAll(/<([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g)].flatMap(
    ([, tag = '', attributes = '']) => readAttributes(tag, attributes),
  )
  const text = html.replace(/<\/?[a-z](?:"[^"]*"|'[^']*'|[^<>"'])*>/g, '\n').split('\n')
  return [...found, ...text]
    .map((words) =>
      words
        .replaceAll(/[\u0001\u0002]/g, '')
        .replace(/&#?\w+;/g, ' ')
        .trim(),
    )
    .filter((words) => /\p{L}/u.test(words))
}

/** The strings that a print holds, but for those that name a message, a partial or a field. */
const literals = (code: string): string =>
  [
    ...code
      .replace(/\b(t|partial)\((?:[^()]|\([^()]*\))*\)/g, '')
      .matchAll(/'([^']*)'|"([^"]*)"|`([^`]*)`/g),
  ]
    .map((quoted) => quoted.slice(1).join(''))
    .join(' ')

/** The values of those attributes that reach a person; printed values are already empty here. */
function readAttributes(tag: string, attributes: string): string[] {
  const read =
    /\b(alt|title|placeholder|label|aria-label|aria-description|aria-roledescription|aria-valuetext)\s*=\s*("[^"]*"|'[^']*')/g
  const values = [...attributes.matchAll(read)].map(([, , value = '']) => value)
  if (tag === 'input' && /type=["']?(submit|button|reset)/.test(attributes))
    values.push(/\bvalue=("[^"]*"|'[^']*')/.exec(attributes)?.[1] ?? '')
  return values.map((value) => value.slice(1, -1).replace(/\u0001[^\u0002]*\u0002/g, ''))
}
