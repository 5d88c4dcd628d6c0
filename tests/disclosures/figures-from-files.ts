/**
 * Computes the figures of the archive from its published files alone, as anybody could: nothing of server/ is used here,
 * and no figure is taken from what the page computed.
 */

/** The lines of a table by RFC 4180, by their columns, each text as it was before it was made safe for spreadsheets. */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  const source = text.replace(/^\ufeff/, '')
  const token = /"((?:[^"]|"")*)"|([^",\r\n]+)|(,)|(\r\n)/g
  let value = ''
  for (const [, quoted, plain, comma, end] of source.matchAll(token)) {
    const row = rows.at(-1) as string[]
    if (quoted !== undefined) value = quoted.replaceAll('""', '"')
    else if (plain !== undefined) value = plain
    if (comma || end) {
      row.push(value.replace(/^'/, ''))
      value = ''
    }
    if (end) rows.push([])
  }
  const [head = [], ...lines] = rows.slice(0, -1)
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at] ?? ''])))
}

/** An event as both files have it; a cell of the table is a text, and empty where the data have null. */
interface Event {
  readonly kind: string
  readonly at: string
  readonly state: string
  readonly ground_name: string
  readonly review_on: string
  readonly overdue_from: string | null
}

/** The events of each entry, from the lines of a table. */
export function grouped(rows: readonly Record<string, string>[]): Event[][] {
  const entries = new Map<string, Record<string, string>[]>()
  for (const row of rows) {
    const entry = row.entry ?? ''
    entries.set(entry, [...(entries.get(entry) ?? []), row])
  }
  const byEvent = (one: Record<string, string>, other: Record<string, string>) =>
    Number(one.event) - Number(other.event)
  return [...entries.values()].map((events) => events.sort(byEvent) as unknown as Event[])
}

/** The figures, from the events of each entry, as they stand at a moment in a time zone. */
export function figuresFrom(entries: readonly Event[][], zone: string, moment: string) {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  const dayOf = (at: string) => calendar.format(new Date(at))
  const tally = (names: string[]) => {
    const counts: Record<string, number> = {}
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1
    return counts
  }
  const last = entries.map((events) => events[events.length - 1] as Event)
  const perYear: Record<string, Record<string, number>> = {}
  for (const { at, kind } of entries.flat()) {
    const year = dayOf(at).slice(0, 4)
    perYear[year] = { ...perYear[year], [kind]: (perYear[year]?.[kind] ?? 0) + 1 }
  }
  const untold = entries.filter(([first]) => first?.state !== 'disclosed')
  const waits = untold.flatMap(([first, ...rest]) => {
    const told = rest.find(({ kind }) => kind === 'disclosed')
    return first && told
      ? [(Date.parse(dayOf(told.at)) - Date.parse(dayOf(first.at))) / 86400000]
      : []
  })
  const looks = entries.flatMap((events) =>
    events.flatMap((event, at) =>
      event.kind === 'made' || event.kind === 'corrected'
        ? []
        : [dayOf(event.at) <= (events[at - 1] as Event).review_on],
    ),
  )
  return {
    entries: entries.length,
    states: tally(last.map((event) => event.state)),
    grounds: tally(last.map((event) => event.ground_name)),
    overdue: last.filter((event) => event.overdue_from && event.overdue_from <= dayOf(moment))
      .length,
    looks: {
      inTime: looks.filter((isInTime) => isInTime).length,
      late: looks.filter((isInTime) => !isInTime).length,
    },
    years: perYear,
    told: waits.length,
    untold: untold.length,
    median: medianOf(waits),
  }
}

function medianOf(days: readonly number[]): number | undefined {
  const sorted = [...days].sort((one, other) => one - other)
  const half = sorted.length / 2
  if (sorted.length === 0) return undefined
  if (!Number.isInteger(half)) return sorted[Math.floor(half)]
  return ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}
