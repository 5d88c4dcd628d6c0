import { describe, expect, test } from 'vitest'
import { DAY, HOUR, type Instant } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { openChannel, writeLetter } from '../letters/channel.ts'
import { senderOf } from '../mail/office.ts'
import { openInbox, parsed } from '../support/inbox.ts'
import { staff, type TestSite } from '../support/site.ts'

const MONDAY = '2026-11-23T09:00:00.000Z' as Instant

/** A Monday morning with a letter, and the lists that come to registrars. */
async function openMorning(settings = {}) {
  const inbox = await openInbox()
  const { site, official } = await openChannel({ clock: MONDAY, ...settings })
  const { send } = senderOf(site, smtpCarrier(inbox.url))
  const lists = async () => {
    inbox.delivered.splice(0)
    while (await send());
    const mails = await Promise.all(inbox.delivered.map(({ raw }) => parsed(raw)))
    const rows = site.storage.read.selectFrom('mail').select(['kind', 'message_id'])
    const kinds = new Map((await rows.execute()).map((row) => [`<${row.message_id}>`, row.kind]))
    return mails.filter(({ messageId }) => kinds.get(messageId ?? '') === 'register')
  }
  return { site, official, lists }
}

const setState = (site: TestSite, set: object) =>
  site.storage.transact((tx) => tx.updateTable('letter').set(set).execute())

describe('the daily list', () => {
  test('tells a registrar number, time and state, once a day, and not a word', async () => {
    const { site, lists } = await openMorning()
    expect(await lists()).toEqual([])
    await writeLetter(site, { text: 'zqtaketzq', name: 'zqmirjazq' })
    const [list, ...others] = await lists()
    expect(others).toEqual([])
    expect(list?.to?.[0]?.address).toBe(staff.registrar.email)
    expect(list?.subject).toBe('Brev väntar på att registreras')
    expect(list?.text?.replaceAll('\u00a0', ' ')).toContain(
      'Brev nummer 1, 23 november 2026 kl. 10.00: inte bedömt',
    )
    expect(JSON.stringify(list)).not.toMatch(/zqtaketzq|zqmirjazq/)
    site.advance(2 * HOUR)
    expect(await lists()).toEqual([]) // the same day
    site.advance(DAY)
    expect(await lists()).toHaveLength(1)
  })

  test('does not come when nothing waits, nor outside the stated hours', async () => {
    const { site, lists } = await openMorning()
    site.advance(9 * HOUR)
    await writeLetter(site, { text: 'På kvällen.' })
    expect(await lists()).toEqual([])
    await setState(site, { diary: 'KS 2026/7' })
    site.advance(15 * HOUR)
    expect(await lists()).toEqual([])
  })

  test('has no letter from which its writer excluded the one whom it goes to', async () => {
    const { site, lists } = await openMorning()
    const { number } = await writeLetter(site, { text: 'Om registratorn.' })
    const rows = site.storage.read.selectFrom('account').select('id')
    const { id } = await rows.where('name', '=', staff.registrar.name).executeTakeFirstOrThrow()
    await site.storage.transact((tx) =>
      tx.insertInto('letter_excluded').values({ letter_id: number, account_id: id }).execute(),
    )
    expect(await lists()).toEqual([])
  })

  test('is not sent to an address outside the allowed domains', async () => {
    const { site, lists } = await openMorning()
    await writeLetter(site, { text: 'Hej.' })
    await site.storage.transact((tx) =>
      tx
        .updateTable('account')
        .set({ email: 'maj@annan.example' })
        .where('name', '=', staff.registrar.name)
        .execute(),
    )
    expect(await lists()).toEqual([])
  })

  test('is in the language of the one who gets it', async () => {
    const { site, lists } = await openMorning({ language: 'nb' })
    await writeLetter(site, { text: 'Hei.' })
    const [list] = await lists()
    expect(list?.subject).toBe('Brev venter på å bli registrert')
    expect(list?.text).toContain('Brev nummer 1')
  })
})
