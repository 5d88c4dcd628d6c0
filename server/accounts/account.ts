/** The people of the desk: their roles, and what each role may do. */
import type { Instant } from '../kernel/clock.ts'
import type { Role } from '../storage/schema.ts'

export type { Role } from '../storage/schema.ts'

/** The roles in the order they are shown; one person can hold several. */
export const roles = ['author', 'moderator', 'registrar', 'administrator'] as const

/** Whether a text from outside names a role. */
export const isRole = (text: string): text is Role => roles.includes(text as Role)

/** Who asks for a page of the desk or does something there. */
export interface Viewer {
  readonly accountId: number
  readonly name: string
  readonly title: string
  readonly email: string
  readonly roles: ReadonlySet<Role>
  readonly isAuthor: boolean
  readonly sessionId: number
}

/** A person of the desk as the people page and the command line see one. */
export interface Account {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly title: string
  readonly roles: readonly Role[]
  readonly hasPassword: boolean
  /** Since when a second step is asked for at sign-in. */
  readonly secondFactorAt: Instant | undefined
  readonly createdAt: Instant
  readonly disabledAt: Instant | undefined
}

/** Which roles may do what, for the acts of one room. */
export type Mandates<Act extends string> = Readonly<Record<Act, readonly Role[]>>

/** Makes a room's question "may this person do that?" from its table; any one of the roles is enough. */
export const mandates =
  <Act extends string>(table: Mandates<Act>) =>
  (who: Pick<Viewer, 'roles'>, act: Act): boolean =>
    table[act].some((role) => who.roles.has(role))

/** What the rooms accounts and site let whom do; one's own page is everybody's. */
export const may = mandates({
  'people.see': ['administrator'],
  'people.change': ['administrator'],
  'audit.read': ['administrator'],
  'settings.change': ['administrator'],
  'official.pass_on': ['administrator'],
})

/** Whether the second step is a duty: it is for those who can change who may do what, or release documents. */
export const mustHaveSecondFactor = (held: Iterable<Role>): boolean => {
  const all = new Set(held)
  return all.has('administrator') || all.has('registrar')
}

/** The e-mail address as it is compared and stored: one person, one sign-in. */
export const emailOf = (text: string): string => text.trim().toLowerCase()

/** Whether a text looks like an e-mail address of at most 254 characters; only mail itself can tell more. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text)
