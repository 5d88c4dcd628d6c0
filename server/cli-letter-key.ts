/** The command for the key that opens letters: make it, write it out for paper, put it back from paper. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ExitCode, Terminal } from './cli.ts'
import {
  fromPaper,
  makeLetterKey,
  paperOf,
  readLetterKey,
  writeLetterKey,
} from './storage/letter-key.ts'

/** Makes a key in a file, prints the key of a file for paper, or writes a file from what is typed in. */
export async function letterKey(
  { settings, say, input }: Terminal,
  words: readonly string[],
): Promise<ExitCode> {
  const [what, named, ...rest] = words
  const file = named ? resolve(named) : settings.letterKeyFile
  if (rest.length > 0 || !what || !['make', 'print', 'restore'].includes(what)) return 2
  if (!file) {
    say('Say which file: after the command, or as LETTER_KEY_FILE. It must lie outside DATA_DIR.')
    return 1
  }
  if (what === 'print') return print(file, say)
  if (existsSync(file)) {
    say(`There is a file ${file} already. Nothing was changed: a key that is lost opens nothing.`)
    return 1
  }
  if (what === 'make') makeLetterKey(file)
  else {
    const key = fromPaper(await typedIn(input))
    if (!key) {
      say(
        'That is no key for letters: fourteen groups of four, and one character is missing or wrong.',
      )
      return 1
    }
    writeLetterKey(file, key)
  }
  say(`The key for letters is in ${file}. Set LETTER_KEY_FILE to it and start the server anew.`)
  return print(file, say)
}

function print(file: string, say: Terminal['say']): ExitCode {
  try {
    const { id, key } = readLetterKey(file)
    say(
      `Key ${id}. Keep a copy on paper, not on this machine: without it nobody can read the letters.`,
    )
    say('')
    say(paperOf(key).replace(/((?:.{4}-){6}.{4})-/, '$1\n'))
    return 0
  } catch (problem) {
    say((problem as Error).message)
    return 1
  }
}

async function typedIn(input: Terminal['input']): Promise<string> {
  let text = ''
  for await (const piece of input()) {
    text += Buffer.from(piece).toString('utf8')
    if (text.length > 1000) break
  }
  return text
}
