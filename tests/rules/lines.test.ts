import { expect, test } from 'vitest'
import { sources } from './source.ts'

const MOST = 250

/** Long for a good reason. An entry that is no longer needed fails. */
const exceptions: Readonly<Record<string, string>> = {
  'server/storage/schema.ts': 'every table on one page, to be read as a whole',
}

test('no file is longer than a reader can hold in mind', () => {
  const long = sources('{server,migrations,views,static}/**/*.{ts,eta,js,css}')
    .filter(({ text }) => text.split('\n').length - 1 > MOST)
    .map(({ path }) => path)
  expect(
    long.filter((path) => !(path in exceptions)),
    `Over ${MOST} lines (150 is the aim): find the second idea in it and give it a file of its own.`,
  ).toEqual([])
  expect(
    Object.keys(exceptions).filter((path) => !long.includes(path)),
    'Rejoice, and take it out of `exceptions`.',
  ).toEqual([])
})
