/** What a registrar may do with one letter: each act as a form of its own. */
import type { T } from '../language/catalogue.ts'
import { type Choices, type FieldSpec, formModel } from '../web/fields.ts'
import { type Entry, exemptions } from './entry.ts'
import type { ActForm, ActName, Back, Speaking } from './entry-pages.ts'
import type { RegisterWords } from './office-actions.ts'

/** The acts that a letter in this state allows. */
export function actsOn(
  entry: Entry,
  words: RegisterWords,
  speaking: Speaking,
  back: Back,
): ActForm[] {
  const { t } = speaking
  const of = (name: ActName, about: About): ActForm => actForm(entry, name, about, { t, back })
  const { flaggedAt, heldAt, letter, state } = entry
  return [
    of('diary', {
      fields: [{ name: 'diary', label: 'register.act.diary.field', look: 'short' }],
      values: { diary: letter.diary },
    }),
    of('description', {
      fields: [
        {
          name: 'subject',
          label: 'register.subject',
          hint: 'register.subject.hint',
          isOptional: true,
        },
      ],
      values: { subject: words.subject },
      choices: [leftOut(t, entry)],
    }),
    flaggedAt ? of('unflag', {}) : of('flag', {}),
    ...(state === 'registered' || flaggedAt ? [] : [exemptForm(entry, t, back)]),
    words.mark
      ? of('unmark', {})
      : of('mark', {
          fields: [
            {
              name: 'provision',
              label: 'register.mark.provision',
              hint: 'register.mark.provision.hint',
            },
            { name: 'on', label: 'register.mark.on', type: 'date', look: 'short' },
            { name: 'authority', label: 'register.mark.authority' },
          ],
        }),
    of('package', { choices: [withNotes(t)] }),
    heldAt
      ? of('lift', { fields: [{ ...reason, name: 'lift_reason' }] })
      : of('hold', { fields: [{ ...reason, name: 'hold_reason' }] }),
  ]
}

const reason = { label: 'letters.office.reason', hint: 'letters.office.reason.hint' } as const

interface About {
  readonly fields?: readonly FieldSpec[]
  readonly values?: Readonly<Record<string, string | undefined>>
  readonly choices?: readonly Choices[]
}

/** An act as a form, with what was typed when it comes back. */
export function actForm(
  { letter }: Pick<Entry, 'letter'>,
  name: ActName,
  { fields = [], values = {}, choices = [] }: About,
  { t, back }: { readonly t: T; readonly back: Back },
): ActForm {
  const isBack = back.act === name
  return {
    id: `act-${name}`,
    action: `/desk/register/${letter.id}/${name}`,
    title: t(`register.act.${name}`),
    words: [t(`register.act.${name}.words`)],
    form: formModel(t, fields, {
      values: isBack ? { ...values, ...back.values } : values,
      faults: isBack ? (back.faults ?? {}) : {},
    }),
    choices,
    button: t(`register.act.${name}.button`),
  }
}

const leftOut = (t: T, { hidesParty, hidesSubject }: Entry): Choices => ({
  ...{ kind: 'checkbox', name: 'left_out', label: t('register.left_out') },
  ...{ hint: t('register.left_out.hint'), fault: undefined },
  choices: [
    { value: 'party', words: t('register.left_out.party'), isChosen: hidesParty },
    { value: 'subject', words: t('register.left_out.subject'), isChosen: hidesSubject },
  ],
})

const withNotes = (t: T): Choices => ({
  ...{ kind: 'checkbox', name: 'notes', label: t('register.notes') },
  ...{ hint: t('register.notes.hint'), fault: undefined },
  choices: [{ value: 'yes', words: t('register.notes.yes'), isChosen: false }],
})

/** Why letters need not be registered, to choose from. */
export const exemptChoices = (t: T, { act, values, faults }: Back): Choices => ({
  ...{ kind: 'radio', name: 'kind', label: t('register.exempt.kind'), hint: undefined },
  fault: act === 'exempt' && faults?.kind ? t(faults.kind) : undefined,
  choices: exemptions.map((value) => ({
    value,
    words: t(`register.exempt.${value}`),
    hint: t(`register.exempt.${value}.hint`),
    isChosen: act === 'exempt' && value === values?.kind,
  })),
})

/** The reason field of the form by which letters are exempt. */
export const exemptReason = {
  ...{ name: 'exempt_reason', label: 'letters.office.reason' },
  hint: 'letters.office.reason.hint',
} as const satisfies FieldSpec

function exemptForm({ letter }: Entry, t: T, back: Back): ActForm {
  const isBack = back.act === 'exempt'
  return {
    ...{ id: 'act-exempt', action: '/desk/register/exempt', title: t('register.act.exempt') },
    words: [t('register.act.exempt.words')],
    form: formModel(t, [exemptReason], {
      ...(isBack ? { values: back.values ?? {}, faults: back.faults ?? {} } : {}),
    }),
    choices: [
      exemptChoices(t, back),
      {
        ...{ kind: 'checkbox', name: 'ids', label: t('register.exempt.which') },
        ...{ hint: undefined, fault: undefined },
        choices: [
          {
            ...{ value: String(letter.id), isChosen: true },
            words: t('letters.desk.number', { number: letter.id }),
          },
        ],
      },
    ],
    button: t('register.act.exempt.button'),
  }
}
