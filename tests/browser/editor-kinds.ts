/** What writers meet besides the editor itself. */

import { askFirst } from '../posts/asking.ts'
import { ledTo, writeDraft } from '../posts/writing.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

/** A form whose writer was signed out, what a text looks like while it is written, and two in one draft. */
export async function editorKinds(): Promise<Kind[]> {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const form = { title: 'Skolan vid ån', source: 'Vi bygger.\n\nSnart.', language: 'sv' }
  const draft = await writeDraft(site, cookie, form)
  const seen = hiddenFields((await site.get(draft, { cookie })).body)
  const other = await site.signIn('official')
  ledTo(await site.post(draft, { ...form, ...seen, title: 'Skolan' }, { cookie: other }))
  await site.get(draft, { cookie: other })
  const mine = { ...form, ...seen, source: 'Vi bygger nu.\n\nSnart.' }
  const asking = await openTestSite()
  await askFirst(asking)
  const jonas = await asking.signIn('author')
  const kerstin = await asking.signIn('official')
  const wanted = await writeDraft(asking, jonas)
  const at = `${wanted}/approval`
  const question = hiddenFields((await asking.get(at, { cookie: jonas })).body)
  await asking.post(at, { ...question, act: 'asked' }, { cookie: jonas })
  return [
    { name: 'a draft that waits for a yes', site: asking, path: at, cookie: kerstin },
    { name: 'a draft whose writer has asked', site: asking, path: at, cookie: jonas },
    {
      ...{ name: 'a draft sent back without a note', site: asking, path: at, cookie: kerstin },
      ...{ form: { ...question, act: 'returned', note: '' }, status: 422 },
    },
    {
      name: 'publishing without the yes',
      site: asking,
      path: `${wanted}/publication`,
      cookie: jonas,
    },
    { name: 'a text whose writer was signed out', site, path: '/desk/drafts', form, status: 403 },
    { name: 'the look of a text', site, path: '/desk/look', form, cookie },
    { name: 'a draft that two changed', site, path: draft, form: mine, cookie, status: 409 },
    { name: 'a draft that a colleague has open', site, path: draft, cookie },
    { name: 'the earlier texts of a draft', site, path: `${draft}/earlier`, cookie },
    { name: 'an earlier text of a draft', site, path: `${draft}/earlier/1`, cookie },
  ]
}
