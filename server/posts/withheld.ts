/** Places in a draft where something is withheld. Pure. */
import { oneLine } from '../kernel/line.ts'
import { placesIn } from '../text/markdown.ts'

/** What an author writes where something is not told, until it has its number. */
export const PLACE = '::: withheld'

/** The text with this number at its first place without one; undefined when there is none. */
export function numbered(source: string, id: number): string | undefined {
  const place = placesIn(source).find((one) => one.id === undefined)
  if (!place) return undefined
  const lines = source.split('\n')
  lines[place.line] = (lines[place.line] ?? '').replace(/\s*$/, ` ${id}`)
  return lines.join('\n')
}

/** The text with a place, at its end unless it has one without a number already. */
export const withPlace = (source: string): string =>
  placesIn(source).some(({ id }) => id === undefined)
    ? source
    : `${source.trimEnd()}${source.trim() === '' ? '' : '\n\n'}${PLACE}\n`

/** The paragraph before and after the first place without a number, or the place of an entry: to see where one is. */
export function around(source: string, id: number | undefined): { before: string; after: string } {
  const place = placesIn(source).find((one) => one.id === id)
  const lines = source.split('\n')
  const line = place?.line ?? lines.length
  const paragraphs = (part: readonly string[]) =>
    part
      .join('\n')
      .split(/\n\s*\n/)
      .map(oneLine)
      .filter((text) => text !== '' && !/^:::/.test(text))
  const before = paragraphs(lines.slice(0, line)).at(-1) ?? ''
  const after = paragraphs(lines.slice(line + 1))[0] ?? ''
  return { before: before.slice(-AROUND), after: after.slice(0, AROUND) }
}

const AROUND = 160
