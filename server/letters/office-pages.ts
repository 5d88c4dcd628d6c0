/** The part of a letter's page at the desk about registering and protecting it. */
import type { T } from '../language/catalogue.ts'
import type { Choices } from '../web/fields.ts'
import { documents, type Letter, type LetterDocument } from './letter.ts'

export interface OfficePart {
  readonly number: number
  readonly isRegistrar: boolean
  readonly documents: Choices
  readonly diary: string
  readonly hasEmail: boolean
  /** The address, right after somebody has asked to see it. */
  readonly address: string | undefined
  readonly isHandedOver: boolean
  /** What was typed as the reason in each form, when that form came back. */
  readonly reasons: Readonly<Record<'document' | 'address' | 'handOver', string>>
}

/** What came back from a form about registering and protecting. */
export interface OfficeBack {
  /** Which form it was: the last part of its address. */
  readonly form?: string | undefined
  readonly reason?: string
  readonly diary?: string
  readonly document?: LetterDocument | undefined
  /** The writer's address, right after somebody has asked to see it. */
  readonly address?: string | undefined
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
  { back, ...about }: Pick<OfficePart, 'isRegistrar' | 'hasEmail'> & { readonly back: OfficeBack },
): OfficePart => ({
  ...about,
  address: back.address,
  number: letter.id,
  documents: {
    ...{ kind: 'radio', name: 'document', label: t('letters.document') },
    ...{ hint: undefined, fault: undefined },
    choices: documents.map((value) => ({
      value,
      words: t(`letters.document.${value}`),
      isChosen: value === (back.document ?? letter.document),
    })),
  },
  diary: (back.form === 'diary' ? back.diary : letter.diary) ?? '',
  isHandedOver: letter.handedOverAt !== undefined,
  reasons: {
    document: reasonIn(back, 'document'),
    address: reasonIn(back, 'address'),
    handOver: reasonIn(back, 'hand-over'),
  },
})

const reasonIn = ({ form, reason = '' }: OfficeBack, asked: string): string =>
  form === asked ? reason : ''
