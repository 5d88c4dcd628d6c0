/** What the doctor finds of the index of the search. */
import { type Finding, good, mend } from './finding.ts'
import type { Counted } from './search/index-store.ts'

/** Whether the index has as many texts as are public. */
export function searchFound(counted: readonly Counted[]): Finding {
  const wrong = counted.filter(({ inIndex, isPublic }) => inIndex !== isPublic)
  if (wrong.length > 0) {
    const told = wrong.map(
      ({ kind, inIndex, isPublic }) => `${inIndex} of ${isPublic} ${kind} texts`,
    )
    return mend('search', `the index has ${told.join(', ')}: npm run cli -- search rebuild.`)
  }
  const texts = counted.reduce((sum, { isPublic }) => sum + isPublic, 0)
  return good('search', `${texts} public texts, all in the index`)
}
