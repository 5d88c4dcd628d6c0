/** The installation's secrets: made at the first start, readable by their owner alone. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { bytes } from '../kernel/random.ts'

const names = ['receipt', 'submission', 'challenge', 'seal'] as const

/** Reads the keys in a folder, making folder and keys when they are not there. Throws when a key is missing. */
export function openKeys(folder: string): ReturnType<typeof readKeys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'keys.json')
  if (!existsSync(file)) make(file)
  return readKeys(folder)
}

/** Reads the keys in a folder. Throws, with a sentence, when the file or a key is missing. */
export function readKeys(folder: string): Record<(typeof names)[number], Buffer> {
  const file = join(folder, 'keys.json')
  if (!existsSync(file)) throw new Error(`There is no ${file}: put it back from a backup`)
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const keys = names.map((name) => [name, Buffer.from(stored[name] ?? '', 'base64url')] as const)
  const broken = keys.find(([, key]) => key.byteLength !== 32)
  if (broken)
    throw new Error(`${file} lacks the key "${broken[0]}": put the file back from a backup`)
  return Object.fromEntries(keys) as never
}

function make(file: string): void {
  const keys = Object.fromEntries(names.map((name) => [name, bytes(32).toString('base64url')]))
  const handle = openSync(`${file}.new`, 'w', 0o600)
  writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
}
