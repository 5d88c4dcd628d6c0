/** What is looked for, worked out: the words that each term stands for, and the question to SQLite's index. Pure. */
import { formsOf } from './form.ts'
import type { Marks } from './narrowing.ts'
import type { Query, Term } from './query.ts'

/** A term with every row of words that fulfils it; a word has one row for each of its forms. */
export interface Sought {
  readonly rows: readonly (readonly string[])[]
  readonly isLeftOut: boolean
  /** Any word that begins so, where the words themselves are not known. */
  readonly beginning?: string
}

/** Tells the words of an index that begin with some letters. */
export type Beginning = (letters: string) => readonly string[]

/** Tells the forms of a word. */
type Forms = (word: string) => readonly string[]

/** Works out what a query looks for in one index. */
export const soughtOf = (
  { terms }: Query,
  wordsFrom: Beginning | undefined,
  forms: Forms = formsOf,
): Sought[] =>
  terms.map((term) => ({ ...rowsOf(term, wordsFrom, forms), isLeftOut: term.isLeftOut }))

/** Works out the forms of each word once: they are the same for every index. */
export function formsOnce(): Forms {
  const known = new Map<string, readonly string[]>()
  return (word) => {
    const forms = known.get(word) ?? formsOf(word)
    known.set(word, forms)
    return forms
  }
}

function rowsOf({ kind, words }: Term, wordsFrom: Beginning | undefined, forms: Forms) {
  const [first = ''] = words
  if (kind === 'phrase') return { rows: [words] }
  if (kind === 'word') return { rows: forms(first).map((form) => [form]) }
  if (!wordsFrom) return { rows: [], beginning: first }
  return { rows: wordsFrom(first).map((word) => [word]) }
}

/**
 * The question to an index of FTS5: every term must be there that is not left out, and every mark. Each word is
 * quoted, so that nothing of it is a command. Undefined when nothing can answer it.
 */
export function matchOf(sought: readonly Sought[], { all, none }: Marks): string | undefined {
  const wanted = sought.filter(({ isLeftOut }) => !isLeftOut).map(anyOf)
  const marks = all.map((some) => `marks : (${some.map(quoted).join(' OR ')})`)
  if (wanted.includes('')) return undefined
  const must = [...(wanted.length > 0 ? [`words : (${wanted.join(' AND ')})`] : []), ...marks]
  if (must.length === 0) return undefined
  const out = sought
    .filter(({ isLeftOut }) => isLeftOut)
    .map(anyOf)
    .filter(Boolean)
  const never = [
    ...(out.length > 0 ? [`words : (${out.join(' OR ')})`] : []),
    ...(none.length > 0 ? [`marks : (${none.map(quoted).join(' OR ')})`] : []),
  ]
  const whole = must.join(' AND ')
  return never.length === 0 ? whole : `(${whole}) NOT (${never.join(' OR ')})`
}

/** A term as one of its rows; empty when nothing fulfils it. */
function anyOf({ rows, beginning }: Sought): string {
  if (beginning !== undefined) return `${quoted(beginning)} *`
  return rows.length === 0 ? '' : `(${rows.map((row) => quoted(row.join(' '))).join(' OR ')})`
}

const quoted = (words: string): string => `"${words.replaceAll('"', '')}"`

/** The same question to a vector of PostgreSQL, as `to_tsquery` reads it: of the words, and of the marks. */
export function tsqueryOf(
  sought: readonly Sought[],
  { all, none }: Marks,
): { readonly words: string | undefined; readonly marks: string | undefined } | undefined {
  const terms = sought.map((one) => ({ ...one, any: anyLexeme(one) }))
  if (terms.some(({ any, isLeftOut }) => any === '' && !isLeftOut)) return undefined
  const words = terms
    .filter(({ any }) => any !== '')
    .map(({ any, isLeftOut }) => (isLeftOut ? `!(${any})` : `(${any})`))
  const marks = [
    ...all.map((some) => `(${some.map(lexeme).join(' | ')})`),
    ...none.map((mark) => `!${lexeme(mark)}`),
  ]
  if (words.length + marks.length === 0) return undefined
  return { words: words.join(' & ') || undefined, marks: marks.join(' & ') || undefined }
}

const anyLexeme = ({ rows, beginning }: Sought): string =>
  beginning === undefined
    ? rows.map((row) => `(${row.map(lexeme).join(' <-> ')})`).join(' | ')
    : `${lexeme(beginning)}:*`

const lexeme = (word: string): string => `'${word.replace(/['\\]/g, '')}'`
