/** The languages of the interface: Swedish first, then Norwegian bokmål and English. */
export const languages = ['sv', 'nb', 'en'] as const

export type Language = (typeof languages)[number]

/** The countries whose law an installation can rest on (ISO 3166-1, lower case). */
export const countries = ['se', 'no'] as const

export type Country = (typeof countries)[number]

/** What each language calls itself, for the links that change language. */
export const ownNames: Record<Language, string> = {
  sv: 'Svenska',
  nb: 'Norsk (bokmål)',
  en: 'English',
}

/** Whether a text from outside names a language of the interface. */
export const isLanguage = (text: string | undefined): text is Language =>
  languages.includes(text as Language)

/** Whether a text from outside names a country that Insyn knows. */
export const isCountry = (text: string | undefined): text is Country =>
  countries.includes(text as Country)

/** What a request says about language: the reader's own cookie, its Accept-Language, the site's. */
export type Wishes = {
  readonly cookie?: string | undefined
  readonly accept?: string | undefined
  readonly site: Language
}

/**
 * The language to answer in: the reader's own choice by cookie, else the best of Accept-Language
 * (RFC 9110, 12.5.4), else the site's. Bokmål also serves `no` and `nn`. Danish is not guessed at:
 * who asks for Danish and English gets English, who asks for Danish alone gets the site's language.
 */
export function chooseLanguage({ cookie, accept, site }: Wishes): Language {
  if (isLanguage(cookie)) return cookie
  if (accept === undefined) return site
  return remembered(accept) ?? site
}

/** Browsers send few different headers: the answers are remembered, longer headers are not. */
const answers = new Map<string, Language | null>()
const MOST_ANSWERS = 500
const LONGEST_REMEMBERED = 200
const MOST_RANGES = 20

function remembered(accept: string): Language | null {
  const known = answers.get(accept)
  if (known !== undefined) return known
  const answer = negotiate(accept)
  if (accept.length > LONGEST_REMEMBERED) return answer
  if (answers.size >= MOST_ANSWERS) answers.clear()
  answers.set(accept, answer)
  return answer
}

/** The language with the highest weight, the first named of equals; null leaves it to the site. */
function negotiate(accept: string): Language | null {
  let best: Language | null = null
  let highest = 0
  for (const range of accept.split(',', MOST_RANGES)) {
    const [tag = '', ...parameters] = range.split(';')
    const weight = weightOf(parameters)
    if (weight <= highest) continue
    const language = languageOf(tag.trim().toLowerCase())
    if (language === undefined) continue
    best = language
    highest = weight
  }
  return best
}

/** RFC 9110, 12.4.2: 0 to 1 with at most three decimals, 1 when absent; anything else counts as 0. */
function weightOf(parameters: readonly string[]): number {
  const [first] = parameters
  if (first === undefined) return 1
  const found = /^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i.exec(first)
  return found ? Number(found[1]) : 0
}

/** Null means any language, undefined means none of ours. */
function languageOf(range: string): Language | null | undefined {
  if (range === '*') return null
  const [primary = ''] = range.split('-')
  if (primary === 'no' || primary === 'nn') return 'nb'
  return isLanguage(primary) ? primary : undefined
}
