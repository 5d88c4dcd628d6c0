import { expect } from 'vitest'
import type { Answer, Form, TestSite } from '../support/site.ts'
import { hiddenFields } from '../support/site.ts'

/** What an author fills in. */
export const typed = (change: Form = {}): Form => ({
  capacity: 'personal',
  title: 'Det jag inte berättar om Almskolan',
  summary: 'En del kan jag svara på.',
  source: 'I tisdags fick jag *elva* frågor.',
  question: 'Vad behöver du veta?',
  tags: 'skola, öppenhet',
  language: 'sv',
  comments: 'open',
  ...change,
})

/** What the site must say of itself before the first publication. */
export const needs = {
  contact_email: 'kommun@eken.example',
  telephone: '0123-45 67 00',
  controller: 'Kommunstyrelsen',
}

/** The path that an answer leads to, without the notice of what was done. */
export const ledTo = (answer: Answer): string =>
  String(answer.headers.location ?? `${answer.statusCode} ${answer.body}`).replace(/\?.*/, '')

/** Writes a draft with the editor and gives its address at the desk. */
export async function writeDraft(site: TestSite, cookie: string, change: Form = {}) {
  const saved = await site.post('/desk/drafts', { ...typed(change), act: 'save' }, { cookie })
  expect(saved.statusCode, saved.body).toBe(303)
  return ledTo(saved)
}

/** Presses the button of publication for the draft at this address and gives the answer. */
export async function pressPublish(
  site: TestSite,
  cookie: string,
  draft: string,
  form: Form = {},
): Promise<Answer> {
  const page = await site.get(`${draft}/publication`, { cookie })
  const sent = { ...hiddenFields(page.body), ...needs, ...form }
  return site.post(`${draft}/publication`, sent, { cookie })
}

/** Writes and publishes a post by the forms; gives its address at the desk and for everybody. */
export async function publishPost(site: TestSite, cookie: string, change: Form = {}) {
  const draft = await writeDraft(site, cookie, change)
  const desk = ledTo(await pressPublish(site, cookie, draft))
  const page = await site.get(desk, { cookie })
  const path = /href="(\/\d{4}\/\d\d\/[^"/]+)"/.exec(page.body)?.[1]
  if (!path) throw new Error(`not published: ${page.body}`)
  return { desk, path, id: Number(desk.split('/').at(-1)) }
}

/** Changes a published post by the forms: what is named here is typed anew. */
export async function changePost(
  site: TestSite,
  cookie: string,
  desk: string,
  { change, publish = {} }: { readonly change: Form; readonly publish?: Form },
): Promise<Answer> {
  const draft = ledTo(await site.post(`${desk}/change`, {}, { cookie }))
  const page = await site.get(draft, { cookie })
  const form = { ...typed(), ...hiddenFields(page.body), ...change }
  const saved = await site.post(draft, form, { cookie })
  expect(saved.statusCode, saved.body).toBe(303)
  return pressPublish(site, cookie, draft, publish)
}

/** The words of a page without its markup, spaces made one. */
export const textOf = (body: string): string =>
  body
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
