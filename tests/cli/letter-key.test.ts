import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../server/cli.ts'
import { fromPaper, paperOf, readLetterKey } from '../../server/storage/letter-key.ts'
import { testFolder } from '../support/database.ts'
import { openTestSite } from '../support/site.ts'

async function terminal(typed = '') {
  const { settings, clock } = await openTestSite()
  const said: string[] = []
  async function* input() {
    yield Buffer.from(typed)
  }
  const at = { settings, clock, say: (line: string) => said.push(line), input }
  return { said, ask: (...words: string[]) => run(['letter-key', ...words], at) }
}

test('a key is made once, for its owner’s eyes, and printed for paper', async () => {
  const file = join(testFolder(), 'letters.key')
  const { said, ask } = await terminal()
  expect(await ask('make', file)).toBe(0)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(said.join('\n')).toMatch(
    /^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\n(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/m,
  )
  const before = readFileSync(file, 'utf8')
  expect(await ask('make', file)).toBe(1)
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('what is on paper gives the same key back, however it is typed', async () => {
  const folder = testFolder()
  const file = join(folder, 'letters.key')
  const { ask } = await terminal()
  await ask('make', file)
  const { id, key } = readLetterKey(file)
  const paper = paperOf(key).toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l')
  const again = await terminal(paper)
  const copy = join(folder, 'copy.key')
  expect(await again.ask('restore', copy)).toBe(0)
  expect(readLetterKey(copy)).toEqual({ id, key })
})

test('a mistyped character is found, and nothing is written', async () => {
  const { said, ask } = await terminal('ABCD')
  expect(await ask('restore', join(testFolder(), 'letters.key'))).toBe(1)
  expect(said.join()).toContain('one character is missing or wrong')
  const paper = paperOf(Buffer.alloc(32, 9)).replace(/-/g, '')
  for (let at = 0; at < paper.length; at++) {
    const other = paper[at] === '7' ? '8' : '7'
    expect(fromPaper(paper.slice(0, at) + other + paper.slice(at + 1)), `${at}`).toBeUndefined()
  }
})

test('a file that is not there, or holds something else, says what to do', async () => {
  const file = join(testFolder(), 'letters.key')
  expect(() => readLetterKey(file)).toThrow('npm run cli -- letter-key make')
  writeFileSync(file, 'hej')
  expect(() => readLetterKey(file)).toThrow('a character is missing or wrong')
})
