/** The register as a file for others: date, number, sender and subject, and nothing else (OSL 5:2; LAW.md L06). */
import type { Instant } from '../kernel/clock.ts'
import { dateIn } from '../language/zone.ts'
import type { Entry } from './entry.ts'

/** What of an entry is words, opened; undefined where it is left out or was never said. */
export interface RegisterFields {
  readonly party: string | undefined
  readonly subject: string | undefined
}

/** One line of the exported register. */
export interface Line {
  readonly date: string
  readonly number: string
  readonly party: string | null
  readonly subject: string | null
}

/** How this format is recognised; docs/register-schema.json says what is in it. */
export const FORMAT = 'insyn-register-1'

/** Formats that the register is exported in. */
export const formats = ['csv', 'json'] as const
export type Format = (typeof formats)[number]

/** Whether a letter stands in the register that is given to others: not what was received in another capacity (LAW.md N01). */
export const isJournalled = ({ letter }: Entry): boolean => letter.document !== 'other_capacity'

/**
 * A line of the exported register: what is left out is nowhere in it. What was handed over to the whistleblower
 * function tells neither who nor what (OSL 32:3 b; LAW.md L44).
 */
export function lineOf(
  { letter, hidesParty, hidesSubject }: Entry,
  { party, subject }: RegisterFields,
  zone: string,
): Line {
  const isProtected = letter.handedOverAt !== undefined
  return {
    date: dateIn(letter.receivedAt, zone),
    number: letter.diary ?? String(letter.id),
    party: (isProtected || hidesParty ? undefined : party) ?? null,
    subject: (isProtected || hidesSubject ? undefined : subject) ?? null,
  }
}

/** The register as JSON. */
export const asJson = (
  lines: readonly Line[],
  about: { readonly authority: string; readonly year: number; readonly made_at: Instant },
): string => `${JSON.stringify({ format: FORMAT, ...about, entries: lines }, null, 2)}\n`

/** The register as CSV (RFC 4180) with these headings, in UTF-8 with a mark that Excel knows it by. */
export const asCsv = (lines: readonly Line[], headings: readonly string[]): string =>
  `\ufeff${[headings, ...lines.map(cells)].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

const cells = ({ date, number, party, subject }: Line): string[] => [
  date,
  number,
  party ?? '',
  subject ?? '',
]

/** A spreadsheet must not take words for a formula (CWE-1236): an apostrophe stands before such a beginning. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r|%]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
