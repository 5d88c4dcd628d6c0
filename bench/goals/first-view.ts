/** Goal 9: what a browser fetches before somebody can read a post with its thread. */
import type { Bench } from '../bench.ts'
import { type Answer, ask } from '../http.ts'
import type { Server } from '../process.ts'
import { figure, printTable, type Verdict } from '../table.ts'

const asked = { headers: { 'accept-encoding': 'br', 'accept-language': 'sv-SE,sv;q=0.8' } }

/** Reads the page and everything that it makes a browser fetch, its icon not counted. */
export async function firstView({ data, site }: Bench): Promise<Verdict[]> {
  const page = await fetched(site, data.short.path)
  const links = fetchedBy(page.text).map((link) => new URL(link, `http://127.0.0.1:${site.port}`))
  const ours = links.filter(({ port }) => port === String(site.port))
  const files = await Promise.all(ours.map(({ pathname }) => fetched(site, pathname)))
  const deeper = files.flatMap(({ text }) => text.match(/url\((?!["']?data:)|@import/g) ?? [])
  const all = [page, ...files]
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
  const missing = data.short.comments.filter((id) => !page.text.includes(`id="c${id}"`))
  printTable('9 First view of the post: bytes by brotli', [
    ['', 'whole', 'sent'],
    ...all.map(({ path, text, bytes }) => [path, figure(Buffer.byteLength(text)), figure(bytes)]),
    ['together', '', figure(total)],
  ])
  return [
    { goal: 9, what: 'first view, requests', figure: all.length + deeper.length, atMost: 3 },
    {
      goal: 9,
      what: 'first view, requests elsewhere',
      figure: links.length - ours.length,
      atMost: 0,
    },
    { goal: 9, what: 'first view, kB by brotli', figure: total / 1000, atMost: 45 },
    { goal: 9, what: 'comments that need a script to show', figure: missing.length, atMost: 0 },
  ]
}

interface Fetched {
  readonly path: string
  readonly text: string
  readonly bytes: number
}

async function fetched(site: Server, path: string): Promise<Fetched> {
  const sent: Answer = await ask(site.port, path, asked)
  if (sent.status !== 200 || sent.headers['content-encoding'] !== 'br')
    throw new Error(`${path}: ${sent.status}, not by brotli`)
  const plain = await ask(site.port, path, { headers: { 'accept-language': 'sv-SE,sv;q=0.8' } })
  return { path, text: plain.body.toString(), bytes: sent.body.byteLength }
}

const FETCHED_LINKS =
  /\brel="(?:stylesheet|preload|modulepreload|manifest|preconnect|dns-prefetch)"/

/** What a browser fetches by itself: stylesheets, scripts, pictures, frames; not where links lead. */
function fetchedBy(html: string): string[] {
  const tags = html.match(/<(?:link|script|img|source|iframe|video|audio|embed|object)\b[^>]*>/g)
  return (tags ?? [])
    .filter((tag) => !tag.startsWith('<link') || FETCHED_LINKS.test(tag))
    .flatMap((tag) => /\b(?:src|href|data)="([^"]+)"/.exec(tag)?.[1] ?? [])
}
