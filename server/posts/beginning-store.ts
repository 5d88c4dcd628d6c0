/** The beginnings of posts whose authors said where they end, for lists. */
import type { Reader } from '../storage/database.ts'
import type { Html } from '../text/html.ts'
import { beginningOf, MAY_HAVE_MORE } from '../text/more.ts'
import { htmlOf } from './mapping.ts'

/**
 * The beginnings of published posts by their numbers; a post without one is not there. Only the few that may have one are
 * read whole. A letter has none: it stands as both sides agreed.
 */
export async function beginningsOf(
  db: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Html>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('public_post')
    .select(['id', 'html', 'renderer', 'source', 'language'])
    .where('id', 'in', ids)
    .where('letter', 'is', null)
    .where('source', 'like', MAY_HAVE_MORE)
    .execute()
  return new Map(
    rows.flatMap((row) => {
      const beginning = beginningOf(htmlOf(row))
      return beginning ? [[row.id, beginning] as const] : []
    }),
  )
}
