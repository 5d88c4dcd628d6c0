/** Passing a letter on, as the office and its writer see it. */
import type { T } from '../language/catalogue.ts'
import type { Country, Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import { type Choices, type FormModel, formModel } from '../web/fields.ts'
import type { Letter } from './letter.ts'
import {
  isAsked,
  lawsOf,
  type Passing,
  type PassingFaults,
  type PassingLaw,
  type PassingWords,
  stateOf,
} from './passing.ts'
import { paragraphs } from './said-pages.ts'
import { whoWords } from './step-pages.ts'

/** What is asked, or was passed on: to whom, the exact text and why. */
export interface PassingModel {
  readonly id: number
  /** How it stands; its writer knows. */
  readonly state: string | undefined
  readonly to: string
  readonly why: string
  readonly text: readonly string[]
  /** The text as it is copied. */
  readonly copy: string
  readonly language: Language
  readonly isAgreed: boolean
  /** The name that the writer gave stands in it. */
  readonly hasName: boolean
}

export interface PassingPage {
  readonly number: number
  readonly fault: string | undefined
  readonly asked: PassingModel | undefined
  readonly sent: readonly PassingModel[]
  readonly form: FormModel
  readonly laws: Choices
  /** No other question can be put about this letter. */
  readonly isFull: boolean
}

/** What a letter's page at the desk says of passing it on, with the way there. */
export interface PassingLine {
  readonly href: string
  readonly state: string | undefined
}

/** What its writer is asked, and what was passed on. */
export interface OwnPassing {
  readonly number: number
  readonly asked:
    | (PassingModel & {
        readonly title: string
        readonly hash: string
        readonly answer: 'yes' | 'no' | undefined
        readonly silence: string
      })
    | undefined
  readonly sent: readonly (PassingModel & { readonly title: string })[]
}

declare module '../web/views.ts' {
  interface Views {
    'letters/passing': PassingPage
    'letters/passing-line': PassingLine
    'letters/passing-own': OwnPassing
    'letters/passing-text': PassingModel
  }
}

interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
}

/** What somebody typed to pass on, with what to mend. */
export interface PassingBack {
  readonly words?: PassingWords
  readonly law?: PassingLaw | undefined
  readonly faults?: PassingFaults
  readonly fault?: string | undefined
}

interface Found {
  readonly letter: Letter
  readonly passings: readonly Passing[]
  /** What the writer has written, for the form to begin with. */
  readonly written: string
  readonly name: string | undefined
}

/** The page for passing a letter on: what is asked now, what was passed on, and the form. */
export function passingPage(
  { letter, passings, written, name }: Found,
  { country, isFull, ...speaking }: Speaking & { readonly country: Country; isFull: boolean },
  back: PassingBack,
): PassingPage {
  const { t } = speaking
  const asked = passings.find(isAsked)
  const { words = asked?.words ?? { to: '', text: written, why: '' }, faults = {} } = back
  const model = (passing: Passing) => passingModel(passing, speaking, { letter, name })
  const { to, text, why, law } = faults
  return {
    number: letter.id,
    fault: back.fault,
    asked: asked && model(asked),
    sent: passings.filter(({ sentAt }) => sentAt).map(model),
    form: formModel(t, fieldsOf, {
      values: { recipient: words.to, text: words.text, reason: words.why },
      faults: {
        ...(to ? { recipient: to } : {}),
        ...(text ? { text } : {}),
        ...(why ? { reason: why } : {}),
      },
    }),
    laws: {
      ...{ kind: 'radio', name: 'law', label: t('letters.passing.law') },
      ...{ hint: t('letters.passing.law.hint'), fault: law && t(law) },
      choices: lawsOf[country].map((value) => ({
        ...{ value, words: t(`letters.passing.law.${value}`), isChosen: value === back.law },
      })),
    },
    isFull,
  }
}

const fieldsOf = [
  {
    name: 'recipient',
    label: 'letters.passing.to',
    hint: 'letters.passing.to.hint',
    autocomplete: 'off',
  },
  { name: 'text', label: 'letters.passing.text', hint: 'letters.passing.text.hint', rows: 12 },
  { name: 'reason', label: 'letters.passing.why', hint: 'letters.passing.why.hint', rows: 3 },
] as const

/** What a letter's page at the desk says of it. */
export function passingLine(t: T, id: number, passings: readonly Passing[]): PassingLine {
  const last = passings.findLast(({ hasEnded }) => !hasEnded)
  return {
    href: `/desk/letters/${id}/passing`,
    state: last && t(`letters.passing.state.${stateOf(last)}`),
  }
}

/** What the writer is asked and can still answer, and what left; undefined when there is nothing. */
export function ownPassing(
  passings: readonly Passing[],
  speaking: Speaking,
  { letter, name }: Pick<Found, 'letter' | 'name'>,
): OwnPassing | undefined {
  const { t } = speaking
  const model = (passing: Passing) => passingModel(passing, speaking, { letter, name })
  const asked = passings.find(isAsked)
  const sent = passings
    .filter(({ sentAt }) => sentAt)
    .map((passing) => {
      const { state = '', ...rest } = model(passing)
      return { ...rest, title: state, state: undefined }
    })
  if (!asked && sent.length === 0) return undefined
  return {
    number: letter.id,
    asked: asked && {
      ...{ ...model(asked), state: undefined },
      title: t('letters.passing.own.title', { who: whoWords(asked.by) }),
      hash: asked.hash,
      answer: asked.answer,
      silence: t('letters.no_is_silent', { name: asked.by.name }),
    },
    sent,
  }
}

function passingModel(
  passing: Passing,
  { t, language, zone }: Speaking,
  { letter, name }: Pick<Found, 'letter' | 'name'>,
): PassingModel {
  const { words, law, sentAt } = passing
  const state = stateOf(passing)
  return {
    id: passing.id,
    state: sentAt
      ? t(law ? 'letters.passing.sent.law' : 'letters.passing.sent', {
          ...{ time: exactTime(sentAt, language, zone), who: whoWords(passing.by) },
          law: law ? t(`letters.passing.law.${law}`) : '',
        })
      : t(`letters.passing.state.${state}`),
    ...{ to: words.to, why: words.why, text: paragraphs(words.text), copy: words.text },
    language: letter.language,
    isAgreed: state === 'agreed',
    hasName: isNamed(words.text, name),
  }
}

/** Whether a part of the name that the writer gave stands in the text. */
const isNamed = (text: string, name = ''): boolean =>
  name
    .toLowerCase()
    .split(/\s+/)
    .some((part) => part.length > 2 && text.toLowerCase().includes(part))
