/** How an entry is written: three fields that are seen, the rest folded and filled in. */
import type { T } from '../language/catalogue.ts'
import { type Country, type Language, languages } from '../language/locale.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Choices, type FieldModel, type FieldSpec, formModel } from '../web/fields.ts'
import { opennesses, states } from './disclosure.ts'
import type { DisclosureFaults, DisclosureField, DisclosureForm } from './form.ts'
import { ground, groundGroups, harmWords, isGroundId } from './ground.ts'

/** The fields of an entry, for a page of its own and for a place in a post. */
export interface DisclosureFields {
  readonly faults: readonly { readonly href: string; readonly words: string }[]
  readonly canSay: FieldModel
  readonly why: FieldModel
  readonly ground: {
    readonly fault: string | undefined
    readonly groups: readonly {
      readonly name: string
      readonly grounds: readonly {
        readonly id: string
        readonly name: string
        readonly isChosen: boolean
      }[]
    }[]
  }
  /** What is filled in when nothing else is said. */
  readonly folded: string
  readonly isUnfolded: boolean
  /** Missing in a correction: how much is told changes by looking again alone. */
  readonly state: Choices | undefined
  readonly openness: Choices
  readonly more: readonly FieldModel[]
  readonly languages: Choices | undefined
  /** Where there is more than one author: who answers for it. */
  readonly responsible: Choices | undefined
}

export interface MakePage {
  readonly heading: string
  readonly action: string
  /** What it hangs on: a post has its label. */
  readonly on: { readonly words: string; readonly capacity: Capacity | undefined } | undefined
  /** The place in the text, when it is written with a post. */
  readonly place: { readonly before: string; readonly after: string } | undefined
  readonly fields: DisclosureFields
  readonly button: string
  readonly back: { readonly href: string; readonly words: string }
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/fields': DisclosureFields
    'disclosures/make': MakePage
  }
}

/** Who writes, where, and in which words. */
export interface Writer {
  readonly t: T
  readonly language: Language
  readonly country: Country
  /** Who is responsible when nobody else is: whoever writes. */
  readonly name: string
  /** The other authors, who can answer for it instead. */
  readonly others?: readonly { readonly id: number; readonly name: string }[]
}

/** Fields of the folded part; with a fault in one of them it is shown open. */
const folded: readonly DisclosureField[] = [
  ...(['state', 'openness', 'opennessWhy', 'harm', 'decision', 'delegation'] as const),
  ...(['reviewOn', 'lift', 'language', 'unwanted'] as const),
]

const more: readonly FieldSpec[] = [
  {
    ...{ name: 'opennessWhy', label: 'disclosures.make.opennessWhy', isOptional: true },
    look: 'short',
  },
  {
    ...{ name: 'harm', label: 'disclosures.make.harm', hint: 'disclosures.make.harm.hint' },
    ...{ rows: 3, isOptional: true, look: 'low' },
  },
  {
    ...{ name: 'reviewOn', label: 'disclosures.make.reviewOn', type: 'date', look: 'short' },
    ...{ hint: 'disclosures.make.reviewOn.hint', isOptional: true },
  },
  {
    ...{ name: 'lift', label: 'disclosures.make.lift', hint: 'disclosures.make.lift.hint' },
    isOptional: true,
  },
  {
    ...{ name: 'decision', label: 'disclosures.make.decision', isOptional: true },
    ...{ hint: 'disclosures.make.decision.hint', look: 'short' },
  },
  {
    ...{ name: 'delegation', label: 'disclosures.make.delegation', isOptional: true },
    ...{ hint: 'disclosures.make.delegation.hint', look: 'short' },
  },
  {
    ...{
      name: 'unwanted',
      label: 'disclosures.make.unwanted',
      isOptional: true,
      rows: 2,
      look: 'low',
    },
    hint: 'disclosures.make.unwanted.hint',
  },
]

