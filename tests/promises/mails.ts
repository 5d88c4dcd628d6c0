/** Every mail that a world has to tell, as bytes and as whoever gets it reads it; and what it tells too much. */
import type { Email } from 'postal-mime'
import { HOUR } from '../../server/kernel/clock.ts'
import type { Carrier } from '../../server/mail/carrier.ts'
import type { Words } from '../../server/mail/mail.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import type { Trade } from '../../server/mail/trade.ts'
import { tradeOf } from '../../server/mails.ts'
import { trusted } from '../../server/text/html.ts'
import { mailsOf, senderOf } from '../mail/office.ts'
import { messageIdOf, openInbox, parsed } from '../support/inbox.ts'
import { staff, type TestSite } from '../support/site.ts'
import type { World } from './world.ts'

/** A mail that came, and what kind it is. */
export interface Came {
  readonly kind: string
  readonly to: string
  readonly raw: string
  readonly read: Email
  /** All that it says, in whatever form. */
  readonly all: string
}

/** Sends all that there is to tell in this world to a real server, and reads what came. */
export async function told(world: World, trade?: Trade): Promise<Came[]> {
  const inbox = await openInbox()
  await sendAll(world.site, smtpCarrier(inbox.url), trade)
  return readAll(
    world.site,
    inbox.delivered.map(({ raw }) => raw),
  )
}

/** Sends all that there is to tell, now and in the hours to come. */
export async function sendAll(site: TestSite, carrier: Carrier, trade?: Trade): Promise<void> {
  const { send } = senderOf(site, carrier, trade)
  for (let hour = 0; hour < 3; hour++) {
    while (await send());
    site.advance(HOUR)
  }
}

/** Reads mails that this site has sent. */
export async function readAll(site: TestSite, raws: readonly string[]): Promise<Came[]> {
  const rows = await mailsOf(site)
  const kinds = new Map(rows.map(({ message_id, kind }) => [message_id, kind]))
  return Promise.all(
    raws.map(async (raw) => {
      const read = await parsed(raw)
      const to = read.to?.map(({ address }) => address ?? '').join() ?? ''
      const all = [raw, JSON.stringify(read), read.text, read.html].join('\n')
      return { kind: kinds.get(messageIdOf(raw)) ?? '', to, raw, read, all }
    }),
  )
}

/**
 * What mails tell and may not, as sentences. Staff read their own name and address; who follows reads what
 * everybody may read, their own address, and the links that are theirs.
 */
export const leaks = (world: World, mails: readonly Came[]): string[] =>
  mails.flatMap(({ kind, to, all }) => {
    const own = world.followers.find(({ address }) => address === to)?.own
    const person = Object.values(staff).find(({ email }) => email === to)
    const may = (word: string, isPublic: boolean) =>
      own ? isPublic || own.includes(word) : word === person?.email || word === person?.name
    return world.markers
      .filter(({ word }) => all.toLowerCase().includes(word.toLowerCase()))
      .filter(({ word, may: who }) => !may(word, who.includes('stranger')))
      .map(({ word }) => `${kind} tells ${word}`)
  })

/** All that a mail of ours is made of. */
const plainTag =
  /^<(?:!doctype html|\/?(?:html|head|body|title|p|blockquote|strong|small|a)|br|hr|meta charset="utf-8"|(?:html|blockquote) lang="\w\w"|a href="[^"]*")>$/

/**
 * What in mails could tell anybody that they were opened or where the reader went: an image or anything else that
 * is fetched, an address that is not our own, and one that says more than which page.
 */
export const tracks = (mails: readonly Came[], home: string): string[] =>
  mails.flatMap(({ kind, read, raw }) => {
    const tags = [...(read.html ?? '').matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag)
    const addresses = [raw.replace(/=\r\n/g, ''), read.text, read.html].flatMap((part) => [
      ...(part ?? '').matchAll(/\b[a-z]+:\/\/[^\s"<>]+/gi),
    ])
    const foreign = addresses
      .map(([address]) => address)
      .filter((address) => !address.startsWith(`${home}/`) || address.includes('?'))
    return [...tags.filter((tag) => !plainTag.test(tag)), ...foreign].map(
      (what) => `${kind} has ${what}`,
    )
  })

/** What this site mails, with its words changed on the way. */
export function changedTrade(
  { settings, keys }: TestSite,
  change: (words: Words, kind: string) => Words,
): Trade {
  const trade = tradeOf(settings.mail, keys)
  const kinds = Object.entries(trade.kinds).map(([kind, tells]) => [
    kind,
    async (...given: Parameters<typeof tells>) => {
      const say = await tells(...given)
      return say && ((speaking: Parameters<typeof say>[0]) => change(say(speaking), kind))
    },
  ])
  return { ...trade, kinds: Object.fromEntries(kinds) }
}

/** A mail with something taken out of one of its parts. */
export const without = (words: Words, part: 'subject' | 'text' | 'html', what: RegExp): Words => ({
  ...words,
  [part]: part === 'html' ? trusted(words.html.replace(what, '')) : words[part].replace(what, ''),
})
