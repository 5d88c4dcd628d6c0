/** Which conversations a page of a thread holds, and where the pages before and after it are. */
import type { Reader } from '../storage/database.ts'
import {
  type Conversation,
  conversationsFrom,
  ends,
  type Line,
  newestNumber,
  publicRanges,
} from './conversation-store.ts'
import type { Asked, Spot } from './order.ts'
import { fill, linesOf, type Moved, PAGE, type Placed, rangesOf, withoutMoved } from './thread.ts'

/** A page of a thread in one of its orders. */
export interface ConversationPage {
  readonly lines: readonly Placed[]
  readonly next: Spot | undefined
  readonly before: Spot | undefined
  /** Whether a place was asked for, so that there may be something before it. */
  readonly isPart: boolean
}

/** Reads a page: two queries for its comments and, on later pages, one for its neighbour. */
export async function conversationPage(
  read: Reader,
  asked: Asked,
  { post, official, sides }: Pick<Line, 'post' | 'official'> & { readonly sides: readonly Moved[] },
): Promise<ConversationPage> {
  const { order } = asked
  const line = { post, official, order }
  const { kept, next, before } = await conversationsOn(read, { line, sides }, asked)
  const rows = await publicRanges(read, post, rangesOf(kept, order === 'oldest', sides))
  const isPart = asked.from !== undefined || asked.to !== undefined
  return { lines: linesOf(kept, rows, sides), next, before, isPart }
}

async function conversationsOn(
  read: Reader,
  { line, sides }: { readonly line: Line; readonly sides: readonly Moved[] },
  { order, from, to }: Asked,
) {
  const place = from ?? (to === 'last' ? undefined : to)
  const asOf = place?.asOf ?? (order === 'answered' ? await newestNumber(read) : 0)
  const { first, last } = ends(order, asOf)
  const spot = (one: Conversation | undefined) => one && { ...one, asOf }
  /** The first conversation beyond the one that the page begins or ends with. */
  const beyond = async (at: Spot, isBack: boolean) => {
    const two = await conversationsFrom(read, line, { at, isBack, most: 2 })
    return spot(two.find(({ root, isRest }) => root !== at.root || isRest !== at.isRest))
  }
  const at = place ?? (to ? last : first)
  const isBack = to !== undefined
  const found = await conversationsFrom(read, line, { at, isBack, most: PAGE + 1 })
  const { kept, left } = fill(
    sides.length > 0 ? found.map((one) => withoutMoved(one, sides)) : found,
  )
  const other = place && (await beyond(place, !isBack))
  return isBack
    ? { kept: [...kept].reverse(), before: spot(left), next: other }
    : { kept, before: other, next: spot(left) }
}
