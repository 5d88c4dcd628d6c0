/**
 * Whole public pages and their compressed bodies, bounded in bytes, emptied by writes. A page is
 * built once for all who wait for it; nobody who comes after a write is given a page from before it.
 */
import { promisify } from 'node:util'
import {
  brotliCompress,
  brotliDecompress,
  constants,
  gunzip,
  gzip,
  zstdCompress,
  zstdDecompress,
} from 'node:zlib'
import type { Instant } from '../kernel/clock.ts'

type Compression = 'br' | 'zstd' | 'gzip'

export type Encoding = Compression | 'identity'

/** A finished page: what a reader of one language is sent. */
export interface StoredPage {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** What it was made from; a change of any of these makes it stale. */
  readonly tags: readonly string[]
  /** The moment at which a date alone changes it, if there is one. */
  readonly until: Instant | undefined
  /** Whether it is sent to those who wait for it and then forgotten. */
  readonly isRare?: boolean | undefined
  /** Unlike for any other page and any other start of the program, or made from the bytes themselves. */
  readonly etag: string
}

type Headers = Readonly<Record<string, string | number>>

/** A page in one encoding, with all that is said of it: made once, sent many times. */
export interface EncodedPage {
  readonly headers: Headers
  readonly body: Buffer
}

interface Held extends Omit<StoredPage, 'body'> {
  readonly key: string
  /** The page as it is, until it is there compressed: nearly nobody asks for it so. */
  whole: EncodedPage | undefined
  /** What is said of it to a browser that has it already (304). */
  readonly unchanged: Headers
  readonly compressed: Map<Compression, Promise<EncodedPage> | EncodedPage>
  bytes: number
}

export type CachedPage = Held

export interface PageCache {
  /** The page under this key, if it is there and `now` is before its end. */
  readonly get: (key: string, now: Instant) => CachedPage | undefined
  /** Builds the page, once for all who ask meanwhile, and keeps it unless something it rests on changed. */
  readonly build: (key: string, make: () => Promise<StoredPage>) => Promise<CachedPage>
  /** The page in an encoding, compressed once; from then on only its compressed forms are held. */
  readonly encode: (page: CachedPage, encoding: Encoding) => EncodedPage | Promise<EncodedPage>
  /** Forgets every page made from any of these. */
  readonly touch: (tags: readonly string[]) => void
  readonly bytes: () => number
}

/** A cache of at most `limit` bytes; the pages least lately asked for go first. */
export function pageCache(limit: number): PageCache {
  const pages = new Map<string, Held>()
  const byTag = new Map<string, Set<Held>>()
  const building = new Map<string, { begun: number; page: Promise<Held> }>()
  const touched = new Map<string, number>()
  let change = 0
  let total = 0

  const forget = (page: Held): void => {
    if (pages.get(page.key) !== page) return
    pages.delete(page.key)
    total -= page.bytes
    for (const tag of page.tags) byTag.get(tag)?.delete(page)
  }

  const keep = (page: Held): void => {
    const older = pages.get(page.key)
    if (older) forget(older)
    pages.set(page.key, page)
    total += page.bytes
    for (const tag of page.tags) {
      const set = byTag.get(tag) ?? new Set()
      byTag.set(tag, set.add(page))
    }
    makeRoom()
  }

  const makeRoom = (): void => {
    for (const page of pages.values()) {
      if (total <= limit) return
      forget(page)
    }
  }

  const make = async (key: string, begun: number, makePage: () => Promise<StoredPage>) => {
    const made = await makePage()
    const { body, ...rest } = made
    const { 'content-type': _, ...unchanged } = made.headers
    const page: Held = {
      ...rest,
      key,
      whole: withLength(made.headers, body),
      unchanged,
      compressed: new Map(),
      bytes: body.byteLength,
    }
    if (!made.isRare && made.tags.every((tag) => (touched.get(tag) ?? 0) <= begun)) keep(page)
    return page
  }

  const compressOnce = (page: Held, encoding: Compression): Promise<EncodedPage> => {
    const coming = compressed(page, encoding).then((ready) => {
      page.compressed.set(encoding, ready)
      const more = ready.body.byteLength - (page.whole?.body.byteLength ?? 0)
      page.whole = undefined
      page.bytes += more
      if (pages.get(page.key) === page) {
        total += more
        makeRoom()
      }
      return ready
    })
    page.compressed.set(encoding, coming)
    return coming
  }

  return {
    get: (key, now) => {
      const page = pages.get(key)
      if (!page || (page.until !== undefined && now >= page.until)) return undefined
      pages.delete(key) // to the end of the line of those that go when room is needed
      pages.set(key, page)
      return page
    },
    build: (key, makePage) => {
      const under = building.get(key)
      if (under && under.begun === change) return under.page
      const page = make(key, change, makePage).finally(() => {
        if (building.get(key)?.page === page) building.delete(key)
      })
      building.set(key, { begun: change, page })
      return page
    },
    encode: (page, encoding) =>
      encoding === 'identity'
        ? (page.whole ?? wholeAgain(page))
        : (page.compressed.get(encoding) ?? compressOnce(page, encoding)),
    touch: (tags) => {
      change += 1
      for (const tag of tags) {
        touched.set(tag, change)
        for (const page of [...(byTag.get(tag) ?? [])]) forget(page)
        byTag.delete(tag)
      }
    },
    bytes: () => total,
  }
}

const withLength = (headers: Headers, body: Buffer): EncodedPage => ({
  headers: { ...headers, 'content-length': body.byteLength },
  body,
})

const brotli = promisify(brotliCompress)
const zstd = promisify(zstdCompress)
const deflate = promisify(gzip)
const undo = {
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
  gzip: promisify(gunzip),
}

async function compressed(page: Held, encoding: Compression): Promise<EncodedPage> {
  const { body } = page.whole ?? (await wholeAgain(page))
  const headers = { ...page.headers, 'content-encoding': encoding }
  return withLength(headers, alone(await compress(body, encoding)))
}

/** In memory of its own: zlib leaves 3 kB in a piece of 16, and all of it would be held. */
function alone(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.byteLength)
  body.copy(copy)
  return copy
}

/** The page as it is, from one of its compressed forms; not kept. */
async function wholeAgain(page: Held): Promise<EncodedPage> {
  for (const [encoding, form] of page.compressed)
    if ('body' in form) return withLength(page.headers, await undo[encoding](form.body))
  throw new Error('a kept page has no body')
}

/** Levels by measurement: a page is compressed once and sent many times (docs/decisions/0007). */
function compress(body: Buffer, encoding: Compression): Promise<Buffer> {
  if (encoding === 'zstd')
    return zstd(body, { params: { [constants.ZSTD_c_compressionLevel]: 9 } }) as Promise<Buffer>
  if (encoding === 'gzip') return deflate(body, { level: 6 }) as Promise<Buffer>
  return brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  }) as Promise<Buffer>
}
