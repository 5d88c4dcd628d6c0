/** Hostile files and broken forms: a clear page, the words kept, nothing of it kept, and the site goes on. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { confined, openExamining } from '../../server/files/examine.ts'
import { MOST_BYTES } from '../../server/files/file.ts'
import { kindOf } from '../../server/files/sniff.ts'
import { open } from '../../server/storage/database.ts'
import { openChannel } from '../letters/channel.ts'
import { textOf } from '../posts/writing.ts'
import { testFolder } from '../support/database.ts'
import { listening } from '../support/listening.ts'
import type { TestSite } from '../support/site.ts'
import { multipartType, plainPicture, postFiles, tellingPdf, tellingPhoto } from './chosen.ts'

const text = 'Trapphuset på Almskolan är för smalt.'

const kept = async ({ storage }: TestSite): Promise<number> =>
  (await storage.read.selectFrom('pending_file').select('id').execute()).length

/** A PNG that says it is larger than anybody's memory, of almost nothing. */
function bomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const lines = deflateSync(Buffer.alloc(1_000_000))
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    ...[chunk('IHDR', head), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))],
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

const zip = Buffer.concat([
  Buffer.from('PK\u0003\u0004', 'latin1'),
  Buffer.alloc(40),
  Buffer.from('PK\u0005\u0006', 'latin1'),
  Buffer.alloc(18),
])

test('many fields that are long together are refused, and the words come back', async () => {
  const { site } = await openChannel()
  const form = { text, junk: Array.from({ length: 20 }, () => 'x'.repeat(400_000)) }
  const answer = await postFiles(site, '/letter', form)
  expect(answer.statusCode).toBe(413)
  expect(textOf(answer.body)).toContain(text)
})

describe('what is not taken', () => {
  const cases: readonly (readonly [string, () => Promise<Buffer | string> | Buffer | string])[] = [
    ['a page', () => '<!doctype html><script>alert(1)</script>'],
    ['a drawing that runs', () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a description in XML', () => '<?xml version="1.0"?><a/>'],
    ['a script', () => '#!/bin/sh\nrm -rf /'],
    ['an archive', () => zip],
    ['a program', () => Buffer.from('MZ\u0090\u0000\u0003', 'latin1')],
    ['text with a NUL', () => 'hej\u0000då'],
    ['text that is no UTF-8', () => Buffer.from([0x68, 0xe5, 0x6a])],
    ['nothing but space', () => ' \n\t '],
    ['a GIF', () => Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1')],
    ['a page behind the mark of a PDF', () => '%PDF-1.7\n<script>alert(1)</script>'],
    ['a PDF that begins late', () => `<!-- -->${'x'.repeat(100)}%PDF-1.7`],
    ['a picture that is an archive', async () => Buffer.concat([await plainPicture(), zip])],
    ['a PDF that is an archive', async () => Buffer.concat([await tellingPdf(), zip])],
    ['a picture with a page in its front', async () => withPage(await tellingPhoto())],
  ]

  test.each(cases)('is %s, whatever it is called', async (_, make) => {
    const { site } = await openChannel()
    const files = [{ name: 'bild.png', bytes: await make(), type: 'image/png' }]
    const answer = await postFiles(site, '/letter/preview', { text }, files)
    expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
    expect(textOf(answer.body)).toContain('bild.png går inte att ta emot.')
    expect(await kept(site)).toBe(0)
  })

  test('is an empty file', async () => {
    const { site } = await openChannel()
    const answer = await postFiles(site, '/letter/preview', { text }, [
      { name: 'a.txt', bytes: '' },
    ])
    expect([answer.statusCode, textOf(answer.body)]).toEqual([
      422,
      expect.stringContaining('a.txt är tom.'),
    ])
  })

  test('is a file too large, a hundred of them, or too much together; the rest is', async () => {
    const { site } = await openChannel()
    const large = { name: 'stor.txt', bytes: Buffer.alloc(MOST_BYTES + 1, 'x') }
    const small = { name: 'liten.txt', bytes: 'Liten.' }
    const one = await postFiles(site, '/letter/preview', { text }, [large, small])
    expect([one.statusCode, one.body.includes(text)]).toEqual([413, true])
    expect(textOf(one.body)).toContain('stor.txt är för stor. En fil får vara högst 10 MB.')
    expect(textOf(one.body)).toContain('liten.txt (text, 6 byte)')
    const many = Array.from({ length: 100 }, (_, at) => ({ name: `${at}.txt`, bytes: `Nr ${at}` }))
    const two = await postFiles(site, '/letter/preview', { text }, many)
    expect([two.statusCode, two.body.includes(text)]).toEqual([413, true])
    expect(textOf(two.body)).toContain('90 filer fick inte plats. Du kan bifoga högst 10.')
    const heavy = ['a', 'b', 'c'].map((name) => ({
      ...{ name: `${name}.txt`, bytes: Buffer.alloc(9_000_000, name) },
    }))
    const three = await postFiles(site, '/letter/preview', { text }, heavy)
    expect([three.statusCode, three.body.includes(text)]).toEqual([413, true])
    expect(textOf(three.body)).toContain('c.txt fick inte plats.')
  })

  test('is a picture of too many pixels, and it is never opened', async () => {
    const { site } = await openChannel()
    const files = [{ name: 'bomb.png', bytes: bomb(60_000, 60_000) }]
    const answer = await postFiles(site, '/letter/preview', { text }, files)
    expect([answer.statusCode, textOf(answer.body)]).toEqual([
      422,
      expect.stringContaining('bomb.png har för många bildpunkter.'),
    ])
  })
})

/** A comment in its front that a browser would read as a page. */
function withPage(photo: Buffer): Buffer {
  const words = Buffer.from('<html><script>alert(1)</script>')
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, words.length + 2])
  return Buffer.concat([head, words, photo.subarray(2)])
}

