/** Says how documents are asked for: one act, with its entry in the internal log. */
import { record } from '../accounts/audit-store.ts'
import type { House } from '../web/house.ts'
import { findRequestChannel, saveRequestChannel } from './channel-store.ts'

/** The channel as an administrator wants it. */
export interface NewRequestChannel {
  readonly isOpen: boolean
  /** An address that begins with https://, or none. */
  readonly search: string | undefined
  /** Which key requests are locked with. */
  readonly keyId: string | undefined
}

/** Opens, changes or closes the channel. What must be there before it opens is the caller's to ask. */
export async function setUpRequests(
  house: House,
  by: number,
  { isOpen, search, keyId }: NewRequestChannel,
): Promise<void> {
  const at = house.clock()
  await house.storage.transact(async (tx) => {
    const before = await findRequestChannel(tx)
    await saveRequestChannel(tx, {
      search: search ?? null,
      opened_at: isOpen ? (before?.opened_at ?? at) : null,
      key_id: keyId ?? before?.key_id ?? null,
    })
    const detail = isOpen ? 'requests_open' : 'requests_closed'
    await record(tx, { at, by, act: 'settings_changed', detail })
  })
  await house.changed('site')
}
