/** Words that everything about posts shares: times, the standing line, titles with their label. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import type { Site } from '../web/house.ts'
import type { Capacity } from './post.ts'

export interface Link {
  readonly href: string
  readonly words: string
}

/** A time in words, and as a machine reads it. */
export interface Time {
  readonly iso: string
  readonly words: string
}

/** What the words of a page depend on. */
export interface Telling {
  readonly t: T
  readonly language: Language
  readonly site: Site
}

/** The label in words with the rest of a sentence, for titles of windows and descriptions. */
export const titleOf = (
  { capacity, title }: { readonly capacity: Capacity; readonly title: string },
  t: T,
): string => t(`posts.page.title.${capacity}`, { title })

/** A moment for the eye and for machines. */
export const timeOf = (at: Instant, { language, site }: Telling): Time => ({
  iso: at,
  words: exactTime(at, language, site.timeZone),
})
