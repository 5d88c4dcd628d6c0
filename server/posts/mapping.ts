/** Rows of posts and versions as nouns. */
import type { Language } from '../language/locale.ts'
import type { YearMonth } from '../language/when.ts'
import type { PostVersionTable, PublicPostView } from '../storage/schema.ts'
import { agreedHtml, brokenHtml } from '../text/agreed-text.ts'
import { RENDERER, renderPost } from '../text/markdown.ts'
import { type Marked, marked } from '../text/marks.ts'
import { agreedIn } from './agreed.ts'
import type { Decision, PostEntry, PostTag, PostVersion, PublicPost } from './post.ts'
import { pathOfPost } from './post.ts'

/** The columns that a list needs: not the text itself. */
export const entryColumns = [
  'id',
  'year_month',
  'slug',
  'language',
  'capacity',
  'title',
  'summary',
  'first_published_at',
  'changed_at',
  'comments_open',
  'comment_count',
  'answer_count',
] as const satisfies readonly (keyof PublicPostView)[]

/** A row of `public_post` as it is told in lists. */
export function entryOf(row: Pick<PublicPostView, (typeof entryColumns)[number]>): PostEntry {
  const address = { yearMonth: row.year_month as YearMonth, slug: row.slug }
  return {
    ...address,
    id: row.id,
    path: pathOfPost(address),
    language: row.language,
    capacity: row.capacity,
    title: row.title,
    summary: row.summary,
    firstPublishedAt: row.first_published_at,
    changedAt: row.changed_at ?? undefined,
    commentsOpen: row.comments_open === 1,
    commentCount: row.comment_count,
    answerCount: row.answer_count,
  }
}

/** A row of `public_post` with its tags, whole. */
export function postOf(row: PublicPostView, tags: readonly PostTag[]): PublicPost {
  return {
    ...entryOf(row),
    version: row.version,
    versionAt: row.at,
    question: row.question,
    source: row.source,
    ...letterOf(row),
    tags: inOrderOf(tagNames(row.tags), tags),
    decision: decisionOf(row),
    author: authorOf(row),
    feedsFrom: row.feeds_from,
    feedId: row.feed_id,
  }
}

/** The body of a post; of a published letter it is made from what both sides agreed to and from nothing else. */
function letterOf(row: PublicPostView): Pick<PublicPost, 'html' | 'letter'> {
  const { letter: content, letter_salt: salt, letter_hash: hash, letter_day: day, language } = row
  if (content === null || salt === null || hash === null || day === null)
    return { html: htmlOf(row), letter: undefined }
  const letter = agreedIn({ content, salt, hash })
  return letter
    ? { html: marked(agreedHtml(letter, day)), letter }
    : { html: marked(brokenHtml(language)), letter }
}

/** Tags as their author put them. */
const inOrderOf = (names: readonly string[], tags: readonly PostTag[]): PostTag[] =>
  tags
    .map(({ slug, name }) => ({ slug, name }))
    .sort((one, other) => names.indexOf(one.name) - names.indexOf(other.name))

/** A row of `post_version` or of the view of the public ones. */
export const versionOf = (row: PostVersionTable): PostVersion => ({
  number: row.number,
  at: row.at,
  capacity: row.capacity,
  correctedFrom: row.corrected_from ?? undefined,
  isQuiet: row.quiet === 1,
  title: row.title,
  question: row.question,
  summary: row.summary,
  source: row.source,
  tags: tagNames(row.tags),
  language: row.language,
  decision: decisionOf(row),
  author: authorOf(row),
})

/** The names in a JSON list of tags. */
export const tagNames = (stored: string): string[] => JSON.parse(stored) as string[]

/** The decision that a draft or a version rests on. */
export const decisionOf = (row: {
  decision_text: string | null
  decision_url: string | null
}): Decision | undefined =>
  row.decision_text === null
    ? undefined
    : { text: row.decision_text, url: row.decision_url ?? undefined }

const authorOf = (row: { author_name: string; author_title: string; author_role: string }) => ({
  name: row.author_name,
  title: row.author_title,
  role: row.author_role,
})

/** What was rendered by another version of the renderer is rendered again. */
export const htmlOf = (row: {
  html: string
  renderer: number
  source: string
  language: Language
}): Marked =>
  row.renderer === RENDERER.post ? marked(row.html) : renderPost(row.source, row.language)
