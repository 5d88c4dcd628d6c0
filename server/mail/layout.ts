/** How a mail is laid out: plain text, and the same in modest HTML that asks nobody for anything. */
import type { Language } from '../language/locale.ts'
import { html } from '../text/html.ts'
import type { Words } from './mail.ts'

interface Link {
  readonly words: string
  readonly href: string
}

/** What a mail says, before it is laid out. */
export interface Content {
  readonly language: Language
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Where to go on. */
  readonly act: Link
  /** Why one gets it, and where one chooses. */
  readonly why: string
  readonly choose: Link
}

/** Lays a mail out. */
export function laidOut({ language, subject, paragraphs, act, why, choose }: Content): Words {
  const text = [
    ...paragraphs,
    `${act.words}:\n${act.href}`,
    `-- \n${why}\n${choose.words}: ${choose.href}`,
  ]
  const body = paragraphs.map((words) => html`<p>${words}</p>\n`)
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
${body}<p><a href="${act.href}">${act.words}</a></p>
<hr>
<p><small>${why} <a href="${choose.href}">${choose.words}</a></small></p>
</body>
</html>
`,
  }
}
