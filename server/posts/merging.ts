/** Two drafts that began as one, brought together. Pure. */
import { merged } from '../text/merge.ts'
import type { DraftContent } from './draft.ts'

/** Both ones' changes to a draft; undefined when both changed the same place, each in their own way. */
export function mergedContent(
  base: DraftContent,
  mine: DraftContent,
  theirs: DraftContent,
): DraftContent | undefined {
  const whole = <F extends keyof DraftContent>(field: F) =>
    chosen(base[field], mine[field], theirs[field])
  const lines = (field: 'question' | 'summary' | 'source') =>
    merged(base[field], mine[field], theirs[field])
  const tags = merged(...([base, mine, theirs].map((one) => one.tags.join('\n')) as Three))
  const made = {
    ...{ capacity: whole('capacity'), title: whole('title'), language: whole('language') },
    ...{ decision: whole('decision'), commentsOpen: whole('commentsOpen') },
    ...{ question: lines('question'), summary: lines('summary'), source: lines('source') },
    tags: tags === undefined ? undefined : { value: tags.split('\n').filter((tag) => tag !== '') },
  }
  const { capacity, title, language, decision, commentsOpen, question, summary, source } = made
  if (!capacity || !title || !language || !decision || !commentsOpen || !made.tags) return undefined
  if (question === undefined || summary === undefined || source === undefined) return undefined
  return {
    ...{ capacity: capacity.value, title: title.value, language: language.value },
    ...{ decision: decision.value, commentsOpen: commentsOpen.value },
    ...{ question, summary, source, tags: made.tags.value },
  }
}

type Three = [string, string, string]

/** What one of the two made of it; undefined when both made something else of it. */
function chosen<T>(base: T, mine: T, theirs: T): { readonly value: T } | undefined {
  const isSame = (one: T, other: T) => JSON.stringify(one) === JSON.stringify(other)
  if (isSame(mine, theirs) || isSame(theirs, base)) return { value: mine }
  return isSame(mine, base) ? { value: theirs } : undefined
}
