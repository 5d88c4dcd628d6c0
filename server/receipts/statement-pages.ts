/** A statement of reasons in words: what, who, on which ground, why, and where to turn (domain/wording `hidden.you`). */
import { DAY, later } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Country, Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Statement } from './statement.ts'

export interface StatementModel {
  readonly decided: string | undefined
  readonly reason: string
  readonly law: Statement['law']
  readonly rule: { readonly href: string; readonly words: string }
  readonly sentence: string | undefined
  readonly language: Language
  readonly again: string
  readonly ombudsman: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'receipts/statement': StatementModel
  }
}

/** Never shorter than the six months of DSA art. 20 (LAW.md L34). */
const HALF_A_YEAR = 184 * DAY

/** What the words depend on. */
export interface Telling {
  readonly t: T
  readonly language: Language
  readonly site: {
    readonly timeZone: string
    readonly country: Country
    readonly official: { readonly name: string }
  }
}

/** The statement to the writer; of spam no more than the ground is told (DSA art. 17.2). */
export function statementModel(
  { act, at, reason, law, rule, sentence, language: theirs }: Statement,
  { t, language, site }: Telling,
): StatementModel {
  const on = (moment: Statement['at']) => date(moment, language, site.timeZone)
  const { name } = site.official
  const decided = {
    hide: () => t('receipts.hidden.by', { name, date: on(at) }),
    hold: () => t('receipts.held.by', { date: on(at) }),
    spam: () => undefined,
  }
  return {
    decided: decided[act](),
    reason: t('receipts.reason', { reason }),
    law,
    rule: {
      href: `/policy/house-rules?version=${rule.version}#clause-${rule.clause}`,
      words: t('receipts.rule', { clause: rule.clause }),
    },
    sentence: act === 'spam' ? undefined : sentence,
    language: theirs,
    again: t('receipts.again', { day: on(later(at, HALF_A_YEAR)) }),
    ombudsman: act === 'hide' ? t(`receipts.ombudsman.${site.country}`) : undefined,
  }
}
