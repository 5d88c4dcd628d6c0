/** An archive at a site: entries by the desk's own forms. */
import { expect } from 'vitest'
import {
  type Form,
  hiddenFields,
  openTestSite,
  type TestSite,
  type Wanted,
} from '../support/site.ts'

/** What is filled in for an entry. */
export const accounted = (change: Form = {}): Form => ({
  ...{ state: 'withheld', ground: 'municipal_economy', language: 'sv', openness: 'mine' },
  ...{ canSay: 'Vi köper mark i norr.', why: 'Priset stiger om det blir känt.' },
  ...change,
})

/** Makes an entry by its form; gives its number. */
export async function account(site: TestSite, cookie: string, change: Form = {}, on = '') {
  const form = { ...accounted(change), act: 'personal' }
  const made = await site.post(`/desk/openness/new${on}`, form, { cookie })
  expect(made.statusCode, made.body).toBe(303)
  return Number(/openness\/(\d+)/.exec(String(made.headers.location))?.[1])
}

/** One look: at which entry, what came of it or `correction`, and the fields. */
interface Looked {
  readonly id: number
  readonly what: string
  readonly [field: string]: string | number | readonly string[]
}

/** Sends the form of an outcome, or of a correction, as its page has it now. */
export async function look(site: TestSite, cookie: string, { id, what, ...form }: Looked) {
  const path = `/desk/openness/${id}/${what}`
  const { seen = '' } = hiddenFields((await site.get(path, { cookie })).body)
  return site.post(path, { seen, ...(form as Form) }, { cookie })
}

/** A site with an author and one entry that is due on 20 January 2027, written on 21 November 2026. */
export async function openArchive(wanted: Wanted = {}, change: Form = {}) {
  const site = await openTestSite(wanted)
  const author = await site.signIn('author')
  const id = await account(site, author, { reviewOn: '2027-01-20', ...change })
  return { site, author, id }
}

/** What everybody reads of an entry, without marks. */
export const publicly = async (site: TestSite, id: number): Promise<string> =>
  textIn((await site.get(`/openness/${id}`)).body)

/** The words of a page. */
export const textIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')
