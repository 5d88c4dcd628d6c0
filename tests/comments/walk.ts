/** Reads a thread as somebody does who has plain links and nothing else. */
import { expect } from 'vitest'
import type { TestSite } from '../support/site.ts'

/** Every comment on a page of a thread, in the order of the page; what it only refers to is not on it. */
export const idsOnPage = (body: string): number[] =>
  [...threadOf(body).matchAll(/ id="c(\d+)"/g)].map(([, id]) => Number(id))

/** The list itself: on a comment's own page that of its answers. */
const threadOf = (body: string): string => body.slice(body.indexOf('<section id="comments"'))

const linkWith = (body: string, words: string): string | undefined =>
  new RegExp(`<a href="([^"#]*)#comments">${words}</a>`).exec(body)?.[1]?.replaceAll('&amp;', '&')

const folds = (body: string): string[] =>
  [...body.matchAll(/<p class="thread__on"><a href="([^"#]*)#comments">Och /g)].map(
    ([, href]) => href ?? '',
  )

/** Branches that have a page of their own, by their first comments. */
const sidesOn = (body: string): number[] =>
  [...threadOf(body).matchAll(/ id="d(\d+)"><a href="\/discussions\/\1"/g)].map(([, id]) =>
    Number(id),
  )

/** All comments that are met from an address on: pages one after another, behind every fold, in every side discussion. */
export async function walk(
  site: TestSite,
  start: string,
  {
    way = 'Nästa sida',
    between = () => undefined,
  }: { readonly way?: string; readonly between?: () => void } = {},
): Promise<number[]> {
  const met: number[] = []
  let at: string | undefined = start
  while (at) {
    const page = await site.get(at)
    expect(page.statusCode, at).toBe(200)
    const folded: number[] = []
    for (const fold of folds(page.body)) folded.push(...(await walk(site, fold)))
    for (const side of sidesOn(page.body))
      folded.push(side, ...(await walk(site, `/discussions/${side}`)))
    met.push(...idsOnPage(page.body), ...folded)
    between()
    at = linkWith(page.body, way)
  }
  return met
}
