/** One comment as every list of the desk shows it: whose, about what, and what can be done with it. */
import type { Viewer } from '../accounts/account.ts'
import { type Sign, signs } from '../comments/suspicion.ts'
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { age, shortTime } from '../language/when.ts'
import type { Capacity, CommentState } from '../storage/schema.ts'
import { excerpt, plainText } from '../text/excerpt.ts'
import { type Html, trusted } from '../text/html.ts'
import type { Site } from '../web/house.ts'
import { acts, type DecisionAct, type Judged, refusal } from './decision.ts'
import type { Looking } from './looking.ts'
import { type ReasonId, reasonById } from './reasons.ts'

export interface ActButton {
  readonly act: DecisionAct
  readonly words: string
  /** The key that presses it in the queue, for those with JavaScript; '' for none. */
  readonly key: string
}

export interface QueueItem {
  readonly id: number
  readonly name: string
  /** A staff reply's label, which stands wherever the reply does. */
  readonly capacity: Capacity | undefined
  readonly title: string
  readonly post: {
    readonly href: string
    readonly title: string
    readonly language: Language
    readonly capacity: Capacity
  }
  /** The beginning of what it answers. */
  readonly answers:
    | {
        readonly href: string
        readonly who: string
        readonly words: string
        readonly capacity: Capacity | undefined
      }
    | undefined
  readonly came: { readonly words: string; readonly iso: string }
  readonly question: string | undefined
  readonly html: Html
  readonly language: Language
  readonly signs: string | undefined
  readonly earlier: string | undefined
  readonly looking: string | undefined
  /** Who held it or put it aside, why and when: what a second person has to judge. */
  readonly last: string | undefined
  readonly buttons: readonly ActButton[]
  readonly open: string | undefined
  readonly isMany: boolean
  /** On its own page, whose title names it. */
  readonly isAlone: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/item': QueueItem
  }
}

/** What the words depend on, and who reads. */
export interface AtDesk {
  readonly t: T
  readonly language: Language
  readonly site: Site
  readonly now: Instant
  readonly viewer: Viewer
  readonly looking: Looking
}

/** A comment as the store of the desk hands it out. */
export interface DeskComment {
  readonly id: number
  readonly state: CommentState
  readonly kind: 'citizen' | 'staff'
  readonly name: string
  readonly html: string
  readonly question: number
  readonly answered_by: number | null
  readonly capacity: Capacity | null
  readonly author_title: string | null
  readonly account_id: number | null
  readonly version: number
  readonly received_at: Instant
  readonly shown_at: Instant | null
  readonly parent_id: number | null
  readonly post_id: number
  readonly signs: string
  readonly title: string
  readonly language: Language
  readonly post_capacity: Capacity
  readonly post_state: 'published' | 'unpublished'
  readonly answered_name: string | null
  readonly answered_html: string | null
  readonly answered_state: CommentState | null
  readonly answered_capacity: Capacity | null
  readonly last_act: DecisionAct | null
  readonly last_role: string | null
  readonly last_account: number | null
  readonly last_reason: string | null
  readonly last_name: string | null
  readonly last_at: Instant | null
  readonly earlier_shown: number | null
  readonly earlier_hidden: number | null
}

/** A row as decisions judge it. */
export const judgedRow = (row: DeskComment, viewer: Pick<Viewer, 'accountId'>): Judged => ({
  kind: row.kind,
  state: row.state,
  wasPublic: row.shown_at !== null,
  isUnconfirmed: row.last_act === 'spam' && row.last_role === 'author',
  isOwn: row.last_account === viewer.accountId,
})

const inList = ['let_through', 'spam', 'confirm', 'put_back'] as const

