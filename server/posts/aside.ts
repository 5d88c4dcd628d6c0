/** Asides: short items beside long posts. Pure. */
import type { Language } from '../language/locale.ts'
import { excerpt, plainText } from '../text/excerpt.ts'
import { trusted } from '../text/html.ts'
import { placesIn, renderPost } from '../text/markdown.ts'

/** The most characters of an aside. */
export const MOST_OF_ASIDE = 1000

const MOST_OF_TITLE = 70

/** Whether a text can be an aside: short, not empty, and without a place where something is withheld. */
export const fitsAside = (source: string): boolean =>
  source.trim() !== '' && [...source].length <= MOST_OF_ASIDE && placesIn(source).length === 0

/**
 * What an aside is called where a name is needed (its address, feeds, the title of a window): the beginning of its text, at most
 * 70 characters.
 */
export function asideTitle(source: string, language: Language): string {
  const text = plainText(trusted(String(renderPost(source, language))))
  return excerpt(text, MOST_OF_TITLE).trim() || source.trim().slice(0, MOST_OF_TITLE)
}
