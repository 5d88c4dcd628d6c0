/** Text that is safe to put into a page as it is. Made only here and by the renderer, never by a cast. */
export type Html = string & { readonly html: unique symbol }

const special = /[&<>"']/

/** Text as HTML shows it, fit for elements and for quoted attributes. */
export function escape(text: string): Html {
  const first = text.search(special)
  if (first < 0) return text as Html
  let escaped = text.slice(0, first)
  let done = first
  for (let at = first; at < text.length; at++) {
    const entity = entityOf(text.charCodeAt(at))
    if (entity === undefined) continue
    escaped += text.slice(done, at) + entity
    done = at + 1
  }
  return (escaped + text.slice(done)) as Html
}

function entityOf(code: number): string | undefined {
  switch (code) {
    case 38:
      return '&amp;'
    case 60:
      return '&lt;'
    case 62:
      return '&gt;'
    case 34:
      return '&quot;'
    case 39:
      return '&#39;'
    default:
      return undefined
  }
}

/** Marks what the renderer made, now or when it was stored. A test lists the files that may call this. */
export const trusted = (rendered: string): Html => rendered as Html

/** Pieces of HTML one after the other. */
export const concat = (pieces: readonly Html[]): Html => pieces.join('') as Html

/** What can stand in an html template: text and numbers are escaped, a list of Html is put in as it is. */
type Value = string | number | readonly Html[]

/** Html is text to the compiler; refusing it bare keeps it from being escaped twice by mistake. */
type Values<V extends readonly Value[]> = {
  [I in keyof V]: V[I] extends Html ? readonly ['put Html into a list', never] : V[I]
}

/** A template whose values are escaped: html`<p>${text}</p>`. Html goes in as a list: html`<p>${[safe]}</p>`. */
export function html<const V extends readonly Value[]>(
  strings: TemplateStringsArray,
  ...values: V & Values<V>
): Html {
  return strings
    .map((piece, at) => (at === 0 ? piece : written(values[at - 1] ?? '') + piece))
    .join('') as Html
}

const written = (value: Value): string =>
  typeof value === 'object' ? concat(value) : escape(String(value))
