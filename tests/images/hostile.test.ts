/** Hostile and broken files: a clear sentence, what was typed comes back, and nothing is kept. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { tellingPdf } from '../files/chosen.ts'
import { textOf } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'
import { bring, draftWithImage, heldIn, photo } from './library.ts'

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(type), data])
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

/** A PNG of almost nothing that says how large it is, and in front of its drawing whatever else. */
function png(side: number, before: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const lines = deflateSync(Buffer.alloc(side > 1000 ? 1_000_000 : side * (side * 3 + 1)))
  return Buffer.concat([
    ...[latin('\u0089PNG\r\n\u001a\n'), chunk('IHDR', head), ...before],
    ...[chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))],
  ])
}

const film = async (): Promise<Buffer> => {
  const frames = ['#a22', '#2a2'].map((background) => ({
    create: { width: 20, height: 20, channels: 3 as const, background },
  }))
  return sharp(frames as never, { join: { animated: true } })
    .webp({ delay: [100, 100] })
    .toBuffer()
}

const zip = Buffer.concat([latin('PK\u0003\u0004'), Buffer.alloc(40), latin('PK\u0005\u0006')])
const archive = Buffer.concat([zip, Buffer.alloc(18)])
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="x"/></svg>'
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), latin('ftypheic'), Buffer.alloc(400)])
const half = async () => {
  const bytes = await photo()
  return bytes.subarray(0, bytes.length / 2)
}

const [kind, broken, pixels] = ['Filen går inte att ta emot.', 'Bilden är trasig', 'bildpunkter']

const refused: readonly (readonly [string, () => Promise<Buffer> | Buffer | string, string])[] = [
  ['a drawing that runs', () => svg, kind],
  ['a drawing behind an XML line', () => `<?xml version="1.0"?>${svg}`, kind],
  ['a photograph from a telephone that few can read', () => heic, kind],
  ['a GIF', () => latin('GIF89a\u0001\u0000\u0001\u0000'), kind],
  ['a page', () => '<!doctype html><script>alert(1)</script>', kind],
  ['plain words with the ending of an image', () => 'Hej.', kind],
  ['a picture that is an archive', async () => Buffer.concat([await photo(), archive]), kind],
  ['a picture with a page in front', () => png(20, [chunk('tEXt', latin('a\0<script>'))]), kind],
  ['a picture that breaks off', half, broken],
  ['the mark of a picture and nothing more', () => latin('\u0089PNG\r\n\u001a\n'), broken],
  ['50,000 by 50,000 of nothing', () => png(50_000), pixels],
  ['pictures in a row', film, 'Bilden rör sig.'],
  ['a PNG that moves', () => png(20, [chunk('acTL', Buffer.alloc(8, 1))]), 'Bilden rör sig.'],
  ['a PDF that breaks off', () => '%PDF-1.7 avbruten', 'PDF:en går inte att ta emot.'],
  ['a PDF with a program', () => tellingPdf('app.alert(1)'), 'ett program eller andra filer'],
  ['nothing', () => '', 'Filen är tom.'],
]

test('each is refused with a sentence that says why, and leaves nothing', async () => {
  const site = await openTestSite({ settings: { rateLimits: false } })
  const cookie = await site.signIn('official')
  for (const [what, make, words] of refused) {
    const answer = await bring(site, cookie, { name: 'bild.jpg', bytes: await make() })
    expect([what, answer.statusCode], answer.body).toEqual([what, 422])
    expect(textOf(answer.body), what).toContain(words)
    expect(answer.body, what).toContain('I tisdags fick jag *elva* frågor.</textarea>')
  }
  const huge = { name: 'stor.jpg', bytes: Buffer.alloc(20_000_001, 'x') }
  const large = await bring(site, cookie, huge)
  expect([large.statusCode, textOf(large.body)]).toEqual([
    413,
    expect.stringContaining('Filen är för stor. Den får vara högst 20 MB.'),
  ])
  expect(await heldIn(site)).toEqual([0, 0, 0])
  expect(await site.storage.read.selectFrom('draft').select('id').execute()).toEqual([])
})

test('one with the wrong ending and a bad name is what its bytes say', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const file = { name: '../../etc/pass\u202ewd.png', bytes: await photo(300, 200) }
  await draftWithImage(site, cookie, { file })
  const [item] = await site.storage.read.selectFrom('library_item').select(['name']).execute()
  expect(item?.name).toBe('passwd.jpg')
})

test('someone who brings very many in a short time is asked to wait', async () => {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const answers: number[] = []
  for (let n = 0; n <= 60; n++)
    answers.push((await bring(site, cookie, { name: 'a.jpg', bytes: 'Hej' })).statusCode)
  expect([answers[0], answers.at(-1)]).toEqual([422, 429])
})
