/** A ready quotation in three forms, from what was said, by whom, when, and where it stands. Pure: words in, words out. */
import { type Html, html } from '../text/html.ts'
import { literal } from '../text/literal.ts'

/** One who says something, in words that are ready to print. */
export interface Statement {
  /** The label first, where there is one: "Officiellt: Jonas Rask, kommundirektör". */
  readonly who: string
  /** With its zone: "20 november 2026 kl. 07.42 (UTC+1)". */
  readonly when: string
  readonly iso: string
  /** "version 2", where there are versions. */
  readonly version: string | undefined
  /** What it is called, with its label, where it is a post. */
  readonly title: string | undefined
  /** Absolute. */
  readonly url: string
  readonly paragraphs: readonly string[]
}

export interface Citation {
  /** What was answered comes first: nobody should quote an answer without. */
  readonly statements: readonly Statement[]
  /** What it all stands under, with its version; undefined where the post itself is cited. */
  readonly under: { readonly words: string; readonly url: string } | undefined
  /** The quotation marks of the language. */
  readonly marks: readonly [string, string]
}

const lineOf = ({ who, title, when, version }: Statement): string =>
  [who, title, when, version].filter((part) => part !== undefined && part !== '').join(', ')

/** For a mail or a letter. */
export const asText = ({ statements, under, marks: [open, close] }: Citation): string =>
  [
    ...statements.map((one) =>
      [`${lineOf(one)}:`, `${open}${one.paragraphs.join('\n\n')}${close}`, one.url].join('\n'),
    ),
    ...(under ? [`${under.words}\n${under.url}`] : []),
  ].join('\n\n')

/** For a web page: each quote with its address, and the source outside of it. */
export const asHtml = ({ statements, under }: Citation): Html =>
  html`${[
    ...statements.map(
      (one) => html`<figure>
<blockquote cite="${one.url}">
${one.paragraphs.map((words) => html`<p>${[broken(words)]}</p>\n`)}</blockquote>
<figcaption>${one.who}${one.title ? `, ${one.title}` : ''}, <time datetime="${one.iso}">${one.when}</time>${one.version ? `, ${one.version}` : ''}. <a href="${one.url}">${one.url}</a></figcaption>
</figure>
`,
    ),
    ...(under ? [html`<p>${under.words}. <a href="${under.url}">${under.url}</a></p>\n`] : []),
  ]}`

const broken = (words: string): Html =>
  html`${words.split('\n').flatMap((line, at) => (at === 0 ? [html`${line}`] : [html`<br>`, html`${line}`]))}`

/** For another blog: quotes with their source, as posts here are written too (docs/markdown.md). */
export const asMarkdown = ({ statements, under }: Citation): string =>
  [
    ...statements.map((one) =>
      [
        ...one.paragraphs.flatMap((words) => [...words.split('\n').map(quotedLine), '>']),
        `> — ${literal(lineOf(one))}, <${one.url}>`,
      ].join('\n'),
    ),
    ...(under ? [`${literal(under.words)}, <${under.url}>`] : []),
  ].join('\n\n')

const quotedLine = (line: string, at: number, all: readonly string[]): string =>
  `> ${literal(line)}${at < all.length - 1 ? '\\' : ''}`
