/** The commands about the index of the search. */
import type { Command } from './cli.ts'
import { rebuildIndexes, wrongIndexes } from './search/index-store.ts'

/** Compares every word of the index with the public texts; 1 when they differ. */
export const checkSearch: Command = async ({ storage, say }, words) => {
  if (words.length > 0) return 2
  const wrong = await storage.transact(wrongIndexes)
  if (wrong.length === 0) {
    say('The index of the search says what the public texts say, word for word.')
    return 0
  }
  say(`The index of ${wrong.join(' and ')} texts is wrong: npm run cli -- search rebuild`)
  return 1
}

/** Makes the index anew from the public texts, in one transaction. */
export const rebuildSearch: Command = async ({ storage, say }, words) => {
  if (words.length > 0) return 2
  await storage.transact(rebuildIndexes)
  say('The index of the search is made anew.')
  return 0
}
