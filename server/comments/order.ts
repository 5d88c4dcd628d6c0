/**
 * In which order the conversations under a post are read, and from where on. A place in an order is written into an
 * address and stays good while comments come in: it names a conversation and not a number of pages.
 */

/** `answered`: those that the official has answered first; within, and otherwise, the oldest first. */
export const orders = ['oldest', 'newest', 'answered'] as const

export type Order = (typeof orders)[number]

/** A conversation's place in an order. */
export interface Spot {
  /** The conversation, by its root. */
  readonly root: number
  /** In `answered`: among those that were not answered. */
  readonly isRest: boolean
  /** In `answered`: only answers up to this number count, so that no page moves under its reader. */
  readonly asOf: number
}

/** Where a page begins, or where it ends; neither is the beginning of the order. */
export interface Asked {
  readonly order: Order
  readonly from: Spot | undefined
  /** The page that ends there; `last` is the end of the order. */
  readonly to: Spot | 'last' | undefined
  /** Whether all that was asked for was understood. */
  readonly isKnown: boolean
}

/** Beyond every number of a comment. */
export const BEYOND = 999_999_999_999_999

const spotPattern = /^(rest-)?([1-9]\d{0,14})(?:-([1-9]\d{0,14}))?$/

/** Reads a place from an address; undefined for what is none. */
export function spotIn(text: string | undefined): Spot | undefined {
  const [found, rest, root, asOf] = spotPattern.exec(text ?? '') ?? []
  if (found === undefined) return undefined
  return { root: Number(root), isRest: rest !== undefined, asOf: Number(asOf ?? BEYOND) }
}

/** A place as it stands in an address. */
export function spotText({ root, isRest, asOf }: Spot, order: Order): string {
  return order === 'answered' ? `${isRest ? 'rest-' : ''}${root}-${asOf}` : String(root)
}

/** Reads what an address asks for; what is not understood is left out. */
export function askedOf(query: Readonly<Record<string, string>>): Asked {
  const order = orders.find((one) => one === query.order) ?? 'oldest'
  const from = spotIn(query.from)
  const to = query.to === 'last' ? 'last' : spotIn(query.to)
  const read = { order: query.order && order, from: query.from && from, to: query.to && to }
  const isKnown = (['order', 'from', 'to'] as const).every(
    (name) => query[name] === undefined || read[name] === query[name] || isSpot(read[name]),
  )
  return { order, from, to: from ? undefined : to, isKnown }
}

const isSpot = (found: unknown): boolean => typeof found === 'object'

/** The query of an address: nothing for the first page of the usual order. */
export function queryOf(order: Order, at?: { readonly [K in 'from' | 'to']?: string }): string {
  const parts = [
    ...(order === 'oldest' ? [] : [`order=${order}`]),
    ...(at?.from ? [`from=${at.from}`] : []),
    ...(at?.to ? [`to=${at.to}`] : []),
  ]
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}
