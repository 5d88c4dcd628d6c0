/** Ready phrases: what the team says often in its answers, kept by itself and in each language. */
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { isLanguage, type Language } from '../language/locale.ts'

export const MAX_PHRASE_NAME = 60
export const MAX_PHRASE = 1000
/** In one language. */
export const MOST_PHRASES = 30

export interface Phrase {
  readonly language: Language
  /** What its button says. */
  readonly name: string
  readonly text: string
}

export type PhraseFault = `letters.phrases.fault.${'name' | 'text' | 'many'}`

/** Reads a phrase from a form: a name of one line, and a text. */
export function parsePhrase(form: {
  readonly language: string
  readonly name: string
  readonly text: string
}): Result<Phrase, PhraseFault> {
  const name = oneLine(form.name)
  const text = form.text.trim()
  if (name === '' || [...name].length > MAX_PHRASE_NAME) return err('letters.phrases.fault.name')
  if (text === '' || [...text].length > MAX_PHRASE) return err('letters.phrases.fault.text')
  return ok({ language: isLanguage(form.language) ? form.language : 'sv', name, text })
}

/** A text with a phrase after it, as a paragraph of its own. */
export const withPhrase = (text: string, phrase: string): string =>
  text.trim() === '' ? phrase : `${text.trimEnd()}\n\n${phrase}`
