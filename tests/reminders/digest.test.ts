import { describe, expect, test } from 'vitest'
import { findByEmail } from '../../server/accounts/store.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { partOfDay } from '../../server/reminders/digest.ts'
import type { Hours } from '../../server/web/house.ts'
import { mailsOf, openMonday, senderOf } from '../mail/office.ts'
import { openInbox, parsed } from '../support/inbox.ts'
import { staff } from '../support/site.ts'

const hours: Hours = {
  days: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '17:00',
  within: 8,
  awayUntil: undefined,
}
const zone = 'Europe/Stockholm'
const part = (at: string, change: Partial<Hours> = {}) =>
  partOfDay(at as Instant, { ...hours, ...change }, zone)

describe('the parts of a staffed day', () => {
  test.each([
    ['2026-11-23T06:59:59.000Z', undefined],
    ['2026-11-23T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T10:59:59.000Z', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T11:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    ['2026-11-23T15:59:00.000Z', '2026-11-23T15:00:00.000Z'],
    ['2026-11-23T16:00:00.000Z', undefined],
    ['2026-11-22T10:00:00.000Z', undefined],
    ['2026-06-15T06:00:00.000Z', '2026-06-15T06:00:00.000Z'],
  ])('at %s: %s', (at, begins) => {
    expect(part(at)).toBe(begins)
  })

  test('are an hour where a comment is read within an hour', () => {
    expect(part('2026-11-23T09:30:00.000Z', { within: 1 })).toBe('2026-11-23T09:00:00.000Z')
  })

  test('are none while nobody reads', () => {
    expect(part('2026-11-23T09:30:00.000Z', { awayUntil: '2026-11-25' })).toBe(undefined)
  })
})

/** A Monday morning with an inbox, and what came to it since the last look. */
async function openMorning(wanted = {}) {
  const inbox = await openInbox()
  const thread = await openMonday(wanted)
  const { send } = senderOf(thread.site, smtpCarrier(inbox.url))
  const round = async () => {
    inbox.delivered.splice(0)
    while (await send());
    return inbox.delivered.map(({ to }) => to[0] ?? '').sort()
  }
  return { ...thread, inbox, round }
}

const readers = [staff.author.email, staff.moderator.email, staff.official.email].sort()

describe('comments that wait', () => {
  test('are told of when the staff begin to read, once, and again only when something new came', async () => {
    const { site, send, round, inbox } = await openMorning()
    await send('Det första.')
    expect(await round(), 'not before eight').toEqual([])
    site.advance(30 * MINUTE)
    expect(await round()).toEqual(readers)
    const told = await parsed(inbox.delivered[0]?.raw ?? '')
    expect(told.subject).toBe('En kommentar väntar på att läsas')
    expect(told.text).toMatch(/Den kom in den 23 november 2026 kl\.\s07\.30\./)
    expect(await round()).toEqual([])
    site.advance(4 * HOUR)
    expect(await round(), 'nothing new').toEqual([])
    await send('Det andra.')
    expect(await round()).toEqual(readers)
    expect((await parsed(inbox.delivered[0]?.raw ?? '')).subject).toBe(
      '2 kommentarer väntar på att läsas',
    )
    await send('Det tredje.')
    site.advance(HOUR)
    expect(await round(), 'one mail, not one for each').toEqual([])
    site.advance(4 * HOUR)
    expect(await round(), 'the day is over').toEqual([])
    site.advance(15 * HOUR)
    expect(await round(), 'in the morning').toEqual(readers)
  })

  test('are not told of once they are read', async () => {
    const { site, show, send, decide, round } = await openMorning()
    await show('Redan läst.')
    site.advance(HOUR)
    expect(await round()).toEqual([])
    const inbox = await openInbox()
    inbox.recipient = () => 451
    const id = await send('Blir läst medan servern dröjer.')
    await senderOf(site, smtpCarrier(inbox.url)).send()
    await decide(id, { act: 'let_through' })
    site.advance(10 * MINUTE)
    expect(await round()).toEqual([])
    const states = new Set((await mailsOf(site)).map(({ state }) => state))
    expect([...states]).toEqual(['dropped'])
  })

  test('make no second digest while the first has not gone out', async () => {
    const { site, send } = await openMorning()
    const inbox = await openInbox()
    inbox.recipient = () => 451
    const away = senderOf(site, smtpCarrier(inbox.url))
    for (let day = 0; day < 3; day++) {
      site.advance(HOUR)
      await send(`Fråga ${day}`)
      await away.send()
      site.advance(DAY - HOUR)
    }
    expect((await mailsOf(site)).length).toBe(readers.length)
  })

  test('are told of in the language of the site, or in one’s own', async () => {
    const { site, send, round, inbox, moderator } = await openMorning()
    const form = { told: ['digest'], mail_language: 'nb' }
    expect((await site.post('/desk/me/mail', form, { cookie: moderator })).statusCode).toBe(303)
    await send('Hej.')
    site.advance(HOUR)
    await round()
    const subjects = await Promise.all(
      inbox.delivered.map(async ({ to, raw }) => [to[0], (await parsed(raw)).subject]),
    )
    expect(Object.fromEntries(subjects)).toEqual({
      [staff.moderator.email]: 'Én kommentar venter på å bli lest',
      [staff.official.email]: 'En kommentar väntar på att läsas',
      [staff.author.email]: 'En kommentar väntar på att läsas',
    })
  })

  test('are not told of to whoever chose so, nor to whose account is closed', async () => {
    const { site, send, round, moderator } = await openMorning()
    await site.post('/desk/me/mail', { told: ['urgent'] }, { cookie: moderator })
    const author = (await findByEmail(site.storage.read, staff.author.email))?.id
    const cookie = await site.signIn('administrator')
    const closed = await site.post(`/desk/accounts/${author}/closure`, {}, { cookie })
    expect(closed.statusCode).toBe(303)
    await send('Hej.')
    site.advance(HOUR)
    expect(await round()).toEqual([staff.official.email])
  })
})

describe('a comment that is held', () => {
  const hold = { act: 'hold', reason: 'threat' }

  test('is told of at once, also in the evening, to those who may decide and did not hold it', async () => {
    const { site, send, decide, round, author } = await openMorning()
    site.advance(11 * HOUR)
    const id = await send('Ett hot.')
    await decide(id, hold, author)
    expect(await round()).toEqual([staff.moderator.email])
    expect(await round()).toEqual([])
    const own = await send('Ett hot till.')
    await decide(own, hold)
    expect(await round(), 'nobody else may decide').toEqual([])
  })

  test('is not told of when it was taken back before', async () => {
    const { send, decide, round, author } = await openMorning()
    const id = await send('Ett hot.')
    await decide(id, hold, author)
    await decide(id, { act: 'put_back' }, author)
    expect(await round()).toEqual([])
  })

  test('is not told of when somebody else decided while the mail waited', async () => {
    const { site, send, decide, round, author } = await openMorning()
    const away = await openInbox()
    away.recipient = () => 451
    const id = await send('Ett hot.')
    await decide(id, hold, author)
    await senderOf(site, smtpCarrier(away.url)).send()
    await decide(id, { act: 'let_through' })
    site.advance(10 * MINUTE)
    expect(await round()).toEqual([])
    expect((await mailsOf(site)).map(({ state }) => state)).toEqual(['dropped'])
  })

  test('leaves nothing to tell of when the act itself is undone', async () => {
    const { site, send, decide, author } = await openMorning()
    const id = await send('Ett hot.')
    await decide(id, { act: 'hold' }, author) // without a reason: refused
    const events = await site.storage.read.selectFrom('mail_event').select('kind').execute()
    expect(events).toEqual([{ kind: 'post_published' }])
  })
})
