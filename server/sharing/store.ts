/** What citations and earlier versions are made from: the views that say what is public, and nothing else. */
import type { Instant } from '../kernel/clock.ts'
import { htmlOf, versionOf } from '../posts/mapping.ts'
import type { PostVersion } from '../posts/post.ts'
import type { Reader } from '../storage/database.ts'
import type { Marked } from '../text/marks.ts'

/** A public version with its text; of a letter's version that both sides replaced, only that there was one. */
export interface StoodVersion extends PostVersion {
  readonly html: Marked | undefined
}

/** The version of a published post that was public at a moment; undefined before the first one. */
export async function versionAt(
  db: Reader,
  postId: number,
  at: Instant,
): Promise<StoodVersion | undefined> {
  const row = await db
    .selectFrom('public_post_version')
    .selectAll()
    .where('post_id', '=', postId)
    .where('at', '<=', at)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { title, question, summary, source, html, renderer, language } = row
  const words = { title: title ?? '', question: question ?? '', summary: summary ?? '' }
  const rest = { source: source ?? '', html: html ?? '', salt: '', hash: '' }
  const isShown = source !== null && html !== null
  return {
    ...versionOf({ ...row, ...words, ...rest }),
    html: isShown ? htmlOf({ html, renderer, source, language }) : undefined,
  }
}

/** When a public version was published. */
export async function momentOfVersion(
  db: Reader,
  postId: number,
  number: number,
): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('public_post_version')
    .select('at')
    .where('post_id', '=', postId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.at
}

/** The words of a public version of a staff reply. */
export async function replyWords(
  db: Reader,
  commentId: number,
  number: number,
): Promise<{ readonly html: string; readonly at: Instant } | undefined> {
  return await db
    .selectFrom('public_reply_version')
    .select(['html', 'at'])
    .where('comment_id', '=', commentId)
    .where('number', '=', number)
    .executeTakeFirst()
}
