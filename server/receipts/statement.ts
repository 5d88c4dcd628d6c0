/** Why something is not shown, as its writer alone is told (LAW.md L32). */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'

/** What was decided against a text, when, on which ground, and the thinking behind it. */
export interface Statement {
  /** `hide`: a moderator decided; `hold`: until somebody else has; `spam`: put aside. */
  readonly act: 'hide' | 'hold' | 'spam'
  readonly at: Instant
  readonly reason: string
  /** Where the reason stands in the country's law, in the language of that law. */
  readonly law: { readonly words: string; readonly language: Language } | undefined
  readonly rule: { readonly clause: number; readonly version: number }
  readonly sentence: string | undefined
  /** The language of the sentence: that of the post. */
  readonly language: Language
}
