import { expect, test } from 'vitest'
import { run } from '../../server/cli.ts'
import { startMail } from '../../server/mails.ts'
import { mailsOf, openMonday } from './office.ts'

test('mail rests while the blog can only be read, and goes out afterwards', async () => {
  const { site, send, decide, author } = await openMonday()
  await decide(await send('Ett hot.'), { act: 'hold', reason: 'threat' }, author)
  const { storage, clock, settings } = site
  const failed: unknown[] = []
  const tell = (problem: unknown) => void failed.push(problem)
  const start = () => startMail({ storage, clock, settings, log: { warn: tell, error: tell } })
  const say = () => {}
  await run(['read-only', 'on', 'Vi flyttar'], { settings, clock, say })
  await start().stop()
  expect(await mailsOf(site)).toEqual([])
  await run(['read-only', 'off'], { settings, clock, say })
  const rounds = start()
  while ((await mailsOf(site))[0]?.state !== 'sent') await new Promise((go) => setImmediate(go))
  await rounds.stop()
  expect(failed).toEqual([])
})
