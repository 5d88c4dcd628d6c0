/** How often an address was asked for in a day, in memory alone and without the address. */
import { type Clock, DAY, milliseconds } from '../kernel/clock.ts'

/** So many mails a day may be asked for to one address: nobody is flooded in our name. */
const MOST_A_DAY = 8
/** So many addresses are remembered at once; beyond that the counting begins anew. */
const MOST_KNOWN = 20_000

/** Counts by keys that nobody can read an address from; true when this is one too many today. */
export function countAsked(clock: Clock): (key: string) => boolean {
  const counts = new Map<string, number>()
  let day = 0
  return (key) => {
    const today = Math.floor(milliseconds(clock()) / DAY)
    if (today !== day || counts.size >= MOST_KNOWN) counts.clear()
    day = today
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count > MOST_A_DAY
  }
}
