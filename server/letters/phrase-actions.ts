/** What the team does with its ready phrases. */
import { err, ok, type Result } from '../kernel/result.ts'
import { nextId } from '../storage/counter.ts'
import type { House } from '../web/house.ts'
import { MOST_PHRASES, type Phrase, type PhraseFault } from './phrase.ts'
import { dropPhrase, findPhrase, phrasesIn, savePhrase } from './phrase-store.ts'

/** Keeps a phrase: a new one, or one that there is, changed. */
export function keepPhrase(
  house: House,
  by: number,
  { id, phrase }: { readonly id: number | undefined; readonly phrase: Phrase },
): Promise<Result<'kept', 'not_found' | PhraseFault>> {
  const changed_at = house.clock()
  return house.storage.transact(async (tx) => {
    const before = id === undefined ? undefined : await findPhrase(tx, id)
    if (id !== undefined && !before) return err('not_found')
    const isNewThere = before?.language !== phrase.language
    if (isNewThere && (await phrasesIn(tx, phrase.language)).length >= MOST_PHRASES)
      return err('letters.phrases.fault.many')
    const number = id ?? (await nextId(tx, 'letter_phrase'))
    await savePhrase(tx, { id: number, ...phrase, changed_at, changed_by: by })
    return ok('kept')
  })
}

/** Takes a phrase away; one that is gone already is no matter. */
export const removePhrase = (house: House, id: number): Promise<void> =>
  house.storage.transact((tx) => dropPhrase(tx, id))
