/** Answering a comment directly, as the office and the comment's writer see it. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { LetterDirectTable } from '../storage/schema.ts'
import { type Html, trusted } from '../text/html.ts'
import { type FormModel, formModel } from '../web/fields.ts'
import type { LetterFault, LetterReader } from './letter.ts'
import { whoWords } from './step-pages.ts'

export interface DirectPage {
  readonly title: string
  readonly number: number
  readonly html: Html
  readonly language: Language
  readonly readers: string
  readonly form: FormModel
  readonly isPersonal: boolean
  readonly mark: string
  /** Where the second step is given, when that is missing. */
  readonly step: string | undefined
  readonly kept: string | undefined
}

/** On the page behind the code: which comment it answers, and whether the thread says so. */
export interface OwnDirect {
  readonly number: number
  readonly comment: number
  readonly isShown: boolean
  readonly readers: string
}

declare module '../web/views.ts' {
  interface Views {
    'letters/direct': DirectPage
    'letters/direct-own': OwnDirect
  }
}

/** The form of a direct answer, with the comment above it. */
export function directPage(
  t: T,
  given: {
    readonly id: number
    readonly name: string | null
    readonly html: string
    readonly language: Language
    readonly readers: readonly LetterReader[]
    readonly isPersonal: boolean
    readonly mark: string
    readonly step: string | undefined
  },
  { text, fault }: { readonly text: string; readonly fault: LetterFault | undefined },
): DirectPage {
  const { id, name, html, language, readers, isPersonal, mark, step } = given
  return {
    title: t('letters.direct.title', { name: name || t('letters.direct.nobody') }),
    number: id,
    html: trusted(html),
    language,
    readers: t('letters.desk.readers', { names: namesOf(readers) }),
    form: formModel(
      t,
      [{ name: 'text', label: 'letters.desk.reply.text', hint: 'letters.direct.hint', rows: 8 }],
      { values: { text }, faults: fault ? { text: fault } : {} },
    ),
    isPersonal,
    mark,
    step,
    kept: step ? text || undefined : undefined,
  }
}

const namesOf = (readers: readonly LetterReader[]): string => readers.map(whoWords).join(', ')

/** What the comment's writer sees of it, besides the conversation. */
export const ownDirect = (
  t: T,
  { letter_id, comment_id, shown_at }: LetterDirectTable,
  readers: readonly LetterReader[],
): OwnDirect => ({
  number: letter_id,
  comment: comment_id,
  isShown: shown_at !== null,
  readers: t('letters.direct.readers', { names: namesOf(readers) }),
})
