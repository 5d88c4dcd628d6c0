/** The page on which administrators say how documents are asked for. */
import type { MessageKey, T } from '../language/catalogue.ts'
import { type Choices, type FormFaults, type FormModel, formModel } from '../web/fields.ts'

export interface RequestChannelPage {
  readonly form: FormModel
  readonly open: Choices
  /** What must be there before requests are taken. */
  readonly missing: readonly string[]
}

declare module '../web/views.ts' {
  interface Views {
    'requests/channel': RequestChannelPage
  }
}

/** The channel as it is, with what is still missing. */
export const requestChannelPage = (
  t: T,
  given: {
    readonly search: string
    readonly isOpen: boolean
    readonly missing: readonly MessageKey[]
    readonly faults: FormFaults
  },
): RequestChannelPage => ({
  form: formModel(
    t,
    [
      {
        ...{ name: 'search', label: 'requests.channel.search', isOptional: true },
        hint: 'requests.channel.search.hint',
      },
    ],
    { values: { search: given.search }, faults: given.faults },
  ),
  open: {
    ...{ kind: 'checkbox', name: 'open', label: t('requests.channel.open.legend') },
    hint: undefined,
    fault: given.faults.open && t(given.faults.open),
    choices: [{ value: 'yes', words: t('requests.channel.open'), isChosen: given.isOpen }],
  },
  missing: given.missing.map((key) => t(key)),
})
