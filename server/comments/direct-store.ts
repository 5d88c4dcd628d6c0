/** Which comments were answered directly, as far as their writers let the thread say so. */
import type { Reader } from '../storage/database.ts'
import type { PublicDirectAnswerView } from '../storage/schema.ts'
import type { PublicComment } from './comment.ts'

/** The direct answers that may be told of, by the number of the comment; nothing of what they say. */
export async function directAnswers(
  db: Reader,
  comments: readonly PublicComment[],
): Promise<ReadonlyMap<number, readonly PublicDirectAnswerView[]>> {
  const ids = comments.filter(({ capacity }) => !capacity).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('public_direct_answer')
    .selectAll()
    .where('comment_id', 'in', ids)
    .orderBy('at')
    .execute()
  return Map.groupBy(rows, ({ comment_id }) => comment_id)
}
