/** Promise 3: an acknowledged comment survives whatever happens to the server. */
import type { Agent } from 'node:http'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { newSubmission } from '../../server/comments/submission.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { verify } from '../../server/ledger/verify.ts'
import { type Code, hashOfCode, readCode } from '../../server/receipts/receipt.ts'
import { builder, open, type Storage } from '../../server/storage/database.ts'
import { publishPost } from '../posts/writing.ts'
import { connection, type Running, send, startServer } from '../support/process.ts'
import { openTestSite, type TestSite } from '../support/site.ts'
import { seeded } from './seeded.ts'

const ROUNDS = 20
const CONNECTIONS = 8
const ACKNOWLEDGED = 500

/** A form that somebody holds in their hand until an answer comes. */
interface Form {
  readonly text: string
  readonly mark: string
}

interface Crowd {
  readonly site: TestSite
  readonly post: string
  /** What was acknowledged, and with which code. */
  readonly taken: Map<string, Code>
  /** What was sent and never answered: each is sent again, as a person would. */
  readonly unanswered: Form[]
  written: number
}

describe('SIGKILL at a random moment with eight answers outstanding, twenty times', () => {
  test('loses nothing that was acknowledged, doubles nothing, and leaves the ledger whole', {
    timeout: 240_000,
  }, async () => {
    const site = await openTestSite()
    const { id } = await publishPost(site, await site.signIn('official'))
    const crowd: Crowd = { site, post: String(id), taken: new Map(), unanswered: [], written: 0 }
    const random = seeded(20261121)
    let interrupted = 0
    for (let round = 1; round <= ROUNDS; round++) {
      const server = await startServer(site.settings.dataDir)
      const wanted = Math.ceil((ACKNOWLEDGED * round) / ROUNDS)
      await talkUntilKilled(crowd, server, { wanted, moment: random() * 8 })
      interrupted += crowd.unanswered.length
      await check(crowd)
    }
    expect(crowd.taken.size).toBeGreaterThanOrEqual(ACKNOWLEDGED)
    expect(interrupted, 'answers were outstanding').toBeGreaterThan(ROUNDS)
    await settle(crowd)
  })
})

/** Eight people write one comment after another; some milliseconds after enough were taken it ends. */
async function talkUntilKilled(
  crowd: Crowd,
  server: Running,
  { wanted, moment }: { readonly wanted: number; readonly moment: number },
): Promise<void> {
  let ending: Promise<void> | undefined
  const onTaken = () => {
    if (crowd.taken.size < wanted) return
    ending ??= new Promise((resolve) => {
      setTimeout(() => resolve(server.end('SIGKILL')), moment)
    })
  }
  const people = Array.from({ length: CONNECTIONS }, () => talk(crowd, server, onTaken))
  await Promise.all(people)
  await ending
}

async function talk(crowd: Crowd, { origin }: Running, onTaken: () => void): Promise<void> {
  const line = connection()
  for (;;) {
    const form = crowd.unanswered.shift() ?? newForm(crowd)
    const code = await hand(crowd, { origin, form, line })
    if (!code) {
      crowd.unanswered.push(form)
      break
    }
    crowd.taken.set(form.text, code)
    onTaken()
  }
  line.destroy()
}

function newForm(crowd: Crowd): Form {
  crowd.written += 1
  return { text: `Fråga ${crowd.written}`, mark: newSubmission(crowd.site.keys.submission) }
}

/** Hands a form in; gives the code of the receipt, or nothing when no answer came. */
async function hand(
  { post }: Crowd,
  { origin, form, line }: { origin: string; form: Form; line: Agent },
): Promise<Code | undefined> {
  const filled = { ...form, post, name: 'Mirja' }
  const answer = await send(origin, '/comments', { form: filled, connection: line }).catch(() => {})
  if (!answer) return undefined
  expect([answer.status, answer.headers.location]).toEqual([303, '/receipt'])
  return readCode(/receipt=(\w+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '')
}

/** Looks into what the killed server left behind. */
async function check({ site, taken }: Crowd): Promise<void> {
  const db = open(site.storage.file, true)
  const rows = db
    .prepare(
      `select c.text, r.code_hash as hash from comment c join receipt r on r.id = c.receipt_id`,
    )
    .all() as { text: string; hash: string }[]
  const entries = db
    .prepare("select count(*) from ledger_entry where kind = 'comment_received'")
    .pluck()
    .get()
  const comments = db.prepare('select count(*) from comment').pluck().get()
  const report = await verify(builder(db))
  db.close()
  const hashes = new Map(rows.map(({ text, hash }) => [text, hash]))
  expect(rows.length, 'each is there once').toBe(hashes.size)
  const lost = [...taken].filter(
    ([text, code]) => hashes.get(text) !== hashOfCode(site.keys.receipt, code),
  )
  expect(lost, 'under the code that its writer got').toEqual([])
  expect([comments, report.ok], 'with its entry').toEqual([entries, true])
}

/** What was never answered is sent once more and answered; then nothing is there twice. */
async function settle(crowd: Crowd): Promise<void> {
  const { origin, end } = await startServer(crowd.site.settings.dataDir)
  const line = connection()
  for (const form of crowd.unanswered.splice(0)) {
    const code = await hand(crowd, { origin, form, line })
    expect(code).toBeDefined()
    if (code) crowd.taken.set(form.text, code)
  }
  line.destroy()
  await end('SIGTERM')
  await check(crowd)
  const count = await crowd.site.storage.read
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  expect(count.all).toBe(crowd.taken.size)
}

describe('an answer', () => {
  test('waits until the disk has it: every commit is synced', async () => {
    const { storage } = await openTestSite()
    const read = (name: string) =>
      storage.transact((tx) => sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(tx))
    expect((await read('synchronous')).rows).toEqual([{ synchronous: 2 }])
    expect((await read('journal_mode')).rows).toEqual([{ journal_mode: 'wal' }])
  })

  test('leaves after COMMIT and not before', async () => {
    const site = await openTestSite()
    await publishPost(site, await site.signIn('official'))
    const held = heldBack(site.storage)
    const { settings, keys } = site
    const app = await buildApp({ storage: held.storage, clock: systemClock, settings, keys })
    const elsewhere = open(site.storage.file, true)
    const committed = () => elsewhere.prepare('select count(*) from comment').pluck().get()

    let isAnswered = false
    const answer = app
      .inject({
        ...{ method: 'POST', url: '/comments', payload: 'post=1&text=Hej' },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      .finally(() => {
        isAnswered = true
      })
    expect(await held.inside, 'the act is done, inside its transaction').toBe(1)
    for (let turn = 0; turn < 200; turn++) await new Promise((go) => setImmediate(go))
    expect([isAnswered, committed()]).toEqual([false, 0])
    held.letGo()
    expect([(await answer).statusCode, committed()]).toEqual([303, 1])
    elsewhere.close()
    await app.close()
  })
})

/** The same database, whose first COMMIT waits: a second act in the transaction holds it up. */
function heldBack(storage: Storage) {
  let letGo = () => {}
  let seen = (_count: number) => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const inside = new Promise<number>((resolve) => {
    seen = resolve
  })
  const transact: Storage['transact'] = (act) => {
    const done = storage.transact(act)
    void storage.transact(async (tx) => {
      const rows = await tx.selectFrom('comment').select('id').execute()
      seen(rows.length)
      await gate
    })
    return done
  }
  return { storage: { ...storage, transact }, inside, letGo }
}
