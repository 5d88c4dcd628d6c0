import { expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { senderOf } from '../mail/office.ts'
import { openInbox } from '../support/inbox.ts'
import { staff } from '../support/site.ts'
import { openAt, openChannel } from './channel.ts'

/** A letter that the official has opened, and a way to see whom a mail reaches. */
async function opened() {
  const channel = await openChannel()
  const { site, official, write } = channel
  const { number, cookie } = await write({ text: 'Det första.' })
  await openAt(site, number, { cookie: official })
  const inbox = await openInbox()
  const { send } = senderOf(site, smtpCarrier(inbox.url))
  const told = async () => {
    site.advance(MINUTE)
    while (await send());
    return inbox.delivered.splice(0).flatMap(({ to }) => to)
  }
  const add = async () => {
    site.advance(MINUTE)
    const more = { letter: String(number), text: 'Det som kom sedan.' }
    expect((await site.post('/receipt/letter', more, { cookie })).statusCode).toBe(303)
  }
  const handOver = () =>
    site.post(`/desk/letters/${number}/hand-over`, { reason: 'Ett larm.' }, { cookie: official })
  return { ...channel, number, told, add, handOver }
}

test('who answers is mailed when a writer adds to a letter', async () => {
  const { told, add } = await opened()
  await told()
  await add()
  expect(await told()).toEqual([staff.official.email])
})

test('what a writer adds to a letter that was handed over is told the registrars alone', async () => {
  const { told, add, handOver } = await opened()
  await told()
  await handOver()
  await add()
  expect(await told()).toEqual([staff.registrar.email])
})

test('a letter that is handed over before its mail has gone out is not told the official', async () => {
  const { told, add, handOver, official, site, number } = await opened()
  await told()
  await add()
  await openAt(site, number, { cookie: official })
  await handOver()
  await site.storage.transact((tx) =>
    tx.updateTable('letter').set({ status: 'received' }).where('id', '=', number).execute(),
  )
  expect(await told()).toEqual([])
})
