/** Letters as their writers see them: the form, what is said before sending, and the conversation. */
import { type FilesModel, filesModel } from '../files/listing.ts'
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { dayWords, exactTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Site } from '../web/house.ts'
import type { OwnDirect } from './direct-pages.ts'
import { isOpen, type Letter, type LetterFaults, type LetterWords } from './letter.ts'
import type { Opened, Step } from './opened.ts'
import type { OwnPassing } from './passing-pages.ts'
import { type SaidModel, saidModel } from './said-pages.ts'
import { closedWords, stepWords } from './step-pages.ts'

/** A sentence with a link in it. */
export interface Linked {
  readonly before: string
  readonly href: string
  readonly words: string
  readonly after: string
}

export interface LetterForm {
  readonly title: string
  readonly values: LetterWords
  readonly faults: readonly { readonly href: string; readonly words: string }[]
  readonly textFault: string | undefined
  readonly nameFault: string | undefined
  readonly emailFault: string | undefined
  readonly post: string
  readonly postVersion: string
  readonly parent: string
  readonly parentVersion: string
  readonly official: string
}

export interface WritePage {
  readonly form: LetterForm
  readonly about: AboutLink | undefined
  readonly files: FilesModel
  readonly summary: string
}

export interface AboutLink {
  readonly href: string
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
}

export interface PreviewPage {
  readonly title: string
  readonly form: LetterForm
  readonly about: AboutLink | undefined
  /** Paragraphs as they were written; undefined while something must be mended. */
  readonly text: readonly string[] | undefined
  readonly sentences: readonly string[]
  readonly whistle: Linked
  readonly readers: string
  readonly exclude: readonly {
    readonly id: number
    readonly words: string
    readonly isChosen: boolean
  }[]
  readonly answers: string
  readonly mark: string
  readonly code: string
  /** What a comment has and a letter has not: whoever changes door and back finds it again. */
  readonly carried: readonly { readonly name: string; readonly value: string }[]
  readonly files: FilesModel
  readonly send: string
  readonly door: string | undefined
}

/** A letter on the page behind its code. */
export interface OwnLetter {
  readonly number: number
  readonly title: string
  readonly status: string
  readonly promise: string | undefined
  readonly said: readonly SaidModel[]
  readonly steps: readonly string[]
  readonly language: Language
  readonly mark: string
  /** To attach something to what is written more. */
  readonly files: FilesModel
  /** What makes an open comment of it, which its writer sees and changes before it is sent. */
  readonly open:
    | {
        readonly post: string
        readonly version: string
        readonly parent: string
        readonly text: string
        readonly code: string
      }
    | undefined
  /** What somebody reads who has just sent it: until it was read. */
  readonly thanks: string | undefined
  /** Which comment it answers, when it began as the answer to one. */
  readonly direct: OwnDirect | undefined
  /** Whether it may be passed on, and what was. */
  readonly passing: OwnPassing | undefined
  /** A proposal to publish something of it. */
  readonly proposal: { readonly href: string; readonly words: string } | undefined
  /** Where its writer reads what was given out to somebody who asked for it. */
  readonly released: string | undefined
  /** Why the words cannot be shown, when they cannot. */
  readonly closed: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'letters/write': WritePage
    'letters/fields': LetterForm
    'letters/preview': PreviewPage
    'letters/own': OwnLetter
    'letters/more': {
      readonly title: string
      readonly number: number
      readonly mark: string
      readonly fault: string | undefined
      readonly typed: string
      /** What was typed as a code; undefined while the browser holds it. */
      readonly code: string | undefined
      readonly files: FilesModel
    }
  }
}

/** What a form is about, as hidden fields carry it on. */
export type Carried = Pick<LetterForm, 'post' | 'postVersion' | 'parent' | 'parentVersion'>

interface Telling {
  readonly t: T
  readonly language: Language
  readonly site: Site
}

/** The form, empty or with what was written and what to mend. */
export function letterForm(
  { t, site }: Telling,
  carried: Carried,
  back: { readonly values?: LetterWords; readonly faults?: LetterFaults } = {},
): LetterForm {
  const { values = { text: '', name: '', email: '' }, faults = {} } = back
  const said = (key: MessageKey | undefined) => key && t(key)
  return {
    title: t('letters.write', { name: site.official.name }),
    values,
    faults: Object.entries(faults).map(([field, key]) => ({ href: `#${field}`, words: t(key) })),
    textFault: said(faults.text),
    nameFault: said(faults.name),
    emailFault: said(faults.email),
    ...carried,
    official: site.official.name,
  }
}

/** A letter with everything that was said and done, for whoever holds its code. */
export function ownLetter(
  {
    letter,
    opened,
    steps,
    proposal,
    open,
    passing,
    direct,
  }: {
    letter: Letter
    opened: Opened | undefined
    steps: readonly Step[]
    proposal: OwnLetter['proposal']
    open: OwnLetter['open']
    passing: OwnPassing | undefined
    direct: OwnDirect | undefined
  },
  { t, language, site }: Telling,
  mark: string,
): OwnLetter {
  const zone = site.timeZone
  const time = exactTime(letter.receivedAt, language, zone)
  return {
    number: letter.id,
    title: t(direct ? 'letters.direct.own.title' : 'letters.own.title', {
      number: letter.id,
      time,
    }),
    status: t(`letters.status.${letter.status}`),
    promise: promiseOf(letter, { t, language }),
    said: (opened?.said ?? [])
      .filter(({ kind }) => kind !== 'note')
      .map((one) =>
        saidModel(one, { t, language, zone }, { name: t('letters.you'), files: '/receipt/files' }),
      ),
    steps: steps.map((step) => stepWords(step, { t, language, zone })),
    language: letter.language,
    mark,
    proposal,
    files: filesModel(
      { t, language },
      { id: `file-of-${letter.id}`, of: t('letters.desk.number', { number: letter.id }) },
    ),
    open,
    passing,
    direct,
    thanks: isNew(letter, opened) ? thanksOf(letter, { t, language, zone }) : undefined,
    released:
      opened && steps.some(({ kind }) => kind === 'released')
        ? `/receipt/released/${letter.id}`
        : undefined,
    closed: opened ? undefined : closedWords(letter, steps, { t, language, zone }),
  }
}

/** Nobody has read it, and nothing was added. */
const isNew = ({ status }: Letter, opened: Opened | undefined): boolean =>
  status === 'received' && opened?.said.length === 1

const thanksOf = (letter: Letter, { t, language, zone }: Speaking): string | undefined =>
  letter.answerBy &&
  t('letters.receipt', {
    time: exactTime(letter.receivedAt, language, zone),
    ...{ nr: letter.id, day: dayWords(letter.answerBy, language) },
  })

/** By which day an answer comes, as long as one is still to come. */
export const promiseOf = (
  letter: Letter,
  { t, language }: Pick<Speaking, 't' | 'language'>,
): string | undefined =>
  letter.answerBy && isOpen(letter)
    ? t('letters.promise', { day: dayWords(letter.answerBy, language) })
    : undefined

interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
}
