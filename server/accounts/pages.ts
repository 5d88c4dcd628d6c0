/** What the pages of the room accounts are given. */

import type { Instant } from '../kernel/clock.ts'
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date, shortTime } from '../language/when.ts'
import type { Html } from '../text/html.ts'
import type { Choices, FormModel } from '../web/fields.ts'
import { type Account, type Role, roles } from './account.ts'
import type { Link } from './link.ts'
import type { MailChoiceModel } from './mail-choice-pages.ts'
import type { Listed } from './session.ts'

/** A moment for people, and for machines. */
export interface When {
  readonly at: string
  readonly words: string
}

export interface MePage {
  readonly person: FormModel
  readonly email: string
  readonly password: FormModel
  /** What one is told by mail; undefined when nothing is mailed to one's roles. */
  readonly mail: MailChoiceModel | undefined
  readonly sessions: readonly {
    readonly id: number
    readonly isThis: boolean
    readonly since: string
  }[]
  readonly secondFactor: {
    readonly isOn: boolean
    readonly isDuty: boolean
    readonly words: string
    /** What went wrong with the password that was asked for. */
    readonly problem: string | undefined
  }
}

/** Where somebody chooses a password of their own; the address tells what keeps passwords whose it is. */
export interface OwnPasswordPage {
  readonly email: string
  readonly form: FormModel
  readonly words: string
}

export interface PeoplePage {
  readonly people: readonly {
    readonly id: number
    readonly name: string
    readonly roles: string
    readonly secondFactor: string
    readonly seen: When | undefined
    readonly isDisabled: boolean
  }[]
  readonly invitations: readonly {
    readonly id: number
    readonly email: string
    readonly roles: string
    readonly until: string
  }[]
}

export interface PersonPage {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly email: string
  readonly problem: string | undefined
  readonly disabledSince: string | undefined
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
  readonly roles: readonly {
    readonly role: Role
    readonly meaning: string
    readonly isHeld: boolean
    readonly act: string
  }[]
}

export interface AuditPage {
  readonly lines: readonly { readonly when: When; readonly who: string; readonly what: string }[]
  readonly older: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'accounts/sign-in': {
      readonly form: FormModel
      readonly to: string
      readonly problem: string | undefined
      readonly done: string | undefined
    }
    'accounts/invitation': OwnPasswordPage
    'accounts/password': OwnPasswordPage
    'accounts/link-gone': { readonly title: string }
    'accounts/code': {
      readonly form: FormModel
      readonly action: string
      readonly to: string
      readonly problem: string | undefined
    }
    'accounts/enrolment': {
      readonly form: FormModel
      readonly to: string
      readonly offer: string
      readonly picture: Html
      readonly secret: string
      readonly isDuty: boolean
      readonly problem: string | undefined
    }
    'accounts/codes': { readonly codes: readonly string[]; readonly to: string }
    'accounts/me': MePage
    'accounts/people': PeoplePage
    'accounts/person': PersonPage
    'accounts/invite': InvitePage
    'accounts/link': { readonly words: string; readonly address: string }
    'accounts/audit': AuditPage
  }
}

export interface InvitePage {
  readonly form: FormModel
  readonly roles: Choices
  /** Right after set-up, when nobody else is here: it tells why somebody should be. */
  readonly isFirst: boolean
}

/** What a page needs to say a moment. */
export interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
  readonly now: Instant
}

export const when = (at: Instant, { language, zone, now }: Speaking): When => ({
  at,
  words: shortTime(at, language, { zone, now }),
})

const roleWords = (held: readonly Role[], t: T): string =>
  held.map((role) => t(`accounts.role.${role}`)).join(', ')

/** Every role to choose from. */
export const roleChoices = (t: T, chosen: readonly string[], fault?: MessageKey): Choices => ({
  kind: 'checkbox',
  name: 'roles',
  label: t('accounts.people.roles'),
  hint: undefined,
  fault: fault && t(fault),
  choices: roles.map((role) => ({
    value: role,
    words: t(`accounts.role.${role}`),
    hint: t(`accounts.role.${role}.meaning`),
    isChosen: chosen.includes(role),
  })),
})

/** One's sessions, the one that asks marked. */
export const sessionRows = (
  sessions: readonly Listed[],
  here: number,
  speaking: Speaking,
): MePage['sessions'] =>
  sessions.map(({ id, startedAt, seenAt }) => ({
    id,
    isThis: id === here,
    since: speaking.t('accounts.me.session.since', {
      since: when(startedAt, speaking).words,
      seen: when(seenAt, speaking).words,
    }),
  }))

/** Everybody, and who is invited. */
export function peoplePage(
  found: {
    readonly people: readonly Account[]
    readonly seen: ReadonlyMap<number, Instant>
    readonly invitations: readonly Link[]
  },
  speaking: Speaking,
): PeoplePage {
  const { t, language, zone } = speaking
  return {
    people: found.people.map((account) => {
      const seenAt = found.seen.get(account.id)
      return {
        id: account.id,
        name: account.name,
        roles: roleWords(account.roles, t),
        secondFactor: t(account.secondFactorAt ? 'common.yes' : 'common.no'),
        seen: seenAt && when(seenAt, speaking),
        isDisabled: account.disabledAt !== undefined,
      }
    }),
    invitations: found.invitations.map((link) => ({
      id: link.id,
      email: link.email,
      roles: roleWords(link.roles, t),
      until: t('accounts.people.invitation.until', { until: date(link.expiresAt, language, zone) }),
    })),
  }
}

/** One person, and what an administrator can do there. */
export const personPage = (
  account: Account,
  { t, language, zone }: Speaking,
  problem?: string,
): PersonPage => ({
  id: account.id,
  name: account.name,
  title: account.title,
  email: account.email,
  problem,
  disabledSince:
    account.disabledAt &&
    t('accounts.person.disabled_since', { since: date(account.disabledAt, language, zone) }),
  hasPassword: account.hasPassword,
  hasSecondFactor: account.secondFactorAt !== undefined,
  roles: roles.map((role) => {
    const isHeld = account.roles.includes(role)
    const words = { role: t(`accounts.role.${role}`) }
    return {
      role,
      meaning: t(`accounts.role.${role}.meaning`),
      isHeld,
      act: isHeld ? t('accounts.person.take', words) : t('accounts.person.give', words),
    }
  }),
})
