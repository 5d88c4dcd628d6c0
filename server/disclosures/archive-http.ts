/** The archive as a list: read, filtered and looked through. */
import type { Instant } from '../kernel/clock.ts'
import { dateIn, startOf } from '../language/zone.ts'
import type { Site } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask } from '../web/web.ts'
import { archivePage } from './archive-pages.ts'
import {
  countOf,
  entriesOf,
  everything,
  newestIds,
  nextLookAfter,
  spanOf,
  type Wanted,
} from './archive-store.ts'
import { states } from './disclosure.ts'
import { type Filter, filterIn, matchOf, narrowings } from './filter.ts'
import { lastOverdue, overdueFrom } from './look.ts'

/** Entries on one page of the list. */
export const ON_PAGE = 20

/** The list as the address asks for it. */
export async function archiveAnswer(ask: Ask): Promise<Answer> {
  const { t, read, query } = ask
  const before = query.before
  if (before !== undefined && !/^[1-9]\d{0,14}$/.test(before)) return { problem: 'not_found' }
  const filter = filterIn(query)
  const wanted = wantedBy(filter, ask)
  const from = before === undefined ? undefined : Number(before)
  const ids = await newestIds(read, wanted, { before: from, most: ON_PAGE + 1 })
  const shown = ids.slice(0, ON_PAGE)
  const narrowed = narrowings(filter)
  const isPlain = narrowed === 0 && before === undefined
  const page = archivePage(
    {
      ...{ filter, isOn: narrowed > 0, isFirst: before === undefined },
      entries: await entriesOf(read, shown),
      count: await countOf(read, wanted),
      years: await yearsOf(ask),
      standing: isPlain ? await standingOf(ask) : [],
      older: ids.length > shown.length ? shown.at(-1) : undefined,
    },
    ask,
  )
  return {
    view: view('disclosures/index', page),
    head: {
      title: t('disclosures.title'),
      description: t('openness.words'),
      ...(isPlain ? { canonical: '/openness' } : { noindex: true }),
    },
    tags: ['openness'],
    until: await nextOverdue(ask),
    isRare: narrowed > 1 || filter.words !== '' || before !== undefined,
  }
}

/** What a filter asks of the database on this day. */
export function wantedBy(
  filter: Filter,
  { site, now }: { readonly site: Site; readonly now: Instant },
): Wanted {
  const { words, ground, state, ever, year, capacity, isOverdue } = filter
  const { country, timeZone } = site
  return {
    ...everything,
    ...{ ground, state, ever, capacity },
    match: words === '' ? undefined : (matchOf(words) ?? null),
    from: year === undefined ? undefined : startOf(`${year}-01-01`, timeZone),
    to: year === undefined ? undefined : startOf(`${year + 1}-01-01`, timeZone),
    lateBy: isOverdue ? lastOverdue(dateIn(now, timeZone), country) : undefined,
  }
}

/** The next moment at which an entry turns overdue: until then a date alone changes nothing. */
export async function nextOverdue({
  read,
  site,
  now,
}: Pick<Ask, 'read' | 'site' | 'now'>): Promise<Instant | undefined> {
  const { country, timeZone } = site
  const day = await nextLookAfter(read, lastOverdue(dateIn(now, timeZone), country))
  return day === undefined ? undefined : startOf(overdueFrom(day, country), timeZone)
}

/** The years in which entries were made, the latest first. */
async function yearsOf({ read, site }: Ask): Promise<number[]> {
  const span = await spanOf(read)
  if (!span) return []
  const yearOf = (at: Instant) => Number(dateIn(at, site.timeZone).slice(0, 4))
  const [first, last] = [yearOf(span.first), yearOf(span.last)]
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}

/** How many entries stand in each state, where there are any, and how many are overdue. */
async function standingOf(ask: Ask) {
  const counts = [...states, 'overdue' as const].map(async (state) => {
    const late = lastOverdue(dateIn(ask.now, ask.site.timeZone), ask.site.country)
    const wanted = state === 'overdue' ? { lateBy: late } : { state }
    return { state, count: await countOf(ask.read, { ...everything, ...wanted }) }
  })
  return (await Promise.all(counts)).filter(({ count }) => count > 0)
}
