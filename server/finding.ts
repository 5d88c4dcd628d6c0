/** What the doctor finds, one line each. */

/** `good`; `look`: known, and perhaps meant so; `mend`: this must be put right. */
export interface Finding {
  readonly state: 'good' | 'look' | 'mend'
  readonly about: string
  readonly words: string
}

type Say = (about: string, words: string) => Finding

export const good: Say = (about, words) => ({ state: 'good', about, words })
export const look: Say = (about, words) => ({ state: 'look', about, words })
export const mend: Say = (about, words) => ({ state: 'mend', about, words })
