/** How a mail is laid out: plain text, and the same in modest HTML that asks nobody for anything. */
import type { Language } from '../language/locale.ts'
import { type Html, html } from '../text/html.ts'
import type { Words } from './mail.ts'

interface Link {
  readonly words: string
  readonly href: string
}

/** A sentence or two of ours, or what somebody else wrote, set apart. */
export type Block = string | Quote

interface Quote {
  readonly title?: string
  /** Paragraphs of text; their line breaks are kept. */
  readonly words: readonly string[]
  readonly language: Language
  /** Where it can be read in its place. */
  readonly href?: string
}

/** What a mail says, before it is laid out. */
export interface Content {
  readonly language: Language
  readonly subject: string
  readonly blocks: readonly Block[]
  /** Where to go on. */
  readonly act: Link
  /** Why one gets it, and where one chooses. */
  readonly why: string
  readonly choose: Link | undefined
  readonly headers?: Words['headers']
}

/** Lays a mail out. */
export function laidOut(content: Content): Words {
  const { language, subject, blocks, act, why, choose, headers = {} } = content
  const text = [
    ...blocks.map(textOf),
    `${act.words}:\n${act.href}`,
    `-- \n${why}${choose ? `\n${choose.words}: ${choose.href}` : ''}`,
  ]
  const leave = choose ? [html` <a href="${choose.href}">${choose.words}</a>`] : []
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
${blocks.map((block) => htmlOf(block, language))}<p><a href="${act.href}">${act.words}</a></p>
<hr>
<p><small>${why}${leave}</small></p>
</body>
</html>
`,
    headers,
  }
}

/** What is quoted has a sign before each line, as mail has quoted since there was any (RFC 3676, 4.5). */
function textOf(block: Block): string {
  if (typeof block === 'string') return block
  const { title, words, href } = block
  const lines = [...(title ? [title] : []), ...words].join('\n\n').split('\n')
  const quoted = lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')
  return href ? `${quoted}\n${href}` : quoted
}

function htmlOf(block: Block, language: Language): Html {
  if (typeof block === 'string') return html`<p>${block}</p>\n`
  const { title, words, href } = block
  const lang = block.language === language ? [] : [html` lang="${block.language}"`]
  const head = title ? [html`<p><strong>${title}</strong></p>\n`] : []
  const link = href ? [html`<p><small><a href="${href}">${href}</a></small></p>\n`] : []
  return html`<blockquote${lang}>
${head}${words.map(paragraph)}</blockquote>
${link}`
}

const paragraph = (words: string): Html =>
  html`<p>${words.split('\n').flatMap((line, at) => (at > 0 ? [html`<br>`, html`${line}`] : [html`${line}`]))}</p>\n`
