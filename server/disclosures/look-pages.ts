/** Looking again at the desk: one page for each thing that may come of it, with the fields that it needs. */
import type { Language } from '../language/locale.ts'
import { dayWords } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type FieldModel, type FieldSpec, formModel } from '../web/fields.ts'
import type { Disclosure } from './disclosure.ts'
import { type EntryModel, entryModel, type Reading } from './entry-pages.ts'
import type { LookFaults, LookForm, Outcome } from './look.ts'

export interface LookPage {
  readonly number: number
  readonly title: string
  readonly words: string
  readonly capacity: Capacity
  /** The entry as it stands, folded away until it is asked for, or open when somebody else has changed it. */
  readonly entry: EntryModel
  /** What has happened since the person began, instead of what they wanted. */
  readonly overtaken: string | undefined
  /** What they wrote, when the entry is not looked at any more. */
  readonly kept: string | undefined
  readonly form: LookFormModel | undefined
  readonly back: string
}

export interface PostChoice {
  readonly path: string
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
  readonly isChosen: boolean
}

export interface LookFormModel {
  readonly action: string
  /** The number of the event that was looked at. */
  readonly seen: number
  readonly faults: readonly { readonly href: string; readonly words: string }[]
  /** The newest posts, one of which may be where it is told now; none for the other outcomes. */
  readonly posts: readonly PostChoice[]
  readonly fields: readonly FieldModel[]
  /** What will be public, and in whose name. */
  readonly by: string
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/look': LookPage
  }
}

/** What a page of looking again is made from. */
export interface Looking {
  readonly entry: Disclosure
  readonly kind: Outcome
  readonly form: LookForm
  readonly faults: LookFaults
  /** Which day stands when none is given. */
  readonly nextLook: string
  readonly posts: readonly Omit<PostChoice, 'isChosen'>[]
  readonly by: { readonly name: string; readonly title: string }
  readonly overtaken: 'changed' | 'closed' | undefined
}

const canSay: FieldSpec = { name: 'canSay', label: 'disclosures.make.canSay', rows: 4 }
const reviewOn: FieldSpec = {
  ...{ name: 'reviewOn', label: 'disclosures.make.reviewOn', type: 'date', look: 'short' },
  ...{ isOptional: true, hint: 'disclosures.make.reviewOn.hint' },
}
const unwanted: FieldSpec = {
  ...{ name: 'unwanted', label: 'disclosures.make.unwanted', isOptional: true, rows: 2 },
  hint: 'disclosures.make.unwanted.hint',
}

/** Which fields each outcome needs; the words that must not appear can be said with all of them. */
const needed: Readonly<Record<Outcome, readonly FieldSpec[]>> = {
  disclosed: [
    {
      ...{ name: 'told_other', label: 'looks.told.other', hint: 'looks.told.other.hint' },
      isOptional: true,
    },
    { ...canSay, isOptional: true, hint: 'looks.canSay.told' },
  ],
  narrowed: [
    { ...canSay, hint: 'looks.canSay.more' },
    {
      ...{ name: 'why', label: 'looks.why.rest', rows: 3, isOptional: true },
      hint: 'looks.why.rest.hint',
    },
    reviewOn,
  ],
  kept: [{ name: 'why', label: 'looks.why.now', rows: 4, hint: 'looks.why.now.hint' }, reviewOn],
  ended: [{ name: 'because', label: 'looks.because', rows: 4, hint: 'looks.because.hint' }],
}

/** The page of one outcome, with what was typed and what to mend; the unwanted words are never sent back. */
export function lookPage(looking: Looking, reading: Reading): LookPage {
  const { t } = reading
  const { entry, kind, overtaken, form } = looking
  const typed = [form.canSay, form.why, form.because, form.told].filter((text) => text.trim())
  return {
    number: entry.id,
    title: t(`looks.${kind}`),
    words: t(`looks.${kind}.words`),
    capacity: entry.capacity,
    entry: entryModel(entry, entry.told, reading),
    overtaken: overtaken && t(`looks.overtaken.${overtaken}`),
    kept: overtaken === 'closed' ? typed.join('\n\n') || undefined : undefined,
    form: overtaken === 'closed' ? undefined : formOf(looking, reading),
    back: `/desk/openness/${entry.id}`,
  }
}

function formOf(looking: Looking, { t, language }: Reading): LookFormModel {
  const { entry, kind, form, by } = looking
  const { told, ...faults } = looking.faults
  const isChosen = looking.posts.some(({ path }) => path === form.told)
  const specs = [...needed[kind], unwanted]
  const model = formModel(t, specs, {
    values: { ...form, told_other: isChosen ? '' : form.told, unwanted: '' },
    faults: { ...faults, ...(told ? { told_other: told } : {}) },
  })
  const day = dayWords(looking.nextLook, language)
  return {
    action: `/desk/openness/${entry.id}/${kind}`,
    seen: entry.number,
    faults: model.faults,
    posts: looking.posts.map((post) => ({ ...post, isChosen: post.path === form.told })),
    fields: model.fields.map((field) =>
      field.name === 'reviewOn' ? { ...field, hint: t('looks.reviewOn.hint', { day }) } : field,
    ),
    by: t('looks.by', { name: by.name, title: by.title }),
  }
}
