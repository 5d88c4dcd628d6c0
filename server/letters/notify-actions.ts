/** Who of the office is told by mail that something came of a letter, and never a word of it. */
import type { Instant } from '../kernel/clock.ts'
import type { Mail } from '../mail/mail.ts'
import { makeMail } from '../mail/make-actions.ts'
import type { Writer } from '../storage/database.ts'
import type { House, Site } from '../web/house.ts'
import { letterReaders } from './channel-store.ts'
import { type Letter, type LetterReader, whoReads } from './letter.ts'
import { findReadable } from './store.ts'

/** Those who can open this letter now. */
async function readersNow(
  tx: Writer,
  { official }: Pick<Site, 'official'>,
  id: number,
): Promise<LetterReader[]> {
  const left: LetterReader[] = []
  for (const one of await letterReaders(tx, official.accountId))
    if (await findReadable(tx, one, id)) left.push(one)
  return left
}

/** Who answers letters is told that one came, without a word of it; whom the writer excluded hears nothing. */
export async function notify(
  tx: Writer,
  { settings }: House,
  {
    id,
    at,
    reading,
    isHandedOver = false,
  }: {
    id: number
    at: Instant
    reading: NonNullable<ReturnType<typeof whoReads>>
    isHandedOver?: boolean
  },
): Promise<void> {
  const { left, answers } = reading
  for (const { accountId } of left.filter(
    // Of what was handed over each registrar is told: nobody else finds it.
    (one) => isHandedOver || one.isOfficial || one.isDeputy || one === answers,
  ))
    await makeMail(
      tx,
      { kind: 'letter', key: `letter:${id}:${accountId}:${at}`, letterId: id, accountId },
      { settings, at },
    )
}

/** Of a letter that was read and now says more, those are told again who may still read it. */
export async function notifyAgain(
  tx: Writer,
  house: House,
  { site, letter, at }: { readonly site: Site; readonly letter: Letter; readonly at: Instant },
): Promise<void> {
  const { id, status } = letter
  if (status === 'received') return // they know already
  const reading = whoReads(await readersNow(tx, site, id), new Set())
  const isHandedOver = letter.handedOverAt !== undefined
  if (reading) await notify(tx, house, { id, at, reading, isHandedOver })
}

/**
 * Tells the office that a letter's writer has said something to a proposal; once for the same thing, which `about`
 * names. What it was stands on the letter's page alone.
 */
export async function tellOffice(
  tx: Writer,
  { settings, site }: House,
  { id, at, about }: { readonly id: number; readonly at: Instant; readonly about: string },
): Promise<void> {
  const here = site()
  if (!here) return
  const left = await readersNow(tx, here, id)
  const answering = left.filter(({ isOfficial, isDeputy }) => isOfficial || isDeputy)
  // Where neither is left, registrars are the only ones who can hear.
  for (const { accountId } of answering.length > 0 ? answering : left) {
    const key = `letter_moved:${about}:${accountId}`
    const mail = { kind: 'letter_moved', key, letterId: id, accountId } as const
    await makeMail(tx, mail, { settings, at })
  }
}

/** Whether whom a mail about a letter is for may still read it; a mail about anything else is none of ours. */
export async function mayStillRead(
  tx: Writer,
  { letterId, accountId }: Mail,
  site: Site,
): Promise<boolean> {
  if (letterId === undefined) return true
  const readers = await readersNow(tx, site, letterId)
  return readers.some((one) => one.accountId === accountId)
}
