/** Makes of a letter and what was chosen of it the content that both sides say yes to. */
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import type { Capacity } from '../posts/post.ts'
import {
  type AgreedLetter,
  credits,
  type Part,
  type PartAnswer,
  type Redaction,
  type RedactionReason,
  redactionReasons,
} from '../text/agreed-letter.ts'
import { readOf, seenOf, spansOf } from './reading.ts'

/** The most paragraphs that can be chosen one by one; what comes after them is one with the last. */
export const MOST_PARTS = 60
/** Characters, as a person counts them. */
export const most = { title: 200, preface: 500, answer: 8000, credit: 80, words: 2000 } as const
const MOST_TAKEN_OUT = 40

/** What is typed in the form of a proposal. */
export interface Typed {
  readonly title: string
  readonly preface: string
  readonly capacity: Capacity | undefined
  readonly credit: { readonly kind: string; readonly words: string }
  /** The numbers of the chosen paragraphs. */
  readonly chosen: readonly number[]
  /** The answers by the number of the paragraph that they follow, 0 for before all. */
  readonly answers: Readonly<Record<number, string>>
  /** Words to take out, a line each, for each reason. */
  readonly takeOut: Readonly<Record<RedactionReason, string>>
  /** Others who are mentioned, a line each, besides those whom the site finds. */
  readonly others: string
}

export type TypedFault = `agreements.fault.${
  | 'title'
  | 'preface'
  | 'capacity'
  | 'credit'
  | 'nothing'
  | 'answer'
  | 'takeOut'
  | 'missing'
  | 'others'}`
/** By the name of the field: what must be mended, and which words are meant, where some are. */
export type TypedFaults = Readonly<
  Partial<Record<string, { readonly key: TypedFault; readonly words?: string }>>
>

/** What a proposal is about besides what is typed. */
export interface Basis {
  readonly kind: 'letter' | 'own_words'
  readonly language: Language
  /** The letter in paragraphs. */
  readonly paragraphs: readonly string[]
  /** Who answers, as the page names them. */
  readonly by: { readonly name: string; readonly title: string }
}

/** What a writer said, the first text and the later ones, as paragraphs that can be chosen. */
export function paragraphsOf(texts: readonly string[]): string[] {
  const all = texts.flatMap((text) =>
    text
      .split(/\n[ \t]*\n/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
  if (all.length <= MOST_PARTS) return all
  return [...all.slice(0, MOST_PARTS - 1), all.slice(MOST_PARTS - 1).join('\n\n')]
}

/** The content, or what must be mended; the writer's words stay word for word, but for what is visibly taken out. */
export function compose(typed: Typed, basis: Basis): Result<AgreedLetter, TypedFaults> {
  const { kind, language, paragraphs, by } = basis
  const chosen = kind === 'letter' ? whole(typed.chosen, paragraphs) : []
  const { parts, redactions, missing } = takeOut(chosen, typed.takeOut)
  const answers = answersOf(typed, by, paragraphs.length)
  const credit = creditOf(typed.credit)
  const faults: TypedFaults = {
    ...lengthFaults(typed),
    ...(typed.capacity ? {} : { capacity: { key: 'agreements.fault.capacity' } }),
    ...(credit ? {} : { credit_words: { key: 'agreements.fault.credit' } }),
    ...(kind === 'letter' && parts.length === 0
      ? { part: { key: 'agreements.fault.nothing' } }
      : {}),
    ...(kind === 'own_words' && answers.length === 0
      ? { 'answer-0': { key: 'agreements.fault.answer' } }
      : {}),
    ...missing,
  }
  if (Object.keys(faults).length > 0 || !typed.capacity || !credit) return err(faults)
  return ok({
    ...{ format: 1, language, capacity: typed.capacity },
    ...{ title: oneLine(typed.title), preface: oneLine(typed.preface) },
    ...{ credit, parts, redactions, answers },
  })
}

const whole = (chosen: readonly number[], paragraphs: readonly string[]): Part[] =>
  paragraphs.flatMap((text, at) => (chosen.includes(at + 1) ? [{ number: at + 1, text }] : []))

const answersOf = ({ answers }: Typed, by: Basis['by'], last: number): PartAnswer[] =>
  Array.from({ length: last + 1 }, (_, after) => ({ after, text: (answers[after] ?? '').trim() }))
    .filter(({ text }) => text !== '')
    .map((one) => ({ ...one, ...by }))

function creditOf({ kind, words }: Typed['credit']): AgreedLetter['credit'] | undefined {
  const found = credits.find((one) => one === kind)
  if (!found) return undefined
  if (found === 'none' || found === 'colleague') return { kind: found, words: '' }
  const line = oneLine(words)
  return line === '' || [...line].length > most.credit ? undefined : { kind: found, words: line }
}

/** The lines of a field that lists words. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    seenOf(text)
      .split('\n')
      .map(oneLine)
      .filter((line) => line !== ''),
  ),
]

function lengthFaults({ title, preface, answers, takeOut, others }: Typed): TypedFaults {
  const length = (text: string) => [...text.trim()].length
  const long = Object.entries(answers).find(([, text]) => length(text) > most.answer)
  const tooMuch = (text: string) =>
    text.length > most.words || linesOf(text).length > MOST_TAKEN_OUT
  const much = redactionReasons.find((reason) => tooMuch(takeOut[reason]))
  return {
    ...(oneLine(title) === '' || length(title) > most.title
      ? { title: { key: 'agreements.fault.title' } }
      : {}),
    ...(length(preface) > most.preface ? { preface: { key: 'agreements.fault.preface' } } : {}),
    ...(long ? { [`answer-${long[0]}`]: { key: 'agreements.fault.answer' } } : {}),
    ...(much ? { [`out-${much}`]: { key: 'agreements.fault.takeOut' } } : {}),
    ...(tooMuch(others) ? { others: { key: 'agreements.fault.takeOut' } } : {}),
  }
}

/** Takes words out of the parts, wherever they stand, and leaves marks; words that stand nowhere are a fault. */
function takeOut(
  chosen: readonly Part[],
  words: Typed['takeOut'],
): { parts: Part[]; redactions: Redaction[]; missing: TypedFaults } {
  const wanted = redactionReasons.flatMap((reason) =>
    linesOf(words[reason])
      .slice(0, MOST_TAKEN_OUT)
      .map((line) => ({ reason, line })),
  )
  const found = new Set<string>()
  const redactions: Redaction[] = []
  const parts = chosen.map((part) => {
    const read = readOf(part.text)
    const spans = wanted
      .flatMap(({ reason, line }) => {
        const here = spansOf(read, line)
        if (here.length > 0) found.add(line)
        return here.map((span) => ({ reason, ...span }))
      })
      .sort((a, b) => a.from - b.from || b.to - a.to)
    let text = ''
    let done = 0
    for (const span of spans) {
      if (span.from >= done) {
        text += part.text.slice(done, span.from)
        redactions.push({ part: part.number, at: text.length, reason: span.reason })
      }
      done = Math.max(done, span.to)
    }
    return { ...part, text: text + part.text.slice(done) }
  })
  const absent = wanted.find(({ line }) => !found.has(line))
  const missing = absent && {
    [`out-${absent.reason}`]: { key: 'agreements.fault.missing' as const, words: absent.line },
  }
  return { parts, redactions, missing: missing ?? {} }
}
