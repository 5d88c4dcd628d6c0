/** A mail is sent once, also when the program is killed while it sends. */
import { mkdirSync, readdirSync, readFileSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Instant } from '../../server/kernel/clock.ts'
import { open } from '../../server/storage/database.ts'
import { openCrowdOfFollowers } from '../following/crowd.ts'
import { messageIdOf, openInbox } from '../support/inbox.ts'
import { startServer } from '../support/process.ts'
import type { TestSite } from '../support/site.ts'
import { addModerator, openMonday } from './office.ts'

/** As many kills as it takes until so many came while a mail was on its way; so many at least, and at most. */
const ON_THEIR_WAY = 2
const KILLS = { least: 6, most: 30 }
const PEOPLE = 120

/** More than become mails at once, which is two hundred. */
const FOLLOWERS = 220

/** The server has a clock of its own, for which all of this is over. */
const past = '2026-11-02T09:00:00.000Z' as Instant

/** One comment is held, and many people are to be told. */
async function openCrowd(): Promise<TestSite> {
  const { site, send, decide, author } = await openMonday({ clock: past })
  for (let number = 1; number < PEOPLE; number++)
    await addModerator(site, { email: `person${number}@eken.example` })
  await decide(await send('Ett hot.'), { act: 'hold', reason: 'threat' }, author)
  return site
}

/** A moment after the mail that was waited for, in milliseconds: spread over what handing one over takes. */
const momentOf = (round: number): number => (round * 7) % 20

/** What is heard of while mails go out: how many there are, whenever there is one more. */
interface Ear {
  readonly count: () => number
  /** Who listened before listens no more. */
  readonly listen: (heard: () => void) => void
}

const until = (ear: Ear, wanted: number): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (ear.count() >= wanted) resolve()
    }
    ear.listen(look)
    look()
  })

interface Killing {
  readonly environment: Readonly<Record<string, string>>
  readonly people?: number
}

/** Many times: start, wait for some mails, kill in the middle of the next; then let it finish. Gives how many kills. */
async function killOften(
  site: TestSite,
  ear: Ear,
  { environment, people = PEOPLE }: Killing,
): Promise<number> {
  const { dataDir } = site.settings
  const { least, most } = KILLS
  let interrupted = 0
  let round = 0
  for (; round < least || (interrupted < ON_THEIR_WAY && round < most); round++) {
    const server = await startServer(dataDir, environment)
    await until(ear, Math.ceil(((round + 1) * people) / (most + 4)))
    await new Promise((go) => setTimeout(go, momentOf(round)))
    await server.end('SIGKILL')
    const left = statesIn(site)
    const sent = left.filter((state) => state === 'sent').length
    expect(sent, 'there was more to send').toBeLessThan(people)
    if (left.some((state) => state === 'handing' || state === 'offered')) interrupted += 1
  }
  expect(interrupted, 'mails were interrupted on their way').toBeGreaterThanOrEqual(ON_THEIR_WAY)
  const server = await startServer(dataDir, environment)
  await until(ear, people)
  await settled(site)
  await server.end('SIGTERM')
  return round
}

/** Waits until nothing is left to send. */
async function settled(site: TestSite): Promise<void> {
  const db = open(site.storage.file, true)
  const left = db.prepare('select count(*) from mail where settled_at is null').pluck()
  while (left.get() !== 0) await new Promise((go) => setImmediate(go))
  db.close()
}

function statesIn(site: TestSite): string[] {
  const db = open(site.storage.file, true)
  const states = db.prepare('select state from mail').pluck().all()
  db.close()
  return states as string[]
}

const idsIn = (site: TestSite): string[] => {
  const db = open(site.storage.file, true)
  const ids = db.prepare("select message_id from mail where state = 'sent'").pluck().all()
  db.close()
  return (ids as string[]).sort()
}

const environment = { MAIL_FROM: 'blogg@eken.example' }

/** The folder that mails come into, and what is heard of it. */
function openFolder(site: TestSite) {
  const path = join(site.settings.dataDir, 'mail')
  mkdirSync(path, { mode: 0o700 })
  const files = () => readdirSync(path).filter((name) => name.endsWith('.eml') && name[0] !== '.')
  let heard = () => {}
  const watcher = watch(path, () => heard())
  onTestFinished(() => watcher.close())
  const listen = (one: () => void) => {
    heard = one
  }
  const ear: Ear = { count: () => files().length, listen }
  const texts = () => files().map((name) => readFileSync(join(path, name), 'utf8'))
  return { path, files, ear, texts }
}

describe('SIGKILL while mails go out, many times', () => {
  test('leaves each as exactly one whole file', { timeout: 240_000 }, async () => {
    const site = await openCrowd()
    const folder = openFolder(site)
    await killOften(site, folder.ear, { environment })
    const texts = folder.texts()
    expect(texts.map(messageIdOf).sort()).toEqual(idsIn(site))
    expect(new Set(texts.map(messageIdOf)).size).toBe(PEOPLE)
    expect(
      texts.filter((text) => !/--\r\n$/.test(text)),
      'each is whole',
    ).toEqual([])
    expect(readdirSync(folder.path).length, 'nothing unfinished is left').toBe(PEOPLE)
    if (process.platform !== 'win32')
      expect(statSync(join(folder.path, folder.files()[0] ?? '')).mode & 0o777).toBe(0o600)
  })

  test('tells everybody who follows of a post, and nobody twice', {
    timeout: 240_000,
  }, async () => {
    const { site, addresses } = await openCrowdOfFollowers(FOLLOWERS, { clock: past })
    const folder = openFolder(site)
    await killOften(site, folder.ear, { environment, people: FOLLOWERS })
    const texts = folder.texts()
    expect(texts.map((text) => /^To: (.+)$/m.exec(text)?.[1]?.trim()).sort()).toEqual(addresses)
    expect(texts.map(messageIdOf).sort()).toEqual(idsIn(site))
    expect(readdirSync(folder.path).length, 'nothing unfinished is left').toBe(FOLLOWERS)
  })

  test('loses no mail to a server, and repeats none but one that it was taking in', {
    timeout: 240_000,
  }, async () => {
    const inbox = await openInbox()
    const site = await openCrowd()
    let heard = () => {}
    inbox.taken = () => {
      heard()
      return undefined
    }
    const ids = () => inbox.delivered.map(({ raw }) => messageIdOf(raw))
    const kills = await killOften(
      site,
      {
        count: () => new Set(ids()).size,
        listen: (one) => {
          heard = one
        },
      },
      { environment: { SMTP_URL: inbox.url, MAIL_FROM: 'blogg@eken.example' } },
    )
    expect([...new Set(ids())].sort()).toEqual(idsIn(site))
    expect(new Set(ids()).size).toBe(PEOPLE)
    const copies = ids().length - PEOPLE
    console.log(`${kills} kills, ${PEOPLE} mails, ${copies} came twice with the same Message-ID`)
    expect(copies, 'no kill leads to more than one copy').toBeLessThanOrEqual(kills)
    expect(inbox.delivered.every(({ to }) => to.length === 1)).toBe(true)
  })
})
