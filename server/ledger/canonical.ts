/** What the ledger can write: JSON whose numbers are whole and exact in every language (RFC 7493). */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json }

/**
 * The one way to write a value as JSON, by RFC 8785: no spaces, names in the order of their UTF-16
 * units, strings as ECMAScript writes them. Throws a TypeError on what has no such form here:
 * fractions and numbers beyond 2^53 - 1, half surrogate pairs, undefined, and objects with a class.
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return whole(value)
  if (typeof value === 'boolean' || value === null) return String(value)
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonical(item)).join()}]`
  if (isPlain(value)) return object(value)
  throw new TypeError(`no canonical form for a value of type ${typeof value}`)
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('no canonical form for half a surrogate pair')
  return JSON.stringify(value)
}

function whole(value: number): string {
  if (Number.isSafeInteger(value)) return JSON.stringify(value)
  throw new TypeError(`no canonical form for the number ${value}`)
}

function object(value: { readonly [name: string]: Json }): string {
  const members = Object.keys(value)
    .sort()
    .map((name) => `${text(name)}:${canonical(value[name] as Json)}`)
  return `{${members.join()}}`
}

/** Dates, maps and the like would lose what they hold; JSON.parse and literals make plain ones. */
function isPlain(value: unknown): value is { readonly [name: string]: Json } {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
