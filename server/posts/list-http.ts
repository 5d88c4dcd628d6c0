/** A page of a list of posts as a request asks for it; the front page has one too. */
import { passagesIn } from '../disclosures/passages-http.ts'
import { figuresIn } from '../images/figures-http.ts'
import type { Html } from '../text/html.ts'
import type { Ask } from '../web/web.ts'
import { publicAsides } from './aside-store.ts'
import { beginningsOf } from './beginning-store.ts'
import { publicCapacities, publicMonths, publicTags } from './filter-store.ts'
import { type FiltersModel, filtersModel } from './filters-pages.ts'
import { entriesModel } from './list-pages.ts'
import { findPinned } from './pin-store.ts'
import { type PostFilter, publicPosts } from './store.ts'

/** Fifty years of months; and so many tags that a list offers. */
const MOST_MONTHS = 600
const MOST_TAGS = 8

/** Posts on one page of a list. */
export const POSTS_ON_PAGE = 10

/** What `?before=` asks for: all, a place in the list, or nothing that there is. */
export function beforeOf(ask: Ask): { before: number | undefined } | undefined {
  const text = ask.query.before
  if (text === undefined) return { before: undefined }
  return /^[1-9]\d{0,14}$/.test(text) ? { before: Number(text) } : undefined
}

/** A page of the list at a path with the way to the next, and the other ways to see it; on the first page of all, the post on top. */
export async function listOf(ask: Ask, path: string, filter: PostFilter) {
  const posts = await publicPosts(ask.read, filter, POSTS_ON_PAGE + 1)
  const shown = posts.slice(0, POSTS_ON_PAGE)
  const older = posts.length > shown.length ? `${path}?before=${shown.at(-1)?.id}` : undefined
  const newest = filter.before === undefined ? undefined : path
  const isTop = path === '/' && filter.before === undefined
  const top = isTop ? await findPinned(ask.read, ask.now) : undefined
  const ids = [...(top ? [top.post] : []), ...shown].map(({ id }) => id)
  const wholes = await wholesOf(ask, ids)
  return {
    entries: entriesModel({ top, posts: shown, ...wholes, older }, { ...ask, newest }),
    filters: await filtersOf(ask, path, filter),
    until: top?.pin.until,
  }
}

/** What of some posts stands in a list besides title and summary: where a text ends for lists, and asides whole. */
export async function wholesOf(ask: Ask, ids: readonly number[]) {
  const asides = new Map<number, Html>()
  for (const { id, html, language } of await publicAsides(ask.read, ids)) {
    const text = await figuresIn(ask, html, language)
    asides.set(id, (await passagesIn(ask, text, language)).html)
  }
  return { beginnings: await beginningsOf(ask.read, ids), asides }
}

/** What lists can be narrowed to, from counts that the database keeps. */
async function filtersOf(ask: Ask, path: string, filter: PostFilter): Promise<FiltersModel> {
  const [months, tags, capacities] = await Promise.all([
    publicMonths(ask.read, MOST_MONTHS),
    publicTags(ask.read, MOST_TAGS),
    publicCapacities(ask.read),
  ])
  const year = filter.year ?? filter.yearMonth?.slice(0, 4)
  return filtersModel({ months, tags, capacities, year }, ask, path)
}
