/** The mail at the desk, in words. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { shortTime } from '../language/when.ts'
import { type FormModel, formModel } from '../web/fields.ts'
import type { MailSettings } from '../web/house.ts'
import type { DeskFrame } from '../web/views.ts'
import type { FollowCounts } from './followers.ts'
import type { MailKind, MailProblem } from './mail.ts'
import type { Listed } from './store.ts'

export interface MailPage {
  /** How mail goes out, to whom, and how much has: a sentence each. */
  readonly facts: readonly string[]
  readonly unsent: readonly {
    readonly id: number
    /** What it is and to whom. */
    readonly what: string
    readonly at: string
    readonly since: string
    readonly state: string
    readonly isStuck: boolean
  }[]
  readonly more: string | undefined
  /** What to know of those who follow, and how many follow what: a sentence each. */
  readonly followers: { readonly words: string; readonly counts: readonly string[] }
  /** To stop the mails to an address. */
  readonly stop: FormModel
}

declare module '../web/views.ts' {
  interface Views {
    'mail/mail': MailPage
  }
}

interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
  readonly now: Instant
}

/** The page about mail for administrators. */
export function mailPage(
  found: {
    readonly settings: MailSettings
    readonly where: string | undefined
    readonly unlisted: readonly string[]
    readonly sent: number
    readonly unsent: readonly Listed[]
    readonly count: number
    readonly followed: FollowCounts
    /** What was typed, when it is no address. */
    readonly unreadable: string | undefined
  },
  speaking: Speaking,
): MailPage {
  const { t } = speaking
  const { from, domains } = found.settings
  const shown = found.unsent.length
  return {
    facts: [
      t('mail.words'),
      found.where ? t('mail.out.server', { server: found.where, from }) : t('mail.out.folder'),
      ...(domains ? [t('mail.domains', { domains: domains.join(', ') })] : []),
      ...(found.unlisted.length > 0
        ? [t('mail.unlisted', { names: found.unlisted.join(', ') })]
        : []),
      t('mail.sent', { count: found.sent }),
    ],
    unsent: found.unsent.map((mail) => ({
      id: mail.id,
      what: whatOf(mail, t),
      at: mail.created_at,
      since: t('mail.since', { time: whenOf(mail.created_at, speaking) }),
      state: stateOf(mail, speaking),
      isStuck: mail.state === 'stuck',
    })),
    more: found.count > shown ? t('mail.more', { shown, count: found.count }) : undefined,
    followers: followersIn(found.followed, t),
    stop: stopForm(t, found.unreadable),
  }
}

function followersIn({ follows, stopped }: FollowCounts, t: T): MailPage['followers'] {
  const sentences = follows.map(({ what, count }) =>
    t('mail.followers.count', { count, what: t(`following.what.${what}`) }),
  )
  const stops = stopped > 0 ? [t('mail.followers.stopped', { count: stopped })] : []
  return {
    words: t(sentences.length > 0 ? 'mail.followers.words' : 'mail.followers.none'),
    counts: [...sentences, ...stops],
  }
}

const stopForm = (t: T, unreadable: string | undefined): FormModel =>
  formModel(t, [{ name: 'address', type: 'email', label: 'mail.stop.address' }], {
    values: { address: unreadable },
    faults: unreadable === undefined ? {} : { address: 'following.fault.address' },
  })

/** The mail's kind, and whose account it goes to; who follows has no name here, and who is asked does not follow yet. */
function whatOf({ kind, name }: Listed, t: T): string {
  const what = t(`mail.kind.${kind as MailKind}`)
  if (name !== null) return t('mail.row', { what, name })
  return kind.startsWith('follow_') ? what : t('mail.row.follower', { what })
}

function stateOf(mail: Listed, speaking: Speaking): string {
  const { t } = speaking
  if (mail.state === 'handing' || mail.state === 'offered') return t('mail.state.sending')
  if (!mail.problem) return t('mail.state.new')
  const words = t(`mail.problem.${mail.problem as MailProblem}`)
  const problem = mail.reply ? t('mail.reply', { problem: words, reply: mail.reply }) : words
  return mail.state === 'stuck'
    ? t('mail.state.stuck', { attempts: mail.attempts, problem })
    : t('mail.state.waiting', { time: whenOf(mail.due_at, speaking), problem })
}

/** What every page of the desk tells an administrator while mail does not get through. */
export function mailWarning(
  { stuck, late }: { readonly stuck: number; readonly late: Instant | undefined },
  speaking: Speaking,
): DeskFrame['warnings'][number] | undefined {
  const { t } = speaking
  if (stuck === 0 && !late) return undefined
  const words = [
    ...(stuck > 0 ? [t('mail.warning.stuck', { count: stuck })] : []),
    ...(late ? [t('mail.warning.late', { time: whenOf(late, speaking) })] : []),
  ]
  return {
    title: t('mail.warning.title'),
    words: words.join(' '),
    link: { href: '/desk/mail', words: t('mail.warning.link') },
  }
}

const whenOf = (at: Instant, { language, zone, now }: Speaking): string =>
  shortTime(at, language, { zone, now })
