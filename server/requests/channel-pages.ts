/** The page on which administrators say how documents are asked for. */
import type { MessageKey, T } from '../language/catalogue.ts'
import { type Choices, type FormFaults, type FormModel, formModel } from '../web/fields.ts'
import type { Delegation } from './delegation-store.ts'

export interface RequestChannelPage {
  readonly form: FormModel
  readonly open: Choices
  /** What must be there before requests are taken. */
  readonly missing: readonly string[]
  readonly delegations: readonly {
    readonly id: number
    readonly words: string
    readonly end: string
  }[]
  readonly add: { readonly account: Choices; readonly form: FormModel }
}

/** What the form of a delegation was sent with, when it comes back. */
export interface DelegationBack {
  readonly values: { readonly account: string; readonly reference: string }
  readonly faults: FormFaults
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
    readonly delegations: readonly Delegation[]
    readonly people: readonly {
      readonly id: number
      readonly name: string
      readonly title: string
    }[]
    readonly back: DelegationBack | undefined
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
  delegations: given.delegations.map(({ id, name, title, reference }) => ({
    id,
    words: t('requests.delegations.one', { name, title, reference }),
    end: t('requests.delegations.end', { name }),
  })),
  add: {
    account: {
      ...{ kind: 'radio', name: 'account', label: t('requests.delegations.account') },
      ...{ hint: undefined, fault: given.back?.faults.account && t(given.back.faults.account) },
      choices: given.people.map(({ id, name, title }) => ({
        ...{ value: String(id), words: `${name}, ${title}` },
        isChosen: given.back?.values.account === String(id),
      })),
    },
    form: formModel(
      t,
      [
        {
          ...{ name: 'reference', label: 'requests.delegations.reference' },
          hint: 'requests.delegations.reference.hint',
        },
      ],
      given.back,
    ),
  },
})
