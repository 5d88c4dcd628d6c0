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
