/** Looks after the drafts that become public by themselves, for as long as the server listens. */
import { milliseconds, SECOND } from '../kernel/clock.ts'
import type { App, House } from '../web/house.ts'
import { publishDue } from './schedule-actions.ts'
import { nextDue } from './schedule-store.ts'

/** The longest between two looks, in milliseconds: a clock that was set is noticed within it. */
const PAUSE = 15 * SECOND

/**
 * Publishes what is due when the server begins to listen, which is late for what was due before, and then each at its moment,
 * never two rounds at once. A round that fails is told and does not end the rounds; closing waits for the one that is under way.
 */
export function publishOnTime(
  app: App,
  house: House,
  log: { readonly error: (problem: unknown, words: string) => void },
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const look = () => publishDue(house)
  const begin = () => {
    round = look()
      .catch((problem) => log.error(problem, 'a round of publication failed'))
      .then(() => pause(house).catch(() => PAUSE))
      .then((wait) => {
        if (!stopped) timer = setTimeout(begin, wait)
      })
  }
  app.addHook('onListen', async () => begin())
  app.addHook('onClose', async () => {
    stopped = true
    clearTimeout(timer)
    await round
  })
  return look
}

/** Until the next moment, and never so short that a draft that cannot be published makes the rounds spin. */
async function pause(house: House): Promise<number> {
  const next = await nextDue(house.storage.read)
  const wait = next ? milliseconds(next) - milliseconds(house.clock()) + 1 : PAUSE
  return Math.max(SECOND, Math.min(PAUSE, wait))
}
