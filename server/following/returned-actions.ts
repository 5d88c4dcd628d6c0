/** What follows when a mail comes back later, from a server or from a complaint: the same rule as at once. */
import type { Mail } from '../mail/mail.ts'
import type { Returned } from '../mail/returned.ts'
import { changeMail, findByMessageId } from '../mail/store.ts'
import type { Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { stopWithin } from './actions.ts'
import type { Secrets } from './address.ts'
import { saysGone } from './follow.ts'
import { followerOf, refusedMail } from './mail-actions.ts'
import { findFollow } from './store.ts'

/**
 * What was done: the address `stopped` for all it follows; the refusal `counted`; a mail to staff shown as `stuck`;
 * or nothing, since the mail is `unknown` (not ours, older than thirty days, or its reader has stopped), was
 * `known` to have come back, or nothing follows from what was said.
 */
export type Effect = 'stopped' | 'counted' | 'stuck' | 'unknown' | 'known' | 'nothing'

/**
 * Takes in what came back. Whose mail it was is found by its Message-ID alone, which nobody can guess; an address in
 * the report itself is not looked at, since anybody may have written it.
 */
export function takeReturned(
  { storage, clock }: Pick<House, 'storage' | 'clock'>,
  secrets: Secrets,
  returned: Returned,
): Promise<Effect> {
  const now = clock()
  return storage.transact(async (tx) => {
    const mail = await findByMessageId(tx, returned.messageId ?? '')
    if (!mail) return 'unknown'
    const taking = { tx, secrets, mail, now }
    if (returned.said.kind === 'passing') return 'nothing'
    if (returned.said.kind === 'complaint') return complained(taking)
    if (mail.accountId !== undefined) return returnedToStaff(taking)
    return refusedLater(taking, returned.said.statuses)
  })
}

interface Taking {
  readonly tx: Writer
  readonly secrets: Secrets
  readonly mail: Mail
  readonly now: ReturnType<House['clock']>
}

/** Staff choose on their own page what they get; whoever follows is asked no more. */
async function complained({ tx, secrets, mail, now }: Taking): Promise<Effect> {
  if (mail.accountId !== undefined) return 'nothing'
  const followed = await followerOf(tx, secrets, mail)
  if (!followed) return 'unknown'
  await stopWithin(tx, secrets, { address: followed.address, reason: 'complaint', at: now })
  return 'stopped'
}

/** Somebody has to see to it that a held comment is heard of. */
async function returnedToStaff({ tx, mail }: Taking): Promise<Effect> {
  if (mail.state !== 'sent') return 'known'
  await changeMail(tx, mail.id, {
    ...{ state: 'stuck', problem: 'refused', reply: null, settled_at: null },
  })
  return 'stuck'
}

async function refusedLater(
  { tx, secrets, mail, now }: Taking,
  statuses: readonly string[],
): Promise<Effect> {
  const followed = await followerOf(tx, secrets, mail)
  if (!followed) return 'unknown'
  if (mail.state !== 'sent') return 'known'
  const change = { state: 'given_up', problem: 'refused', reply: null, settled_at: now } as const
  await changeMail(tx, mail.id, change)
  const status = statuses.find((one) => !saysGone(one)) ?? statuses[0]
  const outcome = { ok: false, problem: 'refused', status, isFinal: true, isServer: false } as const
  await refusedMail(tx, secrets, { mail, outcome, now })
  return (await findFollow(tx, followed.follow.id)) ? 'counted' : 'stopped'
}
