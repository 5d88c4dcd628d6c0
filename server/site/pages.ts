/** What the pages of set-up and settings are given. */

import type { MessageKey, T } from '../language/catalogue.ts'
import { countries, languages, ownNames } from '../language/locale.ts'
import {
  type Choices,
  type FieldModel,
  type FieldSpec,
  type FormFaults,
  type FormModel,
  formModel,
} from '../web/fields.ts'
import type { SettingFaults, SettingName, SettingTexts } from './settings.ts'

type Faults = FormModel['faults']

export interface SetUpPage {
  readonly faults: Faults
  readonly authority: FieldModel
  readonly country: Choices
  readonly site: FieldModel
  readonly language: Choices
  readonly person: readonly FieldModel[]
}

export interface SettingsPage {
  readonly faults: Faults
  readonly site: readonly FieldModel[]
  readonly language: Choices
  readonly presentation: FieldModel
  readonly contact: readonly FieldModel[]
  readonly data: readonly FieldModel[]
  readonly days: Choices
  readonly hours: readonly FieldModel[]
  readonly ledger: Choices
  /** Where there is more than one author. */
  readonly approval: Choices | undefined
}

export interface OfficialPage {
  readonly now: string
  readonly planned:
    | { readonly id: number; readonly words: string; readonly notice: string }
    | undefined
  readonly who: Choices
  readonly form: FormModel
}

declare module '../web/views.ts' {
  interface Views {
    'site/setup': SetUpPage
    'site/setup-gone': { readonly title: string }
    'site/settings': SettingsPage
    'site/official': OfficialPage
  }
}

interface Typed {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly faults: FormFaults
}

type Specs<Name extends string> = Readonly<Record<Name, Omit<FieldSpec, 'name'>>>

/** Fields by name, so that a page can put each in its place. */
function fieldsOf<Name extends string>(t: T, specs: Specs<Name>, typed: Typed) {
  const list = Object.entries(specs).map(
    ([name, spec]) => ({ name, ...(spec as object) }) as FieldSpec,
  )
  const { fields } = formModel(t, list, typed)
  return Object.fromEntries(fields.map((field) => [field.name, field])) as Record<Name, FieldModel>
}

const faultLines = (t: T, faults: FormFaults): Faults => formModel(t, [], { faults }).faults

const setUpFields: Specs<'authority' | 'site' | 'name' | 'title' | 'email' | 'password'> = {
  authority: {
    label: 'setup.setting.authority',
    hint: 'setup.authority.hint',
    autocomplete: 'organization',
  },
  site: { label: 'setup.setting.name', hint: 'setup.site_name.hint' },
  name: { label: 'accounts.name', autocomplete: 'name' },
  title: {
    label: 'accounts.work_title',
    hint: 'accounts.work_title.hint',
    autocomplete: 'organization-title',
  },
  email: { label: 'accounts.email', type: 'email', autocomplete: 'username', look: 'short' },
  password: {
    label: 'accounts.password',
    type: 'password',
    hint: 'accounts.password.hint',
    autocomplete: 'new-password',
    look: 'short',
  },
}

/** The form of set-up, with what was answered so far. */
export function setUpPage(t: T, typed: Typed): SetUpPage {
  const fields = fieldsOf(t, setUpFields, typed)
  const { values, faults } = typed
  return {
    faults: faultLines(t, faults),
    authority: fields.authority,
    country: {
      kind: 'radio',
      name: 'country',
      label: t('setup.country'),
      hint: t('setup.country.hint'),
      fault: faults.country && t(faults.country),
      choices: countries.map((country) => ({
        value: country,
        words: t(`common.country.${country}`),
        isChosen: values.country === country,
      })),
    },
    site: fields.site,
    language: languageChoices(t, values.language ?? '', faults.language),
    person: [fields.name, fields.title, fields.email, fields.password],
  }
}

const languageChoices = (t: T, chosen: string, fault: MessageKey | undefined): Choices => ({
  kind: 'radio',
  name: 'language',
  label: t('setup.setting.language'),
  hint: undefined,
  fault: fault && t(fault),
  choices: languages.map((language) => ({
    value: language,
    words: ownNames[language],
    isChosen: chosen === language,
  })),
})

type Field = Exclude<SettingName, 'language' | 'hours_days' | 'ledger_shown' | 'approval_asked'>

const settingFields: Specs<Field> = {
  name: { label: 'setup.setting.name' },
  authority: { label: 'setup.setting.authority', autocomplete: 'organization' },
  time_zone: { label: 'setup.setting.time_zone', look: 'short' },
  presentation: {
    label: 'setup.setting.presentation',
    hint: 'setup.setting.presentation.hint',
    isOptional: true,
    rows: 8,
  },
  contact_email: {
    label: 'setup.setting.contact_email',
    type: 'email',
    mayWait: true,
    look: 'short',
  },
  telephone: { label: 'setup.setting.telephone', type: 'tel', mayWait: true, look: 'short' },
  postal_address: { label: 'setup.setting.postal_address', isOptional: true, rows: 3 },
  controller: {
    label: 'setup.setting.controller',
    hint: 'setup.setting.controller.hint',
    mayWait: true,
  },
  data_protection_officer: { label: 'setup.setting.data_protection_officer', isOptional: true },
  hours_from: { label: 'setup.setting.hours_from', type: 'time', look: 'short' },
  hours_to: { label: 'setup.setting.hours_to', type: 'time', look: 'short' },
  hours_within: { label: 'setup.setting.hours_within', type: 'number', look: 'short' },
  away_until: {
    label: 'setup.setting.away_until',
    hint: 'setup.setting.away_until.hint',
    type: 'date',
    isOptional: true,
    look: 'short',
  },
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The form of the settings, with what was typed. */
export function settingsPage(
  t: T,
  values: SettingTexts,
  { faults, hasAuthors }: { readonly faults: SettingFaults; readonly hasAuthors: boolean },
): SettingsPage {
  const fields = fieldsOf(t, settingFields, { values, faults })
  return {
    faults: faultLines(t, faults),
    site: [fields.name, fields.authority, fields.time_zone],
    language: languageChoices(t, values.language, faults.language),
    presentation: fields.presentation,
    contact: [fields.telephone, fields.contact_email, fields.postal_address],
    data: [fields.controller, fields.data_protection_officer],
    days: {
      kind: 'checkbox',
      name: 'hours_days',
      label: t('setup.setting.hours_days'),
      hint: undefined,
      fault: faults.hours_days && t(faults.hours_days),
      choices: weekdays.map((day) => ({
        value: String(day),
        words: t(`setup.day.${day}`),
        isChosen: values.hours_days.includes(String(day)),
      })),
    },
    hours: [fields.hours_from, fields.hours_to, fields.hours_within, fields.away_until],
    ledger: switchOf('ledger_shown', t, values),
    approval: hasAuthors ? switchOf('approval_asked', t, values) : undefined,
  }
}

/** A setting that is on or off. */
const switchOf = (
  name: 'ledger_shown' | 'approval_asked',
  t: T,
  values: SettingTexts,
): Choices => ({
  ...{ kind: 'checkbox', name, fault: undefined },
  label: t(`setup.setting.${name}`),
  hint: t(`setup.setting.${name}.hint`),
  choices: [
    { value: 'yes', words: t(`setup.setting.${name}.yes`), isChosen: values[name] === 'yes' },
  ],
})
