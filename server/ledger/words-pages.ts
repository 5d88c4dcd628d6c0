/** What each kind of entry says in plain words: the compiler asks for a message of each. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Entry } from './entry.ts'

/** How an entry is told: in which words, and by which clock. */
export interface Telling {
  readonly t: T
  readonly language: Language
  readonly zone: string
}

/** What an entry says, in one or a few short sentences. */
export const wordsOf = (entry: Entry, telling: Telling): string =>
  [
    telling.t(`ledger.act.${entry.kind}`, valuesOf(entry, telling)),
    ...answered(entry, telling),
    ...grounds(entry, telling),
  ].join(' ')

/** The fields of the entry fill the message of its kind; codes are said in words. */
function valuesOf(entry: Entry, { t, language, zone }: Telling): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(entry)) if (value !== null) values[name] = value
  if ('capacity' in entry) values.capacity = t(`ledger.capacity.${entry.capacity}`)
  if ('from' in entry) values.from = t(`ledger.capacity.${entry.from}`)
  if ('by' in entry) values.by = t(`ledger.by.${entry.by}`)
  if ('policy' in entry) values.policy = t(`ledger.policy.${entry.policy}`)
  if ('state' in entry) values.state = t(`ledger.state.${entry.state}`)
  if ('look_again' in entry)
    values.date = date(`${entry.look_again}T12:00:00.000Z` as Instant, language, zone)
  if ('applies_from' in entry) values.date = date(entry.applies_from, language, zone)
  return values
}

function answered(entry: Entry, { t }: Telling): string[] {
  if (!('parent' in entry) || entry.parent === null) return []
  const { parent, parent_version: version } = entry
  return [
    version === null
      ? t('ledger.answers', { parent })
      : t('ledger.answers.version', { parent, version }),
  ]
}

function grounds(entry: Entry, { t }: Telling): string[] {
  if (!('reason' in entry)) return []
  const { rules, clause } = entry
  const reason = t(`ledger.reason.${entry.reason}`)
  return [
    clause === null
      ? t('ledger.grounds', { reason, rules })
      : t('ledger.grounds.clause', { reason, rules, clause }),
  ]
}