/** A comment with the acts that need no reason of their own. */
export function itemModel(row: DeskComment, at: AtDesk): QueueItem {
  const { t, site, language, viewer } = at
  const looker = at.looking.otherAt(viewer, row.id)
  return {
    id: row.id,
    name: nameOf(row.name, t),
    capacity: row.capacity ?? undefined,
    title: row.author_title ?? '',
    post: {
      href: `/desk/threads/${row.post_id}`,
      title: row.title,
      language: row.language,
      capacity: row.post_capacity,
    },
    answers: answersOf(row, t),
    came: {
      words: t(row.kind === 'staff' ? 'moderation.wrote' : 'moderation.came', {
        age: age(row.received_at, language, at.now),
        time: shortTime(row.received_at, language, { zone: site.timeZone, now: at.now }),
      }),
      iso: row.received_at,
    },
    question:
      row.question === 1 ? t('moderation.question', { name: site.official.name }) : undefined,
    html: trusted(row.html),
    language: row.language,
    signs: signsOf(row.signs, t),
    earlier: earlierOf(row, t),
    looking: looker === undefined ? undefined : t('moderation.looking', { name: looker }),
    last: lastOf(row, at),
    buttons: buttonsOf(row, at, inList),
    open: openWords(row, at),
    isMany: false,
    isAlone: false,
  }
}

/** What somebody without a name is called where a name stands alone. */
export const nameOf = (name: string | null, t: T): string => name || t('moderation.name.none')

/** What somebody without a name is called within a sentence. */
export const nameWithin = (name: string | null, t: T): string => name || t('moderation.name.nobody')

/** The beginning of what a comment says, as text. */
export const beginningOf = (html: string | null, most: number): string =>
  excerpt(plainText(trusted(html ?? '')), most)

const MOST_OF_ANSWERED = 140

function answersOf(row: DeskComment, t: T): QueueItem['answers'] {
  if (row.parent_id === null) return undefined
  const name = nameWithin(row.answered_name, t)
  const isShown = row.answered_state === 'shown'
  return {
    href: `/desk/comments/${row.parent_id}`,
    who: isShown ? t('moderation.answers', { name }) : t('moderation.answers.hidden', { name }),
    words: beginningOf(row.answered_html, MOST_OF_ANSWERED),
    capacity: row.answered_capacity ?? undefined,
  }
}

function signsOf(json: string, t: T): string | undefined {
  const found = JSON.parse(json) as Sign[]
  const words = signs.filter((sign) => found.includes(sign)).map((s) => t(`moderation.sign.${s}`))
  return words.length > 0 ? t('moderation.signs', { signs: words.join(', ') }) : undefined
}

function earlierOf({ earlier_shown, earlier_hidden }: DeskComment, t: T): string | undefined {
  const shown = earlier_shown ?? 0
  const hidden = earlier_hidden ?? 0
  return shown + hidden > 0 ? t('moderation.earlier', { shown, hidden }) : undefined
}

function lastOf(row: DeskComment, { t, language, site, now, viewer }: AtDesk): string | undefined {
  const { state, last_act: act, last_reason: reason, last_at: on } = row
  if ((state !== 'held' && state !== 'spam') || !act || !reason || !on) return undefined
  return t('moderation.last', {
    what: t(`moderation.did.${act}`),
    reason: reasonById(reason as ReasonId)[language].name,
    name: row.last_account === viewer.accountId ? t('moderation.you') : (row.last_name ?? ''),
    time: shortTime(on, language, { zone: site.timeZone, now }),
  })
}

const keys: Readonly<Partial<Record<DecisionAct, string>>> = {
  let_through: 'a',
  spam: 's',
  confirm: 's',
  put_back: 'z',
}

/** The acts among some that this person may do with it. */
export const buttonsOf = (
  row: DeskComment,
  { t, viewer }: Pick<AtDesk, 't' | 'viewer'>,
  some: readonly DecisionAct[],
): ActButton[] =>
  some
    .filter((act) => !refusal(viewer, act, judgedRow(row, viewer), reasonById('threat')))
    .map((act) => ({ act, words: t(`moderation.act.${act}`), key: keys[act] ?? '' }))

/** What the way to the acts with a reason is called, for whoever has one. */
export function openWords(row: DeskComment, at: AtDesk): string | undefined {
  const can = buttonsOf(row, at, acts).map(({ act }) => act)
  if (can.includes('hide')) return at.t('moderation.open.hide')
  return can.includes('hold') ? at.t('moderation.open.hold') : undefined
}
