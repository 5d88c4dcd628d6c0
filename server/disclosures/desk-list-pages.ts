/** The archive as a list at the desk: what is due first, and whose law must be read anew. */
import type { Language } from '../language/locale.ts'
import { dayWords } from '../language/when.ts'
import { dateIn } from '../language/zone.ts'
import type { Capacity } from '../storage/schema.ts'
import { excerpt } from '../text/excerpt.ts'
import type { Disclosure, State } from './disclosure.ts'
import type { Reading } from './entry-pages.ts'
import { type GroundId, ground, isLawCheckOld } from './ground.ts'
import { overdueFrom } from './look.ts'
import { type Due, dueOf } from './look-due.ts'

/** What of the archive is asked for: what is not told, or one state. */
export const filters = ['open', 'withheld', 'partly', 'disclosed', 'ended'] as const
export type Filter = (typeof filters)[number]

export interface DeskListPage {
  readonly laws: readonly string[]
  readonly filters: readonly {
    readonly href: string
    readonly words: string
    readonly isHere: boolean
  }[]
  readonly groups: readonly {
    readonly id: string
    readonly heading: string
    readonly isLate: boolean
    readonly rows: readonly EntryRow[]
  }[]
  readonly more: string | undefined
}

export interface EntryRow {
  readonly href: string
  readonly number: number
  readonly words: string
  readonly language: Language
  readonly capacity: Capacity
  readonly state: string
  readonly day: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/desk-list': DeskListPage
  }
}

/** The address of a part of the archive at the desk. */
export const listPath = (filter: Filter): string =>
  filter === 'open' ? '/desk/openness' : `/desk/openness?state=${filter}`

const WORDS = 110

/** The page of the list. `hasAny`: whether there is any entry in any state. */
export function deskListPage(
  found: {
    readonly entries: readonly Disclosure[]
    readonly filter: Filter
    readonly grounds: readonly GroundId[]
    readonly hasAny: boolean
    readonly more: string | undefined
  },
  reading: Reading,
): DeskListPage {
  const { t } = reading
  return {
    laws: lawWords(found.grounds, reading),
    filters: !found.hasAny
      ? []
      : filters.map((filter) => ({
          href: listPath(filter),
          words: filter === 'open' ? t('looks.list.open') : t(`disclosures.state.${filter}`),
          isHere: filter === found.filter,
        })),
    groups: groupsOf(found.entries, reading),
    more: found.more,
  }
}

type Group = 'late' | 'soon' | 'later'
const groupOf = (due: Due): Group => (due === 'overdue' || due === 'passed' ? 'late' : due)

function groupsOf(entries: readonly Disclosure[], reading: Reading): DeskListPage['groups'] {
  const { t, now, site } = reading
  const today = dateIn(now, site.timeZone)
  const groups = new Map<Group | State, EntryRow[]>()
  for (const entry of entries) {
    const due = dueOf(entry, today, site.country)
    const group = due ? groupOf(due) : entry.state
    groups.set(group, [...(groups.get(group) ?? []), rowOf(entry, due, reading)])
  }
  return [...groups].map(([id, rows]) => ({
    ...{ id, rows, isLate: id === 'late' },
    heading:
      id === 'late' || id === 'soon' || id === 'later'
        ? t(`looks.group.${id}`)
        : t(`disclosures.state.${id}`),
  }))
}

function rowOf(entry: Disclosure, due: Due | undefined, reading: Reading): EntryRow {
  const { t, language, site } = reading
  const said = (day: string) => dayWords(day, language)
  const late = due === 'overdue' || due === 'passed'
  const day = said(entry.reviewOn)
  const from = late ? said(overdueFrom(entry.reviewOn, site.country)) : ''
  return {
    href: `/desk/openness/${entry.id}`,
    number: entry.id,
    words: excerpt(entry.canSay.replace(/\s+/g, ' '), WORDS),
    language: entry.language,
    capacity: entry.capacity,
    state: t(`disclosures.state.${entry.state}`),
    day: due && (late ? t(`looks.row.${due}`, { day, from }) : t('looks.row.day', { day })),
  }
}

/** The grounds in use whose law was last read more than a year ago, each with its sections and that day. */
function lawWords(grounds: readonly GroundId[], { t, language, now, site }: Reading): string[] {
  const today = dateIn(now, site.timeZone)
  return grounds
    .map((id) => ground(site.country, id))
    .filter((one) => isLawCheckOld(one, today))
    .map((one) =>
      t('looks.list.law.line', {
        name: one[language].name,
        provisions: one.provisions.join(', '),
        day: dayWords(one.legalCheckedAt ?? today, language),
      }),
    )
    .sort()
}
