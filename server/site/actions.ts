/** Setting the site up, changing what it says of itself, and passing the office on. */

import { subjectOf } from '../accounts/audit.ts'
import { record } from '../accounts/audit-store.ts'
import type { Link } from '../accounts/link.ts'
import { makeLink, useUp, voidLinks } from '../accounts/link-store.ts'
import { hashPassword } from '../accounts/password.ts'
import { type Begun, beginSession } from '../accounts/sign-in-actions.ts'
import { findAccount, giveRole, hasAccount, saveAccount } from '../accounts/store.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Country } from '../language/locale.ts'
import type { Writer } from '../storage/database.ts'
import { RENDERER, renderText } from '../text/markdown.ts'
import type { House, Site } from '../web/house.ts'
import { cancelTerm, plannedTerm, saveTerm } from './official-store.ts'
import { changedSettings, languageIn, type SettingTexts } from './settings.ts'
import type { SetUp } from './setup.ts'
import { changeSite, saveSite } from './store.ts'

/** Stores the first version of the house rules; the policy room's, handed in. */
export type StoreHouseRules = (tx: Writer, country: Country, at: Instant) => Promise<void>

type Outcome<T, Fault> = Promise<Result<T, Fault>>
type Refusal = 'setup.fault.planned' | 'setup.fault.author'

/** While there is no account: a new set-up link's token, and every earlier one is void. Otherwise undefined. */
export async function newSetUpLink({
  storage,
  clock,
}: Pick<House, 'storage' | 'clock'>): Promise<string | undefined> {
  const now = clock()
  return storage.transact(async (tx) => {
    if (await hasAccount(tx)) return undefined
    await voidLinks(tx, { purpose: 'set_up' }, now)
    return makeLink(tx, { purpose: 'set_up', by: null, now })
  })
}

/** When the moderators read, until they say otherwise: weekdays, and within a working day. */
const firstHours = { hours_days: '12345', hours_from: '08:00', hours_to: '17:00', hours_within: 8 }

/** By which clock the country lives, when nobody has said. */
const capitals: Readonly<Record<Country, string>> = {
  se: 'Europe/Stockholm',
  no: 'Europe/Oslo',
}

/** Makes the site, its official (author and administrator) and the house rules, all or nothing. */
export async function setUp(
  house: House,
  {
    link,
    answers,
    storeHouseRules,
  }: { link: Link; answers: SetUp; storeHouseRules: StoreHouseRules },
): Outcome<Begun, 'accounts.fault.gone'> {
  const password = await hashPassword(answers.password)
  const at = house.clock()
  const outcome = await house.storage.transact(
    async (tx): Outcome<Begun, 'accounts.fault.gone'> => {
      if ((await hasAccount(tx)) || !(await useUp(tx, link.id, at)))
        return err('accounts.fault.gone')
      await saveSite(tx, firstSite(house, answers, at))
      const { name, title, email } = answers
      const accountId = await saveAccount(tx, { name, title, email, password, at })
      for (const role of ['author', 'administrator'] as const)
        await giveRole(tx, { accountId, role, by: null, at })
      await saveTerm(tx, { accountId, name, title, startsAt: at, notice: null, by: accountId, at })
      await storeHouseRules(tx, answers.country, at)
      await record(tx, { at, by: accountId, act: 'set_up', subject: subjectOf(accountId) })
      return ok(await beginSession(tx, accountId, at))
    },
  )
  if (outcome.ok) await house.changed('site', 'lists', 'policy')
  return outcome
}

const firstSite = (house: House, { authority, country, site, language }: SetUp, at: Instant) => ({
  authority,
  country,
  name: site,
  language,
  time_zone: house.settings.timeZone ?? capitals[country],
  telephone: null,
  contact_email: null,
  postal_address: null,
  controller: null,
  data_protection_officer: null,
  presentation: '',
  presentation_html: '',
  renderer: RENDERER.post,
  ...firstHours,
  away_until: null,
  set_up_at: at,
  ledger_shown: 0 as const,
  approval_asked: 0 as const,
})

/** Changes settings that have no faults; what is the same is left alone and not written down. */
export async function changeSettings(
  house: House,
  by: number,
  { site, given }: { readonly site: Site; readonly given: Partial<SettingTexts> },
): Promise<void> {
  const names = changedSettings(site, given)
  if (names.length === 0) return
  const texts = Object.fromEntries(names.map((name) => [name, given[name] || null]))
  const whole = { language: site.language, ...given } as SettingTexts
  await house.storage.transact(async (tx) => {
    await changeSite(tx, { ...texts, ...rendered(whole), ...within(given), ...shown(given) })
    await record(tx, { at: house.clock(), by, act: 'settings_changed', detail: names.join(' ') })
  })
  await house.changed('site', 'lists', 'policy')
}

const rendered = (given: SettingTexts) =>
  given.presentation === undefined
    ? {}
    : {
        presentation: given.presentation,
        presentation_html: renderText(given.presentation, languageIn(given)),
        renderer: RENDERER.post,
      }

const within = ({ hours_within }: Partial<SettingTexts>) =>
  hours_within === undefined ? {} : { hours_within: Number(hours_within) }

const shown = ({ ledger_shown, approval_asked }: Partial<SettingTexts>) => ({
  ...(ledger_shown === undefined ? {} : { ledger_shown: flag(ledger_shown) }),
  ...(approval_asked === undefined ? {} : { approval_asked: flag(approval_asked) }),
})

const flag = (text: string): 0 | 1 => (text === 'yes' ? 1 : 0)

/** Plans that another author becomes the official, and announces it. */
export async function planOfficial(
  house: House,
  by: number,
  plan: {
    readonly accountId: number
    readonly title: string
    readonly from: Instant
    readonly notice: string
  },
): Outcome<undefined, Refusal> {
  const at = house.clock()
  const outcome = await house.storage.transact(async (tx): Outcome<undefined, Refusal> => {
    if (await plannedTerm(tx, at)) return err('setup.fault.planned')
    const account = await findAccount(tx, plan.accountId)
    if (!account || account.disabledAt || !account.roles.includes('author'))
      return err('setup.fault.author')
    const { accountId, title, from, notice } = plan
    await saveTerm(tx, { accountId, name: account.name, title, startsAt: from, notice, by, at })
    await record(tx, { at, by, act: 'official_planned', subject: subjectOf(accountId) })
    return ok(undefined)
  })
  if (outcome.ok) await house.changed('site', 'lists', 'policy')
  return outcome
}

/** Calls a planned change of official off; false when it is too late. */
export async function cancelOfficial(house: House, by: number, id: number): Promise<boolean> {
  const at = house.clock()
  const done = await house.storage.transact(async (tx) => {
    const cancelled = await cancelTerm(tx, id, at)
    if (cancelled) await record(tx, { at, by, act: 'official_cancelled' })
    return cancelled
  })
  if (done) await house.changed('site', 'lists', 'policy')
  return done
}