describe('what cannot be looked into', () => {
  test.each([
    ['a photograph that breaks off', async () => (await tellingPhoto()).subarray(0, 500)],
    ['a PDF that breaks off', async () => (await tellingPdf()).subarray(0, 300)],
    ['a PDF that is locked', async () => locked()],
    ['a PDF that unpacks without end', async () => unpacking()],
  ])('is said to be so, and is the writer’s to send: %s', { timeout: 30_000 }, async (_, make) => {
    const { site } = await openChannel()
    const bytes = await make()
    const answer = await postFiles(site, '/letter/preview', { text }, [{ name: 'a', bytes }])
    expect(answer.statusCode).toBe(200)
    expect(textOf(answer.body)).toContain('Vi kan inte se vad filen berättar utöver det som syns.')
    expect(answer.body).not.toContain('value="copy"')
  })
})

async function locked(): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 200])
  const lock = { Filter: 'Standard', V: 1, R: 2, P: -4, O: 'x'.repeat(32), U: 'x'.repeat(32) }
  pdf.context.trailerInfo.Encrypt = pdf.context.register(pdf.context.obj(lock))
  return Buffer.from(await pdf.save({ useObjectStreams: false }))
}

/** Objects packed in a stream of half a gigabyte of zeros, in half a megabyte. */
function unpacking(): Buffer {
  const packed = deflateSync(Buffer.alloc(512 * 1024 * 1024))
  const lines = [
    ...['%PDF-1.7', '1 0 obj', '<< /Type /Catalog /Pages 2 0 R >>', 'endobj', '2 0 obj'],
    ...['<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 'endobj', '3 0 obj'],
    ...['<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>', 'endobj', '4 0 obj'],
    `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>`,
  ]
  return Buffer.concat([
    ...[Buffer.from(`${lines.join('\n')}\nstream\n`), packed],
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ])
}

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'passwd.txt'],
    ['..\\..\\windows\\system32\\cmd.exe', 'cmd.txt'],
    ['kvitto\u202efdp.exe', 'kvittofdp.txt'],
    ['CON', '_CON.txt'],
    ['.htaccess', 'htaccess.txt'],
    ['a\tb\u0000c.txt', 'abc.txt'],
    [`${'å'.repeat(300)}.txt`, `${'å'.repeat(76)}.txt`],
    ['<img src=x onerror=alert(1)>.txt', '-img src=x onerror=alert(1)-.txt'],
    ['rapport.jpg', 'rapport.txt'],
  ])('%j is shown and kept as %j', async (name, shown) => {
    const { site } = await openChannel()
    const answer = await postFiles(site, '/letter/preview', { text }, [{ name, bytes: 'Hej.' }])
    expect(textOf(answer.body)).toContain(`${shown} (text, 4 byte)`)
    expect(answer.body).not.toMatch(/<img|\u202e/)
  })
})

