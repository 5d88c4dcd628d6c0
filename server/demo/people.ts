/** Sets the site of the demo up and lets its people in, as they would do it themselves. */
import type { Viewer } from '../accounts/account.ts'
import { acceptInvitation } from '../accounts/link-actions.ts'
import { findLink } from '../accounts/link-store.ts'
import { invite, take } from '../accounts/people-actions.ts'
import { findByEmail } from '../accounts/store.ts'
import { storeHouseRules } from '../policy/store.ts'
import { changeSettings, newSetUpLink, setUp } from '../site/actions.ts'
import type { House } from '../web/house.ts'
import { type Person, people, type StaffKey } from './content.ts'
import { done } from './done.ts'

export type Actor = Pick<Viewer, 'accountId' | 'name' | 'title' | 'roles'>
export type Staff = Readonly<Record<StaffKey, Actor>>

/** Makes site, settings and accounts, and gives who can act. */
export async function settle(house: House): Promise<Staff> {
  const { staff } = people()
  const [first, ...others] = staff
  if (!first) throw new Error('The demo has no people')
  const official = await openSite(house, first)
  await tellOfSite(house, official.accountId)
  const actors = new Map([[first.key, official]])
  for (const person of others)
    actors.set(person.key, await letIn(house, official.accountId, person))
  const by = actors.get('registrar')?.accountId ?? null
  done(await take(house, by, { id: official.accountId, role: 'administrator' }))
  return Object.fromEntries(actors) as Staff
}

async function openSite(house: House, person: Person): Promise<Actor> {
  const { authority, country, site_name: site, language } = people()
  const token = (await newSetUpLink(house)) ?? ''
  const link = await linkOf(house, 'set_up', token)
  const answers = { authority, country, site, language, ...person }
  done(await setUp(house, { link, answers, storeHouseRules }))
  return actorOf(house, person)
}

async function tellOfSite(house: House, by: number): Promise<void> {
  const site = house.site()
  if (!site) throw new Error('The demo has no site')
  const { authority, contact, presentation, time_zone } = people()
  const given = {
    time_zone,
    contact_email: contact.email,
    telephone: contact.telephone,
    postal_address: contact.address,
    controller: authority,
    language: site.language,
    presentation: [...Object.values(presentation), contact.hours].join('\n\n'),
    ledger_shown: 'yes',
  }
  await changeSettings(house, by, { site, given })
}

async function letIn(house: House, by: number, person: Person): Promise<Actor> {
  const token = done(await invite(house, by, person))
  const { name, title, password } = person
  const link = await linkOf(house, 'invitation', token)
  done(await acceptInvitation(house, link, { name, title, password }))
  return actorOf(house, person)
}

async function linkOf(house: House, purpose: 'set_up' | 'invitation', token: string) {
  const link = await findLink(house.storage.read, { purpose, token, now: house.clock() })
  if (!link) throw new Error(`The demo has no link: ${purpose}`)
  return link
}

async function actorOf({ storage }: House, { name, title, email, roles }: Person): Promise<Actor> {
  const account = await findByEmail(storage.read, email)
  if (!account) throw new Error(`The demo has no account: ${email}`)
  return { accountId: account.id, name, title, roles: new Set(roles) }
}
