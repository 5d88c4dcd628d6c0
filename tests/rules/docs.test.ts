import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, sources } from './source.ts'

// CONTRIBUTING.md names places by example, so it is read for its commands and links alone.
const docs = sources('*.md', 'docs/**/*.md')
const named = docs.filter(({ path }) => path !== 'CONTRIBUTING.md')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
const settings = [...read('server/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(
  ([, name = '']) => name,
)
const ownWords = ['ci', 'install', 'run', 'audit', 'outdated']

describe('the documents', () => {
  test('name only commands that exist', () => {
    const unknown = docs.flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm (?:run (?:-s )?)?([a-z][\w-]*)/g)]
        .map(([, name = '']) => name)
        .filter((name) => ![...scripts, ...ownWords].includes(name))
        .map((name) => `${path}: npm run ${name}`),
    )
    expect(unknown, 'package.json has no such script.').toEqual([])
  })

  test('name only files that exist', () => {
    const top = globSync('*', { cwd: root }).filter((name) => !name.startsWith('.'))
    const unknown = named.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:\.ci|[\w-]+)\/[\w./*{},-]*[\w*}])`/g)]
        .map(([, place = '']) => place)
        .filter((place) => place.startsWith('.ci/') || top.includes(place.split('/')[0] ?? ''))
        .filter((place) => globSync(place, { cwd: root }).length === 0)
        .map((place) => `${path}: ${place}`),
    )
    expect(unknown, 'A reader would look for it in vain: mend the path, or take it out.').toEqual(
      [],
    )
  })

  test('link only to files that exist', () => {
    const dead = docs.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:|image:|file:|#)([^)#\s]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    )
    expect(dead, 'The link leads nowhere.').toEqual([])
  })

  test('decision records are numbered without a gap and have the three headings', () => {
    const records = sources('docs/decisions/*.md').filter(({ path }) => /\/\d{4}-/.test(path))
    expect(records.map(({ path }) => Number(/\/(\d{4})-/.exec(path)?.[1]))).toEqual(
      records.map((_record, index) => index + 1),
    )
    for (const { path, text } of records)
      expect(text, `${path}: begin with docs/decisions/000-template.md`).toMatch(
        /^# .+[\s\S]*^## Context$[\s\S]*^## Decision$[\s\S]*^## Consequences$/m,
      )
  })
})

describe('the settings', () => {
  test('are found in config.ts', () => {
    expect(settings).toContain('PORT')
  })

  test.each(['README.md', '.env.example'].filter((path) => existsSync(join(root, path))))(
    'stand all in %s, and nothing else does',
    (path) => {
      const told = [...read(path).matchAll(/^#? ?([A-Z][A-Z_]+)=|^\|\s*`([A-Z][A-Z_]+)`/gm)].map(
        ([, line, row]) => line ?? row,
      )
      expect(
        [...new Set(told)].sort(),
        'In README.md a row of the table, in .env.example a line, for each setting of config.ts.',
      ).toEqual([...settings].sort())
    },
  )
})

describe.runIf(existsSync(join(root, 'README.md')))('README.md', () => {
  test('names every script', () => {
    const text = read('README.md')
    const silent = scripts.filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(text))
    expect(silent, 'A command nobody is told of helps nobody.').toEqual([])
  })
})
