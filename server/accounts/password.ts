/** Passwords: what is good enough (NIST SP 800-63B-4, 3.1.1), and how one is kept (RFC 9106). */
import { hash, verify } from '@node-rs/argon2'

/** 19 MiB, two passes, one lane: the floor of OWASP's Password Storage Cheat Sheet. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Compared with when there is no account, so that both answers take the same work. */
const NOBODYS = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$bm9ib2R5IHdhcyBoZXJl$ZmlmdHkgdGhyZWUgYnl0ZXMgdGhhdCBubyBwYXNzd29yZCA`

export const SHORTEST = 12
const LONGEST = 256

/** How a password must be mended: the key of a message. */
export type PasswordFault =
  | 'accounts.password.short'
  | 'accounts.password.long'
  | 'accounts.password.easy'

/** The password as it is stored: argon2id in the PHC form, with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Whether this is the password; does the same work when there is none to compare with. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const right = await verify(stored ?? NOBODYS, password.slice(0, LONGEST + 1))
  return right && stored !== undefined
}

/**
 * What is wrong with a new password, if anything: shorter than 12 characters, longer than 256, or
 * little more than common words, rows of keys and the person's own name or address. It may be made
 * of anything else, and never grows too old.
 */
export function passwordFault(
  password: string,
  own: { readonly name: string; readonly email: string },
): PasswordFault | undefined {
  const length = [...password].length
  if (length < SHORTEST) return 'accounts.password.short'
  if (length > LONGEST) return 'accounts.password.long'
  return isEasy(password, [own.name, own.email]) ? 'accounts.password.easy' : undefined
}

/** What is left when the guessable is taken out must be at least so many different characters. */
const DIFFERENT = 6

function isEasy(password: string, own: readonly string[]): boolean {
  const ownWords = own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\d]+/u))
  const words = [...common, ...ownWords.filter((word) => word.length >= 3)]
  let left = withoutRows(password.toLowerCase())
  for (const word of words.sort((one, other) => other.length - one.length))
    left = left.replaceAll(word, '')
  return new Set(left).size < DIFFERENT
}

/** Four or more neighbours of the keyboard, the alphabet or the numbers say nothing. */
function withoutRows(text: string): string {
  let left = text
  for (const row of rows)
    for (let length = row.length; length >= 4; length -= 1)
      for (let start = 0; start + length <= row.length; start += 1)
        left = left.replaceAll(row.slice(start, start + length), '')
  return left
}

const forwards = [
  '12345678901234567890',
  'abcdefghijklmnopqrstuvwxyzåäö',
  'abcdefghijklmnopqrstuvwxyzæøå',
  'qwertyuiopå',
  'asdfghjklöä',
  'asdfghjkløæ',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y7u8i',
]
const rows = [...forwards, ...forwards.map((row) => [...row].reverse().join(''))]

const common = [
  ...['password', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'passphrase', 'secret', 'welcome', 'letmein'],
  ...['admin', 'administrator', 'login', 'iloveyou', 'football', 'princess', 'changeme', 'default'],
  ...['lösenord', 'losenord', 'l0senord', 'hemlig', 'hemligt', 'välkommen', 'valkommen', 'fotboll'],
  ...['passord', 'hemmelig', 'velkommen', 'fotball', 'jegelskerdeg', 'jagälskardig', 'nyttår'],
  ...['sommar', 'sommer', 'summer', 'vinter', 'winter', 'höst', 'host', 'høst', 'autumn', 'spring'],
  ...['januar', 'januari', 'january', 'februar', 'februari', 'mars', 'march', 'april', 'juni'],
  ...['juli', 'august', 'augusti', 'september', 'oktober', 'october', 'november', 'desember'],
  ...['december', 'måndag', 'mandag', 'monday', 'fredag', 'friday', 'stockholm', 'göteborg'],
  ...['malmö', 'oslo', 'bergen', 'trondheim', 'sverige', 'norge', 'sweden', 'norway', 'kommun'],
  ...['kommune', 'kommunen', 'municipality', 'rådhus', 'insyn', 'innsyn', 'blogg', 'blog'],
  ...['kommundirektör', 'kommunedirektør', 'direktör', 'direktør', 'test', 'hello', 'hejhej'],
]
