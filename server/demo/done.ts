import type { Result } from '../kernel/result.ts'

/** What came of an act; throws when it was refused, which in a demo is a mistake of its content. */
export function done<T>(outcome: Result<T, unknown>): T {
  if (!outcome.ok) throw new Error(`The demo was refused: ${JSON.stringify(outcome.problem)}`)
  return outcome.value
}
