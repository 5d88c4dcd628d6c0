/** Attesting that the logs in front of the blog keep no addresses, and taking it back: one act, in the internal log. */
import type { Viewer } from '../accounts/account.ts'
import { record } from '../accounts/audit-store.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { nextId } from '../storage/counter.ts'
import type { House } from '../web/house.ts'
import { MAX_HOW } from './no-ip.ts'
import { endAttested, saveAttested } from './no-ip-store.ts'

/** Attests it for a year from now; refused without a word on how it is seen to. */
export async function attest(
  house: House,
  by: Pick<Viewer, 'accountId' | 'name'>,
  given: { readonly isTicked: boolean; readonly how: string },
): Promise<Result<'done', 'letters.no_ip.fault.tick' | 'letters.no_ip.fault.how'>> {
  const how = given.how.trim()
  if (!given.isTicked) return err('letters.no_ip.fault.tick')
  if (how === '' || [...how].length > MAX_HOW) return err('letters.no_ip.fault.how')
  const { accountId, name } = by
  const at = house.clock()
  await house.storage.transact(async (tx) => {
    await endAttested(tx, at)
    const id = await nextId(tx, 'letter_no_ip')
    await saveAttested(tx, { id, at, account_id: accountId, name, how })
    await record(tx, { at, by: accountId, act: 'settings_changed', detail: 'letters_no_ip' })
  })
  return ok('done')
}

/** Takes it back: from now on nobody who writes is told so. */
export async function unattest(house: House, by: Pick<Viewer, 'accountId'>): Promise<void> {
  const at = house.clock()
  await house.storage.transact(async (tx) => {
    await endAttested(tx, at)
    await record(tx, {
      at,
      by: by.accountId,
      act: 'settings_changed',
      detail: 'letters_no_ip_ended',
    })
  })
}
