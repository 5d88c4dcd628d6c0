/** What is done in the archive: an entry is made, looked at again, corrected. Each is an event and an entry in the ledger. */
import { mandates, type Viewer } from '../accounts/account.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { dateIn } from '../language/zone.ts'
import { type DisclosureText, newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House, Site, Tag } from '../web/house.ts'
import type { On, Said } from './disclosure.ts'
import type { Writing } from './form.ts'
import type { Look } from './look.ts'
import { type Answering, authors } from './people-store.ts'
import { findCommentPlace } from './place-store.ts'
import { findPostOf } from './store.ts'
import { insertDisclosure, insertEvent } from './write-store.ts'

/** Only authors account for what they tell and do not tell. */
export const may = mandates({ 'openness.write': ['author'] })

/** Whose act it is: what of the viewer is kept with an event. */
export type Responsible = Pick<Viewer, 'accountId' | 'name' | 'title' | 'roles'>

/** Where the site is, and which day it is there. */
export const writingAt = (site: Site, at: Instant): Writing => ({
  country: site.country,
  today: dateIn(at, site.timeZone),
})

/** Makes an entry that stands alone or hangs on something public. Gives its number. */
export async function makeDisclosure(
  house: House,
  who: Responsible,
  { said, on, responsible }: Pick<Made, 'said' | 'on' | 'responsible'>,
): Promise<Result<number, 'forbidden' | 'not_found'>> {
  if (!may(who, 'openness.write')) return err('forbidden')
  const tags = await tagsOfPlace(house, on)
  if (!tags) return err('not_found')
  const id = await house.storage.transact(async (tx) => {
    const id = await nextId(tx, 'disclosure')
    const publicUrl = publicUrlOf(house)
    await keepMade(tx, { id, said, on, who, responsible, at: house.clock(), publicUrl })
    return id
  })
  await house.changed('openness', ...tags)
  return ok(id)
}

/** Who answers for an entry: the author who was chosen, while they are one, or whoever writes. */
export async function answering(
  db: Reader | Writer,
  who: Responsible,
  chosen: number | undefined,
): Promise<Answering> {
  const other = chosen && (await authors(db)).find(({ id }) => id === chosen)
  return other || { id: who.accountId, name: who.name, title: who.title }
}

/** An entry that becomes public now. */
export interface Made {
  readonly id: number
  readonly said: Said
  readonly on: On
  readonly who: Responsible
  /** The number of another author who answers for it. */
  readonly responsible?: number | undefined
  readonly at: Instant
  readonly publicUrl: string
}

/** Keeps a new entry with its first event and its entry in the ledger, within the transaction of the act. */
export async function keepMade(tx: Writer, made: Made): Promise<void> {
  const { id, at, on, said } = made
  const hash = await keepEvent(tx, {
    ...{ id, number: 1, kind: 'made', said, who: made.who, at },
    answers: await answering(tx, made.who, made.responsible),
    ...{ because: undefined, told: undefined },
  })
  const host = new URL(made.publicUrl).hostname
  await insertDisclosure(tx, {
    ...{ id, number: 1, at, feed_id: `tag:${host},${at.slice(0, 10)}:openness/${id}` },
    ...{ post_id: on.postId ?? null, comment_id: on.commentId ?? null },
  })
  await append(tx, {
    ...{ kind: 'disclosure_made', ...actOf(id, 1, { said, at, hash }) },
    ...{ post: on.postId ?? null, comment: on.commentId ?? null },
  })
}

interface Kept extends Look {
  readonly id: number
  readonly number: number
  readonly who: Responsible
  /** Who answers for it, when that is not whoever does it. */
  readonly answers?: Answering
  readonly at: Instant
}

/** Keeps an event of an entry; gives the salted hash that the ledger has of it. */
export async function keepEvent(
  tx: Writer,
  event: Omit<Kept, 'kind'> & { readonly kind: Look['kind'] | 'made' },
): Promise<string> {
  const { id, number, kind, who, at } = event
  const text = textOf(event)
  const salt = newSalt()
  const hash = textHash(salt, text)
  const { harm, state } = event.said
  await insertEvent(tx, {
    ...text,
    ...{ state, language: event.said.language, openness: event.said.openness },
    ...{ disclosure_id: id, number, kind, at, has_harm: harm === undefined ? 0 : 1 },
    ...{ responsible_id: event.answers?.id ?? who.accountId, by_id: who.accountId, salt, hash },
  })
  return hash
}

const textOf = ({ said, who, answers, because, told }: Omit<Kept, 'kind'>): DisclosureText => ({
  state: said.state,
  language: said.language,
  capacity: said.capacity,
  can_say: said.canSay,
  ground: said.ground,
  why: said.why,
  responsible_name: answers?.name ?? who.name,
  responsible_title: answers?.title ?? who.title,
  openness: said.openness,
  openness_why: said.opennessWhy ?? null,
  harm: said.harm ?? null,
  decision: said.decision ?? null,
  delegation: said.delegation ?? null,
  review_on: said.reviewOn,
  lift: said.lift ?? null,
  because: because ?? null,
  told: told ?? null,
})

/** What the ledger holds of an event: numbers, times, codes and the hash. */
export const actOf = (
  number: number,
  event: number,
  { said, at, hash }: { readonly said: Said; readonly at: Instant; readonly hash: string },
) => ({
  ...{ at, number, event, hash, state: said.state, capacity: said.capacity },
  ...{ ground: said.ground, look_again: said.reviewOn },
})

const publicUrlOf = ({ settings }: House): string => settings.publicUrl

/** Which pages change with what hangs on a post or a comment; nothing when it is not public. */
export async function tagsOfPlace(
  { storage: { read } }: House,
  { postId, commentId }: On,
): Promise<Tag[] | undefined> {
  if (postId !== undefined) return (await findPostOf(read, postId)) && [`post:${postId}`]
  if (commentId === undefined) return []
  const place = await findCommentPlace(read, commentId)
  return place && [`post:${place.postId}`]
}
