/** Promise 3, of what a writer is asked: an answer that was acknowledged survives whatever happens to the server. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeLetterKey } from '../../server/storage/letter-key.ts'
import { openAt, openChannel } from '../letters/channel.ts'
import { testFolder } from '../support/database.ts'
import { type Running, send, startServer } from '../support/process.ts'
import { type Form, hiddenFields } from '../support/site.ts'

const ROUNDS = 6

/** What the writer's form sends along. */
const shownIn = (body: string): Form =>
  hiddenFields(
    /<form method="post" action="\/receipt\/passing">[\s\S]*?<\/form>/.exec(body)?.[0] ?? '',
  )

test('SIGKILL right after a yes or a no leaves it as it was acknowledged', {
  timeout: 120_000,
}, async () => {
  const file = join(testFolder(), 'letter-key')
  const { site, official, write } = await openChannel({ letterKey: makeLetterKey(file) })
  const { number, cookie } = await write({ text: 'Taket läcker.' })
  await openAt(site, number, { cookie: official })
  const asked = { recipient: 'Rektorn', text: 'Taket läcker.', reason: 'Det ska lagas.' }
  await site.post(`/desk/letters/${number}/passing`, asked, { cookie: official })
  const form = shownIn((await site.get('/receipt', { cookie })).body)
  const environment = { LETTER_KEY_FILE: file, RATE_LIMITS: 'off' }
  for (let round = 0; round < ROUNDS; round++) {
    const answer = round % 2 === 0 ? 'yes' : 'no'
    const server: Running = await startServer(site.settings.dataDir, environment)
    const sent = { form: { ...form, answer } as Record<string, string>, headers: { cookie } }
    const { status } = await send(server.origin, '/receipt/passing', sent)
    await server.end('SIGKILL')
    const row = site.storage.read.selectFrom('letter_passing').select(['answer', 'agreed_hash'])
    const kept = await row.executeTakeFirstOrThrow()
    expect([status, kept.answer, kept.agreed_hash === form.hash]).toEqual([
      303,
      answer,
      answer === 'yes',
    ])
  }
})