describe('a form of several parts', () => {
  const send = (site: TestSite, payload: string | Buffer, type: string) =>
    site.app.inject({
      ...{ method: 'POST', url: '/letter/preview', payload },
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
    })

  test.each([
    ['without its boundary', 'multipart/form-data', 'x'],
    ['with another boundary than it says', 'multipart/form-data; boundary=y', '--x\r\n\r\n'],
    ['that breaks off', multipartType, '------insyn-test-7d93b1\r\nContent-Disposition: form-da'],
    ['of nothing', multipartType, ''],
    [
      ...(['with a name that objects have', multipartType] as const),
      '------insyn-test-7d93b1\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n------insyn-test-7d93b1--\r\n',
    ],
  ])('%s is answered with a page', async (_, type, payload) => {
    const { site } = await openChannel()
    const answer = await send(site, payload, type)
    expect([400, 422]).toContain(answer.statusCode)
    expect(answer.body).toMatch(/<h1[\s>]/)
  })

  test('that breaks off in a file gives back the words that came before', async () => {
    const { site } = await openChannel()
    const part = (head: string, body: string) =>
      `------insyn-test-7d93b1\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}`
    const payload = `${part('name="text"', `${text}\r\n`)}${part('name="file"; filename="a.txt"', 'halv')}`
    const answer = await send(site, payload, multipartType)
    expect([answer.statusCode, answer.body.includes(text)]).toEqual([400, true])
    expect(await kept(site)).toBe(0)
  })

  test('with a text longer than any letter gives it back', async () => {
    const { site } = await openChannel()
    const answer = await postFiles(site, '/letter/preview', { text: 'å'.repeat(30_000) })
    expect([answer.statusCode, answer.body.includes('å'.repeat(30_000))]).toEqual([422, true])
  })

  test('with a thousand fields is too much', async () => {
    const { site } = await openChannel()
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`f${at}`, 'x']))
    const answer = await postFiles(site, '/letter/preview', { text, ...many })
    expect([answer.statusCode, answer.body.includes(text)]).toEqual([413, true])
  })

  test('is taken nowhere else', async () => {
    const { site } = await openChannel()
    for (const path of ['/comments', '/comments/preview', '/letter/choice', '/receipt'])
      expect((await postFiles(site, path, { text })).statusCode).toBe(415)
  })

  test('whose sender hangs up leaves nothing, and the site goes on', async () => {
    const { site } = await openChannel()
    const { hostname, port } = new URL(await listening(site.app))
    const head = [
      ...['POST /letter/preview HTTP/1.1', `Host: ${hostname}`, 'Sec-Fetch-Site: same-origin'],
      ...[`Content-Type: ${multipartType}`, 'Content-Length: 5000000', '', ''],
    ].join('\r\n')
    const part =
      '------insyn-test-7d93b1\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(port), hostname, () => {
        socket.write(`${head}${part}${'x'.repeat(100_000)}`, () => socket.destroy())
      })
      socket.on('error', () => {}).on('close', () => resolve())
    })
    expect((await site.get('/letter')).statusCode).toBe(200)
    expect(await kept(site)).toBe(0)
  })
})

describe('when there is no room', () => {
  test('on the disk, the words come back, and nothing half is kept', async () => {
    const { site } = await openChannel()
    const raw = open(site.storage.file, false)
    const pages = raw.pragma('page_count', { simple: true }) as number
    raw.close()
    await site.storage.transact(async (tx) => {
      const { sql } = await import('kysely')
      await sql.raw(`pragma max_page_count = ${pages + 20}`).execute(tx)
    })
    const files = [{ name: 'a.txt', bytes: Buffer.alloc(3_000_000, 'x') }]
    const answer = await postFiles(site, '/letter/preview', { text }, files)
    expect([answer.statusCode, answer.body.includes(text)]).toEqual([503, true])
    expect(await kept(site)).toBe(0)
  })

  test('for so much from one place, it is said so and the words come back', async () => {
    const { site } = await openChannel()
    const files = [{ name: 'a.txt', bytes: 'Hej.' }]
    const answers = []
    for (let count = 0; count < 31; count++)
      answers.push(await postFiles(site, '/letter/preview', { text }, files))
    expect(answers.slice(0, 30).map(({ statusCode }) => statusCode)).toEqual(Array(30).fill(200))
    expect([answers[30]?.statusCode, answers[30]?.body.includes(text)]).toEqual([429, true])
  })
})

test('what opens files reads nothing of the data, writes nowhere and starts nothing', async () => {
  const look = await openExamining()('jpeg', await tellingPhoto())
  expect(look).toMatchObject({
    tells: expect.arrayContaining([{ what: 'author', words: 'Mirja Ek' }]),
  })
  const folder = testFolder()
  writeFileSync(join(folder, 'secret'), 'x')
  const hostile = `
    const { readFileSync, writeFileSync } = require('node:fs')
    const tried = (does) => { try { does(); return 'done' } catch ({ code }) { return code } }
    console.log(JSON.stringify([
      tried(() => readFileSync(${JSON.stringify(join(folder, 'secret'))})),
      tried(() => writeFileSync(${JSON.stringify(join(folder, 'more'))}, 'x')),
      tried(() => writeFileSync(${JSON.stringify(join(import.meta.dirname, 'more'))}, 'x')),
      tried(() => require('node:child_process').execFileSync('ls')),
    ]))`
  const { stdout } = spawnSync(process.execPath, [...confined, '-e', hostile], {
    env: {},
    encoding: 'utf8',
  })
  expect(JSON.parse(stdout)).toEqual(Array(4).fill('ERR_ACCESS_DENIED'))
})

test('a kind is told from bytes alone', async () => {
  expect(kindOf(await tellingPdf())).toBe('pdf')
  expect(kindOf(await tellingPhoto())).toBe('jpeg')
  expect(kindOf(await plainPicture())).toBe('png')
  expect(
    kindOf(
      await sharp(await plainPicture())
        .webp()
        .toBuffer(),
    ),
  ).toBe('webp')
  expect(kindOf(Buffer.from('Hej på dig.\r\n\tIndraget.'))).toBe('text')
})
