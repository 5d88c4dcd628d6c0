/** The other ways to see a list of posts, as plain links: what holds nothing is not offered. */
import { month } from '../language/when.ts'
import type { MonthCount, TagCount } from './filter-store.ts'
import type { Capacity } from './post.ts'
import type { Link, Telling } from './telling-pages.ts'

/** One way to see the list; `here` is the present one. */
export interface ShowLink extends Link {
  readonly here: boolean
}

export interface FiltersModel {
  readonly show: readonly ShowLink[]
  readonly tags: readonly ShowLink[]
  readonly months: readonly ShowLink[]
  /** Empty while there is one year alone. */
  readonly years: readonly ShowLink[]
}

/** So many of the latest months stand beside a list that is of no year. */
const LATEST_MONTHS = 6

/** The ways that lead somewhere; `year` is the one of the present list, whose months are all there. */
export function filtersModel(
  found: {
    readonly months: readonly MonthCount[]
    readonly tags: readonly TagCount[]
    readonly capacities: readonly Capacity[]
    readonly year: string | undefined
  },
  { t, language }: Pick<Telling, 't' | 'language'>,
  path: string,
): FiltersModel {
  const link = (href: string, words: string): ShowLink => ({ href, words, here: href === path })
  const near = found.months.filter(({ month: which }) =>
    found.year === undefined ? true : which.startsWith(found.year),
  )
  const years = yearsOf(found.months)
  return {
    show: [
      link('/', t('home.show.all')),
      ...found.capacities.map((one) => link(`/${one}`, t(`home.show.${one}`))),
    ],
    tags: found.tags.map(({ slug, name, count }) => link(`/tags/${slug}`, `${name} (${count})`)),
    months: near
      .slice(0, found.year === undefined ? LATEST_MONTHS : undefined)
      .map(({ month: which, count }) => link(`/${which}`, `${month(which, language)} (${count})`)),
    years: years.size > 1 ? [...years].map(([year, n]) => link(`/${year}`, `${year} (${n})`)) : [],
  }
}

/** How many posts each year has, the latest first, as its months add up. */
function yearsOf(months: readonly MonthCount[]): Map<string, number> {
  const years = new Map<string, number>()
  for (const { month: which, count } of months) {
    const year = which.slice(0, 4)
    years.set(year, (years.get(year) ?? 0) + count)
  }
  return years
}
