/** A published letter as HTML and as Markdown: letter and answers distinct for eye and ear, made from what was agreed. */
import type { Instant } from '../kernel/clock.ts'
import { type T, translator } from '../language/catalogue.ts'
import { date } from '../language/when.ts'
import {
  type AgreedLetter,
  type Part,
  type Piece,
  piecesOf,
  type Redaction,
} from './agreed-letter.ts'
import { concat, escape, type Html, html } from './html.ts'
import { renderComment } from './markdown.ts'

/**
 * The body of the page, in the letter's own language whatever the reader's is; `day` is the date on which it was
 * published by agreement, unknown while it has not been.
 */
export function agreedHtml(letter: AgreedLetter, day: string | undefined): Html {
  const t = translator(letter.language)
  const pieces = piecesOf(letter)
  return concat([
    html`<p class="agreed__credit">${whenWords(letter, day, t)} ${creditWords(letter, t)}</p>`,
    ...pieces.map((piece) => pieceHtml(piece, letter, t)),
  ])
}

/** Stands in place of a letter whose words are not those that both agreed to. */
export const brokenHtml = (language: AgreedLetter['language']): Html =>
  html`<p>${translator(language)('posts.agreed.broken')}</p>`

function pieceHtml(piece: Piece, letter: AgreedLetter, t: T): Html {
  if (piece.by === 'official') {
    const { name, title, text } = piece.answer
    const label = t('posts.agreed.answer', { name, title })
    return html`<div class="agreed agreed--answer agreed--${letter.capacity}" role="group" aria-label="${label}"><p class="agreed__label">${label}</p>${[renderComment(text)]}</div>`
  }
  const label = t('posts.agreed.letter')
  const words = piece.parts.map((part) => partHtml(part, letter, t))
  return html`<div class="agreed agreed--letter" role="group" aria-label="${label}"><p class="agreed__label">${label}</p><blockquote>${words}</blockquote></div>`
}

function partHtml(part: Part, letter: AgreedLetter, t: T): Html {
  const pieces = redacted(part, letter.redactions).map((piece) =>
    typeof piece === 'string'
      ? escape(piece)
      : html`<mark class="agreed__gone">[${t(`posts.agreed.redaction.${piece.reason}`)}]</mark>`,
  )
  return html`<p>${pieces}</p>`
}

/** The text of a part with its marks in their places. */
function redacted(
  { number, text }: Part,
  redactions: readonly Redaction[],
): (string | Redaction)[] {
  const marks = redactions.filter(({ part }) => part === number).sort((a, b) => a.at - b.at)
  const pieces: (string | Redaction)[] = []
  let from = 0
  for (const mark of marks) {
    pieces.push(text.slice(from, mark.at), mark)
    from = mark.at
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== '')
}

/** That both agreed, and when it was published. */
const whenWords = ({ language }: AgreedLetter, day: string | undefined, t: T): string =>
  day === undefined
    ? t('posts.agreed.when')
    : t('posts.agreed.on', {
        day: date(`${day}T12:00:00.000Z` as Instant, language, 'UTC'),
      })

/** Who wrote, as the writer wished it to be said. */
function creditWords({ credit, parts }: AgreedLetter, t: T): string {
  if (parts.length === 0) return t('posts.agreed.own_words')
  const { kind, words } = credit
  return kind === 'name' || kind === 'role'
    ? t(`posts.agreed.credit.${kind}`, { words })
    : t(`posts.agreed.credit.${kind}`)
}

/** The same as Markdown: what a version of the post keeps as its source, for differences, feeds and copies. */
export function agreedMarkdown(letter: AgreedLetter, day: string): string {
  const t = translator(letter.language)
  const pieces = piecesOf(letter).map((piece) => {
    if (piece.by === 'official') {
      const { name, title, text } = piece.answer
      return `**${plain(t('posts.agreed.answer', { name, title }))}**\n\n${text}`
    }
    const words = piece.parts.flatMap((part) =>
      redacted(part, letter.redactions)
        .map((one) =>
          typeof one === 'string' ? one : `[${t(`posts.agreed.redaction.${one.reason}`)}]`,
        )
        .join('')
        .split('\n')
        .map(quoted)
        .concat('>'),
    )
    return [`**${t('posts.agreed.letter')}**`, '', ...words.slice(0, -1)].join('\n')
  })
  const about = plain(`${whenWords(letter, day, t)} ${creditWords(letter, t)}`)
  return [about, ...pieces].join('\n\n')
}

/** A citizen's line as Markdown shows it word for word, in a quote. */
const quoted = (line: string): string => `> ${plain(line.trimStart())}`

/** Words that Markdown takes for nothing but words, entities and addresses neither. */
const plain = (words: string): string => words.replace(/[\\`*_{}[\]<>()#+\-.!|~&=:@]/g, '\\$&')
