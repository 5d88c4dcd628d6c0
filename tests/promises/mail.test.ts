/** No mail tells what somebody wrote, who they are, or a secret; what is not public least of all. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, MINUTE } from '../../server/kernel/clock.ts'
import { languages } from '../../server/language/locale.ts'
import { folderCarrier } from '../../server/mail/folder.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import type { Trade } from '../../server/mail/trade.ts'
import { tradeOf } from '../../server/mails.ts'
import { mailsOf, senderOf } from '../mail/office.ts'
import { openInbox } from '../support/inbox.ts'
import { staff, type TestSite } from '../support/site.ts'
import { openWorld, type World } from './world.ts'

/** A Monday: while the world is made the moderators begin to read. */
const clock = '2026-11-23T06:30:00.000Z' as Instant

/** Any word of the world's own, whoever may read it. */
const ownWords = /zq[a-z]{4,}zq/

/** Sends all that there is to tell in this world, as bytes, and as whoever gets it reads it. */
async function told(world: World, trade?: Trade): Promise<string[]> {
  const inbox = await openInbox()
  await sendAll(world.site, smtpCarrier(inbox.url), trade)
  return readAll(inbox.delivered.map(({ raw }) => raw))
}

async function sendAll(site: TestSite, carrier: Parameters<typeof senderOf>[1], trade?: Trade) {
  const { send } = senderOf(site, carrier, trade)
  for (let hour = 0; hour < 3; hour++) {
    while (await send());
    site.advance(HOUR)
  }
}

const readAll = (raws: readonly string[]): Promise<string[]> =>
  Promise.all(
    raws.map(async (raw) => {
      const read = await PostalMime.parse(raw)
      return [raw, JSON.stringify(read), read.text, read.html].join('\n')
    }),
  )

/** What a mail tells that no mail may: words of citizens and posts, names, codes, others' addresses. */
function leaks(world: World, mails: readonly string[]): string[] {
  const own = (mail: string, word: string) =>
    isOfFollower(world, mail, word) ||
    Object.values(staff).some(
      ({ email, name }) => mail.includes(`<${email}>`) && (word === email || word === name),
    )
  return mails.flatMap((mail) =>
    world.markers
      .filter(({ word }) => mail.toLowerCase().includes(word.toLowerCase()) && !own(mail, word))
      .map(({ word }) => `a mail tells ${word}`),
  )
}

const ofStaff = (mails: readonly string[]): readonly string[] =>
  mails.filter((mail) => !/^To: \S+@example\.org/m.test(mail))

/** To somebody who follows go their own address and the links that are for them. */
const isOfFollower = (world: World, mail: string, word: string): boolean =>
  world.followed.includes(word) && /^To: zqfolloweraddresszq@example\.org\r?$/m.test(mail)

describe('a mail', () => {
  test('carries nothing that somebody wrote, no name, no code and no other address', async () => {
    const world = await openWorld({ clock })
    const mails = await told(world)
    const kinds = new Set((await mailsOf(world.site)).map(({ kind }) => kind))
    expect([...kinds].sort(), 'every kind of mail was sent').toEqual([
      'comment_held',
      'digest',
      'follow_asked',
    ])
    expect(mails.length).toBeGreaterThanOrEqual(4)
    expect(leaks(world, mails)).toEqual([])
    expect(ofStaff(mails).join('\n')).not.toMatch(ownWords)
  })

  test.each(languages)('carries nothing of the kind in %s, nor does its file', async (language) => {
    const world = await openWorld({ clock, language })
    const { dataDir } = world.site.settings
    await sendAll(world.site, folderCarrier(dataDir))
    const folder = join(dataDir, 'mail')
    const files = readdirSync(folder)
    expect(files.length).toBeGreaterThanOrEqual(4)
    for (const name of files) expect(name).toMatch(/^[\w-]{24}\.eml$/)
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700)
      for (const name of files) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    }
    const mails = await readAll(files.map((name) => readFileSync(join(folder, name), 'utf8')))
    expect(leaks(world, mails)).toEqual([])
    expect(ofStaff(mails).join('\n')).not.toMatch(ownWords)
  })

  test('that did carry a text would be found', async () => {
    const world = await openWorld({ clock })
    const trade = tradeOf(world.site.settings.mail, world.site.keys)
    const mails = await told(world, {
      ...trade,
      kinds: {
        ...trade.kinds,
        comment_held: async (tx, mail) => {
          const row = tx
            .selectFrom('comment')
            .selectAll()
            .where('id', '=', mail.commentId ?? 0)
          const { text } = await row.executeTakeFirstOrThrow()
          return () => ({ subject: 'Hej', text, html: '' as never })
        },
      },
    })
    expect(leaks(world, mails)).toContain('a mail tells zqheldunseentextzq')
  })

  test('tells of nothing but what is held and waits when it is sent', async () => {
    const world = await openWorld({ clock })
    const cookie = world.cookies.moderator
    for (const number of [world.comments.heldseen, world.comments.heldunseen])
      await world.site.post(`/desk/comments/${number}/decision`, { act: 'put_back' }, { cookie })
    world.site.advance(MINUTE)
    await told(world)
    expect((await mailsOf(world.site)).map(({ kind }) => kind)).not.toContain('comment_held')
  })
})
