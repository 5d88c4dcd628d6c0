/** What people without an account do about mail: ask, confirm, change, stop. Each act is one transaction. */
import { type Instant, later } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { makeMail } from '../mail/make-actions.ts'
import type { Writer } from '../storage/database.ts'
import type { MailStopTable } from '../storage/schema.ts'
import type { House, Settings } from '../web/house.ts'
import { numberIn, type Purpose, type Secrets } from './address.ts'
import { CONFIRM_WITHIN, type Follow, type Target } from './follow.ts'
import {
  changeFollow,
  deleteFollow,
  findByKey,
  findFollow,
  followsAfter,
  isStopped,
  saveFollow,
  saveStop,
} from './store.ts'

type Office = Pick<House, 'storage' | 'clock'> & { readonly settings: Pick<Settings, 'mail'> }

/** What somebody asks for with an address that `readAddress` has read. */
export interface Wish {
  readonly target: Target
  readonly address: string
  readonly language: Language
}

/**
 * Keeps a wish and mails the address once an hour at most: a link to confirm it, or, where it follows
 * already, the link to change it. Nobody but the address learns which; one that was stopped hears nothing.
 */
export async function askToFollow(office: Office, secrets: Secrets, wish: Wish): Promise<void> {
  const at = office.clock()
  const { target, address } = wish
  const key = secrets.keyOf(address, target)
  await office.storage.transact(async (tx) => {
    if (await isStopped(tx, secrets.stopKeyOf(address))) return
    const known = await stillWished(tx, await findByKey(tx, key), at)
    if (known && !known.confirmedAt) await changeFollow(tx, known.id, wish)
    const sealed = secrets.sealed(address)
    const id = known?.id ?? (await saveFollow(tx, { ...wish, address: sealed, key, askedAt: at }))
    const kind = known?.confirmedAt ? 'follow_known' : 'follow_asked'
    const hour = at.slice(0, 13)
    const mail = { kind, key: `${kind}:${id}:${hour}`, followId: id } as const
    await makeMail(tx, mail, { settings: office.settings, at })
  })
}

/** A wish that nobody confirmed in time is as if it had not been made. */
async function stillWished(tx: Writer, known: Follow | undefined, at: Instant) {
  if (!known || !isLate(known, at)) return known
  await deleteFollow(tx, known.id)
  return undefined
}

const isLate = ({ askedAt, confirmedAt }: Follow, at: Instant): boolean =>
  confirmedAt === undefined && at > later(askedAt, CONFIRM_WITHIN)

/** The follow that a link in a mail opens, while it does. */
export async function followBehind(
  { storage, clock }: Pick<House, 'storage' | 'clock'>,
  secrets: Secrets,
  { token, purpose }: { readonly token: string; readonly purpose: Purpose },
): Promise<Follow | undefined> {
  const id = numberIn(token)
  const follow = id === undefined ? undefined : await findFollow(storage.read, id)
  if (!follow || isLate(follow, clock())) return undefined
  return secrets.isTokenOf(token, purpose, follow) ? follow : undefined
}

/** Says yes: from now on there is mail. A second yes changes nothing. */
export async function confirmFollow(house: House, { id }: Follow): Promise<void> {
  const at = house.clock()
  await house.storage.transact(async (tx) => {
    const follow = await findFollow(tx, id)
    if (follow && !follow.confirmedAt) await changeFollow(tx, id, { confirmedAt: at })
  })
}

/** Changes how the same thing is followed, and in which language. */
export async function chooseAnew(
  { storage }: House,
  { id }: Follow,
  change: { readonly target: Target; readonly language: Language },
): Promise<void> {
  await storage.transact((tx) => changeFollow(tx, id, change))
}

/** Stops one follow and erases its address. */
export async function stopFollowing({ storage }: House, { id }: Follow): Promise<void> {
  await storage.transact((tx) => deleteFollow(tx, id))
}

interface Stop {
  readonly address: string
  readonly reason: MailStopTable['reason']
  readonly at: Instant
}

const AT_ONCE = 200

/**
 * Stops all mail to an address that follows: everything it follows is erased, and for a year it is
 * remembered, by a keyed hash, that it gets none. Gives how much it followed. No index knows an
 * address, so each is opened; stops are few.
 */
export async function stopWithin(tx: Writer, secrets: Secrets, stop: Stop): Promise<number> {
  const { address, reason, at } = stop
  const wanted = address.toLowerCase()
  const ids: number[] = []
  for (let last: number | undefined = 0; last !== undefined; ) {
    const piece: { id: number; address: string }[] = await followsAfter(tx, last, AT_ONCE)
    for (const { id, address: sealed } of piece)
      if (secrets.opened(sealed)?.toLowerCase() === wanted) ids.push(id)
    last = piece.at(-1)?.id
  }
  await saveStop(tx, { address_key: secrets.stopKeyOf(address), reason, at })
  for (const id of ids) await deleteFollow(tx, id)
  return ids.length
}
