/** The rules of publishing, changing and taking down; nothing here touches the database. */
import { HOUR, type Instant, later, MINUTE, milliseconds } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import { hasNorwegianNumber } from '../text/identity-number.ts'
import type { DraftContent } from './draft.ts'
import { type Capacity, type PostAddress, type PostVersion, UNDONE } from './post.ts'

/** How long an author can take a new post back before feeds carry it, in milliseconds. */
export const UNDO_WITHIN = 5 * MINUTE

/** How long an edit that nobody has answered needs no banner, in milliseconds. */
export const QUIET_WITHIN = HOUR

/** A post as its authors know it, public or not. */
export interface PostState extends PostAddress {
  readonly id: number
  readonly state: 'published' | 'unpublished'
  /** The version that is, or last was, public. */
  readonly current: PostVersion
  readonly commentsOpen: boolean
  readonly firstPublishedAt: Instant
  readonly feedsFrom: Instant
  readonly changedAt: Instant | undefined
  readonly unpublished: { readonly at: Instant; readonly reason: string } | undefined
  readonly commentCount: number
  /** A letter, published as both sides agreed: only they both can change it. */
  readonly isAgreed: boolean
}

/** The words of a draft that is ready: its capacity has been chosen. */
export type ReadyContent = DraftContent & { readonly capacity: Capacity }

export type PublicationProblem =
  | 'posts.refused.capacity'
  | 'posts.refused.title_missing'
  | 'posts.refused.text'
  | 'posts.refused.decision'
  | 'posts.refused.same'
  | 'posts.refused.agreed'
  | 'posts.refused.identity'

/** What publishing a draft does: a first version, a next one, or one that corrects the capacity. */
export interface Publication {
  readonly content: ReadyContent
  readonly act: 'post_published' | 'post_changed' | 'post_corrected'
  readonly number: number
  readonly isQuiet: boolean
  readonly correctedFrom: Capacity | undefined
}

/**
 * Decides what publishing does. Refused without a capacity (it has no default), a title or a text,
 * when a personal post names a decision, and when nothing was changed.
 */
export function decidePublication(
  draft: DraftContent,
  post: PostState | undefined,
  now: Instant,
): Result<Publication, PublicationProblem> {
  if (post?.isAgreed) return err('posts.refused.agreed')
  const problem = problemOf(draft) ?? (post && isSame(draft, post) ? 'posts.refused.same' : null)
  if (problem) return err(problem)
  const content = draft as ReadyContent
  const number = (post?.current.number ?? 0) + 1
  if (!post || post.state === 'unpublished') {
    const isQuiet = post?.unpublished?.reason === UNDONE
    return ok({ content, number, act: 'post_published', isQuiet, correctedFrom: undefined })
  }
  const from = post.current.capacity
  if (from !== content.capacity)
    return ok({ content, number, act: 'post_corrected', isQuiet: false, correctedFrom: from })
  const isQuiet = isQuietEdit(post.firstPublishedAt, now, post.commentCount)
  return ok({ content, number, act: 'post_changed', isQuiet, correctedFrom: undefined })
}

/** Whether a text that is to be published holds a number that the country's law keeps off the internet (offentlegforskrifta § 7). */
export const hasForbiddenNumber = (draft: DraftContent, country: Country): boolean =>
  country === 'no' &&
  [
    ...[draft.title, draft.question, draft.summary, draft.source, ...draft.tags],
    ...[draft.decision?.text ?? '', draft.decision?.url ?? ''],
  ].some(hasNorwegianNumber)

/** Whether an edit needs no banner: within an hour of publication, and nobody has answered yet. */
export const isQuietEdit = (published: Instant, now: Instant, commentCount: number): boolean =>
  commentCount === 0 && milliseconds(now) - milliseconds(published) < QUIET_WITHIN

/** Whether a post can still be taken back before feeds carry it: its first version, in time. */
export const mayUndo = (post: PostState, now: Instant): boolean =>
  post.state === 'published' && now < post.feedsFrom

/** When feeds may carry what is published now. */
export const feedsFrom = (now: Instant): Instant => later(now, UNDO_WITHIN)

/** The fewest and the most characters of a public reason. */
export const reasonLength = { least: 10, most: 1000 } as const

/** Reads the public reason for taking a post down. */
export function parseReason(text: string): Result<string, 'posts.fault.reason'> {
  const reason = text.trim()
  const length = [...reason].length
  return length < reasonLength.least || length > reasonLength.most
    ? err('posts.fault.reason')
    : ok(reason)
}

function problemOf(draft: DraftContent): PublicationProblem | null {
  if (draft.capacity === undefined) return 'posts.refused.capacity'
  if (draft.title === '') return 'posts.refused.title_missing'
  if (draft.source === '') return 'posts.refused.text'
  if (draft.capacity === 'personal' && draft.decision) return 'posts.refused.decision'
  return null
}

/** A change that changes nothing would make an empty version. */
function isSame(draft: DraftContent, post: PostState): boolean {
  if (post.state === 'unpublished') return false
  const words = ({
    capacity,
    title,
    question,
    summary,
    source,
    tags,
    language,
  }: Omit<DraftContent, 'commentsOpen'>) =>
    JSON.stringify([capacity, title, question, summary, source, tags, language])
  const decision = ({ decision }: Pick<DraftContent, 'decision'>) =>
    JSON.stringify([decision?.text, decision?.url])
  return words(draft) === words(post.current) && decision(draft) === decision(post.current)
}
