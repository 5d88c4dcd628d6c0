import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../server/kernel/clock.ts'
import { pageCache, type StoredPage } from '../../server/web/cache.ts'

const now = '2026-11-21T09:00:00.000Z' as Instant
const soon = '2026-11-21T09:00:00.001Z' as Instant
const words = 'snö och grus '.repeat(100)
const size = Buffer.byteLength(words)

const made = (change: Partial<StoredPage> = {}): StoredPage => ({
  status: 200,
  headers: { 'content-type': 'text/html', etag: 'W/"1"' },
  body: Buffer.from(words),
  tags: ['post:1'],
  until: undefined,
  etag: 'W/"1"',
  ...change,
})

const open = (limit = 1_000_000) => pageCache(limit)

describe('a kept page', () => {
  test('is built once for all who wait for it', async () => {
    const cache = open()
    let times = 0
    const build = () => {
      times += 1
      return Promise.resolve(made())
    }
    const [one, other] = await Promise.all([cache.build('a', build), cache.build('a', build)])
    expect(times).toBe(1)
    expect(one).toBe(other)
    expect(cache.get('a', now)).toBe(one)
  })

  test('is gone with what it was made from, and what was begun before that is not kept', async () => {
    const cache = open()
    await cache.build('a', async () => made())
    const late = cache.build('b', async () => {
      cache.touch(['post:1'])
      return made()
    })
    await late
    expect(cache.get('a', now)).toBeUndefined()
    expect(cache.get('b', now)).toBeUndefined()
  })

  test('is not given to who comes after a write that came while it was built', async () => {
    const cache = open()
    const old = cache.build('a', async () => made({ etag: 'old' }))
    cache.touch(['post:1'])
    const young = cache.build('a', async () => made({ etag: 'young' }))
    expect((await old).etag).toBe('old')
    expect((await young).etag).toBe('young')
    expect(cache.get('a', now)?.etag).toBe('young')
  })

  test('holds until the moment at which a date changes it', async () => {
    const cache = open()
    await cache.build('a', async () => made({ until: soon }))
    expect(cache.get('a', now)).toBeDefined()
    expect(cache.get('a', soon)).toBeUndefined()
  })

  test('makes room for others, the least lately asked for first', async () => {
    const cache = open(size * 3)
    for (const key of ['a', 'b', 'c']) await cache.build(key, async () => made())
    cache.get('a', now)
    await cache.build('d', async () => made())
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key, now))).toEqual(['a', 'c', 'd'])
    expect(cache.bytes()).toBe(size * 3)
  })
})

describe('a page in an encoding', () => {
  test('says its length and its encoding, and is the page', async () => {
    const cache = open()
    const page = await cache.build('a', async () => made())
    const undo = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync }
    for (const encoding of ['br', 'gzip', 'zstd'] as const) {
      const { headers, body } = await cache.encode(page, encoding)
      expect(undo[encoding](body).toString()).toBe(words)
      expect(headers).toMatchObject({
        ...{ etag: 'W/"1"', 'content-type': 'text/html' },
        ...{ 'content-encoding': encoding, 'content-length': body.byteLength },
      })
    }
    expect((await cache.encode(page, 'identity')).headers).not.toHaveProperty('content-encoding')
  })

  test('is compressed once for all who wait for it', async () => {
    const cache = open()
    const page = await cache.build('a', async () => made())
    const [one, other] = await Promise.all([cache.encode(page, 'br'), cache.encode(page, 'br')])
    expect(one).toBe(other)
    expect(cache.encode(page, 'br')).toBe(one)
    expect(cache.bytes()).toBe(one.body.byteLength)
  })

  test('is held compressed alone, and can be had whole and in another encoding all the same', async () => {
    const cache = open()
    const page = await cache.build('a', async () => made())
    const { body } = await cache.encode(page, 'br')
    expect((await cache.encode(page, 'identity')).body.toString()).toBe(words)
    const other = await cache.encode(page, 'gzip')
    expect(gunzipSync(other.body).toString()).toBe(words)
    expect(cache.bytes()).toBe(body.byteLength + other.body.byteLength)
    cache.touch(['post:1'])
    expect(cache.bytes()).toBe(0)
  })

  test('is counted right when two encodings come at once', async () => {
    const cache = open()
    const page = await cache.build('a', async () => made())
    const forms = await Promise.all([cache.encode(page, 'br'), cache.encode(page, 'zstd')])
    expect(cache.bytes()).toBe(forms.reduce((sum, { body }) => sum + body.byteLength, 0))
  })

  test('says to a browser that has it nothing about what it does not get (RFC 9110, 15.4.5)', async () => {
    const page = await open().build('a', async () => made())
    expect(page.unchanged).toEqual({ etag: 'W/"1"' })
  })
})
