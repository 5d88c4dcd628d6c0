/** Writes the published files of the ledger into a folder: a copy that any web server can serve. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Reader } from '../storage/database.ts'
import { checkpointOf, type Signing, verifierKey } from './checkpoint-actions.ts'
import { FILE, names } from './published.ts'
import { entriesFrom, size } from './store.ts'
import { writeWhole } from './witness-actions.ts'

/** How many entries were written, or the file of the folder that another log left there. */
export type Published = { readonly size: number } | { readonly differs: string }

/**
 * Writes entries, leaves, key and at last the checkpoint. What is there already must be the beginning
 * of what is written: a folder is a copy of one log for ever.
 */
export async function publish(read: Reader, signing: Signing, folder: string): Promise<Published> {
  const total = await size(read)
  for (let start = 0; start === 0 || start < total; start += FILE) {
    const entries = await entriesFrom(read, start, Math.min(FILE, total - start))
    const file = start / FILE
    const bodies = entries.map(({ body }) => `${body}\n`).join('')
    const leaves = entries.map(({ leaf }) => `${leaf}\n`).join('')
    if (!goesOn(join(folder, names.entries(file)), bodies)) return { differs: names.entries(file) }
    if (!goesOn(join(folder, names.leaves(file)), leaves)) return { differs: names.leaves(file) }
  }
  const key = `${await verifierKey(read, signing)}\n`
  if (!goesOn(join(folder, names.key), key)) return { differs: names.key }
  const { note } = await checkpointOf(read, signing, total)
  writeWhole(join(folder, names.checkpoint), note)
  return { size: total }
}

/** Writes a file that begins as it does already; false, and nothing is written, when it does not. */
function goesOn(path: string, text: string): boolean {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (!text.startsWith(before)) return false
  if (before === text && text !== '') return true
  mkdirSync(dirname(path), { recursive: true })
  writeWhole(path, text)
  return true
}
