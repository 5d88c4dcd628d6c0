/** How a citation is told: its address, its exact time, its version, and the quotation ready to be copied. */
import type { Instant } from '../kernel/clock.ts'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { citedTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { excerpt } from '../text/excerpt.ts'
import type { Ask } from '../web/web.ts'
import { asHtml, asMarkdown, asText, type Citation, type Statement } from './citation.ts'

export interface CitePage {
  readonly capacity: Capacity | undefined
  readonly title: string
  readonly language: Language
  readonly back: { readonly href: string; readonly words: string }
  readonly address: string
  readonly facts: readonly {
    readonly name: string
    readonly words: string
    /** The label of what the link leads to, where it is another post. */
    readonly capacity?: Capacity
    readonly link: { readonly href: string; readonly words: string } | undefined
  }[]
  /** The same quotation in three forms. */
  readonly forms: readonly {
    readonly id: 'text' | 'html' | 'markdown'
    readonly name: string
    readonly words: string
  }[]
}

declare module '../web/views.ts' {
  interface Views {
    'sharing/cite': CitePage
  }
}

/** Characters of a post that are quoted: its first paragraphs. */
export const MOST_OF_POST = 700
/** Characters of what was answered. */
export const MOST_OF_PARENT = 500

const marks = { sv: ['”', '”'], nb: ['«', '»'], en: ['“', '”'] } as const

/** The quotation marks of a language. */
export const marksOf = (language: Language): Citation['marks'] => marks[language]

/** The three forms, in the order in which most people need them. */
export function formsOf(citation: Citation, t: Ask['t']): CitePage['forms'] {
  const written = { text: asText, html: asHtml, markdown: asMarkdown }
  return (['text', 'html', 'markdown'] as const).map((id) => ({
    id,
    name: t(`sharing.cite.${id}`),
    words: written[id](citation),
  }))
}

/** Who says something: the label, the name, the title. */
export function whoWords(
  { capacity, name, title }: { capacity: Capacity | undefined; name: string; title: string },
  language: Language,
): string {
  const label = capacity && translator(language)(`common.capacity.${capacity}`)
  return `${label ? `${label}: ` : ''}${[name, title].filter(Boolean).join(', ')}`
}

/** A moment for a citation. */
export const whenOf = (
  at: Instant,
  language: Language,
  zone: string,
): Pick<Statement, 'when' | 'iso'> => ({ when: citedTime(at, language, zone), iso: at })

/** The first paragraphs in at most so many characters, with a mark where more follows. */
export function firstParagraphs(paragraphs: readonly string[], most: number): string[] {
  const kept: string[] = []
  let left = most
  for (const words of paragraphs) {
    if (words.length > left) break
    kept.push(words)
    left -= words.length
  }
  if (kept.length === paragraphs.length) return kept
  return kept.length > 0
    ? [...kept, '[…]']
    : [`${excerpt(paragraphs[0] ?? '', most).replace(/…$/, '')} […]`]
}
