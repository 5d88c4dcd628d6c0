/** What keeps the database from taking something in, though nothing is wrong with what was sent. */

/** Thrown when so much waits to be written that a new act must be turned away: try again soon. */
export class WriterBusy extends Error {}

/**
 * `busy`: too much waits, or another process holds the database; `not_saved`: the disk is full,
 * read-only, away or broken (the result codes of SQLite). Undefined for anything else. In either
 * case nothing of the act was kept, and it can be done again when the cause is gone.
 */
export function troubleOf(problem: unknown): 'busy' | 'not_saved' | undefined {
  if (problem instanceof WriterBusy) return 'busy'
  const code = String((problem as { code?: unknown } | undefined)?.code ?? '')
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'busy'
  return /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN)/.test(code) ? 'not_saved' : undefined
}
