/** What writers meet besides the editor itself. */
import { openTestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

/** A form whose writer was signed out, and what a text looks like while it is written. */
export async function editorKinds(): Promise<Kind[]> {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const form = { title: 'Skolan vid ån', source: 'Vi bygger.\n\nSnart.', language: 'sv' }
  return [
    { name: 'a text whose writer was signed out', site, path: '/desk/drafts', form, status: 403 },
    { name: 'the look of a text', site, path: '/desk/drafts/look', form, cookie },
  ]
}
