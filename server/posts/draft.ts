/** What an author writes before it is public, and what may be written. */
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { slug } from '../kernel/slug.ts'
import { isLanguage, type Language } from '../language/locale.ts'
import { encloses } from '../text/markdown.ts'
import { type Capacity, type Decision, isCapacity, type PostTag } from './post.ts'

/** The most of each, in characters as a person counts them. */
export const limits = {
  title: 200,
  question: 300,
  summary: 500,
  source: 100_000,
  tags: 12,
  tag: 40,
  decisionText: 300,
  decisionUrl: 1000,
} as const

/** The words of a draft. A capacity may be missing: it is chosen, never guessed. */
export interface DraftContent {
  readonly capacity: Capacity | undefined
  readonly title: string
  readonly question: string
  readonly summary: string
  /** Markdown */
  readonly source: string
  readonly tags: readonly string[]
  readonly language: Language
  readonly decision: Decision | undefined
  readonly commentsOpen: boolean
}

/** A draft as it is kept: of a new post, or of a change to the post with number `postId`. */
export interface Draft extends DraftContent {
  readonly id: number
  readonly postId: number | undefined
  readonly authorId: number
  readonly createdAt: Instant
  /** When it was last saved: whoever saves must have seen this one. */
  readonly changedAt: Instant
}

/** The fields of the editor as they come. */
export interface DraftForm {
  readonly capacity: string
  readonly title: string
  readonly question: string
  readonly summary: string
  readonly source: string
  /** Names with commas between. */
  readonly tags: string
  readonly language: string
  readonly decisionText: string
  readonly decisionUrl: string
  readonly commentsOpen: boolean
}

const faultKeys = {
  capacity: 'posts.fault.capacity',
  title: 'posts.fault.title',
  question: 'posts.fault.question',
  summary: 'posts.fault.summary',
  source: 'posts.fault.source',
  tags: 'posts.fault.tags',
  language: 'posts.fault.language',
  decisionText: 'posts.fault.decision',
  decisionUrl: 'posts.fault.url',
} as const

type Field = keyof typeof faultKeys

/** For each field that must be mended, the message that says how. */
export type DraftFaults = {
  readonly [F in Field]?: (typeof faultKeys)[F] | 'posts.fault.withheld'
}

/** Reads the editor's form. Everything may be empty in a draft; nothing may be longer than `limits`. */
export function parseDraft(form: DraftForm): Result<DraftContent, DraftFaults> {
  const tags = tagsIn(form.tags, isLanguage(form.language) ? form.language : 'en')
  const wrong = {
    capacity: form.capacity !== '' && !isCapacity(form.capacity),
    title: isLonger(line(form.title), limits.title),
    question: isLonger(form.question.trim(), limits.question),
    summary: isLonger(form.summary.trim(), limits.summary),
    source: isLonger(form.source, limits.source),
    tags: tags.length > limits.tags || tags.some(({ name }) => isLonger(name, limits.tag)),
    language: !isLanguage(form.language),
    decisionText: isLonger(line(form.decisionText), limits.decisionText),
    decisionUrl: !isUsableUrl(form),
  } satisfies Record<Field, boolean>
  const faults = (Object.keys(wrong) as Field[]).filter((field) => wrong[field])
  if (faults.length > 0)
    return err(Object.fromEntries(faults.map((field) => [field, faultKeys[field]])))
  // What is withheld is never written here, least of all between marks that look as if they hid it.
  if (encloses(form.source)) return err({ source: 'posts.fault.withheld' })
  return ok({
    capacity: isCapacity(form.capacity) ? form.capacity : undefined,
    title: line(form.title),
    question: form.question.trim(),
    summary: form.summary.trim(),
    source: form.source.trim(),
    tags: tags.map(({ name }) => name),
    language: form.language as Language,
    decision: decisionIn(form),
    commentsOpen: form.commentsOpen,
  })
}

/** Names with commas between as tags; two names with one slug are one tag, the first. */
export function tagsIn(names: string, language: Language): PostTag[] {
  const tags = new Map<string, PostTag>()
  for (const name of names.split(',').map(line)) {
    if (name === '') continue
    const tag = { slug: slug(name, language), name }
    if (!tags.has(tag.slug)) tags.set(tag.slug, tag)
  }
  return [...tags.values()]
}

/** The form as it would be filled in with this content. */
export const formOf = (content: DraftContent): DraftForm => ({
  ...content,
  capacity: content.capacity ?? '',
  tags: content.tags.join(', '),
  decisionText: content.decision?.text ?? '',
  decisionUrl: content.decision?.url ?? '',
})

function decisionIn(form: DraftForm): Decision | undefined {
  const url = form.decisionUrl.trim()
  const text = line(form.decisionText)
  return text === '' ? undefined : { text, url: url === '' ? undefined : new URL(url).href }
}

/** An address alone says nothing to a reader: it needs the decision's name. */
function isUsableUrl(form: DraftForm): boolean {
  const url = form.decisionUrl.trim()
  if (url === '') return true
  if (url.length > limits.decisionUrl || line(form.decisionText) === '') return false
  const { protocol } = URL.parse(url) ?? {}
  return protocol === 'https:' || protocol === 'http:'
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()

const isLonger = (text: string, most: number): boolean =>
  text.length > most && [...text].length > most
