/** An entry before it is public: as it will stand, and in which capacity it is said. */

import type { EntryModel } from './entry-pages.ts'
import type { DisclosureForm } from './form.ts'

export interface LookBeforePage {
  readonly action: string
  readonly entry: EntryModel
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly by: string
  /** The capacity, where what it hangs on gives it. */
  readonly capacity: 'personal' | 'official' | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/before': LookBeforePage
  }
}

/** The fields that the page carries along: never the unwanted words. */
export const hiddenOf = (form: DisclosureForm): LookBeforePage['hidden'] =>
  Object.entries(form)
    .filter(([name]) => name !== 'unwanted' && name !== 'capacity')
    .map(([name, value]) => ({ name, value }))
