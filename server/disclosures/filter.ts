/** Which entries of the archive a reader wants to see, the address that says so, and the words that are looked for. Pure. */
import type { Capacity } from '../storage/schema.ts'
import { isOneOf, type State, states } from './disclosure.ts'
import { type GroundId, isGroundId } from './ground.ts'

/** What a list of the archive is narrowed to; every part may be left out, and those given hold together. */
export interface Filter {
  /** As they were typed, at most 100 characters; empty when nothing is looked for. */
  readonly words: string
  readonly ground: GroundId | undefined
  readonly state: State | undefined
  /** With a state: also the entries that have been in it and are not now. */
  readonly ever: boolean
  /** The year in which an entry was made, in the site's zone. */
  readonly year: number | undefined
  readonly capacity: Capacity | undefined
  /** Only those whose date has passed, with the stated grace. */
  readonly isOverdue: boolean
}

/** The query parameters that a filter is written with, in the order of an address. */
export const filterNames = [
  ...['words', 'ground', 'state', 'ever', 'year', 'capacity', 'overdue'],
] as const

const MOST_CHARACTERS = 100
const MOST_TERMS = 8

/** Reads a filter from an address; what is not understood is left out. */
export function filterIn(query: Readonly<Record<string, string | undefined>>): Filter {
  const { words = '', ground = '', state = '', year = '', capacity } = query
  return {
    words: [...words.normalize('NFC').trim()].slice(0, MOST_CHARACTERS).join(''),
    ground: isGroundId(ground) ? ground : undefined,
    state: isOneOf(states, state) ? state : undefined,
    ever: query.ever === '1',
    year: /^20\d\d$/.test(year) ? Number(year) : undefined,
    capacity: capacity === 'personal' || capacity === 'official' ? capacity : undefined,
    isOverdue: query.overdue === '1',
  }
}

/** What a filter says in an address, without what says nothing. */
export function queryOf(filter: Partial<Filter>): Record<string, string> {
  const { words, ground, state, ever, year, capacity, isOverdue } = filter
  return {
    ...(words ? { words } : {}),
    ...(ground ? { ground } : {}),
    ...(state ? { state } : {}),
    ...(state && ever ? { ever: '1' } : {}),
    ...(year ? { year: String(year) } : {}),
    ...(capacity ? { capacity } : {}),
    ...(isOverdue ? { overdue: '1' } : {}),
  }
}

/** The address of the archive, or of a file of it, narrowed to a filter; `before` is the place in the list. */
export function archivePath(filter: Partial<Filter>, before?: number, path = '/openness'): string {
  const query = new URLSearchParams(queryOf(filter))
  if (before !== undefined) query.set('before', String(before))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** How many parts of a filter narrow the list. */
export const narrowings = (filter: Filter): number => {
  const { ever: _, ...parts } = queryOf(filter)
  return Object.keys(parts).length
}

/**
 * The words as a question to the search index: every term must be there, each as the beginning of a word and without
 * a common Swedish, Norwegian or English ending, so that "avtalen" finds "avtalets". Terms are quoted, so that nothing
 * of them is a command. Undefined when there is no letter and no digit to look for.
 */
export function matchOf(words: string): string | undefined {
  const terms =
    words
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (terms.length === 0) return undefined
  return terms
    .slice(0, MOST_TERMS)
    .map((term) => `"${stemOf(term)}"*`)
    .join(' ')
}

/** The longest first; what is left has three letters or more. */
const ending = /^(\p{L}{3,}?)(?:(?:ar|er|or)na?s?|ene?s?|ane?s?|ets?|[aeo]rs?|[aents])$/u

function stemOf(term: string): string {
  const [, stem] = ending.exec(term) ?? []
  return stem ?? term
}
