/** Which elements may stand in a piece of HTML, and which attributes each may have, with what value. */
export type Allowed = Readonly<Record<string, Readonly<Record<string, RegExp>>>>

/** What a citizen's comment may be made of. */
export const allowedInComments: Allowed = {
  p: {},
  br: {},
  em: {},
  strong: {},
  a: { href: /^(?:https?:\/\/|mailto:)[^\s"<>]+$/i, rel: /^nofollow ugc noopener$/ },
  ul: {},
  ol: { start: /^\d{1,9}$/ },
  li: {},
  blockquote: {},
  code: {},
}

const id = /^section-[a-z0-9-]+$/
const footnote = /^(?:Fotnote? |Footnote |Till?bak|Back )/

/** What an author's post may be made of. */
export const allowedInPosts: Allowed = {
  ...allowedInComments,
  a: {
    href: /^(?:https?:|mailto:|\/(?!\/)|#)[^\s"<>]*$/i,
    title: /.*/s,
    id: /^noteref-\d+(?:-\d+)?$/,
    role: /^doc-(?:noteref|backlink)$/,
    'aria-label': footnote,
  },
  sup: {},
  section: {
    class: /^footnotes$/,
    role: /^doc-endnotes$/,
    'aria-label': /^(?:Fotnoter|Footnotes)$/,
  },
  li: { id: /^note-\d+$/ },
  figure: { class: /^quotation$/ },
  figcaption: {},
  s: {},
  hr: {},
  pre: {},
  code: { class: /^language-/ },
  h2: { id },
  h3: { id },
  h4: { id },
  div: { class: /^table$/, role: /^group$/, 'aria-label': /^Tab/, tabindex: /^0$/ },
  table: {},
  thead: {},
  tbody: {},
  tr: {},
  th: { scope: /^col$/, class: /^align-(?:left|center|right)$/ },
  td: { class: /^align-(?:left|center|right)$/ },
}

const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|[^<>&]+|&(?:amp|lt|gt|quot|#39);/y
const empty: ReadonlySet<string> = new Set(['br', 'hr'])

/**
 * What in a piece of HTML is not on the list, as sentences; none is what one hopes for. Reads a
 * strict HTML: lower case, quoted attributes, all elements closed, every special character escaped.
 */
export function faults(html: string, allowed: Allowed): string[] {
  const found: string[] = []
  const open: string[] = []
  let at = 0
  while (at < html.length) {
    token.lastIndex = at
    const match = token.exec(html)
    if (match === null) return [...found, `not HTML at ${at}: ${html.slice(at, at + 40)}`]
    at = token.lastIndex
    const [, close, name, attributes = ''] = match
    if (name === undefined) continue
    if (close === '/') {
      if (open.pop() !== name) found.push(`</${name}> closes what is not open`)
      continue
    }
    if (!empty.has(name)) open.push(name)
    found.push(...faultsOf(name, attributes, allowed))
  }
  return open.length > 0 ? [...found, `never closed: ${open.join(', ')}`] : found
}

function faultsOf(name: string, attributes: string, allowed: Allowed): string[] {
  const known = allowed[name]
  if (known === undefined) return [`<${name}> is not on the list`]
  return [...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].flatMap(
    ([all, attribute = '', value = '']) =>
      known[attribute]?.test(value) ? [] : [`${all} on <${name}> is not on the list`],
  )
}
