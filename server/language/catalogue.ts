import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from './locale.ts'
import { type MessageKey, rooms } from './rooms.ts'

export type { MessageKey } from './rooms.ts'

/** What a message may be given for its arguments; plural forms need numbers. */
export type Values = Readonly<Record<string, string | number>>

/** Gives a message's words, with its arguments filled in. The words are text: escape them in HTML. */
export type T = (key: MessageKey, values?: Values) => string

/**
 * The words of the interface in one language, written in ICU MessageFormat. Throws when a message
 * lacks an argument: `tests/language/calls.test.ts` finds such calls before a reader does.
 */
export const translator = (language: Language): T => translators[language]

const translators: Record<Language, T> = { sv: speak('sv'), nb: speak('nb'), en: speak('en') }

function speak(language: Language): T {
  const plain = new Map<string, string>()
  const compiled = new Map<string, IntlMessageFormat>()
  const texts = messages(language)
  for (const [key, text] of texts) if (!text.includes('{')) plain.set(key, text)

  return (key, values) => {
    const words = plain.get(key)
    if (words !== undefined) return words
    let message = compiled.get(key)
    if (message === undefined) {
      message = compile(key, texts.get(key), language)
      compiled.set(key, message)
    }
    return message.format(values) as string
  }
}

/** Every message of a language as it is written in its file, by its full name. */
export function messages(language: Language): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const [room, texts] of Object.entries(rooms[language]))
    for (const [key, text] of Object.entries(texts)) all.set(`${room}.${key}`, text)
  return all
}

function compile(key: string, text: string | undefined, language: Language): IntlMessageFormat {
  if (text === undefined) throw new Error(`There is no message ${key} in ${language}`)
  return new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
}
