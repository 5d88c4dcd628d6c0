/**
 * Readability after Björnsson: words per sentence plus the percentage of words longer than six
 * letters. Under 30 reads like a children's book, 40 like a newspaper, 60 like a statute. A line
 * ends a sentence, a link counts as its words, a braced placeholder as one word.
 */
export function lix(text: string): number {
  const read = text.replace(/\]\([^)]*\)/g, ']')
  const words = read.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const sentences = read.split(/[.!?:]+(?=\s|$)|\n+/).filter((part) => /[\p{L}\p{N}]/u.test(part))
  const long = words.filter((word) => word.length > 6)
  return words.length / sentences.length + (100 * long.length) / words.length
}

/** The most that a built-in text may have (språklagen 11 §, språklova § 9). */
export const HARDEST = 40

/** Words that would promise what the law does not let an authority promise (TF 2:8, offl § 3). */
const promises =
  /konfidentiell|hemlig|hemmelig|fortrolig|confidential|\bsecret\b|endast jag|bara jag|bare jeg|only I\b/iu

/** The word by which a text promises secrecy, or null. */
export const secrecyPromised = (text: string): string | null => promises.exec(text)?.[0] ?? null
