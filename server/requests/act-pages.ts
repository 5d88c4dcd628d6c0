/** One act of the office as a form: the fields that its move needs, and what the asker will be told of their rights. */
import { groundsOf } from '../disclosures/ground.ts'
import { filesModel } from '../files/listing.ts'
import type { Country } from '../language/locale.ts'
import {
  type Choices,
  type FieldSpec,
  type FormFaults,
  type FormModel,
  formModel,
} from '../web/fields.ts'
import type { Views } from '../web/views.ts'
import type { Move } from './move.ts'
import type { Telling } from './own-pages.ts'
import type { DocumentRequest } from './request.ts'

export interface ActPage {
  readonly number: number
  readonly act: string
  readonly title: string
  readonly back: string
  /** What was asked for, in the asker's own words. */
  readonly asked: readonly string[]
  /** What is said and given out. */
  readonly said: FormModel
  /** Why something is not. */
  readonly why: FormModel
  readonly head: readonly { readonly href: string; readonly words: string }[]
  readonly ground: Choices | undefined
  readonly wider: Choices | undefined
  readonly files: Views['files/field'] | undefined
  readonly told: string | undefined
  readonly signed: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'requests/act': ActPage
  }
}

/** What a form of the office was sent with, when it comes back. */
export interface ActBack {
  readonly values?: Readonly<Record<string, string>>
  readonly faults?: FormFaults
  readonly files?: Views['files/field']
  /** What is wrong besides the fields. */
  readonly told?: string
}

/** The form of one act: the fields that its move needs, and what the asker will be told of their rights. */
export function actPage(
  { id, country }: DocumentRequest,
  { act, needs }: Move,
  telling: Telling,
  given: {
    readonly rights: string | undefined
    readonly signer:
      | { readonly name: string; readonly title: string; readonly reference: string }
      | undefined
    readonly asked: readonly string[]
    readonly back: ActBack
  },
): ActPage {
  const { t } = telling
  const { rights, signer, asked, back } = given
  const { values = {}, faults = {} } = back
  const form = (fields: FieldSpec[]) => formModel(t, fields, { values, faults })
  const said = form(saidFields(needs))
  return {
    ...{ number: id, act, back: `/desk/requests/${id}`, told: rights },
    title: t(`requests.act.${act as 'release'}`),
    asked,
    said: { ...said, faults: [] },
    why: { ...form(whyFields(needs, country)), faults: [] },
    head: [...(back.told ? [{ href: '#file', words: back.told }] : []), ...said.faults],
    ground: needs.ground ? groundChoices(country, telling, values, faults) : undefined,
    wider: needs.wider
      ? {
          ...{ kind: 'checkbox', name: 'wider', label: t('requests.field.wider') },
          ...{ hint: undefined, fault: faults.wider && t(faults.wider) },
          choices: [
            {
              ...{ value: 'yes', words: t('requests.field.wider.yes') },
              isChosen: values.wider === 'yes',
            },
          ],
        }
      : undefined,
    files: needs.gives ? (back.files ?? filesModel(telling)) : undefined,
    signed:
      needs.delegation && signer
        ? t('requests.field.signed', {
            ...{ name: signer.name, title: signer.title, delegation: signer.reference },
          })
        : undefined,
  }
}

const saidFields = (needs: Move['needs']): FieldSpec[] => [
  ...(needs.reply
    ? [
        {
          ...{ name: 'reply', label: 'requests.field.reply' as const, rows: 5 },
          isOptional: needs.reply === 'maybe',
        },
      ]
    : []),
  ...(needs.gives
    ? [
        {
          ...{ name: 'piece', label: 'requests.field.piece' as const, rows: 8, isOptional: true },
          hint: 'requests.field.piece.hint' as const,
        },
      ]
    : []),
]

const whyFields = (needs: Move['needs'], country: Country): FieldSpec[] => [
  ...(needs.ground
    ? [
        {
          ...{ name: 'provision', label: 'requests.field.provision' as const },
          hint: `requests.field.provision.${country}` as const,
        },
      ]
    : []),
  ...(needs.reasons
    ? [
        {
          ...{ name: 'reason', label: 'requests.field.reason' as const, rows: 6 },
          hint: 'requests.field.reason.hint' as const,
        },
      ]
    : []),
]

/** The grounds that rest on law, with where they stand: a choice of one's own refuses nobody a document. */
const groundChoices = (
  country: Country,
  { t, language }: Telling,
  values: Readonly<Record<string, string>>,
  faults: FormFaults,
): Choices => ({
  ...{ kind: 'radio', name: 'ground', label: t('requests.field.ground'), hint: undefined },
  fault: faults.ground && t(faults.ground),
  choices: groundsOf(country)
    .filter(({ decision }) => decision === 'on_request')
    .map(({ id, provisions, ...words }) => ({
      ...{ value: id, words: words[language].name, hint: provisions.join(', ') },
      isChosen: values.ground === id,
    })),
})
