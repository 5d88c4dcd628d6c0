/** What both sides see of a proposal: the page as it would look, who has said yes, and what it is recognised by. */
import { sha256 } from '../kernel/random.ts'
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { agreedJson } from '../posts/agreed.ts'
import type { Capacity } from '../posts/post.ts'
import { type AgreedLetter, credits, type redactionReasons } from '../text/agreed-letter.ts'
import { agreedHtml } from '../text/agreed-text.ts'
import type { Html } from '../text/html.ts'
import type { Choices, FieldModel } from '../web/fields.ts'
import { linesOf, type Typed, type TypedFaults } from './compose.ts'
import { stillIn } from './recognise.ts'

/** The page as it would look. */
export interface LookModel {
  readonly language: Language
  readonly capacity: Capacity
  readonly title: string
  readonly preface: string
  readonly html: Html
  /** By what both sides can tell that they speak of the same text. */
  readonly mark: string | undefined
  /** Words that were taken out of the letter and stand in the rest of the page. */
  readonly still: string | undefined
}

export interface Fault {
  readonly href: string
  readonly words: string
}

declare module '../web/views.ts' {
  interface Views {
    'agreements/look': LookModel
  }
}

/** What would be published, as its page would look; `hash` once it was kept. */
export const lookModel = (letter: AgreedLetter, { hash, day, typed }: About, t: T): LookModel => ({
  language: letter.language,
  capacity: letter.capacity,
  title: letter.title,
  preface: letter.preface,
  html: agreedHtml(letter, day),
  still: stillWords(letter, typed, t),
  mark: hash && t('agreements.look.mark', { mark: markOf(hash) }),
})

/** What is known of a page besides what it is made of. */
interface About {
  readonly hash?: string | undefined
  readonly day?: string | undefined
  readonly typed: Pick<Typed, 'takeOut'>
}

function stillWords(letter: AgreedLetter, { takeOut }: Pick<Typed, 'takeOut'>, t: T) {
  const still = stillIn(letter, Object.values(takeOut).flatMap(linesOf))
  return still.length === 0 ? undefined : t('agreements.look.still', { words: still.join(', ') })
}

/** The first 48 bits of the hash in groups: enough to compare two pages by eye, not a proof. */
export const markOf = (hash: string): string => (hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')

/** What a page was shown of, so that nothing else is sent from it. */
export const shownMark = (letter: AgreedLetter): string => sha256(agreedJson(letter))

/** How the writer is named, to be chosen by the writer alone. */
export const creditChoices = (t: T, chosen: string): Choices => ({
  ...{ kind: 'radio', name: 'credit', label: t('agreements.credit') },
  ...{ hint: t('agreements.credit.hint'), fault: undefined },
  choices: credits.map((value) => ({
    value,
    words: t(`agreements.credit.${value}`),
    isChosen: value === chosen,
  })),
})

/** The fields for words to take out, for these reasons. */
export const outFields = (
  t: T,
  reasons: readonly (typeof redactionReasons)[number][],
  { takeOut }: Pick<Typed, 'takeOut'>,
  faults: TypedFaults,
): FieldModel[] =>
  reasons.map((reason) => {
    const name = `out-${reason}`
    const fault = faultWords(t, faults[name])
    return {
      ...{ name, fault, label: t(`agreements.out.${reason}`), hint: t('agreements.out.hint') },
      ...{
        type: 'text',
        value: takeOut[reason],
        autocomplete: 'off',
        look: ' field__input--low',
        rows: 3,
      },
      ...{ isOptional: false, isRequired: false },
      describedBy: fault ? `${name}-hint ${name}-fault` : `${name}-hint`,
    }
  })

/** What must be mended in a field, in words. */
export const faultWords = (t: T, fault: TypedFaults[string]): string | undefined =>
  fault && t(fault.key, { words: fault.words ?? '' })

/** What must be mended, in a list with links to the fields. */
export const faultList = (t: T, faults: TypedFaults): Fault[] =>
  Object.entries(faults).flatMap(([field, fault]) =>
    fault ? [{ href: `#${field}`, words: t(fault.key, { words: fault.words ?? '' }) }] : [],
  )

/** A choice between the two capacities, none chosen for anybody. */
export const capacityChoices = (
  t: T,
  chosen: Capacity | undefined,
  fault: MessageKey | undefined,
): Choices => ({
  ...{ kind: 'radio', name: 'capacity', label: t('letters.desk.capacity') },
  ...{ hint: undefined, fault: fault && t(fault) },
  choices: (['personal', 'official'] as const).map((value) => ({
    value,
    words: t(`common.capacity.${value}`),
    hint: t(`common.capacity.${value}.meaning`),
    isChosen: value === chosen,
  })),
})
