/** What a search is narrowed to, the address that says so, and the place in the list. Pure. */
import { DAY, HOUR, type Instant, instant, milliseconds } from '../kernel/clock.ts'
import { dateIn, startOf } from '../language/zone.ts'
import type { Capacity } from '../storage/schema.ts'
import { MOST_CHARACTERS } from './query.ts'

/** What can be found. */
export const kinds = ['post', 'comment', 'entry'] as const
export type FoundKind = (typeof kinds)[number]

/** What is looked for, and what it is narrowed to; every part may be left out, and those given hold together. */
export interface Narrowing {
  /** As typed. */
  readonly words: string
  readonly kind: FoundKind | undefined
  /** Of the texts of the office: posts, staff replies and entries. A citizen's comment has none. */
  readonly capacity: Capacity | undefined
  /** In the site's zone. */
  readonly year: number | undefined
  /** As typed; of posts, and of the comments under them. */
  readonly tag: string
  /** Only questions of readers that have an answer. */
  readonly isAnswered: boolean
}

export const searchNames = ['words', 'kind', 'capacity', 'year', 'tag', 'answered'] as const

/** Reads an address; what is not understood is left out. */
export function narrowingIn(query: Readonly<Record<string, string | undefined>>): Narrowing {
  const { words = '', kind, capacity, year = '', tag = '' } = query
  return {
    words: words.trim(),
    kind: kinds.find((one) => one === kind),
    capacity: capacity === 'personal' || capacity === 'official' ? capacity : undefined,
    year: /^20\d\d$/.test(year) ? Number(year) : undefined,
    tag: [...tag.trim()].slice(0, MOST_CHARACTERS).join(''),
    isAnswered: query.answered === '1',
  }
}

/** Whether there is anything to look for: every text of a kind would be no search. */
export const isAsked = ({ words, capacity, year, tag, isAnswered }: Narrowing): boolean =>
  words !== '' || Boolean(capacity ?? year) || tag !== '' || isAnswered

/** The kinds of text in which something can be found that is narrowed so. */
export function kindsOf({ kind, tag, isAnswered }: Narrowing): readonly FoundKind[] {
  const possible = isAnswered
    ? (['comment'] as const)
    : kinds.filter((one) => tag === '' || one !== 'entry')
  return possible.filter((one) => kind === undefined || one === kind)
}

/** Numbers below which the list goes on, one for each kind; what is not there is listed from its newest. */
export type Places = Readonly<Partial<Record<FoundKind, number>>>

/** The address of a page of the list. */
export function searchPath(narrowing: Narrowing, places?: Places): string {
  const { words, kind, capacity, year, tag, isAnswered } = narrowing
  const parts = {
    ...{ words, kind, capacity, year: year?.toString(), tag },
    answered: isAnswered ? '1' : undefined,
    before: places && placesText(places),
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value)
  return query.size === 0 ? '/search' : `/search?${query}`
}

const placesText = (places: Places): string =>
  kinds
    .map((kind) => (places[kind] === undefined ? '' : `${kind}-${places[kind]}`))
    .filter(Boolean)
    .join('.')

const PLACE = /^(post|comment|entry)-([1-9]\d{0,14})$/

/** The place that an address asks for: none at its beginning, undefined where there is none such. */
export function placesIn(text: string | undefined): Places | undefined {
  if (text === undefined) return {}
  const found: [string, number][] = []
  for (const part of text.split('.')) {
    const [, kind, number] = PLACE.exec(part) ?? []
    if (kind === undefined) return undefined
    found.push([kind, Number(number)])
  }
  return Object.fromEntries(found)
}

/** One mark that a text must have; in each list one of them. */
export interface Marks {
  readonly all: readonly (readonly string[])[]
  readonly none: readonly string[]
}

/**
 * The marks of the index that say so (migrations, `findable_*`). They know the year by universal time, and the hour
 * where years meet: zones that differ from it by whole hours have exact years.
 */
export function marksOf({ capacity, year, isAnswered }: Narrowing, timeZone: string): Marks {
  const { inside, outside } = edgesOf(year, timeZone)
  return {
    all: [
      ...(capacity ? [[capacity]] : []),
      ...(isAnswered ? [['answered']] : []),
      ...(year === undefined ? [] : [[`y${year}`, ...inside]]),
    ],
    none: outside,
  }
}

/** From the beginning of a year in a zone to that of the next. */
export const yearSpan = (year: number, timeZone: string): { from: Instant; to: Instant } => ({
  from: startOf(`${year}-01-01`, timeZone),
  to: startOf(`${year + 1}-01-01`, timeZone),
})

/** The hours that belong to a year here and to another one by universal time, and the other way round. */
function edgesOf(year: number | undefined, timeZone: string) {
  if (year === undefined) return { inside: [], outside: [] }
  const { from, to } = yearSpan(year, timeZone)
  const [first, last] = [yearSpan(year, 'UTC').from, yearSpan(year, 'UTC').to]
  return {
    inside: [...hours(from, first), ...hours(last, to)],
    outside: [...hours(first, from), ...hours(to, last)],
  }
}

/** The marks of the hours from one moment to another; none when it is not later. At most a day of them. */
function hours(from: Instant, to: Instant): string[] {
  const [first, last] = [milliseconds(from), Math.min(milliseconds(to), milliseconds(from) + DAY)]
  const marks: string[] = []
  for (let at = first; at < last; at += HOUR)
    marks.push(`h${instant(at).slice(0, 13).replace(/\D/g, '')}`)
  return marks
}

/** The year of a moment in a zone. */
export const yearOf = (at: Instant, timeZone: string): number =>
  Number(dateIn(at, timeZone).slice(0, 4))
