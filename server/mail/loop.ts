/** The sender's rounds: one after the other, never two at once, whatever happens in one. */
import { type Clock, SECOND } from '../kernel/clock.ts'
import type { Sender } from './sender-actions.ts'

export interface Rounds {
  /** Begins no new round; resolves when the present one is over. */
  readonly stop: () => Promise<void>
}

const PAUSE = 15 * SECOND

/** Sends what is due, now and every fifteen seconds. A round that fails is told and does not end the rounds. */
export function startRounds(
  sender: Sender,
  clock: Clock,
  failed: (problem: unknown) => void,
): Rounds {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const begin = () => {
    round = sender
      .sendDue(clock())
      .catch((problem) => {
        failed(problem)
        return false
      })
      .then((isMore) => {
        if (!stopped) timer = setTimeout(begin, isMore ? 0 : PAUSE)
      })
  }
  begin()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      sender.stop()
      await round
    },
  }
}
