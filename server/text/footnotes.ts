/**
 * Footnotes in posts: `[^1]` in the text and `[^1]: the note` on a line of its own, or `^[the note]` where it belongs. Every
 * link says in words where it leads, in the language of the text.
 */
import type { MarkdownIt, StateBlock, Token } from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { type Html, trusted } from './html.ts'

interface Note {
  /** From 0. */
  readonly id: number
  /** Which of the references to this note, from 0. */
  readonly subId?: number
}

const noteOf = (token: Token | undefined): Note => (token?.meta ?? { id: 0 }) as unknown as Note

/** `note-1`, and `noteref-1`, `noteref-1-2` where it is referred to: no id of a page or of a heading begins so. */
const backTo = ({ id, subId = 0 }: Note): string =>
  `noteref-${id + 1}${subId > 0 ? `-${subId + 1}` : ''}`

/** Teaches a renderer footnotes. */
export function withFootnotes(md: MarkdownIt, language: Language): void {
  md.use(footnotes)
  const t = translator(language)
  const label = (key: 'sharing.footnote' | 'sharing.footnote.back', note: Note) =>
    md.utils.escapeHtml(t(key, { number: note.id + 1 }))
  const { rules } = md.renderer
  rules.footnote_ref = (tokens, at) => {
    const note = noteOf(tokens[at])
    return `<sup><a href="#note-${note.id + 1}" id="${backTo(note)}" role="doc-noteref" aria-label="${label('sharing.footnote', note)}">${note.id + 1}</a></sup>`
  }
  const title = md.utils.escapeHtml(t('sharing.footnotes'))
  rules.footnote_block_open = () =>
    `<section class="footnotes" role="doc-endnotes" aria-label="${title}">\n<ol>\n`
  rules.footnote_open = (tokens, at) => `<li id="note-${noteOf(tokens[at]).id + 1}">`
  rules.footnote_anchor = (tokens, at) => {
    const note = noteOf(tokens[at])
    return ` <a href="#${backTo(note)}" role="doc-backlink" aria-label="${label('sharing.footnote.back', note)}">↩︎</a>`
  }
}

/** Whether what is read just now stands in a footnote. */
export const isInFootnote = ({ tokens }: StateBlock): boolean =>
  tokens.findLastIndex(({ type }) => type === 'footnote_reference_open') >
  tokens.findLastIndex(({ type }) => type === 'footnote_reference_close')

/** The same text where other texts stand beside it: the numbers stay, what they link to is not named twice. */
export const withoutNoteLinks = (rendered: Html): Html =>
  trusted(
    rendered
      .replace(/<sup><a href="#note-\d+"[^>]*>(\d+)<\/a><\/sup>/g, '<sup>$1</sup>')
      .replace(/ <a href="#noteref-[^>]*>↩︎<\/a>/g, '')
      .replace(/<li id="note-\d+">/g, '<li>')
      .replace(/<section class="footnotes" role="doc-endnotes" aria-label="[^"]*">/g, '<section>'),
  )

/** The same text without its notes, for an excerpt. */
export const withoutNotes = (rendered: Html): Html =>
  trusted(
    rendered
      .replace(/<sup><a href="#note-\d+"[^>]*>\d+<\/a><\/sup>/g, '')
      .replace(/<section class="footnotes"[\s\S]*?<\/section>\n?/g, ''),
  )
