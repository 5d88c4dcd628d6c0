/** The archive as files for others: every entry and everything that happened to it, as docs/openness.md describes. Pure. */
import type { Country, Language } from '../language/locale.ts'
import { type Disclosure, type DisclosureEvent, isOpen, pathOf } from './disclosure.ts'
import { ground } from './ground.ts'
import { overdueFrom } from './look.ts'

/** How this format is recognised; docs/openness-schema.json says what is in it. */
export const FORMAT = 'insyn-openness-1'

/** An entry with everything that happened to it. */
export interface Told {
  readonly entry: Disclosure
  readonly events: readonly DisclosureEvent[]
}

/** Where the site is and what it is called. */
export interface Where {
  readonly publicUrl: string
  readonly country: Country
  /** The site's own language, for the names of the grounds. */
  readonly language: Language
}

/** An event: first what is hashed, under the names under which it is hashed, then what is told besides. */
export const eventOut = (event: DisclosureEvent, { country, language }: Where) => ({
  event: event.number,
  kind: event.kind,
  at: event.at,
  state: event.state,
  language: event.language,
  capacity: event.capacity,
  can_say: event.canSay,
  ground: event.ground,
  why: event.why,
  responsible_name: event.responsible.name,
  responsible_title: event.responsible.title,
  openness: event.openness,
  openness_why: event.opennessWhy ?? null,
  harm: event.harm ?? null,
  decision: event.decision ?? null,
  delegation: event.delegation ?? null,
  review_on: event.reviewOn,
  lift: event.lift ?? null,
  because: event.because ?? null,
  told: event.told ?? null,
  salt: event.salt,
  hash: event.hash,
  ground_name: ground(country, event.ground)[language].name,
  overdue_from: isOpen(event) ? overdueFrom(event.reviewOn, country) : null,
})

type EventOut = ReturnType<typeof eventOut>

/** What is said of an entry beside its events. */
const entryOut = (entry: Disclosure, { publicUrl }: Where) => ({
  entry: entry.id,
  url: publicUrl + pathOf(entry.id),
  feed_id: entry.feedId,
  post: entry.postId ?? null,
  comment: entry.commentId ?? null,
})

type EntryOut = ReturnType<typeof entryOut>

/** An entry as JSON has it. */
export const asJson = (
  { entry, events }: Told,
  where: Where,
): EntryOut & { readonly events: readonly EventOut[] } => ({
  ...entryOut(entry, where),
  events: events.map((event) => eventOut(event, where)),
})

/** The columns of the table, in their order: a line is one event. */
export const columns = [
  ...['entry', 'event', 'is_now', 'kind', 'at', 'state', 'language', 'capacity', 'can_say'],
  ...['ground', 'ground_name', 'why', 'responsible_name', 'responsible_title', 'openness'],
  ...['openness_why', 'harm', 'decision', 'delegation', 'review_on', 'overdue_from', 'lift'],
  ...['because', 'told', 'post', 'comment', 'url', 'feed_id', 'salt', 'hash'],
] as const satisfies readonly (keyof EventOut | keyof EntryOut | 'is_now')[]

/** The first line of the table, after the mark by which Excel knows UTF-8. */
export const csvHead = (): string => `\ufeff${columns.join(',')}\r\n`

/** The lines of an entry, the first event first. */
export function csvLines({ entry, events }: Told, where: Where): string {
  const same = entryOut(entry, where)
  return events
    .map((event) => {
      const row: Readonly<Record<string, string | number | null>> = {
        ...eventOut(event, where),
        ...same,
        is_now: event.number === entry.number ? 1 : 0,
      }
      return `${columns.map((name) => cell(row[name] ?? null)).join(',')}\r\n`
    })
    .join('')
}

/**
 * A cell by RFC 4180. A spreadsheet must not take words for a formula (CWE-1236): before a text that begins like one, and
 * before an apostrophe, stands an apostrophe. Whoever takes away one apostrophe at the beginning has the text as it was.
 */
export function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = /^\s*[=+\-@|%']|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
