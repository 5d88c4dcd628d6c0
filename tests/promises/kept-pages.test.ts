/** What the memory for finished pages promises: built once, emptied by what changes them, never old. */
import { describe, expect, test, vi } from 'vitest'
import { decide, write } from '../support/citizen.ts'
import type { TestSite } from '../support/site.ts'
import { addresses } from './sweep.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

/** The public addresses that are kept, with the mark of the page there. */
async function marksOf(world: World): Promise<Map<string, string>> {
  const marks = new Map<string, string>()
  for (const url of addresses(world)) {
    const { etag } = (await world.site.get(url)).headers
    if (etag) marks.set(url, String(etag))
  }
  return marks
}

describe('a page', () => {
  test('is built once for all who wait for it', async () => {
    const { site, posts } = await openWorld()
    await site.restart()
    const readers = Array.from({ length: 100 }, () => site.get(posts.open.path))
    const marks = new Set((await Promise.all(readers)).map(({ headers }) => headers.etag))
    expect(marks.size, 'each building has a mark of its own').toBe(1)
    await site.restart()
    expect(marks).not.toContain((await site.get(posts.open.path)).headers.etag)
  })

  test('stays while comments come in: what waits is not public', async () => {
    const world = await openWorld()
    const before = await marksOf(world)
    expect(before.size).toBeGreaterThan(60)
    for (const at of [world.posts.open.path, `/comments/${world.comments.shown}/reply`])
      await write(world.site, at, { text: 'Vem bestämmer?' })
    const after = await marksOf(world)
    const changed = [...after].filter(([url, mark]) => before.get(url) !== mark)
    // That something was received is told at once, by its number and the time.
    expect(changed.filter(([url]) => !url.startsWith('/ledger'))).toEqual([])
  })

  test('of another post stays when one is answered', async () => {
    const { site, posts, comments, cookies } = await openWorld()
    const mark = async (path: string) => (await site.get(path)).headers.etag
    const before = [await mark(posts.changed.path), await mark(posts.open.path)]
    await decide(site, cookies.moderator, comments.pending)
    expect(await mark(posts.changed.path)).toBe(before[0])
    expect(await mark(posts.open.path)).not.toBe(before[1])
  })
})

describe('a reader who comes after a write has been answered', () => {
  test('sees it, however many read and write at the same time', async () => {
    const { site, posts, cookies } = await openWorld({ settings: { rateLimits: false } })
    const waiting: string[] = []
    for (let count = 0; count < 24; count++) waiting.push(await send(site, posts.open.path, count))
    const answered = new Set<string>()
    const deciders = Array.from({ length: 4 }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [number = '', text = ''] = next.split(' ')
        await decide(site, cookies.moderator, Number(number))
        answered.add(text)
      }
    })
    let isOver = false
    const decided = Promise.all(deciders).finally(() => {
      isOver = true
    })
    let reads = 0
    const readers = Array.from({ length: 6 }, async () => {
      while (!isOver) {
        await new Promise((go) => setImmediate(go)) // as sockets do, let others have their turn
        const known = [...answered]
        const page = (await site.get(posts.open.path)).body
        reads += 1
        expect(known.filter((text) => !page.includes(text))).toEqual([])
      }
    })
    await Promise.all([decided, ...readers])
    expect(reads).toBeGreaterThan(24)
  })
})

/** Writes a comment with words of its own; gives its number and the words. */
async function send(site: TestSite, at: string, count: number): Promise<string> {
  const text = `ord${count}slut`
  return `${(await write(site, at, { text })).number} ${text}`
}
