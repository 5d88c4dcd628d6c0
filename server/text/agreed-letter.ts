/** A letter as both sides agreed to publish it: everything that its page is made from, and nothing else is. */
import type { Language } from '../language/locale.ts'

/** How the writer is named: the writer chooses, and nobody else can change it. */
export const credits = ['none', 'colleague', 'role', 'name'] as const
export type Credit = (typeof credits)[number]

/** Why words were taken out of a letter; each has words in `agreements.redaction.*`. */
export const redactionReasons = ['writer', 'person', 'secrecy'] as const
export type RedactionReason = (typeof redactionReasons)[number]

/** A paragraph of the letter that is published, by its number in the letter; what was taken out of it is not in it. */
export interface Part {
  readonly number: number
  readonly text: string
}

/** A mark in a part where words were taken out: after so many UTF-16 units of what is left. */
export interface Redaction {
  readonly part: number
  readonly at: number
  readonly reason: RedactionReason
}

/** What the official says after a part; after 0 it stands before the letter. In Markdown, as staff replies are. */
export interface PartAnswer {
  readonly after: number
  readonly text: string
  readonly name: string
  readonly title: string
}

/** What both sides say yes to, in the first form of it. */
export interface AgreedLetter {
  readonly format: 1
  readonly language: Language
  readonly capacity: 'personal' | 'official'
  readonly title: string
  readonly preface: string
  readonly credit: { readonly kind: Credit; readonly words: string }
  /** None when the official tells of the question in own words and shows nothing of the letter. */
  readonly parts: readonly Part[]
  readonly redactions: readonly Redaction[]
  readonly answers: readonly PartAnswer[]
}

/** One after the other as they are read: pieces of the letter, and answers between them. */
export type Piece =
  | { readonly by: 'writer'; readonly parts: readonly Part[] }
  | { readonly by: 'official'; readonly answer: PartAnswer }

/** The order in which a published letter is read: parts that follow each other are one piece. */
export function piecesOf({ parts, answers }: Pick<AgreedLetter, 'parts' | 'answers'>): Piece[] {
  const pieces: Piece[] = []
  const say = (after: number, until: number) => {
    for (const answer of answers)
      if (answer.after >= after && answer.after < until) pieces.push({ by: 'official', answer })
  }
  say(0, parts[0]?.number ?? Number.MAX_SAFE_INTEGER)
  for (const [at, part] of parts.entries()) {
    const last = pieces.at(-1)
    if (last?.by === 'writer') pieces.splice(-1, 1, { by: 'writer', parts: [...last.parts, part] })
    else pieces.push({ by: 'writer', parts: [part] })
    say(part.number, parts[at + 1]?.number ?? Number.MAX_SAFE_INTEGER)
  }
  return pieces
}
