import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { choicesIn, postFiles } from '../files/chosen.ts'
import { openAt } from '../letters/channel.ts'
import { hiddenFields } from '../support/site.ts'
import { openRegister } from './register.ts'

/** The files of a ZIP, by name, read by its central directory. */
function filesIn(zip: Buffer): Map<string, { readonly bytes: Buffer; readonly date: number }> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const files = new Map<string, { readonly bytes: Buffer; readonly date: number }>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [how, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((step) => zip.readUInt16LE(at + step))
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(from, from + size)
    const words = zip.subarray(at + 46, at + 46 + (name ?? 0)).toString('utf8')
    const bytes = how === 8 ? inflateRawSync(packed) : packed
    files.set(words, { bytes, date: zip.readUInt32LE(at + 12) })
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

async function openPackage() {
  const register = await openRegister()
  const { site, official, number } = register
  const at = `/desk/letters/${number}`
  await site.post(`${at}/opening`, {}, { cookie: official })
  const reply = { capacity: 'official', reply: 'Vi lagar taket. <b>Genast</b>' }
  await site.post(`${at}/reply`, reply, { cookie: official })
  await site.post(`${at}/note`, { note: 'Ring fastighet.' }, { cookie: official })
  return register
}

describe('to the diary', () => {
  test('goes one package: a page, and everything as data, without the notes', async () => {
    const { act, mine } = await openPackage()
    const answer = await act('package')
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="brev-1.zip"',
      'cache-control': 'no-store',
    })
    const files = filesIn(answer.rawPayload)
    expect([...files.keys()]).toEqual(['brev-1/brev-1.html', 'brev-1/brev-1.json'])
    const page = String(files.get('brev-1/brev-1.html')?.bytes)
    expect(page).toContain('Taket läcker på Granens förskola.')
    expect(page).toContain('Vi lagar taket. &lt;b&gt;Genast&lt;/b&gt;')
    expect(page).not.toMatch(/src=|href=|Ring fastighet/)
    const data = JSON.parse(String(files.get('brev-1/brev-1.json')?.bytes))
    expect(data).toMatchObject({
      ...{ format: 'insyn-letter-1', number: 1, received_at: '2026-11-21T09:00:00.000Z' },
      parties: {
        writer: { name: 'Mirja' },
        office: [{ name: 'Kerstin Ahlby', title: 'kommundirektör' }],
      },
    })
    expect(data.said.map(({ kind }: { kind: string }) => kind)).toEqual(['letter', 'reply'])
    expect(data.done.map(({ kind }: { kind: string }) => kind)).toContain('packaged')
    expect(await mine()).toContain('Maj Sund (registrator) tog ut brevet till diariet')
  })

  test('has the notes when they are wanted, and the same bytes each time but for what happened since', async () => {
    const { act } = await openPackage()
    const [one, other] = [await act('package', { notes: 'yes' }), await act('package')]
    const files = filesIn(one.rawPayload)
    expect(String(files.get('brev-1/brev-1.html')?.bytes)).toContain('Ring fastighet.')
    const dates = [...files.values(), ...filesIn(other.rawPayload).values()].map(({ date }) => date)
    expect(new Set(dates).size).toBe(1)
  })

  test('go the files that were sent along, under their own names', async () => {
    const { site, act, number, cookie, sent } = await openPackage()
    const form = { letter: String(number), text: 'Se bilden.' }
    const files = [{ name: 'Tak å väg.txt', bytes: 'Taket den 3 november.' }]
    const seen = await postFiles(site, '/receipt/letter', form, files, { cookie })
    const chosen = { ...form, ...hiddenFields(seen.body), ...choicesIn(seen.body) }
    await site.post('/receipt/letter', chosen, { cookie })
    await openAt(site, number, sent)
    const answer = filesIn((await act('package')).rawPayload)
    expect([...answer.keys()]).toContain('brev-1/1-Tak å väg.txt')
    expect(String(answer.get('brev-1/1-Tak å väg.txt')?.bytes)).toBe('Taket den 3 november.')
    const data = JSON.parse(String(answer.get('brev-1/brev-1.json')?.bytes))
    expect(data.files).toEqual([{ name: 'Tak å väg.txt', bytes: 21 }])
  })

  test('goes nothing without a second step not long ago', async () => {
    const { site, act, mine } = await openPackage()
    site.advance(40 * 60_000)
    const late = await act('package')
    expect([late.statusCode, late.headers['content-type']]).toEqual([
      403,
      'text/html; charset=utf-8',
    ])
    expect(await mine()).not.toContain('tog ut brevet')
  })
})
