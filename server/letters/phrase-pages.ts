/** The page where the team keeps its ready phrases. */
import type { T } from '../language/catalogue.ts'
import { type Language, languages } from '../language/locale.ts'
import type { LetterPhraseTable } from '../storage/schema.ts'
import { MAX_PHRASE, MAX_PHRASE_NAME, type PhraseFault } from './phrase.ts'

/** A form for one phrase: one that there is, or a new one. */
export interface PhraseForm {
  readonly id: string
  readonly action: string
  readonly title: string
  readonly name: string
  readonly text: string
  readonly maxName: number
  readonly maxText: number
  readonly isNew: boolean
  readonly languages: readonly {
    readonly value: Language
    readonly words: string
    readonly isChosen: boolean
  }[]
  readonly fault: string | undefined
}

export interface PhrasesPage {
  readonly forms: readonly PhraseForm[]
  readonly isEmpty: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'letters/phrases': PhrasesPage
    'letters/phrase': PhraseForm
  }
}

/** A form that came back, with what to mend. */
export interface PhraseBack {
  readonly id: number | undefined
  readonly typed: { readonly language: string; readonly name: string; readonly text: string }
  readonly fault: PhraseFault
}

/** Every phrase with its form, and the form for another. */
export function phrasesPage(
  t: T,
  phrases: readonly LetterPhraseTable[],
  { language, back }: { readonly language: Language; readonly back: PhraseBack | undefined },
): PhrasesPage {
  const form = (one: Pick<LetterPhraseTable, 'language' | 'name' | 'text'> & { id?: number }) => {
    const mine = back && back.id === one.id ? back : undefined
    const { name, text, language: spoken } = mine?.typed ?? one
    return {
      id: String(one.id ?? 'new'),
      action: one.id ? `/desk/letters/phrases/${one.id}` : '/desk/letters/phrases',
      title: one.id ? one.name : t('letters.phrases.new'),
      ...{ name, text, maxName: MAX_PHRASE_NAME, maxText: MAX_PHRASE },
      isNew: one.id === undefined,
      languages: languages.map((value) => ({
        ...{ value, words: t(`common.language.${value}`), isChosen: value === spoken },
      })),
      fault: mine && t(mine.fault),
    }
  }
  return {
    forms: [...phrases.map(form), form({ language, name: '', text: '' })],
    isEmpty: phrases.length === 0,
  }
}
