import { expect, test } from 'vitest'
import { startMail, tradeOf } from '../../server/mails.ts'
import { cli } from '../support/cli.ts'
import { mailsOf, openMonday, senderOf } from './office.ts'

test('mail rests while the blog can only be read, and goes out afterwards', async () => {
  const { site, send, decide, author } = await openMonday()
  await decide(await send('Ett hot.'), { act: 'hold', reason: 'threat' }, author)
  const { storage, clock, settings, keys } = site
  const failed: unknown[] = []
  const tell = (problem: unknown) => void failed.push(problem)
  const start = () =>
    startMail({ storage, clock, settings, keys, log: { warn: tell, error: tell } })
  await cli(site, 'read-only', 'on', 'Vi flyttar')
  await start().stop()
  expect(await mailsOf(site)).toEqual([])
  await cli(site, 'read-only', 'off')
  const rounds = start()
  while ((await mailsOf(site))[0]?.state !== 'sent') await new Promise((go) => setImmediate(go))
  await rounds.stop()
  expect(failed).toEqual([])
})

test('an event or a mail that cannot be made holds up no other', async () => {
  const { site, send, decide, author } = await openMonday()
  const hold = { act: 'hold', reason: 'threat' }
  const broken = await send('Ett hot.')
  for (const id of [broken, await send('Ett till.'), await send('Och ett.')])
    await decide(id, hold, author)
  const trade = tradeOf(site.settings.mail, site.keys)
  const { send: round, told } = senderOf(site, undefined, {
    ...trade,
    events: {
      ...trade.events,
      comment_held: async (tx, event) => {
        if (event.commentId === broken) throw new Error('trasig')
        return trade.events.comment_held(tx, event)
      },
    },
    kinds: {
      ...trade.kinds,
      comment_held: async (tx, mail, ...rest) => {
        if (mail.commentId === broken + 1) throw new Error('trasigt')
        return trade.kinds.comment_held(tx, mail, ...rest)
      },
    },
  })
  await expect(round()).rejects.toThrow('trasig')
  expect(await mailsOf(site)).toMatchObject([
    { comment_id: broken + 1, state: 'stuck', problem: 'fault' },
    { comment_id: broken + 2, state: 'sent' },
  ])
  expect(told).toEqual(['{"mail":1,"problem":"fault"}'])
})
