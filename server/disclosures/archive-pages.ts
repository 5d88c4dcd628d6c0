/** The archive as a list, as plain data: what is looked for, how much there is of it, and each hit. */

import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import type { T } from '../language/catalogue.ts'
import { date } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { excerpt } from '../text/excerpt.ts'
import { type Disclosure, pathOf, type State, states } from './disclosure.ts'
import { type EntryModel, entryModel, type Reading } from './entry-pages.ts'
import { archivePath, type Filter } from './filter.ts'
import { type GroundId, ground, groundGroups } from './ground.ts'
import { GRACE } from './look.ts'

/** One entry in the list. */
export interface HitModel {
  readonly href: string
  readonly heading: string
  readonly capacity: Capacity
  readonly number: string
  readonly said: EntryModel
  readonly made: { readonly iso: Instant; readonly words: string }
  /** When its newest event was, where that is not the first. */
  readonly changed: { readonly iso: Instant; readonly words: string } | undefined
}

interface Choice {
  readonly value: string
  readonly words: string
  readonly isChosen: boolean
}

interface Link {
  readonly href: string
  readonly words: string
}

export interface ArchivePage {
  readonly only: string
  readonly always: string
  readonly grace: string
  readonly who: string
  readonly isNorwegian: boolean
  readonly hits: readonly HitModel[]
  readonly told: string
  readonly empty: string
  readonly links: readonly Link[]
  readonly standing: readonly (Link & { readonly state: State | undefined })[]
  readonly files: readonly Link[]
  readonly filter: {
    readonly isOn: boolean
    readonly words: string
    readonly grounds: readonly { readonly words: string; readonly choices: readonly Choice[] }[]
    readonly states: readonly Choice[]
    readonly ever: boolean
    readonly years: readonly Choice[]
    readonly capacities: readonly Choice[]
    readonly isOverdue: boolean
  }
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/index': ArchivePage
    'disclosures/hit': HitModel
    'disclosures/search': ArchivePage['filter']
  }
}

/** What was found, for the page to say. */
export interface Found {
  readonly filter: Filter
  readonly isOn: boolean
  readonly entries: readonly Disclosure[]
  readonly count: number
  readonly years: readonly number[]
  readonly standing: readonly { readonly state: State | 'overdue'; readonly count: number }[]
  readonly older: number | undefined
  readonly isFirst: boolean
}

/** Who reads, and who writes. */
export interface ReadingHere extends Reading {
  readonly site: Reading['site'] & {
    readonly official: { readonly name: string; readonly title: string }
  }
}

const HEADING = 140

/** The page of a list. */
export function archivePage(found: Found, reading: ReadingHere): ArchivePage {
  const { t, site } = reading
  const { filter, entries, count, isOn } = found
  const { name, title } = site.official
  return {
    only: t('disclosures.only_own', { name }),
    always: t('disclosures.always'),
    grace: t('openness.grace', { count: GRACE }),
    who: t('openness.who', { name, title }),
    isNorwegian: site.country === 'no',
    hits: entries.map((entry) => hitModel(entry, reading)),
    told: isOn ? t('openness.found', { count }) : t('openness.all', { count }),
    empty: isOn ? t('openness.none') : t('openness.empty'),
    links: [
      ...(found.older === undefined
        ? []
        : [{ href: archivePath(filter, found.older), words: t('openness.older') }]),
      ...(found.isFirst ? [] : [{ href: archivePath(filter), words: t('openness.newest') }]),
    ],
    standing: found.standing.map(({ state, count: some }) => ({
      href: archivePath(state === 'overdue' ? { isOverdue: true } : { state }),
      words: t(`openness.standing.${state}`, { count: some }),
      state: state === 'overdue' ? undefined : state,
    })),
    files: filesOf(t, filter),
    filter: filterModel(found, reading),
  }
}

/** What of a list can be kept, narrowed as the list is, and how all of it is followed. */
const filesOf = (t: T, filter: Filter): Link[] => [
  { href: archivePath(filter, undefined, '/openness.csv'), words: t('openness.file.csv') },
  { href: archivePath(filter, undefined, '/openness.json'), words: t('openness.file.json') },
  { href: '/openness/feed.atom', words: t('openness.file.atom') },
]

/** One entry, in a list. */
export function hitModel(entry: Disclosure, reading: Reading): HitModel {
  const { t, language, site } = reading
  const timeOf = (at: Instant) => ({ iso: at, words: date(at, language, site.timeZone) })
  return {
    href: pathOf(entry.id),
    heading: headingOf(entry),
    capacity: entry.capacity,
    number: t('disclosures.title.number', { number: entry.id }),
    said: entryModel(entry, entry.told, reading),
    made: timeOf(entry.firstAt),
    changed: entry.number > 1 ? timeOf(entry.at) : undefined,
  }
}

/** What can be said, as a heading: its beginning, in one line. */
export const headingOf = ({ canSay }: { readonly canSay: string }): string =>
  excerpt(oneLine(canSay), HEADING)

function filterModel(found: Found, { t, language, site }: Reading): ArchivePage['filter'] {
  const { filter } = found
  const choice = (value: string, words: string, chosen: string | undefined): Choice => ({
    ...{ value, words, isChosen: value === (chosen ?? '') },
  })
  const one = (id: GroundId) => choice(id, ground(site.country, id)[language].name, filter.ground)
  return {
    isOn: found.isOn,
    words: filter.words,
    grounds: groundGroups(site.country).map((group) => ({
      words: group[language],
      choices: group.grounds.map(({ id }) => one(id)),
    })),
    states: states.map((state) => choice(state, t(`disclosures.state.${state}`), filter.state)),
    ever: filter.ever,
    years: found.years.map((year) => choice(`${year}`, `${year}`, filter.year?.toString())),
    capacities: (['personal', 'official'] as const satisfies readonly Capacity[]).map((capacity) =>
      choice(capacity, t(`common.capacity.${capacity}`), filter.capacity),
    ),
    isOverdue: filter.isOverdue,
  }
}
