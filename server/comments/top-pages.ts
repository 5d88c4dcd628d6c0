/** What stands on top of a thread: the summary, what changed a mind, what the official has answered, and the orders. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { possessive } from '../language/possessive.ts'
import { date, exactTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Html, trusted } from '../text/html.ts'
import { type Order, queryOf } from './order.ts'
import type { Link } from './paging-pages.ts'
import type { Top } from './top-store.ts'

/** A thread with fewer comments is read at a glance: it needs no choice of order. */
const ORDERED_FROM = 10

interface Asking {
  readonly t: T
  readonly language: Language
  readonly site: {
    readonly timeZone: string
    readonly official: { readonly name: string }
  }
}

export interface OrderLink extends Link {
  readonly isCurrent: boolean
}

/** The orders to choose from: none under a short post, and by answers only where there are some. */
export function orderLinks(
  { t, site }: Asking,
  thread: {
    readonly path: string
    readonly order: Order
    readonly post: { readonly commentCount: number }
    readonly hasAnswers: boolean
  },
): OrderLink[] {
  const { path, order, post, hasAnswers } = thread
  if (post.commentCount < ORDERED_FROM && order === 'oldest') return []
  const offered: Order[] = ['oldest', 'newest', ...(hasAnswers ? (['answered'] as const) : [])]
  return offered.map((one) => ({
    href: `${path}${queryOf(one)}#comments`,
    words: t(`comments.order.${one}`, { name: site.official.name }),
    isCurrent: one === order,
  }))
}

/** A link with its label and its day. */
export interface Listed extends Link {
  readonly capacity: Capacity
  readonly when: string
}

/** The official's answers, listed where they cannot be missed. */
export interface AnswersModel {
  readonly words: string
  readonly latest: readonly Listed[]
  /** Where the others are found. */
  readonly rest: Link | undefined
}

/** The author's summary, with what it rests on. */
export interface SummaryModel {
  readonly capacity: Capacity
  readonly name: string
  readonly title: string
  readonly html: Html
  readonly language: Language
  readonly basis: string
  readonly href: string
  readonly versions: Link | undefined
}

/** What stands on top of a thread. */
export interface TopModel {
  readonly summary: SummaryModel | undefined
  readonly credits: readonly Listed[]
  readonly answers: AnswersModel | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'comments/top': TopModel
  }
}

/** Marks that are listed on top; each stands at its comment besides. */
const CREDITS_ON_TOP = 5

/** What is on top of a thread in its reader's language; `language` is the post's. */
export const topModel = (
  { summary, credits, answers }: Top,
  asking: Asking,
  { path, language }: { readonly path: string; readonly language: Language },
): TopModel => ({
  summary: summary && summaryModel(summary, asking, language),
  credits: credits.slice(0, CREDITS_ON_TOP).map((credit) => creditLink(credit, asking)),
  answers: answersModel(answers, asking, path),
})

function summaryModel(
  { reply, comments, at }: NonNullable<Top['summary']>,
  { t, language, site }: Asking,
  own: Language,
): SummaryModel {
  return {
    capacity: reply.capacity ?? 'official',
    name: reply.name,
    title: reply.title,
    html: trusted(reply.html),
    language: own,
    basis: t('comments.summary.basis', {
      n: comments,
      time: exactTime(at, language, site.timeZone),
    }),
    href: `/comments/${reply.id}`,
    versions:
      reply.version > 1
        ? { href: `/comments/${reply.id}/history`, words: t('comments.summary.versions') }
        : undefined,
  }
}

const creditLink = (credit: Top['credits'][number], { t, language, site }: Asking): Listed => ({
  href: `/comments/${credit.comment_id}`,
  words: t('comments.credit.by', {
    name: credit.comment_name || t('comments.noName'),
    whose: possessive(credit.author_name, language),
  }),
  capacity: credit.capacity,
  when: date(credit.at, language, site.timeZone),
})

function answersModel(
  { count, latest }: Top['answers'],
  { t, language, site }: Asking,
  path: string,
): AnswersModel | undefined {
  if (count === 0) return undefined
  return {
    words: t('comments.answers', { name: site.official.name, n: count }),
    latest: latest.map(({ id, capacity, receivedAt, to }) => ({
      href: `/comments/${id}`,
      words: t('comments.answers.to', {
        name: to ? to.name || t('comments.nobody') : t('comments.aHiddenOne'),
      }),
      capacity,
      when: date(receivedAt, language, site.timeZone),
    })),
    rest:
      count > latest.length
        ? {
            href: `${path}${queryOf('answered')}#comments`,
            words: t('comments.answers.rest', { name: site.official.name }),
          }
        : undefined,
  }
}
