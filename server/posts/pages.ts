/** How posts are shown: nouns become plain data, dates and words are ready to print. */
import type { Disclosure } from '../disclosures/disclosure.ts'
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { standing } from '../language/standing.ts'
import { excerpt } from '../text/excerpt.ts'
import type { Html } from '../text/html.ts'
import type { Site } from '../web/house.ts'
import type { Views } from '../web/views.ts'
import type { FiltersModel } from './filters-pages.ts'
import type { LiftedModel } from './lifted-pages.ts'
import type { EntriesModel } from './list-pages.ts'
import {
  type Capacity,
  type Decision,
  type GonePost,
  type PostAuthor,
  type PostTag,
  UNDONE,
} from './post.ts'
import type { PartModel } from './series-pages.ts'
import { type Link, type Telling, type Time, timeOf } from './telling-pages.ts'

export interface ListPage extends EntriesModel {
  readonly title: string
  readonly summary: string | undefined
  readonly capacity: Capacity | undefined
  readonly filters: FiltersModel
}

export interface PostPage {
  /** Set while only its authors see it. */
  readonly preview:
    | { readonly words: string; readonly publish: string; readonly back: string }
    | undefined
  /** Missing only in the preview of a draft whose capacity is not chosen yet. */
  readonly capacity: Capacity | undefined
  readonly language: Language
  readonly title: string
  readonly summary: string
  readonly published: Time | undefined
  readonly changed: Time | undefined
  readonly history: string
  /** Where it is cited from; empty in a preview. */
  readonly cite: string
  /** What it is cited as, for a copy on paper. */
  readonly paper: string
  /** The same as a file. */
  readonly markdown: string
  readonly correction: string | undefined
  /** The comment that it began with. */
  readonly lifted: LiftedModel | undefined
  /** Where in a series it stands. */
  readonly part: PartModel | undefined
  readonly html: Html
  readonly decision: { readonly words: string; readonly href: string | undefined } | undefined
  readonly tags: readonly Link[]
  readonly standing: string | undefined
  readonly author: { readonly name: string; readonly words: string }
  /** Entries of the archive that hang on the post without a place in its text. */
  readonly accounts: readonly (Link & {
    readonly language: Language
    readonly capacity: Capacity
  })[]
  /** The official, when it is they who wrote it. */
  readonly presented: Views['images/box'] | undefined
  /** The question to the readers in a preview; a published post's stands on top of its thread. */
  readonly question: string | undefined
  readonly thread: Views['comments/thread'] | undefined
}

export interface GonePage {
  readonly when: string
  readonly reason: string | undefined
  /** What the country's law makes of it now. */
  readonly record: string
}

declare module '../web/views.ts' {
  interface Views {
    'shared/label': { readonly capacity: Capacity }
    'shared/paging': { readonly label: string; readonly links: readonly Link[] }
    'posts/entries': EntriesModel
    'posts/index': ListPage
    'posts/show-nav': FiltersModel
    'posts/show': PostPage
    'posts/gone': GonePage
  }
}

/** A post's words, whether published or not. */
export interface PostWords {
  readonly capacity: Capacity | undefined
  readonly language: Language
  readonly title: string
  readonly summary: string
  readonly html: Html
  readonly decision: Decision | undefined
  readonly tags: readonly PostTag[]
  readonly author: PostAuthor
}

/** What the page of a post and its preview have in common. */
export function wordsModel(post: PostWords, telling: Telling) {
  const { t, site } = telling
  return {
    capacity: post.capacity,
    language: post.language,
    title: post.title,
    summary: post.summary,
    html: post.html,
    decision: post.decision && { words: post.decision.text, href: post.decision.url },
    tags: post.tags.map(({ slug, name }) => ({ href: `/tags/${slug}`, words: name })),
    standing: post.capacity && standing(post.capacity, post.author.name, telling.language),
    author: { name: post.author.name, words: authorWords(post.author, t, site) },
  }
}

/** Entries that hang on a post: each by the beginning of what can be said. */
export const accountsModel = (
  entries: readonly Pick<Disclosure, 'id' | 'canSay' | 'language' | 'capacity'>[],
  { t }: Telling,
): PostPage['accounts'] =>
  entries.map(({ id, canSay, language, capacity }) => ({
    ...{ href: `/openness/${id}`, language, capacity },
    words: t('posts.account', { number: id, words: excerpt(canSay, MOST_OF_ACCOUNT) }),
  }))

const MOST_OF_ACCOUNT = 120

/** Who the author is, or was when it was written. */
function authorWords({ name, title }: PostAuthor, t: T, site: Site): string {
  const values = { title, authority: site.authority }
  const isStill = name === site.official.name && title === site.official.title
  return isStill ? t('posts.author.is', values) : t('posts.author.wrote', values)
}

/** What the readers of a post are told of its correction. */
export const correctionOf = (
  { at, from, to }: { readonly at: Instant; readonly from: Capacity; readonly to: Capacity },
  telling: Telling,
): string =>
  telling.t('posts.corrected', {
    time: timeOf(at, telling).words,
    from: telling.t(`common.capacity.${from}`),
    to: telling.t(`common.capacity.${to}`),
  })

/** What is told at the address of a post that was taken down. */
export function goneModel(gone: GonePost, telling: Telling): GonePage {
  const { t, site } = telling
  const record = t(`posts.gone.record.${site.country}`)
  const when = t('posts.gone.words', { time: timeOf(gone.at, telling).words })
  if (gone.reason === UNDONE)
    return { when: `${when} ${t('posts.gone.undone')}`, reason: undefined, record }
  return { when, reason: gone.reason, record }
}
