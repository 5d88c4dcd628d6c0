/** The command for the key that opens letters: make it, write it out for paper, put it back from paper. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command, ExitCode, Terminal } from './cli.ts'
import { NotOurs, rotate } from './letters/rotation-actions.ts'
import { openVault } from './letters/vault.ts'
import { moveRequests } from './requests/rotation-actions.ts'
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

/** Locks all letters with the key of another file, which is made when it is not there. */
export const rotateLetterKey: Command = async ({ settings, storage, clock, say }, words) => {
  const [named, ...rest] = words
  if (!named || rest.length > 0) return 2
  const file = resolve(named)
  const present = settings.letterKeyFile
  if (!present || !existsSync(present) || present === file) {
    say(
      'LETTER_KEY_FILE must be the key that letters are locked with now, and the file another one.',
    )
    return 1
  }
  try {
    const old = readLetterKey(present)
    const next = existsSync(file) ? readLetterKey(file) : makeLetterKey(file)
    const { moved, erased } = await rotate(
      storage,
      { from: openVault(old), to: openVault(next), at: clock() },
      (tx) => moveRequests(tx, { from: openVault(old, 'request'), to: openVault(next, 'request') }),
    )
    say(
      `Letters and requests locked with the new key: ${moved}. Erased before, and without a key: ${erased}.`,
    )
    say(
      `Set LETTER_KEY_FILE to ${file} and start the server anew. Backups from before need the old key.`,
    )
    return print(file, say)
  } catch (problem) {
    const count = problem instanceof NotOurs ? problem.count : 0
    say(
      count > 0
        ? `${count} letters are locked by another key than ${present}. Nothing was changed.`
        : (problem as Error).message,
    )
    return 1
  }
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
