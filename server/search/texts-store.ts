/** What was found, as the public reads it: from the views that say what is public, and from nowhere else. */
import { shownComments } from '../comments/store.ts'
import { entriesOf } from '../disclosures/archive-store.ts'
import { type Disclosure, pathOf } from '../disclosures/disclosure.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import type { PublicPost } from '../posts/post.ts'
import { publicPostsOf } from '../posts/store.ts'
import type { Reader } from '../storage/database.ts'
import type { Capacity } from '../storage/schema.ts'
import { plainText } from '../text/excerpt.ts'
import { type Html, html } from '../text/html.ts'
import { filled } from '../text/marks.ts'
import type { FoundKind } from './narrowing.ts'

/** One hit. No name of anybody: it is found by its words. */
export interface Hit {
  readonly kind: FoundKind
  readonly id: number
  readonly at: Instant
  readonly href: string
  readonly language: Language
  /** Of the text itself; a citizen's comment has none. */
  readonly capacity: Capacity | undefined
  /** The title, of a comment that of the post above it. */
  readonly title: string
  readonly text: string
  /** The capacity of the post above a comment. */
  readonly place: Capacity | undefined
  readonly question: 'open' | 'answered' | undefined
}

/** Texts by their numbers, in the order of the numbers; what is not public any more is left out. */
export async function textsOf(db: Reader, kind: FoundKind, ids: readonly number[]): Promise<Hit[]> {
  const found = new Map((await read[kind](db, ids)).map((hit) => [hit.id, hit]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

const read: Readonly<Record<FoundKind, (db: Reader, ids: readonly number[]) => Promise<Hit[]>>> = {
  post: async (db, ids) => (await publicPostsOf(db, ids)).map(ofPost),
  comment: async (db, ids) => (await shownComments(db, ids)).map(ofComment),
  entry: async (db, ids) => (await entriesOf(db, ids)).map(ofEntry),
}

const none = { place: undefined, question: undefined }

const ofPost = (post: PublicPost): Hit => ({
  ...none,
  ...{ kind: 'post', id: post.id, at: post.firstPublishedAt, href: post.path },
  ...{ language: post.language, capacity: post.capacity, title: post.title },
  text: [post.summary, plainText(filled(post.html, () => html``)), post.question]
    .filter((text) => text !== '')
    .join(' '),
})

function ofComment(row: Awaited<ReturnType<typeof shownComments>>[number]): Hit {
  const { id, language, title } = row
  const answered = row.answered_by === null ? 'open' : 'answered'
  return {
    ...{ kind: 'comment', id, language, title },
    at: row.received_at,
    href: `/comments/${id}`,
    capacity: row.capacity ?? undefined,
    text: plainText((row.html ?? '') as Html),
    place: row.post_capacity,
    question: row.question === 1 ? answered : undefined,
  }
}

const ofEntry = (entry: Disclosure): Hit => ({
  ...none,
  ...{ kind: 'entry', id: entry.id, at: entry.firstAt, href: pathOf(entry.id) },
  ...{ language: entry.language, capacity: entry.capacity },
  title: entry.canSay,
  text: [entry.why, entry.opennessWhy, entry.harm, entry.lift, entry.because]
    .filter((text) => text !== undefined)
    .join(' '),
})
