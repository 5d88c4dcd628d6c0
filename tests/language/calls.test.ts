import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messages } from '../../server/language/catalogue.ts'
import { argumentsOf } from '../support/messages.ts'

type Call = { readonly place: string; readonly key: string; readonly given: string[] | 'unknown' }

test('a message is given exactly the arguments that it asks for', () => {
  const swedish = messages('sv')
  for (const call of calls()) {
    if (call.given === 'unknown') continue
    const text = swedish.get(call.key)
    expect(text, `${call.place} uses ${call.key}, which no room's file has`).toBeDefined()
    expect(
      call.given,
      `${call.place} gives ${call.key} other arguments than its words name`,
    ).toEqual(argumentsOf(text ?? '', 'sv'))
  }
})

test('the reading of calls sees what is given and what is not', () => {
  const found = read(
    'x',
    `t('a.b') t('c.d', { n: f({ x: 1 }), name }) t('e.f', values) it.t('g.h', {n})`,
  )
  expect(found.map(({ key, given }) => [key, given])).toEqual([
    ['a.b', []],
    ['c.d', ['n', 'name']],
    ['e.f', 'unknown'],
    ['g.h', ['n']],
  ])
})

const calls = (): Call[] =>
  globSync(['server/**/*.ts', 'views/**/*.eta']).flatMap((file) =>
    read(file, readFileSync(file, 'utf8')),
  )

function read(place: string, source: string): Call[] {
  return [...source.matchAll(/\bt\(\s*'([a-z]+\.[\w.-]+)'\s*([,)])\s*/g)].map((match) => ({
    place,
    key: match[1] ?? '',
    given: match[2] === ')' ? [] : namesGiven(source.slice(match.index + match[0].length)),
  }))
}

/** The names of an object written at the call; a variable or a spread is left to the running tests. */
function namesGiven(source: string): string[] | 'unknown' {
  if (source.startsWith(')')) return []
  if (!source.startsWith('{')) return 'unknown'
  let depth = 0
  let outer = ''
  for (const character of source) {
    if ('}])'.includes(character)) depth -= 1
    else if ('{[('.includes(character)) depth += 1
    else if (depth === 1) outer += character
    if (depth === 0) break
  }
  if (outer.includes('...')) return 'unknown'
  return outer
    .split(',')
    .map((part) => part.split(':')[0]?.trim() ?? '')
    .filter((name) => name !== '')
    .sort()
}
