/** What an administrator does about a mail that is stuck; each act is in the log of events. */
import { type Act, follower, subjectOf } from '../accounts/audit.ts'
import { record } from '../accounts/audit-store.ts'
import type { House } from '../web/house.ts'
import { changeMail, findMail, type MailChange } from './store.ts'

type Acting = Pick<House, 'storage' | 'clock'>

/** Lets a stuck mail be tried again from the beginning; false when it is not stuck any more. */
export const tryAgain = (house: Acting, by: number, id: number): Promise<boolean> =>
  decide(house, { by, id, act: 'mail_retried' }, (now) => ({
    state: 'waiting',
    attempts: 0,
    due_at: now,
  }))

/** Lets a stuck mail never be sent; false when it is not stuck any more. */
export const giveUp = (house: Acting, by: number, id: number): Promise<boolean> =>
  decide(house, { by, id, act: 'mail_given_up' }, (now) => ({ state: 'given_up', settled_at: now }))

async function decide(
  { storage, clock }: Acting,
  { by, id, act }: { readonly by: number; readonly id: number; readonly act: Act },
  change: (now: ReturnType<House['clock']>) => MailChange,
): Promise<boolean> {
  const now = clock()
  return storage.transact(async (tx) => {
    const mail = await findMail(tx, id)
    if (mail?.state !== 'stuck') return false
    await changeMail(tx, id, change(now))
    const subject = mail.accountId === undefined ? follower : subjectOf(mail.accountId)
    await record(tx, { at: now, by, act, subject, detail: mail.kind })
    return true
  })
}
