/** The page of the letter channel for administrators. */
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Choices, FormModel } from '../web/fields.ts'
import type { LetterReader } from './letter.ts'
import type { NoIpPart } from './no-ip-pages.ts'
import { whoWords } from './step-pages.ts'

export interface ChannelPage {
  readonly form: FormModel
  readonly deputies: Choices
  readonly open: Choices
  /** What must be there before it can be opened. */
  readonly missing: readonly string[]
  readonly noIp: NoIpPart
}

declare module '../web/views.ts' {
  interface Views {
    'letters/channel': ChannelPage
  }
}

/** The channel as it is, with what is still missing. */
export function channelPage(
  t: T,
  given: {
    readonly form: FormModel
    readonly people: readonly LetterReader[]
    readonly deputies: readonly number[]
    readonly isOpen: boolean
    readonly missing: readonly MessageKey[]
    readonly noIp: NoIpPart
  },
): ChannelPage {
  const { form, people, deputies, isOpen, missing, noIp } = given
  return {
    form,
    deputies: {
      ...{ kind: 'checkbox', name: 'deputies', label: t('letters.channel.deputies') },
      ...{ hint: t('letters.channel.deputies.hint'), fault: undefined },
      choices: people
        .filter((one) => !one.isOfficial)
        .map((one) => ({
          value: String(one.accountId),
          words: whoWords(one),
          isChosen: deputies.includes(one.accountId),
        })),
    },
    open: {
      ...{ kind: 'checkbox', name: 'open', label: t('letters.channel.open.legend') },
      ...{ hint: undefined, fault: undefined },
      choices: [{ value: 'yes', words: t('letters.channel.open'), isChosen: isOpen }],
    },
    missing: missing.map((key) => t(key)),
    noIp,
  }
}
