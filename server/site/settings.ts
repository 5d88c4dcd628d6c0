/** What the site says of itself, and what it must say before anything is published. */

import { isEmail } from '../accounts/account.ts'
import { isLanguage, type Language } from '../language/locale.ts'
import { isTimeZone } from '../language/zone.ts'
import type { Site } from '../web/house.ts'

/** The settings as a form has them: text by field, the days as one text of ISO weekdays. */
export const settingNames = [
  'name',
  'authority',
  'language',
  'time_zone',
  'contact_email',
  'telephone',
  'postal_address',
  'controller',
  'data_protection_officer',
  'presentation',
  'hours_days',
  'hours_from',
  'hours_to',
  'hours_within',
  'away_until',
  'ledger_shown',
  'approval_asked',
] as const

export type SettingName = (typeof settingNames)[number]
export type SettingTexts = Readonly<Record<SettingName, string>>
export type SettingFaults = Readonly<Partial<Record<SettingName, SettingFault>>>

/** How a setting must be mended: the key of a message. */
export type SettingFault =
  | 'accounts.fault.email'
  | `setup.fault.${'long' | 'name' | 'authority' | 'language' | 'time_zone' | 'telephone' | 'hours_days' | 'hours' | 'hours_within' | 'day'}`

/** What must be known before the first publication (LAW.md L50; reachable, and who answers for the data). */
export const publicationNeeds = ['contact_email', 'telephone', 'controller'] as const

export type Missing = (typeof publicationNeeds)[number]

/** Which of the needed settings are still empty, in the order they are asked for. */
export function missingForPublication(site: Site): Missing[] {
  const told = {
    contact_email: site.contactEmail,
    telephone: site.telephone,
    controller: site.controller,
  }
  return publicationNeeds.filter((name) => !told[name])
}

/** The settings as they are, for the form. */
export const settingTexts = (site: Site): SettingTexts => ({
  name: site.name,
  authority: site.authority,
  language: site.language,
  time_zone: site.timeZone,
  contact_email: site.contactEmail ?? '',
  telephone: site.telephone ?? '',
  postal_address: site.postalAddress ?? '',
  controller: site.controller ?? '',
  data_protection_officer: site.dataProtectionOfficer ?? '',
  presentation: site.presentation,
  hours_days: site.hours.days.join(''),
  hours_from: site.hours.from,
  hours_to: site.hours.to,
  hours_within: String(site.hours.within),
  away_until: site.hours.awayUntil ?? '',
  ledger_shown: site.showsLedger ? 'yes' : '',
  approval_asked: site.asksOfficial ? 'yes' : '',
})

const longest: Readonly<Record<SettingName, number>> = {
  name: 80,
  authority: 120,
  language: 2,
  time_zone: 60,
  contact_email: 254,
  telephone: 40,
  postal_address: 300,
  controller: 200,
  data_protection_officer: 300,
  presentation: 20_000,
  hours_days: 7,
  hours_from: 5,
  hours_to: 5,
  hours_within: 3,
  away_until: 10,
  ledger_shown: 3,
  approval_asked: 3,
}

/** What must be mended among some of the settings; nothing when all is well. */
export function settingFaults(given: Partial<SettingTexts>): SettingFaults {
  const faults: Partial<Record<SettingName, SettingFault>> = {}
  for (const name of settingNames) {
    const text = given[name]
    if (text === undefined) continue
    const fault = text.length > longest[name] ? 'setup.fault.long' : rules[name]?.(text, given)
    if (fault) faults[name] = fault
  }
  return faults
}

type Rule = (text: string, all: Partial<SettingTexts>) => SettingFault | undefined

const unless =
  (holds: (text: string) => boolean, fault: SettingFault): Rule =>
  (text) =>
    holds(text) ? undefined : fault

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

const rules: Partial<Record<SettingName, Rule>> = {
  name: unless((text) => text !== '', 'setup.fault.name'),
  authority: unless((text) => text !== '', 'setup.fault.authority'),
  language: unless(isLanguage, 'setup.fault.language'),
  time_zone: unless(isTimeZone, 'setup.fault.time_zone'),
  contact_email: unless((text) => text === '' || isEmail(text), 'accounts.fault.email'),
  telephone: unless(
    (text) => text === '' || /\d{3}/.test(text.replace(/\D/g, '')),
    'setup.fault.telephone',
  ),
  hours_days: unless(
    (text) => /^1?2?3?4?5?6?7?$/.test(text) && text !== '',
    'setup.fault.hours_days',
  ),
  hours_from: unless(isTime, 'setup.fault.hours'),
  hours_to: (text, { hours_from: from }) =>
    isTime(text) && text > (from ?? '') ? undefined : 'setup.fault.hours',
  hours_within: unless((text) => /^[1-9]\d?$/.test(text), 'setup.fault.hours_within'),
  away_until: unless((text) => text === '' || isDay(text), 'setup.fault.day'),
}

/** Which settings a form changes, by name. */
export function changedSettings(site: Site, given: Partial<SettingTexts>): SettingName[] {
  const before = settingTexts(site)
  return settingNames.filter((name) => given[name] !== undefined && given[name] !== before[name])
}

/** The language of a form that has no faults. */
export const languageIn = (given: SettingTexts): Language => given.language as Language
