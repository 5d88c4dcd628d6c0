/** The page of a search, as plain data: the form with what was typed, what there is to say, and the hits. */
import type { Instant } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { excerpt } from '../text/excerpt.ts'
import type { Site } from '../web/house.ts'
import type { Found, Unasked } from './actions.ts'
import { excerptOf, marked, type Piece } from './excerpt.ts'
import { kinds, type Narrowing, searchPath } from './narrowing.ts'
import type { Hit } from './texts-store.ts'

/** One hit: its label first, where it stands, and the words of it that were looked for. */
export interface FoundModel {
  readonly href: string
  readonly language: Language
  readonly capacity: Capacity | undefined
  /** What it is, and for a question whether it has its answer. */
  readonly kind: string
  readonly title: readonly Piece[]
  /** For a comment: the capacity of the post above it, whose title is the hit's. */
  readonly place: Capacity | undefined
  readonly excerpt: readonly Piece[]
  readonly time: { readonly iso: Instant; readonly words: string }
}

interface Choice {
  readonly value: string
  readonly words: string
  readonly isChosen: boolean
}

export interface SearchPage {
  readonly form: {
    readonly words: string
    readonly kinds: readonly Choice[]
    readonly capacities: readonly Choice[]
    readonly years: readonly Choice[]
    readonly tag: string
    readonly isAnswered: boolean
    /** What it is narrowed to, in words. */
    readonly narrowed: string | undefined
    /** Shown at once: where nothing was found, it may be what to change. */
    readonly isOpen: boolean
  }
  /** How much was found, or why nothing was looked for. */
  readonly told: string
  /** What else there is to know of this search. */
  readonly notes: readonly string[]
  readonly hits: readonly FoundModel[]
  readonly hints: readonly string[]
  readonly links: readonly { readonly href: string; readonly words: string }[]
}

declare module '../web/views.ts' {
  interface Views {
    'search/index': SearchPage
    'search/form': SearchPage['form']
    'search/hit': FoundModel
    'search/pieces': { readonly pieces: readonly Piece[] }
  }
}

/** Whose eyes it is for. */
interface Reading {
  readonly t: T
  readonly language: Language
  readonly site: Pick<Site, 'timeZone'>
}

/** What the page is made from. */
export interface Searched {
  readonly narrowing: Narrowing
  readonly years: readonly number[]
  readonly isFirst: boolean
  readonly unasked: Unasked | undefined
  /** A tag that no post has. */
  readonly unknownTag: boolean
  readonly found: Found | undefined
}

const EXCERPT = 260
const TITLE = 140

/** The page of a search. */
export function searchPage(searched: Searched, reading: Reading): SearchPage {
  const { t } = reading
  const { narrowing, found, isFirst } = searched
  return {
    form: formModel(searched, t),
    told: toldOf(searched, t),
    notes: [
      ...(found?.isCut ? [t('search.cut')] : []),
      ...(found?.broad.map((letters) => t('search.broad', { letters })) ?? []),
    ],
    hits: found?.hits.map((hit) => hitModel(hit, found, reading)) ?? [],
    hints: found && found.hits.length > 0 ? [] : hintsOf(t),
    links: [
      ...(found?.next
        ? [{ href: searchPath(narrowing, found.next), words: t('search.older') }]
        : []),
      ...(isFirst ? [] : [{ href: searchPath(narrowing), words: t('search.newest') }]),
    ],
  }
}

const hintsOf = (t: T): string[] => [
  ...[t('search.hint.forms'), t('search.hint.phrase'), t('search.hint.prefix')],
  ...[t('search.hint.without'), t('search.hint.names')],
]

function toldOf({ unasked, unknownTag, found, narrowing }: Searched, t: T): string {
  if (unknownTag) return t('search.unknown_tag', { tag: narrowing.tag })
  if (unasked) return t(`search.unasked.${unasked}`)
  if (!found) return ''
  if (found.count === undefined) return found.hits.length === 0 ? t('search.no_more') : ''
  if (found.isMore) return t('search.more_than', { count: found.count })
  return t('search.found', { count: found.count }).trim()
}

function hitModel(hit: Hit, { sought }: Found, { t, language, site }: Reading): FoundModel {
  const title = excerpt(oneLine(hit.title), TITLE)
  const isComment = hit.place !== undefined
  return {
    ...{ href: hit.href, language: hit.language, capacity: hit.capacity },
    kind: kindWords(hit, t),
    title: isComment ? [{ words: title, isMarked: false }] : marked(title, sought),
    place: hit.place,
    excerpt: excerptOf(oneLine(hit.text), sought, EXCERPT),
    time: { iso: hit.at, words: date(hit.at, language, site.timeZone) },
  }
}

function kindWords({ kind, capacity, question }: Hit, t: T): string {
  if (kind !== 'comment') return t(`search.is.${kind}`)
  if (question) return t(`search.is.question.${question}`)
  return capacity ? t('search.is.reply') : t('search.is.comment')
}

function formModel({ narrowing, years, found }: Searched, t: T): SearchPage['form'] {
  const { words, kind, capacity, year, tag, isAnswered } = narrowing
  const choice = (value: string, text: string, chosen: string | undefined): Choice => ({
    ...{ value, words: text, isChosen: value === (chosen ?? '') },
  })
  const parts = [
    ...(kind ? [t(`search.kind.${kind}`)] : []),
    ...(capacity ? [t(`common.capacity.${capacity}`)] : []),
    ...(year ? [`${year}`] : []),
    ...(tag ? [tag] : []),
    ...(isAnswered ? [t('search.form.answered')] : []),
  ]
  return {
    ...{ words, tag, isAnswered },
    narrowed:
      parts.length === 0 ? undefined : t('search.form.narrowed', { what: parts.join(', ') }),
    isOpen: parts.length > 0 && (found?.hits.length ?? 0) === 0,
    kinds: kinds.map((one) => choice(one, t(`search.kind.${one}`), kind)),
    capacities: (['personal', 'official'] as const).map((one) =>
      choice(one, t(`common.capacity.${one}`), capacity),
    ),
    years: years.map((one) => choice(`${one}`, `${one}`, year?.toString())),
  }
}
