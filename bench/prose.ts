/**
 * Text without meaning that weighs what real text weighs: pieces of one to four words of the demo's
 * own Swedish. Compressed it is a little larger than the demo itself (0.38 of its bytes by brotli 5
 * against 0.37; longer pieces would be smaller than real text), so that its pages are as heavy as
 * real ones.
 */
import { posts } from '../server/demo/content.ts'
import { between, type Chance, oneOf } from './chance.ts'

export interface Prose {
  /** So many words in sentences. */
  readonly text: (words: number) => string
  readonly title: () => string
  /** A name, or none, as one in five citizens leaves it. */
  readonly name: () => string
}

const LONGEST_PIECE = 4

/** Opens the source of text, driven by one run of numbers. */
export function openProse(chance: Chance): Prose {
  const words = demoWords()
  const some = (count: number): string[] => {
    const taken: string[] = []
    while (taken.length < count) {
      const at = Math.floor(chance() * words.length)
      taken.push(...words.slice(at, at + between(chance, 1, LONGEST_PIECE)))
    }
    return taken.slice(0, count)
  }
  return {
    text: (count) => {
      const sentences: string[] = []
      for (let left = count; left > 0; ) {
        const length = Math.min(left, between(chance, 5, 17))
        sentences.push(sentenceOf(some(length)))
        left -= length
      }
      return sentences.join(' ')
    },
    title: () => sentenceOf(some(between(chance, 3, 7))).slice(0, -1),
    name: () => (chance() < 0.2 ? '' : capital(oneOf(chance, words).slice(0, 20))),
  }
}

/** Words of the demo's Swedish comments and posts, with their signs of punctuation left behind. */
function demoWords(): string[] {
  const swedish = posts('https://blogg.example').filter(({ head }) => head.language === 'sv')
  const texts = swedish.flatMap(({ bodies, comments }) => [
    ...bodies,
    ...comments.map(({ text }) => text),
  ])
  return texts.join(' ').match(/(?<=^|\s)\p{L}[\p{L}\d-]*(?=[\s.,;:!?]|$)/gu) ?? []
}

const sentenceOf = (words: readonly string[]): string => `${capital(words.join(' '))}.`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Words that a great part of all comments has. */
export const commonWords: readonly string[] = [
  ...[
    'och',
    'att',
    'det',
    'som',
    'för',
    'inte',
    'jag',
    'vi',
    'på',
    'med',
    'en',
    'är',
    'den',
    'till',
  ],
  ...['av', 'har', 'om', 'när', 'kommunen', 'skolan'],
]
