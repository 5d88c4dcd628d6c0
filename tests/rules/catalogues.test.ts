import { expect, test } from 'vitest'
import { messages } from '../../server/language/catalogue.ts'
import { patternOf, type Source, sources } from './source.ts'

// What is the same in each language stands in tests/language/catalogue.test.ts.

const code = sources('server/**/*.ts', 'views/**/*.eta')

test('every message is said somewhere', () => {
  const isSaid = reader(code)
  const unsaid = [...messages('sv').keys()].filter((key) => !isSaid(key))
  expect(
    unsaid,
    'Nothing in server/ or views/ uses these. Take them out of all three languages, or say them.',
  ).toEqual([])
})

test('the reading finds keys written out and keys put together, and nothing else', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands for source code
  const text = "t('a.one') `b.${kind}.title` `c.${x}` `${room}.d`"
  const isSaid = reader([{ path: 'x', text }])
  expect(['a.one', 'b.this.title', 'c.any'].filter((key) => !isSaid(key))).toEqual([])
  expect(['a.on', 'a.one.more', 'b.this', 'd', 'x.d'].filter(isSaid)).toEqual([])
})

/** Tells whether a key stands in quotes, or fits a template such as `problems.${code}.title`. */
function reader(files: readonly Source[]): (key: string) => boolean {
  const all = files.map(({ text }) => text).join('\n')
  const written = new Set([...all.matchAll(/['"`=]([a-z]+\.[\w.-]+)['"`]/g)].map(([, key]) => key))
  const patterns = [...all.matchAll(/`([a-z]+\.[\w.-]*\$\{[^`]*)`/g)].map(([, template = '']) =>
    patternOf(template.replace(/\$\{[^}]*\}/g, '*'), '[\\w.-]'),
  )
  // What was just done is named without `done`: `posts.saved` says `posts.done.saved`.
  const isWritten = (key: string) => written.has(key) || written.has(key.replace('.done.', '.'))
  return (key) => isWritten(key) || patterns.some((pattern) => pattern.test(key))
}
