/** The statement to the writer of what is not shown, made from the decision about it. */
import type { Statement } from '../receipts/statement.ts'
import type { Ask } from '../web/web.ts'
import { lastCovering } from './decision-store.ts'
import { provision, type ReasonId, reasonById } from './reasons.ts'

const lawLanguage = { se: 'sv', no: 'nb' } as const
const told = { hide: 'hide', hold: 'hold', spam: 'spam', confirm: 'spam' } as const

/** What was last decided against a comment, in the reader's language; its sentence as it was written. */
export async function statementOn(
  { read, language, site }: Pick<Ask, 'read' | 'language' | 'site'>,
  commentId: number,
): Promise<Statement | undefined> {
  const decision = await lastCovering(read, commentId)
  if (!decision?.reason || !decision.clause || !decision.rules) return undefined
  const reason = reasonById(decision.reason as ReasonId)
  const law = reason.kind === 'legal' ? provision(reason, site.country) : null
  return {
    act: told[decision.act as keyof typeof told],
    at: decision.at,
    reason: reason[language].name,
    law: law === null ? undefined : { words: law, language: lawLanguage[site.country] },
    rule: { clause: decision.clause, version: decision.rules },
    sentence: decision.sentence ?? undefined,
    language: decision.language,
  }
}
