/** A site where things happen in no order: whatever people do to it, one act after another. */
import { publishPost } from '../posts/writing.ts'
import type { TestSite } from '../support/site.ts'
import { acts, cookie, often, pick, type State, signIn } from './acts.ts'

export interface Life {
  /** Does something, which may be refused, and says what it tried. */
  readonly act: () => Promise<string>
  /** Every public address of what there is. */
  readonly addresses: () => Promise<string[]>
  /** Which acts have been done and taken. */
  readonly kinds: () => string[]
}

/** Begins with two posts and a conversation. */
export async function live(site: TestSite, random: () => number): Promise<Life> {
  const state: State = { site, random, cookies: new Map(), receipts: new Map(), done: new Set() }
  await signIn(state)
  for (const capacity of ['personal', 'official'])
    await publishPost(site, cookie(state, 'official'), { capacity, title: `Inlägg ${capacity}` })
  for (let count = 0; count < 4; count++) {
    await acts.writeMore?.(state)
    await acts.letThrough?.(state)
  }
  const names = Object.keys(acts).flatMap((name) => Array<string>(often[name] ?? 2).fill(name))
  return {
    act: async () => {
      const name = pick(state, names)
      if (await acts[name]?.(state)) state.done.add(name)
      return name
    },
    addresses: () => addresses(site),
    kinds: () => [...state.done],
  }
}

async function addresses({ storage: { read } }: TestSite): Promise<string[]> {
  const paths = await read.selectFrom('post_address').select(['year_month', 'slug']).execute()
  const said = await read.selectFrom('comment').select(['id', 'kind']).execute()
  const last = await read.selectFrom('post').select('id').orderBy('id', 'desc').execute()
  return [
    ...['/', '/personal', '/official', '/about', '/contact', '/policy', '/policy/house-rules'],
    ...['/policy/privacy', '/feed.atom', '/.well-known/security.txt', '/2026/11', '/2026/12'],
    ...['/tags/skola', '/tags/vinter', `/?before=${last[0]?.id}`],
    ...paths.map(({ year_month, slug }) => `/${year_month}/${slug}`),
    ...paths.map(({ year_month, slug }) => `/${year_month}/${slug}/history`),
    ...said.flatMap(({ id, kind }) =>
      ['', '/reply', ...(kind === 'staff' ? ['/history'] : [])].map(
        (end) => `/comments/${id}${end}`,
      ),
    ),
  ]
}
