/** The few questions of set-up. */

import { emailOf, isEmail } from '../accounts/account.ts'
import { type PasswordFault, passwordFault } from '../accounts/password.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { type Country, isCountry, isLanguage, type Language } from '../language/locale.ts'

export const setUpNames = [
  'authority',
  'country',
  'site',
  'language',
  'name',
  'title',
  'email',
  'password',
] as const

export type SetUpName = (typeof setUpNames)[number]
export type SetUpTexts = Readonly<Record<SetUpName, string>>
export type SetUpFaults = Readonly<Partial<Record<SetUpName, SetUpFault>>>

/** How an answer must be mended: the key of a message. */
export type SetUpFault =
  | PasswordFault
  | `accounts.fault.${'name' | 'title' | 'email'}`
  | `setup.fault.${'authority' | 'country' | 'name' | 'language'}`

/** The answers, when all of them can be used. */
export interface SetUp {
  readonly authority: string
  readonly country: Country
  readonly site: string
  readonly language: Language
  readonly name: string
  readonly title: string
  readonly email: string
  readonly password: string
}

/** Reads the answers; every one that must be mended is told at once. */
export function parseSetUp(given: SetUpTexts): Result<SetUp, SetUpFaults> {
  const texts = { ...given, email: emailOf(given.email) }
  const { country, language, password, ...rest } = texts
  const faults: Partial<Record<SetUpName, SetUpFault>> = {}
  const [authority, site, name, title] = [rest.authority, rest.site, rest.name, rest.title].map(
    (text) => text.trim(),
  ) as [string, string, string, string]
  if (!isBetween(authority, 2, 120)) faults.authority = 'setup.fault.authority'
  if (!isCountry(country)) faults.country = 'setup.fault.country'
  if (!isBetween(site, 2, 80)) faults.site = 'setup.fault.name'
  if (!isLanguage(language)) faults.language = 'setup.fault.language'
  if (!isBetween(name, 2, 100)) faults.name = 'accounts.fault.name'
  if (!isBetween(title, 2, 100)) faults.title = 'accounts.fault.title'
  if (!isEmail(rest.email)) faults.email = 'accounts.fault.email'
  const weak = passwordFault(password, { name, email: rest.email })
  if (weak) faults.password = weak
  if (Object.keys(faults).length > 0 || !isCountry(country) || !isLanguage(language))
    return err(faults)
  return ok({ authority, country, site, language, name, title, email: rest.email, password })
}

const isBetween = (text: string, least: number, most: number): boolean =>
  text.length >= least && text.length <= most
