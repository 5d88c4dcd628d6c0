/** The plain links from one page of a thread to those beside it. */
import type { T } from '../language/catalogue.ts'
import { type Order, queryOf, type Spot, spotText } from './order.ts'

export interface Link {
  readonly href: string
  readonly words: string
}

/** The links above and below a page; none where there is one page. */
export interface Paging {
  readonly above: readonly Link[]
  readonly below: readonly Link[]
}

/** First, previous, next and last, as far as there are such; an address says where a page begins or ends. */
export function pagingOf(
  page: {
    readonly next: Spot | undefined
    readonly before: Spot | undefined
    readonly isPart: boolean
  },
  { t }: { readonly t: T },
  { path, order }: { readonly path: string; readonly order: Order },
): { readonly paging: Paging } {
  const { next, before, isPart } = page
  const link = (
    words: 'first' | 'previous' | 'next' | 'last',
    at?: { readonly from?: string; readonly to?: string },
  ) => ({ href: `${path}${queryOf(order, at)}#comments`, words: t(`comments.page.${words}`) })
  const back = [
    ...(isPart ? [link('first')] : []),
    ...(before ? [link('previous', { to: spotText(before, order) })] : []),
  ]
  const forth = next
    ? [link('next', { from: spotText(next, order) }), link('last', { to: 'last' })]
    : []
  return { paging: { above: back, below: [...back, ...forth] } }
}
