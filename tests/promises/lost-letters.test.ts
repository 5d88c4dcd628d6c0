/** Promise 3, of letters: one that was acknowledged survives whatever happens to the server, and opens. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newSubmission } from '../../server/comments/submission.ts'
import { opened } from '../../server/letters/open-actions.ts'
import { lettersOnReceipt } from '../../server/letters/store.ts'
import { openVault } from '../../server/letters/vault.ts'
import { hashOfCode, readCode } from '../../server/receipts/receipt.ts'
import { findReceipt } from '../../server/receipts/store.ts'
import { makeLetterKey } from '../../server/storage/letter-key.ts'
import { openChannel } from '../letters/channel.ts'
import { testFolder } from '../support/database.ts'
import { connection, type Running, send, startServer } from '../support/process.ts'
import type { TestSite } from '../support/site.ts'
import { seeded } from './seeded.ts'

const ROUNDS = 8
const CONNECTIONS = 4
const ACKNOWLEDGED = 80

/** A letter that somebody holds in their hand until an answer comes. */
interface Form {
  readonly text: string
  readonly mark: string
}

interface Crowd {
  readonly site: TestSite
  /** What was acknowledged, and with which code. */
  readonly taken: Map<string, string>
  /** What was never answered: each is sent again, as a person would. */
  readonly unanswered: Form[]
  written: number
}

test('SIGKILL while letters are sent loses none, doubles none, and tells none of their words', {
  timeout: 120_000,
}, async () => {
  const file = join(testFolder(), 'letter-key')
  const key = makeLetterKey(file)
  const { site } = await openChannel({ letterKey: key })
  const crowd: Crowd = { site, taken: new Map(), unanswered: [], written: 0 }
  const random = seeded(20261122)
  const start = () =>
    startServer(site.settings.dataDir, { LETTER_KEY_FILE: file, RATE_LIMITS: 'off' })
  let said = ''
  for (let round = 1; round <= ROUNDS; round++) {
    const server = await start()
    const wanted = Math.ceil((ACKNOWLEDGED * round) / ROUNDS)
    await writeUntilKilled(crowd, server, { wanted, moment: random() * 8 })
    said += server.output()
  }
  const last = await start()
  for (const form of crowd.unanswered.splice(0)) expect(await hand(crowd, last, form)).toBe(true)
  await last.end('SIGTERM')
  said += last.output()
  expect(crowd.taken.size).toBeGreaterThanOrEqual(ACKNOWLEDGED)
  await everyOneOpens(crowd, openVault(key))
  const files = readdirSync(site.settings.dataDir, { recursive: true, withFileTypes: true })
  const bytes = files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  for (const place of [...bytes, said]) expect(place.includes('zqbrevzq')).toBe(false)
})

/** Some milliseconds after enough were taken it ends. */
async function writeUntilKilled(
  crowd: Crowd,
  server: Running,
  { wanted, moment }: { readonly wanted: number; readonly moment: number },
): Promise<void> {
  let ending: Promise<void> | undefined
  const write = async () => {
    for (;;) {
      const form = crowd.unanswered.shift() ?? newForm(crowd)
      if (!(await hand(crowd, server, form))) {
        crowd.unanswered.push(form)
        return
      }
      if (crowd.taken.size < wanted) continue
      ending ??= new Promise((resolve) => {
        setTimeout(() => resolve(server.end('SIGKILL')), moment)
      })
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, write))
  await ending
}

function newForm(crowd: Crowd): Form {
  crowd.written += 1
  const text = `zqbrevzq nummer ${crowd.written}`
  return { text, mark: newSubmission(crowd.site.keys.submission) }
}

/** Hands a letter in; whether an answer came. */
async function hand({ taken }: Crowd, { origin }: Running, form: Form): Promise<boolean> {
  const line = connection()
  const answer = await send(origin, '/letter', { form: { ...form }, connection: line }).catch(
    () => undefined,
  )
  line.destroy()
  if (!answer) return false
  expect([answer.status, answer.headers.location]).toEqual([303, '/receipt'])
  const code = /receipt=(\w+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
  taken.set(form.text, code)
  return true
}

/** Each is there once, under the code that its writer got, and says what they wrote. */
async function everyOneOpens({ site, taken }: Crowd, vault: ReturnType<typeof openVault>) {
  const { read } = site.storage
  for (const [text, typed] of taken) {
    const code = readCode(typed)
    const receipt = code && (await findReceipt(read, hashOfCode(site.keys.receipt, code)))
    const letters = await lettersOnReceipt(read, receipt ?? 0, 10)
    const words = await Promise.all(letters.map((letter) => opened(read, vault, letter)))
    expect(words.map((one) => one?.said.map((said) => said.text))).toEqual([[text]])
  }
  const all = await read.selectFrom('letter').select('id').execute()
  expect(all).toHaveLength(taken.size)
}
