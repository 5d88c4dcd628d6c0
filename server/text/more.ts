/**
 * "Read more": a line `<!--more-->` (as WordPress and Ghost write it) or `::: more` says where the beginning of a post ends. Lists
 * show what stands before it, and the page of the post shows nothing in its place.
 */
import type { MarkdownIt, StateBlock } from 'markdown-it'
import { withFigures } from './figure.ts'
import { withoutNotes } from './footnotes.ts'
import { type Html, trusted } from './html.ts'
import { cutAtMark, type Marked, MORE } from './marks.ts'

const LINE = /^(?:<!--[ \t]*more[ \t]*-->|:::[ \t]*more)[ \t]*$/i

/** Whether a source may have the line: a cheap look before it is rendered. */
export const MAY_HAVE_MORE = '%more%'

/** Teaches a renderer the line; it counts once, between the paragraphs of the text itself. */
export function withMore(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'more', more, { alt: ['paragraph', 'reference'] })
  md.renderer.rules.more = () => MORE
}

function more(state: StateBlock, start: number, _end: number, silent: boolean): boolean {
  if (state.level > 0 || (state.sCount[start] ?? 0) - state.blkIndent >= 4) return false
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0)
  if (!LINE.test(state.src.slice(from, state.eMarks[start]))) return false
  if (silent) return true
  state.line = start + 1
  const isFirst = !state.tokens.some(({ type }) => type === 'more')
  if (isFirst) state.push('more', '', 0).map = [start, state.line]
  return true
}

/** A text without the mark, as its own page shows it. */
export const withoutMore = (rendered: string): string => rendered.replace(MORE, '')

/**
 * The beginning of a text, as a list shows it among others: what stands before the line, and before the first place where
 * something is withheld. Undefined without the line, or when nothing stands before it. Headings are plain paragraphs; notes, images and
 * ids are left out, since other texts stand on the same page.
 */
export function beginningOf(text: Marked): Html | undefined {
  const at = text.indexOf(MORE)
  if (at < 0) return undefined
  const words = withFigures(text.slice(0, at) as Marked, () => trusted(''))
  const before = withoutNotes(trusted(cutAtMark(words)))
    .replace(/<h[2-4][^>]*>/g, '<p>')
    .replace(/<\/h[2-4]>/g, '</p>')
    .trim()
  return before === '' ? undefined : trusted(before)
}
