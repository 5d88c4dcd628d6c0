/** What was decided, by whom and why: for the staff alone. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { shortTime } from '../language/when.ts'
import type { CommentState } from '../storage/schema.ts'
import type { DecisionAct } from './decision.ts'
import { type AtDesk, beginningOf, nameOf } from './item-pages.ts'
import { type ReasonId, reasonById } from './reasons.ts'

/** A decision as the store hands it out. */
export interface TellableDecision {
  readonly id: number
  readonly comment_id: number
  readonly act: DecisionAct
  readonly reason: string | null
  readonly sentence: string | null
  readonly at: Instant
  readonly account_id: number
  readonly decider_name: string
  readonly clause: number | null
  readonly rules: number | null
  readonly name: string
  readonly html: string
  readonly state: CommentState
  readonly language: Language
}

export interface DecisionRow {
  readonly number: number
  readonly href: string
  readonly name: string
  readonly words: string
  readonly language: Language
  readonly what: string
  /** Reason, clause and version, where there is one. */
  readonly why: string | undefined
  readonly sentence: string | undefined
  readonly who: string
  readonly time: { readonly words: string; readonly iso: string }
  /** How the comment stands now, where something changed it later. */
  readonly now: string | undefined
}

export interface DecisionsPage {
  readonly rows: readonly DecisionRow[]
  readonly older: readonly { readonly href: string; readonly words: string }[]
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/decisions': DecisionsPage
    'moderation/decision': DecisionRow
  }
}

/** The latest decisions, and the way to those before them. */
export const decisionsModel = (
  rows: readonly TellableDecision[],
  older: number | undefined,
  at: Telling,
): DecisionsPage => ({
  rows: rows.map((row) => decisionRow(row, at)),
  older: older
    ? [{ href: `/desk/decisions?before=${older}`, words: at.t('moderation.decisions.older') }]
    : [],
})

type Telling = Pick<AtDesk, 't' | 'language' | 'site' | 'now' | 'viewer'>

const MOST_OF_WORDS = 120

/** A decision in one row. */
export function decisionRow(
  row: TellableDecision,
  { t, language, site, now, viewer }: Telling,
): DecisionRow {
  const who = row.account_id === viewer.accountId ? t('moderation.you') : row.decider_name
  return {
    number: row.comment_id,
    href: `/desk/comments/${row.comment_id}`,
    name: nameOf(row.name, t),
    words: beginningOf(row.html, MOST_OF_WORDS),
    language: row.language,
    what: t(`moderation.did.${row.act}`),
    why: whyWords(row, { t, language }),
    sentence: row.sentence ?? undefined,
    who: t('moderation.by', { name: who }),
    time: { words: shortTime(row.at, language, { zone: site.timeZone, now }), iso: row.at },
    now: ledTo[row.act].includes(row.state)
      ? undefined
      : t('moderation.now', { state: begun(t(`moderation.state.${row.state}`)) }),
  }
}

/** What a comment is while the decision stands. */
const ledTo: Readonly<Record<DecisionAct, readonly CommentState[]>> = {
  let_through: ['shown'],
  hide: ['hidden'],
  spam: ['spam'],
  hold: ['held'],
  confirm: ['spam'],
  put_back: ['shown', 'pending'],
}

/** Words that begin a sentence, as they stand within one. */
const begun = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

function whyWords(
  { reason, clause, rules }: TellableDecision,
  { t, language }: Pick<Telling, 't' | 'language'>,
): string | undefined {
  if (!reason || !clause || !rules) return undefined
  const name = reasonById(reason as ReasonId)[language].name
  return t('moderation.why', { reason: name, clause, rules })
}
