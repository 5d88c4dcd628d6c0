/** One's own choice of mail, in words. */
import type { T } from '../language/catalogue.ts'
import { languages } from '../language/locale.ts'
import type { Choices } from '../web/fields.ts'
import type { MailChoice } from './mail-choice.ts'

/** What somebody can choose, and where it goes. */
export interface MailChoiceModel {
  readonly words: string
  readonly told: Choices
  readonly language: Choices
}

/** The form of what somebody is told by mail; undefined when nothing is mailed to these roles. */
export function mailChoiceModel(
  found: {
    readonly choice: MailChoice
    readonly mailable: Readonly<Record<'digest' | 'urgent' | 'looks', boolean>>
    readonly email: string
    readonly isAllowed: boolean
  },
  t: T,
): MailChoiceModel | undefined {
  const { choice, mailable, email } = found
  const kinds = (['digest', 'urgent', 'looks'] as const).filter((kind) => mailable[kind])
  if (kinds.length === 0) return undefined
  return {
    words: t(found.isAllowed ? 'accounts.me.mail.words' : 'accounts.me.mail.unlisted', { email }),
    told: {
      ...{ kind: 'checkbox', name: 'told', label: t('accounts.me.mail.what') },
      ...{ hint: undefined, fault: undefined },
      choices: kinds.map((kind) => ({
        value: kind,
        words: t(`accounts.me.mail.${kind}`),
        hint: t(`accounts.me.mail.${kind}.hint`),
        isChosen: choice[kind],
      })),
    },
    language: {
      ...{ kind: 'radio', name: 'mail_language', label: t('accounts.me.mail.language') },
      ...{ hint: undefined, fault: undefined },
      choices: [
        {
          value: 'site',
          words: t('accounts.me.mail.language.site'),
          isChosen: choice.language === undefined,
        },
        ...languages.map((language) => ({
          value: language,
          words: t(`common.language.${language}`),
          isChosen: choice.language === language,
        })),
      ],
    },
  }
}
