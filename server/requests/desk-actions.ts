/** What the office does around a request: links it to what lies here, and records who may sign decisions. */

import { subjectOf } from '../accounts/audit.ts'
import { record } from '../accounts/audit-store.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { House } from '../web/house.ts'
import { delegations, endDelegation, saveDelegation, signers } from './delegation-store.ts'
import { itemKinds } from './item.ts'
import { endItem, isThere, itemsOf, saveItem } from './item-store.ts'
import { isOver } from './request.ts'
import { findRequest } from './store.ts'

const MOST_ITEMS = 200

/** Links a request to a letter, a comment or a post: nobody erases it while the request is open (LAW.md L14). */
export async function linkItem(
  house: House,
  by: number,
  { id: requestId, kind, number }: { id: number; kind: string; number: string },
): Promise<Result<'done', 'not_found' | 'requests.fault.item'>> {
  const at = house.clock()
  const known = itemKinds.find((one) => one === kind)
  const item = /^[1-9]\d{0,14}$/.test(number.trim()) ? Number(number) : 0
  return house.storage.transact(async (tx) => {
    const request = await findRequest(tx, requestId)
    if (!request || isOver(request.state)) return err('not_found')
    if (!known || !(await isThere(tx, known, item))) return err('requests.fault.item')
    const linked = await itemsOf(tx, requestId)
    if (linked.some((one) => one.kind === known && one.number === item)) return ok('done')
    if (linked.length >= MOST_ITEMS) return err('requests.fault.item')
    await saveItem(tx, { requestId, kind: known, number: item, at, by })
    return ok('done')
  })
}

/** Unlinks what was not asked for after all. */
export const unlinkItem = (house: House, requestId: number, id: number): Promise<void> =>
  house.storage.transact((tx) => endItem(tx, { requestId, id, at: house.clock() }))

/** Records that somebody may sign decisions: whose account, and where the authority has decided it. */
export async function delegate(
  house: House,
  by: number,
  typed: { readonly account: string; readonly reference: string },
): Promise<Result<'done', Partial<Record<'account' | 'reference', DelegationFault>>>> {
  const reference = oneLine(typed.reference)
  const at = house.clock()
  return house.storage.transact(async (tx) => {
    const who = (await signers(tx)).find(({ id }) => String(id) === typed.account)
    const isWords = reference !== '' && [...reference].length <= 200
    if (!who || !isWords)
      return err({
        ...(who ? {} : { account: 'requests.fault.account' as const }),
        ...(isWords ? {} : { reference: 'requests.fault.reference' as const }),
      })
    await saveDelegation(tx, { accountId: who.id, reference, at, by })
    const subject = subjectOf(who.id)
    await record(tx, { at, by, act: 'settings_changed', subject, detail: 'delegation_given' })
    return ok('done')
  })
}

export type DelegationFault = `requests.fault.${'account' | 'reference'}`

/** Ends a delegation from now on. */
export async function undelegate(house: House, by: number, id: number): Promise<void> {
  const at = house.clock()
  await house.storage.transact(async (tx) => {
    const one = (await delegations(tx)).find((each) => each.id === id)
    if (!one) return
    await endDelegation(tx, id, at)
    const subject = subjectOf(one.accountId)
    await record(tx, { at, by, act: 'settings_changed', subject, detail: 'delegation_ended' })
  })
}