/** The fields as they were filled in, with what must be mended; the unwanted words are never sent back. */
export function disclosureFields(
  form: DisclosureForm,
  faults: DisclosureFaults,
  writer: Writer,
  { withLanguage }: { readonly withLanguage: boolean },
): DisclosureFields {
  const { t } = writer
  const values = { ...form, unwanted: '' }
  const seen = formModel(
    t,
    [
      {
        ...{ name: 'canSay', label: 'disclosures.make.canSay', rows: 3, look: 'low' },
        hint: 'disclosures.make.canSay.hint',
      },
      {
        ...{ name: 'why', label: 'disclosures.make.why', rows: 3, look: 'low' },
        hint: 'disclosures.make.why.hint',
      },
    ],
    { values, faults },
  )
  const [canSay, why] = seen.fields as readonly [FieldModel, FieldModel]
  return {
    faults: seen.faults,
    canSay,
    why,
    ground: groundChoice(form, faults, writer),
    folded: t('disclosures.make.folded', { name: writer.name }),
    isUnfolded: folded.some((name) => faults[name] !== undefined),
    state: stateChoice(form, faults, t),
    openness: opennessChoice(form, faults, t),
    more: formModel(t, more, { values, faults }).fields.map((field) =>
      field.name === 'harm' ? { ...field, hint: harmHint(form, writer) ?? field.hint } : field,
    ),
    languages: withLanguage ? languageChoice(form, faults, t) : undefined,
    responsible: responsibleChoice(form, writer),
  }
}

/** The question of the ground's own test, once a ground is chosen. */
function harmHint(form: DisclosureForm, { country, language }: Writer): string | undefined {
  if (!isGroundId(form.ground)) return undefined
  return harmQuestion(country, form.ground, language)
}

function groundChoice(
  form: DisclosureForm,
  faults: DisclosureFaults,
  { t, country, language }: Writer,
): DisclosureFields['ground'] {
  return {
    fault: faults.ground && t(faults.ground),
    groups: groundGroups(country).map((group) => ({
      name: group[language],
      grounds: group.grounds.map((one) => ({
        id: one.id,
        name: one[language].name,
        isChosen: one.id === form.ground,
      })),
    })),
  }
}

function responsibleChoice(
  form: DisclosureForm,
  { t, name, others = [] }: Writer,
): Choices | undefined {
  if (others.length === 0) return undefined
  const isOther = others.some(({ id }) => String(id) === form.responsible)
  return {
    ...{ kind: 'radio', name: 'responsible', label: t('disclosures.make.responsible') },
    ...{ hint: undefined, fault: undefined },
    choices: [
      { value: '', words: name, isChosen: !isOther },
      ...others.map((one) => ({
        ...{ value: String(one.id), words: one.name },
        isChosen: String(one.id) === form.responsible,
      })),
    ],
  }
}

const stateChoice = (form: DisclosureForm, faults: DisclosureFaults, t: T): Choices => ({
  ...{ kind: 'radio', name: 'state', label: t('disclosures.make.state'), hint: undefined },
  fault: faults.state && t(faults.state),
  choices: states
    .filter((state) => state !== 'ended')
    .map((state) => ({
      value: state,
      words: t(`disclosures.state.${state}`),
      isChosen: state === form.state,
    })),
})

const opennessChoice = (form: DisclosureForm, faults: DisclosureFaults, t: T): Choices => ({
  ...{ kind: 'radio', name: 'openness', label: t('disclosures.make.openness'), hint: undefined },
  fault: faults.openness && t(faults.openness),
  choices: opennesses.map((one) => ({
    value: one,
    words: t(`disclosures.openness.${one}`),
    isChosen: one === (form.openness || 'mine'),
  })),
})

const languageChoice = (form: DisclosureForm, faults: DisclosureFaults, t: T): Choices => ({
  ...{ kind: 'radio', name: 'language', label: t('disclosures.make.language'), hint: undefined },
  fault: faults.language && t(faults.language),
  choices: languages.map((code) => ({
    value: code,
    words: t(`common.language.${code}`),
    isChosen: code === form.language,
  })),
})

const harmQuestion = (country: Country, id: Parameters<typeof ground>[1], language: Language) =>
  harmWords(country, ground(country, id).harm, language)?.question
