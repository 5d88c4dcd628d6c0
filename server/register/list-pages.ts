/** The register as a list, as plain data. */
import type { T } from '../language/catalogue.ts'
import { date } from '../language/when.ts'
import { type Choices, type FormModel, formModel } from '../web/fields.ts'
import { exemptChoices, exemptReason } from './act-pages.ts'
import { type Entry, isLate, type RegisterState, states } from './entry.ts'
import { type Back, type Speaking, stateWords } from './entry-pages.ts'
import type { RegisterFields } from './export.ts'

export interface RegisterPage {
  readonly rows: readonly {
    readonly id: number
    readonly href: string
    readonly number: string
    readonly came: string
    readonly iso: string
    readonly diary: string
    readonly party: string
    readonly subject: string
    readonly document: string
    readonly state: string
    readonly isLate: boolean
    readonly isHeld: boolean
    /** Whether it can be chosen among those that need not be registered. */
    readonly mayExempt: boolean
    readonly isChosen: boolean
  }[]
  readonly filters: readonly {
    readonly href: string
    readonly words: string
    readonly isHere: boolean
  }[]
  readonly years: readonly {
    readonly href: string
    readonly words: string
    readonly isHere: boolean
  }[]
  readonly more: string | undefined
  readonly search: { readonly words: string; readonly told: string } | undefined
  /** Where the second step is given, while it is missing: no word is shown before. */
  readonly step: string | undefined
  readonly exempt: { readonly form: FormModel; readonly kind: Choices } | undefined
  readonly export: { readonly form: FormModel; readonly format: Choices }
  readonly due: number
}

declare module '../web/views.ts' {
  interface Views {
    'register/list': RegisterPage
  }
}

/** A letter with what the register tells of it; fields are undefined where this person has not opened it. */
export interface Listed {
  readonly entry: Entry
  readonly isOpened: boolean
  readonly fields: RegisterFields | undefined
}

/** What the address asks for. */
export interface Asked {
  readonly state: RegisterState | undefined
  readonly year: number | undefined
}

/** The address of the register, filtered. */
export function registerPath({ state, year }: Asked, before?: number): string {
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (year) query.set('year', String(year))
  if (before) query.set('before', String(before))
  const text = query.toString()
  return text ? `/desk/register?${text}` : '/desk/register'
}

/** The register, as far as one page shows it. */
export function registerPage(
  found: {
    readonly listed: readonly Listed[]
    readonly asked: Asked
    readonly years: readonly number[]
    readonly more: string | undefined
    readonly search: RegisterPage['search']
    readonly step: string | undefined
    /** How many letters have passed the time for which they are kept. */
    readonly due: number
  },
  speaking: Speaking,
  back: Back,
): RegisterPage {
  const { t } = speaking
  const { asked, step } = found
  const chosen = new Set((back.values?.ids ?? '').split(' '))
  const rows = found.listed.map((one) => rowOf(one, speaking, { step, chosen }))
  const isBack = back.act === 'exempt'
  return {
    rows,
    filters: [undefined, ...states].map((state) => ({
      href: registerPath({ ...asked, state }),
      words: state ? t(`register.state.${state}`) : t('register.all'),
      isHere: state === asked.state && !found.search,
    })),
    years: [undefined, ...found.years].map((year) => ({
      href: registerPath({ ...asked, year }),
      words: year ? String(year) : t('register.years'),
      isHere: year === asked.year && !found.search,
    })),
    ...{ more: found.more, search: found.search, step },
    exempt:
      isBack || rows.some(({ mayExempt }) => mayExempt)
        ? {
            form: formModel(t, [exemptReason], {
              ...(isBack ? { values: back.values ?? {}, faults: back.faults ?? {} } : {}),
            }),
            kind: exemptChoices(t, back),
          }
        : undefined,
    export: exportForm(t, asked, speaking, back),
    due: found.due,
  }
}

function rowOf(
  { entry, fields, isOpened }: Listed,
  { t, language, zone, country, today }: Speaking,
  { step, chosen }: { readonly step: string | undefined; readonly chosen: ReadonlySet<string> },
): RegisterPage['rows'][number] {
  const { letter, state, flaggedAt, heldAt, askedAt } = entry
  const isErased = letter.sealedKey === undefined
  const unseen = isErased ? '' : t('register.unopened')
  const mayExempt = !step && isOpened && !isErased && !flaggedAt && state !== 'registered'
  return {
    id: letter.id,
    href: `/desk/register/${letter.id}`,
    number: String(letter.id),
    came: date(letter.receivedAt, language, zone),
    iso: letter.receivedAt.slice(0, 10),
    diary: letter.diary ?? '',
    party: fields ? (fields.party ?? t('register.nobody')) : unseen,
    subject: fields ? (fields.subject ?? '') : unseen,
    document: t(`letters.document.${letter.document}`),
    state: isErased ? t('register.erased') : stateWords(entry, t),
    isLate: isLate(entry, { zone, country }, today),
    isHeld: heldAt !== undefined || askedAt !== undefined,
    mayExempt: mayExempt && state !== 'exempt',
    isChosen: chosen.has(String(letter.id)),
  }
}

const formats = ['csv', 'json'] as const

function exportForm(
  t: T,
  { year }: Asked,
  { today }: Speaking,
  back: Back,
): RegisterPage['export'] {
  const isBack = back.act === 'export'
  const chosen = isBack ? back.values?.format : 'csv'
  return {
    form: formModel(
      t,
      [
        { name: 'export_year', label: 'register.export.year', type: 'number', look: 'short' },
        {
          name: 'export_reason',
          label: 'letters.office.reason',
          hint: 'letters.office.reason.hint',
        },
      ],
      {
        values: { export_year: String(year ?? today.slice(0, 4)), ...(isBack ? back.values : {}) },
        faults: isBack ? (back.faults ?? {}) : {},
      },
    ),
    format: {
      ...{ kind: 'radio', name: 'format', label: t('register.export.format') },
      ...{ hint: undefined, fault: undefined },
      choices: formats.map((value) => ({
        value,
        words: t(`register.export.${value}`),
        isChosen: value === chosen,
      })),
    },
  }
}
