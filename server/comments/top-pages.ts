/** What stands on top of a thread: in which order it is read, and what the official has answered. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Order, queryOf } from './order.ts'
import type { Link } from './paging-pages.ts'

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

/** The official's answers, listed where they cannot be missed. */
export interface AnswersModel {
  readonly words: string
  readonly latest: readonly (Link & { readonly capacity: Capacity; readonly when: string })[]
  /** Where the others are found. */
  readonly rest: Link | undefined
}

/** The list of answers; undefined while there is none. */
export function answersModel(
  given: {
    readonly count: number
    readonly latest: readonly {
      readonly id: number
      readonly capacity: Capacity
      readonly receivedAt: Instant
      readonly to: { readonly name: string } | undefined
    }[]
  },
  { t, language, site }: Asking,
  path: string,
): AnswersModel | undefined {
  const { count, latest } = given
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

declare module '../web/views.ts' {
  interface Views {
    'comments/answers': AnswersModel
  }
}
