/** What the bench prints: tables, and what was reached. */

/** A ratio of the site to a limit, and what is asked of it. */
export interface Verdict {
  readonly goal: number
  readonly what: string
  readonly figure: number
  /** At least, or at most, so much; nothing is asked of a figure that is only told. */
  readonly atLeast?: number
  readonly atMost?: number
}

/** Prints rows in columns, the first to the left and the others to the right. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  console.log(`\n${title}`)
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    console.log(`  ${cells.join('  ')}`)
  }
}

/** A whole number with spaces between thousands; with decimals where asked for. */
export const figure = (value: number, decimals = 0): string =>
  value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))/g, ' ')

/** Whether what was asked for is reached; true when nothing was. */
export const isReached = ({ figure: found, atLeast, atMost }: Verdict): boolean =>
  (atLeast === undefined || found >= atLeast) && (atMost === undefined || found <= atMost)

/** Prints every ratio with what is asked of it. */
export function printVerdicts(verdicts: readonly Verdict[]): void {
  printTable('Every ratio, with what is asked of it', [
    ['goal', 'ratio', 'asked', ''],
    ...verdicts.map((verdict) => [
      `${verdict.goal} ${verdict.what}`,
      figure(verdict.figure, 2),
      askedOf(verdict),
      askedOf(verdict) === '' ? '' : isReached(verdict) ? 'reached' : 'NOT REACHED',
    ]),
  ])
}

function askedOf({ atLeast, atMost }: Verdict): string {
  if (atLeast !== undefined) return `≥ ${atLeast}`
  return atMost === undefined ? '' : `≤ ${atMost}`
}
