/** The comment on which an entry hangs, as the public sees it. */
import type { Reader } from '../storage/database.ts'

/** A comment whose words are public: the post it stands under and who wrote it. */
export interface CommentPlace {
  readonly id: number
  readonly postId: number
  readonly name: string
}

/** The comment with this number while its words are public. */
export async function findCommentPlace(db: Reader, id: number): Promise<CommentPlace | undefined> {
  const row = await db
    .selectFrom('public_comment')
    .select(['id', 'post_id', 'name'])
    .where('id', '=', id)
    .where('exposure', '=', 'text')
    .executeTakeFirst()
  return row && { id: row.id, postId: row.post_id, name: row.name ?? '' }
}
