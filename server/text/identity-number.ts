/**
 * Whether a text holds what is, by its form and its check digits, a Swedish personal identity number
 * (folkbokföringslagen 18 §; also a coordination number, day + 60) or a Norwegian national identity number
 * (folkeregisterforskriften § 2-2-3; also a D-number, day + 40). A number of another kind passes.
 */
export const hasIdentityNumber = (text: string): boolean =>
  [...plain(text).matchAll(SWEDISH)].some(([found]) =>
    isSwedish(found.replace(/\D/g, '').slice(-10)),
  ) || hasNorwegianNumber(text)

/** As above, of the Norwegian ones alone (offentlegforskrifta § 7: never on the internet). */
export const hasNorwegianNumber = (text: string): boolean =>
  [...plain(text).matchAll(NORWEGIAN)].some(([found]) => isNorwegian(found.replace(/\D/g, '')))

/** An identity number in a text: its line, from 1, and the number without its last digits. */
export interface Found {
  readonly line: number
  readonly shown: string
}

/** Where a text holds such numbers, line by line. */
export const identityNumbersIn = (text: string): Found[] =>
  plain(text)
    .split('\n')
    .flatMap((line, at) => numbersOf(line).map((shown) => ({ line: at + 1, shown })))

const numbersOf = (line: string): string[] => {
  const all = [
    ...[...line.matchAll(SWEDISH)].filter(([one]) => isSwedish(one.replace(/\D/g, '').slice(-10))),
    ...[...line.matchAll(NORWEGIAN)].filter(([one]) => isNorwegian(one.replace(/\D/g, ''))),
  ]
  return all.map(([one]) => `${one.slice(0, -4)}••••`)
}

/** One form for what looks alike: width, dashes, spaces, invisible signs. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^\S\n]/g, ' ')

const SWEDISH = /(?<!\d)(?:(?:18|19|20)\d{2}|\d{2})[01]\d[0-9]\d ?[-+]? ?\d{4}(?!\d)/g
const NORWEGIAN = /(?<!\d)[0-7]\d[0-9]\d{3} ?\d{5}(?!\d)/g

const digitsOf = (text: string): number[] => [...text].map(Number)

function isSwedish(ten: string): boolean {
  const month = Number(ten.slice(2, 4))
  const day = Number(ten.slice(4, 6)) % 60
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const sum = digitsOf(ten).reduce((all, digit, at) => {
    const doubled = at % 2 === 0 ? digit * 2 : digit
    return all + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const weights = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1],
]

function isNorwegian(eleven: string): boolean {
  const day = Number(eleven.slice(0, 2)) % 40
  const month = Number(eleven.slice(2, 4)) % 40
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const digits = digitsOf(eleven)
  return weights.every(
    (weight) => digits.reduce((sum, digit, at) => sum + digit * (weight[at] ?? 0), 0) % 11 === 0,
  )
}
