/** What was brought survives what may happen to the server: whole, or not at all, and in every backup. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeBackup } from '../../server/backup.ts'
import { instant } from '../../server/kernel/clock.ts'
import { sha256 } from '../../server/kernel/random.ts'
import { restore } from '../../server/restore.ts'
import { open } from '../../server/storage/database.ts'
import { multipart, multipartType } from '../files/chosen.ts'
import { typed } from '../posts/writing.ts'
import { testFolder } from '../support/database.ts'
import { startServer } from '../support/process.ts'
import { openSiteIn, openTestSite } from '../support/site.ts'
import { addressesIn, draftWithImage, photo, published } from './library.ts'

/** Every file of the library with its bytes put together. */
function wholeFiles(file: string) {
  const db = open(file, true)
  const files = db.prepare('select item_id, format, width, size, hash from library_file').all() as {
    item_id: number
    format: string
    width: number
    size: number
    hash: string
  }[]
  const pieces = db.prepare(
    'select bytes from library_piece where item_id = ? and format = ? and width = ? order by number',
  )
  const items = db.prepare('select id from library_item order by id').pluck().all() as number[]
  const all = files.map((one) => ({
    ...one,
    bytes: Buffer.concat(pieces.pluck().all(one.item_id, one.format, one.width) as Buffer[]),
  }))
  const count = db.prepare('select count(*) from library_piece').pluck().get()
  db.close()
  return { items, files: all, pieces: Number(count) }
}

test('SIGKILL while images are brought leaves each whole or not there', {
  timeout: 120_000,
}, async () => {
  const clock = instant(Date.now()) // the server that runs has the clock of this moment
  const site = await openTestSite({ clock })
  const cookie = await site.signIn('official')
  const taken: string[] = []
  for (const round of [1, 2]) {
    const server = await startServer(site.settings.dataDir, { RATE_LIMITS: 'off' })
    const send = async (shade: number) => {
      const bytes = await photo(300 + round, 200 + shade)
      const body = multipart({ ...typed(), act: 'image' }, [{ name: 'a.jpg', bytes }])
      const answer = await fetch(`${server.origin}/desk/posts/new/images`, {
        ...{ method: 'POST', body: new Uint8Array(body), redirect: 'manual' as const },
        headers: { cookie, 'content-type': multipartType, 'sec-fetch-site': 'same-origin' },
      })
      if (answer.status === 303) taken.push(String(answer.headers.get('location')))
      return answer.status
    }
    const sent = [1, 2, 3, 4].map(send)
    expect(await Promise.race(sent)).toBe(303)
    await server.end('SIGKILL') // with the others on their way
    await Promise.allSettled(sent)
  }
  const { items, files, pieces } = wholeFiles(site.storage.file)
  const numbers = taken.map((path) => Number(/images\/(\d+)/.exec(path)?.[1]))
  expect(items).toEqual(expect.arrayContaining(numbers))
  expect([...new Set(files.map(({ item_id }) => item_id))]).toEqual(items)
  for (const { bytes, size, hash } of files)
    expect([bytes.length, sha256(bytes)]).toEqual([size, hash])
  expect(pieces).toBe(files.length) // none without its file: they are small
})

test('a backup holds them, and what is restored from it shows them', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const { draft } = await draftWithImage(site, cookie, {
    file: { name: 'stor.jpg', bytes: await photo(2000, 1400) },
  })
  const { path } = await published(site, cookie, draft)
  const addresses = addressesIn((await site.get(path)).body)
  const sent = await Promise.all(addresses.map(async (one) => (await site.get(one)).rawPayload))
  const made = await makeBackup(site.settings.dataDir, join(testFolder(), 'backup'), site.clock())
  expect(made).toHaveProperty('folder')
  const folder = join(testFolder(), 'restored')
  await restore('folder' in made ? made.folder : '', folder)
  const again = await openSiteIn(folder)
  for (const [at, address] of addresses.entries())
    expect((await again.get(address)).rawPayload.equals(sent[at] as Buffer), address).toBe(true)
})
