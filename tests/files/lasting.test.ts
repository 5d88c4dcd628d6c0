/** What became of files is what becomes of letters: rotation, restore, the doctor, erasing; and what was not sent goes. */

import { createConnection } from 'node:net'
import { join } from 'node:path'
import fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { attachmentsOf } from '../../server/letters/attachment-actions.ts'
import { findOwn } from '../../server/letters/store.ts'
import { openVault } from '../../server/letters/vault.ts'
import { open } from '../../server/storage/database.ts'
import { makeLetterKey, readLetterKey } from '../../server/storage/letter-key.ts'
import { endSlowForms } from '../../server/web/patience.ts'
import { openChannel } from '../letters/channel.ts'
import { senderOf } from '../mail/office.ts'
import { cli } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'
import { listening } from '../support/listening.ts'
import { openSiteIn, type TestSite, testLetterKey } from '../support/site.ts'
import { links, postFiles, writeWith } from './chosen.ts'

/** Longer than one piece. */
const long = Buffer.from('Ett långt protokoll. '.repeat(60_000))

const fetched = async (site: TestSite, cookie: string): Promise<Buffer> => {
  const [at = ''] = links((await site.get('/receipt', { cookie })).body)
  const file = await site.get(at, { cookie })
  expect(file.statusCode).toBe(200)
  return file.rawPayload
}

/** A site whose key lies in a file, with a letter that has a file of several pieces. */
async function withFile() {
  const letterKeyFile = join(testFolder(), 'letters.key')
  const letterKey = makeLetterKey(letterKeyFile)
  const { site, official } = await openChannel({ letterKey, settings: { letterKeyFile } })
  const { number, cookie } = await writeWith(site, [{ name: 'protokoll.txt', bytes: long }])
  return { site, official, letterKeyFile, letterKey, number, cookie }
}

describe('a file that came with a letter', () => {
  test('opens after a restore with the key', async () => {
    const { site, letterKey, letterKeyFile, cookie } = await withFile()
    const backup = join(testFolder(), 'backup')
    expect((await cli(site, 'backup', backup)).code).toBe(0)
    const settings = { ...site.settings, dataDir: join(testFolder(), 'empty'), letterKeyFile }
    expect((await cli({ clock: site.clock, settings }, 'restore', backup)).code).toBe(0)
    const again = await openSiteIn(settings.dataDir, { clock: site.clock(), letterKey, settings })
    expect((await fetched(again, cookie)).equals(long)).toBe(true)
  })

  test('opens after the key was exchanged, and no byte of it was sealed anew', async () => {
    const { site, letterKeyFile, cookie } = await withFile()
    const pieces = () => site.storage.read.selectFrom('letter_piece').selectAll().execute()
    const before = await pieces()
    const next = join(testFolder(), 'next.key')
    const { code } = await cli(
      { ...site, settings: { ...site.settings, letterKeyFile } },
      ...['letter-key', 'rotate', next],
    )
    expect(code).toBe(0)
    expect(await pieces()).toEqual(before)
    const letterKey = readLetterKey(next)
    const again = await openSiteIn(site.settings.dataDir, { clock: site.clock(), letterKey })
    expect((await fetched(again, cookie)).equals(long)).toBe(true)
  })

  test('that lacks a piece is found by the doctor, and never handed out shorter', async () => {
    const { site, cookie } = await withFile()
    expect((await cli(site, 'doctor')).said).not.toContain('not whole')
    const [at = ''] = links((await site.get('/receipt', { cookie })).body)
    const raw = open(site.storage.file, false)
    raw.exec('drop trigger letter_piece_kept; delete from letter_piece where number = 1')
    raw.close()
    expect((await cli(site, 'doctor')).said).toContain(
      '1 files that came with letters are not whole',
    )
    const file = await site.get(at, { cookie }).catch(() => undefined)
    expect(file?.rawPayload.byteLength ?? 0).toBeLessThan(long.byteLength)
  })

  test('opens as the piece that it is, and as no other', async () => {
    const { site } = await openChannel()
    const { number } = await writeWith(site, [{ name: 'a.txt', bytes: long }])
    const raw = open(site.storage.file, false)
    raw.exec(`drop trigger letter_piece_unchanged;
      update letter_piece set sealed = (select sealed from letter_piece where number = 1) where number = 0`)
    raw.close()
    const letter = await findOwn(site.storage.read, 1, number)
    if (!letter) throw new Error('no letter')
    const vault = openVault(testLetterKey)
    const [file] = await attachmentsOf(site.storage.read, vault, letter)
    expect(file).toMatchObject({ name: 'a.txt', kind: 'text', size: long.byteLength })
    await expect(file?.open()).rejects.toThrow('cannot be opened')
  })
})

describe('files that were chosen and not sent', () => {
  test('are gone from the database within the hour after their time', async () => {
    const { site } = await openChannel()
    await postFiles(site, '/letter/preview', { text: 'Hej.' }, [{ name: 'a.txt', bytes: long }])
    const count = async () =>
      (await site.storage.read.selectFrom('pending_piece').select('file_id').execute()).length
    expect(await count()).toBe(3)
    const sender = senderOf(site)
    await sender.send()
    expect(await count()).toBe(3)
    site.advance(3 * HOUR)
    await sender.send()
    expect(await count()).toBe(0)
  })

  test('stay as long as somebody goes on with the form', async () => {
    const { site } = await openChannel()
    const file = { name: 'a.txt', bytes: 'Kvar.' }
    let page = await postFiles(site, '/letter/preview', { text: 'Hej.' }, [file])
    for (let count = 0; count < 3; count++) {
      site.advance(HOUR + 30 * MINUTE)
      const [, token = ''] = /name="files" value="([\w-]+)"/.exec(page.body) ?? []
      page = await postFiles(site, '/letter/preview', { text: '', files: token, files_count: '1' })
      expect(page.body).toContain('a.txt')
    }
  })

  test('are found with the token of their form alone', async () => {
    const { site } = await openChannel()
    await postFiles(site, '/letter/preview', { text: 'Hej.' }, [{ name: 'a.txt', bytes: 'Min.' }])
    const [row] = await site.storage.read.selectFrom('pending_file').selectAll().execute()
    for (const token of ['', 'x', 'A'.repeat(43), row?.bundle ?? '']) {
      const page = await postFiles(site, '/letter/preview', { text: 'Hej.', files: token })
      expect(page.body).not.toContain('a.txt')
    }
  })
})

test('a form without files that never ends is hung up on', async () => {
  const app = fastify()
  endSlowForms(app as never, 1)
  app.post('/', async () => 'taken')
  const { hostname, port } = new URL(await listening(app as never))
  const answer = await new Promise<string>((resolve) => {
    const parts: Buffer[] = []
    const socket = createConnection(Number(port), hostname, () =>
      socket.write(
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nx',
      ),
    )
    socket.on('data', (part) => parts.push(part)).on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
  })
  expect(answer).not.toContain('taken')
})
