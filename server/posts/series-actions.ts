/** Putting posts into a series: a new or an old one, and in which order. */
import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { slug } from '../kernel/slug.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { findPostState } from './desk-store.ts'
import { type Author, may } from './draft-actions.ts'
import type { PostState } from './publication.ts'
import {
  findSeries,
  insertSeries,
  MOST_PARTS,
  partsOf,
  seriesOf,
  setParts,
} from './series-store.ts'

/** The most characters in the name of a series. */
export const MOST_NAME = 80

export type SeriesProblem =
  | 'forbidden'
  | 'not_found'
  | 'publishing.series.fault.name'
  | 'publishing.series.fault.full'

/** What an author wants of the series of a post: which one, by its slug or a new name, or none; and its place. */
export interface Wanted {
  readonly postId: number
  /** Empty for none. */
  readonly slug: string
  /** A new series, which comes before `slug`. */
  readonly name: string
  /** From 1; empty or beyond the end: last. */
  readonly place: number | undefined
}

/**
 * Puts a post into a series at a place, or takes it out of the one that it is in. A post is in one series; a new name makes a new
 * series, whose address stays. Refused when the series has as many posts as one page can show.
 */
export async function placeInSeries(
  house: House,
  author: Author,
  wanted: Wanted,
): Promise<Result<undefined, SeriesProblem>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  const name = oneLine(wanted.name)
  if ([...name].length > MOST_NAME) return err('publishing.series.fault.name')
  type Placed = Result<undefined, SeriesProblem>
  const done = await house.storage.transact(async (tx): Promise<Placed> => {
    const post = await findPostState(tx, wanted.postId)
    if (!post) return err('not_found')
    const by = { accountId: author.accountId, at: house.clock() }
    const into = await seriesFor(tx, { ...wanted, name }, post, by)
    if (!into.ok) return into
    const old = await seriesOf(tx, post.id)
    if (old)
      await setParts(
        tx,
        old.id,
        (await partsOf(tx, old.id)).filter((id) => id !== post.id),
      )
    if (into.value === undefined) return ok(undefined)
    const parts = await partsOf(tx, into.value)
    if (parts.length >= MOST_PARTS) return err('publishing.series.fault.full')
    parts.splice((wanted.place ?? MOST_PARTS) - 1, 0, post.id)
    await setParts(tx, into.value, parts)
    return ok(undefined)
  })
  if (done.ok) await house.changed('series', 'lists')
  return done
}

/** The number of the series that is wanted, made when it is new; nothing for none. */
async function seriesFor(
  tx: Writer,
  wanted: Wanted,
  post: PostState,
  by: { readonly accountId: number; readonly at: Instant },
): Promise<Result<number | undefined, 'not_found'>> {
  const { language } = post.current
  if (wanted.name !== '') {
    const made = { slug: slug(wanted.name, language), name: wanted.name, language, ...by }
    return ok(await insertSeries(tx, made))
  }
  if (wanted.slug === '') return ok(undefined)
  const series = await findSeries(tx, wanted.slug)
  return series ? ok(series.id) : err('not_found')
}
