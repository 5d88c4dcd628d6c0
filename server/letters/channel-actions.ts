/** Setting up the letter channel: one act, with its entry in the internal log. */
import { record } from '../accounts/audit-store.ts'
import type { House } from '../web/house.ts'
import { findChannel, saveChannel, saveDeputies, saveKeyKept } from './channel-store.ts'

/** The channel as an administrator wants it. */
export interface NewChannel {
  readonly isOpen: boolean
  readonly whistle: string
  readonly answerDays: number
  readonly deputies: readonly number[]
  /** Where the copy of the key is kept; empty when nothing is said of it this time. */
  readonly kept: string
  readonly keyId: string
}

/** Opens, changes or closes the channel. What must be there before it opens is the caller's to ask. */
export async function setUpChannel(house: House, by: number, wanted: NewChannel): Promise<void> {
  const at = house.clock()
  const { isOpen, whistle, answerDays, deputies, kept, keyId } = wanted
  await house.storage.transact(async (tx) => {
    const before = await findChannel(tx)
    const opened_at = isOpen ? (before?.opened_at ?? at) : null
    await saveChannel(tx, { opened_at, whistle, answer_days: answerDays, key_id: keyId })
    await saveDeputies(tx, deputies, at)
    if (kept !== '' && kept !== before?.key_kept) await saveKeyKept(tx, { where: kept, by, at })
    const detail = isOpen ? 'letters_open' : 'letters_closed'
    await record(tx, { at, by, act: 'settings_changed', detail })
  })
  await house.changed('site')
}
