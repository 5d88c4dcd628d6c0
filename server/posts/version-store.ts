/** The published versions of published posts, from the view that says what is public. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader } from '../storage/database.ts'
import { preparedOne } from '../storage/prepared.ts'
import type { Capacity, PublicPostVersionView } from '../storage/schema.ts'
import { versionOf } from './mapping.ts'
import type { PostVersion } from './post.ts'

/** A version as readers may know it: of a letter that both sides replaced, only that there was one. */
export interface PublicVersion extends PostVersion {
  readonly isReplaced: boolean
}

/** Every published version of a published post, the first one first. */
export async function publicVersions(db: Reader, postId: number): Promise<PublicVersion[]> {
  const rows = await db
    .selectFrom('public_post_version')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('number')
    .execute()
  return rows.map((row) => {
    const { title, question, summary, source, html, salt, hash } = row
    const words = { title: title ?? '', question: question ?? '', summary: summary ?? '' }
    const rest = { source: source ?? '', html: html ?? '', salt: salt ?? '', hash: hash ?? '' }
    return { ...versionOf({ ...row, ...words, ...rest }), isReplaced: source === null }
  })
}

const corrections = preparedOne<
  { id: number },
  Pick<PublicPostVersionView, 'at' | 'capacity' | 'corrected_from'>
>((db, param) =>
  db
    .selectFrom('public_post_version')
    .select(['at', 'capacity', 'corrected_from'])
    .where('post_id', '=', param('id'))
    .where('corrected_from', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1),
)

/** The last correction of a published post's capacity, if there was one. */
export async function findCorrection(
  db: Reader,
  postId: number,
): Promise<{ at: Instant; from: Capacity; to: Capacity } | undefined> {
  const row = await corrections(db, { id: postId })
  if (!row?.corrected_from) return undefined
  return { at: row.at, from: row.corrected_from, to: row.capacity }
}
