/** The part of a letter's page at the desk about registering and protecting it. */
import type { T } from '../language/catalogue.ts'
import type { Choices } from '../web/fields.ts'
import { documents, type Letter } from './letter.ts'

export interface OfficePart {
  readonly number: number
  readonly isRegistrar: boolean
  readonly documents: Choices
  readonly diary: string
  readonly hasEmail: boolean
  /** The address, right after somebody has asked to see it. */
  readonly address: string | undefined
  readonly isHandedOver: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'letters/office': OfficePart
  }
}

/** What may be done with a letter besides answering it. */
export const officePart = (
  t: T,
  letter: Letter,
  about: Pick<OfficePart, 'isRegistrar' | 'hasEmail' | 'address'>,
): OfficePart => ({
  ...about,
  number: letter.id,
  documents: {
    ...{ kind: 'radio', name: 'document', label: t('letters.document') },
    ...{ hint: undefined, fault: undefined },
    choices: documents.map((value) => ({
      value,
      words: t(`letters.document.${value}`),
      isChosen: value === letter.document,
    })),
  },
  diary: letter.diary ?? '',
  isHandedOver: letter.handedOverAt !== undefined,
})
