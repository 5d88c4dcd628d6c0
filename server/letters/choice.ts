/**
 * "Help me choose": what somebody weighs before they write, and what that speaks for. The questions follow the three
 * outcomes that an employee weighs of an open comment: cut down before everybody; good, but who gets the credit; fairly
 * good, and better in the open. Nothing of it is kept.
 */

/** The questions, in order, each with its possible answers. Only the first must be answered. */
export const questions = {
  about: ['idea', 'wrong', 'own'],
  outcome: ['bad', 'good', 'fair'],
  known: ['yes', 'no', 'any'],
  internal: ['yes', 'no'],
} as const

export type Question = keyof typeof questions

/** What was answered; whatever is missing was left out. */
export type Answers = { readonly [Asked in Question]?: (typeof questions)[Asked][number] }

/** Where to turn: a public comment, a letter, the whistleblower channel, or the office itself with one's own case. */
export type Way = 'comment' | 'letter' | 'whistle' | 'own'

/** What speaks for a way; `letters.choice.why.*` says each in plain words. */
export type Reason = 'internal' | 'hidden' | 'unsure' | 'credit' | 'better' | 'open'

export interface Advice {
  readonly first: Way
  /** What can be done besides, or instead. */
  readonly besides: Way | undefined
  readonly because: readonly Reason[]
  /** What was answered that speaks for the other door. */
  readonly but: readonly Reason[]
}

/** Reads the answers from a form; what is no answer to a question is left out. */
export function readAnswers(given: (question: Question) => string): Answers {
  const entries = (Object.keys(questions) as Question[]).map((question) => {
    const typed = given(question)
    return [question, questions[question].find((one) => one === typed)] as const
  })
  return Object.fromEntries(entries.filter(([, answer]) => answer !== undefined))
}

/** The advice; undefined before anybody has said what it is about. Wrongdoing goes to its own channel (LAW.md L43). */
export function advise(answers: Answers): Advice | undefined {
  if (answers.about === undefined) return undefined
  if (answers.about === 'wrong')
    return { first: 'whistle', besides: 'letter', because: [], but: [] }
  if (answers.about === 'own') return { first: 'own', besides: undefined, because: [], but: [] }
  const closed = forLetter(answers)
  const open = forComment(answers)
  return closed.length > 0
    ? { first: 'letter', besides: 'comment', because: closed, but: open }
    : { first: 'comment', besides: 'letter', because: open.length > 0 ? open : ['open'], but: [] }
}

const forLetter = ({ outcome, known, internal }: Answers): Reason[] => [
  ...(internal === 'yes' ? (['internal'] as const) : []),
  ...(known === 'no' ? (['hidden'] as const) : []),
  ...(outcome === 'bad' ? (['unsure'] as const) : []),
]

/** Whoever does not want to be noticed gets no credit in the open either. */
const forComment = ({ outcome, known }: Answers): Reason[] => [
  ...(outcome === 'good' && known !== 'no' ? (['credit'] as const) : []),
  ...(outcome === 'fair' ? (['better'] as const) : []),
]
