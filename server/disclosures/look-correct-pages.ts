/** The form of a correction: the form of an entry without what a correction leaves as it is. */
import { type Choices, type FieldModel, formModel } from '../web/fields.ts'
import type { Disclosure } from './disclosure.ts'
import { type EntryModel, entryModel, type Reading } from './entry-pages.ts'
import type { DisclosureFaults, DisclosureForm } from './form.ts'
import type { LookFaults } from './look.ts'
import { type DisclosureFields, disclosureFields } from './make-pages.ts'

export interface CorrectPage {
  readonly number: number
  readonly action: string
  readonly seen: number
  /** The entry as it stands now, when somebody was quicker. */
  readonly overtaken: EntryModel | undefined
  readonly fields: DisclosureFields
  readonly capacity: Choices | undefined
  readonly because: FieldModel
  readonly by: string
  readonly back: string
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/look-correct': CorrectPage
  }
}

/** The page of a correction, with what was typed and what to mend. */
export function correctPage(
  {
    entry,
    form,
    because,
    faults,
    isOvertaken,
    by,
  }: {
    readonly entry: Disclosure
    readonly form: DisclosureForm
    readonly because: string
    readonly faults: LookFaults
    readonly isOvertaken: boolean
    readonly by: { readonly name: string; readonly title: string }
  },
  reading: Reading,
): CorrectPage {
  const { t, language, site } = reading
  const writer = { t, language, name: by.name, country: site.country }
  const fields = disclosureFields(form, faults as DisclosureFaults, writer, { withLanguage: true })
  const reason = formModel(
    t,
    [{ name: 'because', label: 'looks.correct.because', rows: 3, hint: 'looks.correct.hint' }],
    { values: { because }, faults },
  )
  return {
    number: entry.id,
    action: `/desk/openness/${entry.id}/correction`,
    seen: entry.number,
    overtaken: isOvertaken ? entryModel(entry, entry.told, reading) : undefined,
    fields: {
      ...fields,
      folded: t('looks.correct.folded'),
      state: undefined,
      more: fields.more.filter(({ name }) => name !== 'reviewOn'),
    },
    capacity: entry.postId === undefined ? capacityChoice(form, reading) : undefined,
    because: reason.fields[0] as FieldModel,
    by: t('looks.correct.by', { name: by.name, title: by.title }),
    back: `/desk/openness/${entry.id}`,
  }
}

const capacityChoice = (form: DisclosureForm, { t }: Reading): Choices => ({
  ...{ kind: 'radio', name: 'capacity', label: t('disclosures.before.capacity') },
  ...{ hint: undefined, fault: undefined },
  choices: (['personal', 'official'] as const).map((one) => ({
    ...{ value: one, words: t(`looks.capacity.${one}`), isChosen: form.capacity === one },
  })),
})
