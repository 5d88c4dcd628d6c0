/** A page of a list of posts as a request asks for it; the front page has one too. */
import type { Ask } from '../web/web.ts'
import { beginningsOf } from './beginning-store.ts'
import { entriesModel, monthsModel, showModel } from './list-pages.ts'
import { type PostFilter, publicMonths, publicPosts } from './store.ts'

/** Posts on one page of a list. */
export const POSTS_ON_PAGE = 10

/** Months beside a list: the latest ones, and beside the list of a month all that a reader can want. */
const LATEST_MONTHS = 6
const ALL_MONTHS = 240

/** What `?before=` asks for: all, a place in the list, or nothing that there is. */
export function beforeOf(ask: Ask): { before: number | undefined } | undefined {
  const text = ask.query.before
  if (text === undefined) return { before: undefined }
  return /^[1-9]\d{0,14}$/.test(text) ? { before: Number(text) } : undefined
}

/** A page of the list at a path with the way to the next, and the other ways to see it. */
export async function listOf(ask: Ask, path: string, filter: PostFilter) {
  const posts = await publicPosts(ask.read, filter, POSTS_ON_PAGE + 1)
  const shown = posts.slice(0, POSTS_ON_PAGE)
  const older = posts.length > shown.length ? `${path}?before=${shown.at(-1)?.id}` : undefined
  const newest = filter.before === undefined ? undefined : path
  const beginnings = await beginningsOf(
    ask.read,
    shown.map(({ id }) => id),
  )
  const months = await publicMonths(ask.read, filter.yearMonth ? ALL_MONTHS : LATEST_MONTHS)
  return {
    entries: entriesModel({ posts: shown, beginnings, older }, { ...ask, newest }),
    show: showModel(ask.t, path),
    months: monthsModel(months, ask, path),
  }
}
