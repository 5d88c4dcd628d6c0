/**
 * Whole public pages and their compressed bodies, bounded in bytes, emptied by writes. A page is
 * built once for all who wait for it; nobody who comes after a write is given a page from before it.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib'

export type Encoding = 'br' | 'zstd' | 'gzip' | 'identity'

/** A finished page: what a reader of one language is sent. */
export interface StoredPage {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** What it was made from; a change of any of these makes it stale. */
  readonly tags: readonly string[]
  /** Milliseconds since 1970 at which a date alone changes it; Infinity when none does. */
  readonly until: number
  /** Unlike for any other page and any other start of the program. */
  readonly etag: string
}

interface Held extends StoredPage {
  readonly key: string
  readonly bodies: Map<Encoding, Promise<Buffer> | Buffer>
  bytes: number
}

export type CachedPage = Held

export interface PageCache {
  /** The page under this key, if it is there and `now` (milliseconds) is before its end. */
  readonly get: (key: string, now: number) => CachedPage | undefined
  /** Builds the page, once for all who ask meanwhile, and keeps it unless something it rests on changed. */
  readonly build: (key: string, make: () => Promise<StoredPage>) => Promise<CachedPage>
  /** The body in an encoding, compressed once. */
  readonly body: (page: CachedPage, encoding: Encoding) => Buffer | Promise<Buffer>
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
    const page: Held = { ...made, key, bodies: new Map(), bytes: made.body.byteLength }
    if (made.tags.every((tag) => (touched.get(tag) ?? 0) <= begun)) keep(page)
    return page
  }

  return {
    get: (key, now) => {
      const page = pages.get(key)
      if (!page || now >= page.until) return undefined
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
    body: (page, encoding) => {
      if (encoding === 'identity') return page.body
      const known = page.bodies.get(encoding)
      if (known) return known
      const coming = compress(page.body, encoding).then((body) => {
        page.bodies.set(encoding, body)
        if (pages.get(page.key) === page) {
          page.bytes += body.byteLength
          total += body.byteLength
          makeRoom()
        }
        return body
      })
      page.bodies.set(encoding, coming)
      return coming
    },
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

const brotli = promisify(brotliCompress)
const zstd = promisify(zstdCompress)
const deflate = promisify(gzip)

/** Levels by measurement: a page is compressed once and sent many times (docs/decisions/0004). */
function compress(body: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
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
