/** The map of the site for search engines (sitemaps.org, protocol 0.9). */
import type { Instant } from '../kernel/clock.ts'
import type { Address } from './sitemap-store.ts'
import { element, textElement } from './xml.ts'

const XMLNS = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** What the protocol allows in one file. */
export const MOST_ADDRESSES = 50_000

/** A part of the map: `posts-1`, of numbers from 1 on. */
export interface Part {
  readonly kind: 'lists' | 'posts' | 'openness'
  readonly number: number
}

/** The name of a part in its address. */
export const nameOf = ({ kind, number }: Part): string => `${kind}-${number}`

/** The part with a name; undefined for none. */
export function partOf(name: string): Part | undefined {
  const [, kind, number] = /^(lists|posts|openness)-([1-9]\d{0,8})$/.exec(name) ?? []
  return kind === undefined ? undefined : { kind: kind as Part['kind'], number: Number(number) }
}

/** The numbers that a part holds when each has so many. */
export const rangeOf = ({ number }: Part, size: number) => ({
  from: (number - 1) * size + 1,
  to: number * size,
})

/** All parts there are, by the highest numbers. */
export function partsOf(top: { posts: number; openness: number }, size: number): Part[] {
  const of = (kind: 'posts' | 'openness'): Part[] =>
    Array.from({ length: Math.ceil(top[kind] / size) }, (_, at) => ({ kind, number: at + 1 }))
  return [{ kind: 'lists', number: 1 }, ...of('posts'), ...of('openness')]
}

/** Addresses as a file. */
export const urlset = (addresses: readonly Address[], publicUrl: string): string =>
  document(
    'urlset',
    addresses.map(({ path, changed }) => line('url', publicUrl + path, changed)),
  )

/** Parts as a file that leads to them. */
export const index = (parts: readonly Part[], publicUrl: string): string =>
  document(
    'sitemapindex',
    parts.map((part) => line('sitemap', `${publicUrl}/sitemap/${nameOf(part)}.xml`, undefined)),
  )

const line = (name: string, url: string, changed: Instant | undefined): string =>
  element(name, {}, [
    textElement('loc', {}, url),
    ...(changed ? [textElement('lastmod', {}, changed)] : []),
  ])

const document = (name: string, lines: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(
    name,
    { xmlns: XMLNS },
    lines.map((one) => `\n${one}`),
  )}\n`
