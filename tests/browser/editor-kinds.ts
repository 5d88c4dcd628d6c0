/** What writers meet besides the editor itself. */
import { openTestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

/** A form whose writer was signed out. */
export async function editorKinds(): Promise<Kind[]> {
  const site = await openTestSite()
  const form = { title: 'Skolan vid ån', source: 'Vi bygger.\n\nSnart.', language: 'sv' }
  return [
    { name: 'a text whose writer was signed out', site, path: '/desk/drafts', form, status: 403 },
  ]
}
