/** Lines in a draft that stand for images and files. Pure. */
import { type Item, lineFor } from '../images/item.ts'
import { itemsIn } from '../text/items.ts'

/** What marks the place of an image that is being brought; the script of the editor writes it at the cursor. */
const WAITING = '![](image)'

/** The text with an item: where its place was marked, else at the end; once for each item. */
export function withLine(source: string, item: Pick<Item, 'id' | 'kind' | 'name'>): string {
  const lines = source.split('\n')
  const at = lines.findIndex((line) => line.trim() === WAITING)
  if (itemsIn(source).includes(item.id))
    return at < 0 ? source : lines.filter((_, line) => line !== at).join('\n')
  if (at < 0) return `${source.trimEnd()}${source.trim() === '' ? '' : '\n\n'}${lineFor(item)}\n`
  const empty = (line: string | undefined) => (line ?? '').trim() === ''
  const around = [
    ...(at > 0 && !empty(lines[at - 1]) ? [''] : []),
    lineFor(item),
    ...(at < lines.length - 1 && !empty(lines[at + 1]) ? [''] : []),
  ]
  return [...lines.slice(0, at), ...around, ...lines.slice(at + 1)].join('\n')
}
