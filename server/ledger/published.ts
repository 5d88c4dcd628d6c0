/** In which pieces the ledger is published, at addresses that stay. */

/** Entries in each file: a power of two, so that a full file is a complete subtree. */
export const FILE = 1024

/** Entries on each numbered page. */
export const PAGE = 100

/** The names of the published files, below /ledger and in a folder. */
export const names = {
  checkpoint: 'checkpoint',
  key: 'key',
  entries: (file: number): string => `entries/${file}.jsonl`,
  leaves: (file: number): string => `leaves/${file}.txt`,
} as const

/** The number in a file's name, or undefined when it is not written so. */
export function fileNumber(name: string, ending: 'jsonl' | 'txt'): number | undefined {
  const [number = '', rest] = name.split('.')
  return rest === ending && name === `${Number(number)}.${ending}` ? wholeNumber(number) : undefined
}

/** A whole number as it is written in an address: no sign, no zero before it; undefined otherwise. */
export const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : undefined

/** The numbered page, from 1 on, that an entry stands on. */
export const pageOf = (index: number): number => Math.floor(index / PAGE) + 1
