/**
 * Signing in is slowed, never locked: whoever guesses waits longer and longer, and nobody can shut
 * another out. Remembered in memory alone, places only as hashes that nobody can undo tomorrow.
 */
import { type Clock, HOUR, MINUTE, milliseconds, SECOND } from '../kernel/clock.ts'

export interface Slowness {
  /**
   * Counts one attempt by `who` (an address, or an account whose code is asked for) from a place.
   * Gives 0, or the seconds to wait: then it must not be tried at all.
   */
  readonly attempt: (who: string, place: string) => number
  /** Whether so many attempts were made that the next ones wait. */
  readonly isSlowed: (who: string, place: string) => boolean
  /** Takes the attempt back: it was the right person. */
  readonly succeeded: (who: string, place: string) => void
}

interface Ladder {
  /** So many attempts cost nothing. */
  readonly free: number
  /** The longest wait, in milliseconds. */
  readonly most: number
}

/** One person from one place; with the stricter one when many places try the same person. */
const person: Ladder = { free: 5, most: 15 * MINUTE }
const personUnderAttack: Ladder = { free: 1, most: 15 * MINUTE }
/** A whole town hall may sit behind one address. */
const wholePlace: Ladder = { free: 30, most: MINUTE }
const ATTACK = 50
const FORGOTTEN_AFTER = HOUR
const MOST_KEPT = 20_000

interface Tally {
  readonly count: number
  readonly until: number
  readonly last: number
}

/** Remembers attempts with this clock. */
export function openSlowness(clock: Clock): Slowness {
  const tallies = new Map<string, Tally>()

  const find = (key: string, now: number): Tally => {
    const known = tallies.get(key)
    if (known && now - known.last < FORGOTTEN_AFTER) return known
    return { count: 0, until: 0, last: now }
  }
  const put = (key: string, tally: Tally): void => {
    tallies.delete(key)
    if (tally.count > 0) tallies.set(key, tally)
    const [oldest] = tallies.keys()
    if (tallies.size > MOST_KEPT && oldest !== undefined) tallies.delete(oldest)
  }
  const add = (key: string, now: number, ladder?: Ladder): void => {
    const count = find(key, now).count + 1
    put(key, { count, until: ladder ? now + wait(count, ladder) : 0, last: now })
  }
  const takeBack = (key: string, now: number): void =>
    put(key, { count: find(key, now).count - 1, until: 0, last: now })

  return {
    attempt: (who, place) => {
      const now = milliseconds(clock())
      const [pair, here] = [`${place} ${who}`, `place ${place}`]
      const until = Math.max(find(pair, now).until, find(here, now).until)
      if (until > now) return Math.ceil((until - now) / SECOND)
      const isAttacked = find(`who ${who}`, now).count >= ATTACK
      add(pair, now, isAttacked ? personUnderAttack : person)
      add(here, now, wholePlace)
      add(`who ${who}`, now)
      return 0
    },
    isSlowed: (who, place) => find(`${place} ${who}`, milliseconds(clock())).count >= person.free,
    succeeded: (who, place) => {
      const now = milliseconds(clock())
      tallies.delete(`${place} ${who}`)
      takeBack(`place ${place}`, now)
      takeBack(`who ${who}`, now)
    },
  }
}

/** Nothing at first, then 1, 2, 4 … seconds. */
function wait(count: number, { free, most }: Ladder): number {
  if (count < free) return 0
  return Math.min(SECOND * 2 ** Math.min(count - free, 20), most)
}
