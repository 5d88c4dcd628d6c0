/** Reads of which each comes after a write, so that nothing of them is kept, and what they alone cost. */
import type { Sample } from './client.ts'
import { type Answer, ask } from './http.ts'
import type { Moderator } from './moderator.ts'
import type { Server } from './process.ts'

/** As a Swedish browser asks, uncompressed: what is measured is the page, not its compression. */
export const asked = { headers: { 'accept-language': 'sv-SE,sv;q=0.8' } }

interface Reads {
  /** How many, one after the other. */
  readonly count: number
  readonly path: (at: number) => string
  /** Comes before each. */
  readonly write?: () => Promise<unknown>
}

/** Reads one after the other; the CPU of asking for the CPU and of the writes is left out. */
export async function reads(server: Server, { count, path, write }: Reads): Promise<Sample> {
  const start = performance.now()
  let cpu = 0
  for (let at = 0; at < count; at++) {
    await write?.()
    const asking = await costOf(server, async () => {})
    cpu += (await costOf(server, () => readWhole(server, path(at)))) - asking
  }
  const rate = count / ((performance.now() - start) / 1000)
  return { count, rate, cpu: cpu / count, slowest: Number.NaN }
}

/** Reads a page and throws unless it is one. */
export async function readWhole({ name, port }: Server, path: string): Promise<Answer> {
  const answer = await ask(port, path, asked)
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} at ${path}`)
  return answer
}

async function costOf(server: Server, act: () => Promise<unknown>): Promise<number> {
  const before = await server.usage()
  await act()
  return (await server.usage()).cpu - before.cpu
}

/** A write that every page with this comment rests on: hides it, and puts it back the next time; says what it is now. */
export function turning(moderator: Moderator, comment: number): () => Promise<'hidden' | 'shown'> {
  let isShown = true
  return async () => {
    const hide = { act: 'hide', reason: 'off_topic', sentence: 'Det hör inte hit.' }
    await moderator.post(`/desk/comments/${comment}/decision`, isShown ? hide : { act: 'put_back' })
    isShown = !isShown
    return isShown ? 'shown' : 'hidden'
  }
}
