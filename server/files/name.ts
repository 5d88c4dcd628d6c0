/** Names of files as they are kept and shown: words alone, good on every machine, ending as the kind does. */
import { type FileKind, saidOf } from './file.ts'

/** So many characters, with the ending. */
const MOST = 80

/**
 * A name without what could deceive or do harm: no folders, no control characters, none that turn the writing round,
 * nothing that Windows reserves, no dot in front. What it ends in is mended after the kind; without a name it gets one.
 */
export function nameFor(typed: string, kind: FileKind): string {
  const plain = plainName(typed)
  const { endings } = saidOf[kind]
  const at = plain.lastIndexOf('.')
  const ending = at > 0 ? plain.slice(at + 1).toLowerCase() : ''
  const isRight = endings.includes(ending)
  const looksLikeOne = /^[a-z][a-z0-9]{1,4}$/.test(ending)
  const stem = isRight || looksLikeOne ? plain.slice(0, at) : plain
  const last = isRight ? ending : endings[0]
  return `${cut(harmless(stem), MOST - last.length - 1)}.${last}`
}

/** A name as it may be shown, whatever kind of file it is of. */
export function plainName(typed: string): string {
  const last = typed.slice(-1000).toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
}

const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i

const harmless = (stem: string): string => {
  const name = stem.replace(/[. ]+$/, '')
  if (name === '') return 'fil'
  return RESERVED.test(name) ? `_${name}` : name
}

/** Whole characters, as many as fit. */
const cut = (name: string, most: number): string =>
  [...new Intl.Segmenter('sv').segment(name)]
    .map(({ segment }) => segment)
    .reduce((sum, one) => ([...(sum + one)].length > most ? sum : sum + one), '')
    .trim()
