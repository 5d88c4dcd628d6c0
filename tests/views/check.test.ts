import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkViews } from './check.ts'
import { type Fault, inWords } from './faults.ts'
import { typescript } from './typescript.ts'

const folder = join(import.meta.dirname, '../../.cache', `check-test-${process.pid}`)

const contract = `
import type { Html } from '../../server/text/html.ts'
export type { Page } from '../../server/web/views.ts'
interface Post {
  title: string; comments: number; body: Html; tags: readonly string[]; open: boolean
  capacity: 'personal' | 'official'; summary: string | undefined; author: { name: string }
  none: null; anything: any
}
export interface Views {
  ${[
    'good',
    'names',
    'misspelt',
    'raw',
    'prints',
    'partials',
    'compared',
    'words',
    'lines',
    'cast',
    'silenced',
    'unclosed',
  ]
    .map((name) => `'post/${name}': Post`)
    .join('\n')}
  'post/title': { title: string }
  'post/forgotten': { title: string }
}`

const templates = {
  title: '<h1><%= it.title %></h1>',
  good: `<h1 lang="<%= page.language %>"><%= it.title %> (<%= it.comments %>)</h1>
<% /* a comment */ if (it.summary) { %><p><%= it.summary %></p><% } else { %><hr><% } -%>
<% for (const tag of it.tags) { %><b><%= tag %></b><% } %>
<%~ it.body %><%~ partial('post/title', { title: it.author.name }) %>`,
  misspelt: '<p><%= it.tilte %></p>',
  raw: '<p><%~ it.title %></p>',
  prints: `<%= it.none %>
<%= it.summary %>
<%= it.author %>
<%= it.tags %>
<%= it.open %>
<%= it.body %>
<%= it.anything %>
<%~ it.anything %>`,
  partials: `<%~ partial('post/title', { title: 1 }) %>
<%~ partial('post/title', { titel: 'x' }) %>
<%~ partial('post/nowhere', it) %>
<%~ include('post/title', it) %>`,
  compared: `<% if (it.capacity === 'offical') { %>x<% } %>`,
  words: `<%= t('common.no such word') %>`,
  lines: `<ul>
<% for (const tag of it.tags) { %>
  <li class="a
    b"><%= tag.nmae %></li>
<% } %>`,
  names: '<%= options.filepath %>',
  cast: '<%= (it as any).anything %>',
  silenced: '<% /* @ts-ignore */ %><%= it.tilte %>',
  unclosed: '<p>\n<%= it.title </p>',
  unregistered: '<p></p>',
}

let faults: Fault[]

beforeAll(async () => {
  for (const [name, source] of Object.entries(templates)) write(`views/post/${name}.eta`, source)
  write('contract.ts', contract)
  faults = await checkViews({
    views: join(folder, 'views'),
    contract: join(folder, 'contract.ts'),
    cache: join(folder, 'generated'),
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the type check of the templates', () => {
  test('passes a template that prints, branches, loops and includes as it should', () => {
    expect(found('good')).toEqual([])
    expect(found('title')).toEqual([])
  })

  test('fails on a misspelt field and says what was meant', () => {
    expect(found('misspelt')).toEqual([
      expect.stringMatching(/^views\/post\/misspelt\.eta:1:11: .*'tilte'.*Did you mean 'title'/),
    ])
  })

  test('fails on raw printing of an unsafe string', () => {
    expect(found('raw')).toEqual([
      'views/post/raw.eta:1:8: <%~ %> prints Html, which only server/text makes; this is string',
    ])
  })

  test('fails on printing anything but a string or a number', () => {
    expect(found('prints').map((fault) => fault.replace(/^\D+(\d+).* this is /, '$1 '))).toEqual([
      '1 null',
      '2 string | undefined',
      '3 { name: string; }',
      '4 readonly string[]',
      '5 boolean',
      '6 Html',
      '7 any',
      '8 any',
    ])
  })

  test('fails on wrong data to a partial, on an unknown partial and on other ways to include', () => {
    expect(found('partials')).toEqual([
      expect.stringContaining(
        "partials.eta:1:29: Type 'number' is not assignable to type 'string'",
      ),
      expect.stringContaining('partials.eta:2:29: Object literal may only specify known'),
      expect.stringContaining(`partials.eta:3:13: Argument of type '"post/nowhere"'`),
      expect.stringContaining("partials.eta:4:5: Cannot find name 'include'"),
    ])
  })

  test('fails on a comparison that can never be true', () => {
    expect(found('compared')).toEqual([expect.stringMatching(/unintentional.*"offical"/)])
  })

  test('fails on a message that no catalogue has', () => {
    expect(found('words')).toEqual([expect.stringContaining('"common.no such word"')])
  })

  test('points to the line and column of the template', () => {
    expect(found('lines')).toEqual([expect.stringContaining('lines.eta:4:16: ')])
  })

  test('fails on what a template is not handed', () => {
    expect(found('names')).toEqual([expect.stringContaining("Cannot find name 'options'")])
  })

  test('fails on a template that would go around the check, or that Eta cannot read', () => {
    expect(found('cast')).toEqual([expect.stringContaining("Unexpected identifier 'as'")])
    expect(found('silenced')).toEqual([expect.stringContaining('may not silence')])
    expect(found('unclosed')).toEqual([expect.stringContaining('unclosed tag at line 2')])
  })

  test('fails on a template that no room lists, and on a listed one without a file', () => {
    expect(found('unregistered')).toEqual([expect.stringContaining("no 'post/unregistered'")])
    expect(found('forgotten')).toEqual([expect.stringContaining('there is no such file')])
  })
})

describe('a template as TypeScript', () => {
  test('keeps every character of the code at its line and column', () => {
    const source = '<a\n href="<%= it.href %>"><%-~ it.body -%>\n<%\n  if (it.x) { %>…<% } %>'
    const code = typescript(source)
    for (const piece of ['it.href', 'it.body', 'if (it.x) {'])
      expect(code.indexOf(piece), piece).toBe(source.indexOf(piece))
    expect(code.trimEnd().split('\n')).toHaveLength(source.split('\n').length + 1)
  })
})

const found = (name: string): string[] =>
  faults.filter(({ file }) => file === `views/post/${name}.eta`).map(inWords)

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
