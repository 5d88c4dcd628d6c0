import slugify from '@sindresorhus/slugify'

/** The languages of language/locale.ts, which is a floor above. */
type Language = 'sv' | 'nb' | 'en'

/** How letters are written out: å and ö become a and o in Swedish, aa and oe in Norwegian. */
const letters = { sv: 'sv', nb: 'nb', en: 'sv' } as const

const and = { sv: ' och ', nb: ' og ', en: ' and ' } as const

/** For a title without any letter or number that can stand in an address. */
const nameless = { sv: 'inlagg', nb: 'innlegg', en: 'post' } as const

/** Addresses below a post and beside it in the month; a post may not take their names. */
const reserved: ReadonlySet<string> = new Set(['history', 'feed', 'new'])

const MOST_CHARACTERS = 80

/**
 * A title as it stands in an address: lower-case a to z, digits and single hyphens, 1 to 80
 * characters cut between words. Never empty, never a reserved word, never digits alone (that would
 * look like a month or a number). A slug is its own slug. Two titles can have the same one.
 */
export function slug(title: string, language: Language): string {
  const words = slugify(title.normalize('NFC').slice(0, 500), {
    locale: letters[language],
    decamelize: false,
    customReplacements: [['&', and[language]]],
  })
  const short = cut(words)
  if (short === '') return nameless[language]
  return reserved.has(short) || /^\d+$/.test(short)
    ? `${nameless[language]}-${short}`.slice(0, MOST_CHARACTERS)
    : short
}

/** Cuts between words where there is a hyphen to cut at, else within the word. */
function cut(words: string): string {
  if (words.length <= MOST_CHARACTERS) return words
  const kept = words.slice(0, MOST_CHARACTERS + 1)
  const end = kept.lastIndexOf('-')
  return end > 0 ? kept.slice(0, end) : kept.slice(0, MOST_CHARACTERS)
}
