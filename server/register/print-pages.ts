/** A letter as a page that stands by itself, to print or to keep: it asks nobody for anything. */

import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import { type Html, html } from '../text/html.ts'

/** What a printed page shows. */
export interface Printed {
  readonly title: string
  readonly facts: readonly string[]
  readonly pieces: readonly Piece[]
  /** What was done, if the page tells it. */
  readonly steps: readonly string[]
}

/** One thing that was said. */
export interface Piece {
  readonly who: string
  readonly at: Instant
  readonly text: string
}

const style = `body{font:11pt/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
h1{font-size:1.5em}h2{font-size:1.1em;margin:2em 0 .3em}article{border-top:1px solid #999;padding-top:.5em;margin-top:1.5em;break-inside:avoid-page}
p{white-space:pre-line;overflow-wrap:anywhere}.byline{font-family:sans-serif;font-size:.9em}li{margin:.3em 0}@page{margin:2cm}`

/** The page, in one file. */
export function printed(
  { title, facts, pieces, steps }: Printed,
  { t, language, zone }: { readonly t: T; readonly language: Language; readonly zone: string },
): Html {
  const done = steps.length === 0 ? [] : [doneOf(t('letters.steps'), steps)]
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
<ul>
${facts.map((words) => html`<li>${words}</li>\n`)}</ul>
${pieces.map((piece) => article(piece, exactTime(piece.at, language, zone)))}${done}</body>
</html>
`
}

const article = ({ who, text }: Piece, time: string): Html => html`<article>
<p class="byline"><b>${who}</b> ${time}</p>
${text.split(/\n{2,}/).map((words) => html`<p>${words}</p>\n`)}</article>
`

const doneOf = (title: string, steps: readonly string[]): Html => html`<h2>${title}</h2>
<ol>
${steps.map((words) => html`<li>${words}</li>\n`)}</ol>
`
