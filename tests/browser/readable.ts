/** A site as a reader finds it: a post in each capacity, and a comment under one of them. */
import { changeComment } from '../../server/comments/kept-store.ts'
import { changeCounts } from '../../server/posts/store.ts'
import { publishPost } from '../posts/writing.ts'
import { hiddenFields, openTestSite, type TestSite } from '../support/site.ts'

export interface Readable {
  readonly site: TestSite
  /** The address of the personal post, which has the comment. */
  readonly personal: string
  readonly official: string
  /** The number of the comment that shows. */
  readonly comment: number
}

const long = 'Kommunalförbundsdirektionsledamöternas https://eken.example/'.concat('a'.repeat(90))

/** Opens a site with posts and a comment; it is gone when the test is. */
export async function openReadableSite(): Promise<Readable> {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const { path: personal } = await publishPost(site, cookie)
  const { path: official } = await publishPost(site, cookie, {
    capacity: 'official',
    title: 'Så plogar vi i vinter',
    source: `## Vägarna\n\n${long}\n\n- först bussarna\n- sedan skolorna\n\n> Kör sakta.`,
    decisionText: 'KS 2026/114',
    decisionUrl: 'https://eken.example/114',
  })
  return { site, personal, official, comment: await commentOn(site, personal) }
}

/** Sends a comment by the form; a moderator's yes is then written straight into the store. */
async function commentOn(site: TestSite, path: string): Promise<number> {
  const form = { ...hiddenFields((await site.get(path)).body), name: 'Aino', text: long }
  const preview = await site.post('/comments/preview', form)
  await site.post('/comments', { ...form, ...hiddenFields(preview.body) })
  const { id, post_id: post } = await site.storage.read
    .selectFrom('comment')
    .select(['id', 'post_id'])
    .executeTakeFirstOrThrow()
  await site.storage.transact(async (tx) => {
    await changeComment(tx, id, { state: 'shown', shown_at: site.clock() })
    await changeCounts(tx, post, { comments: 1 })
  })
  await site.restart() // the pages kept so far do not know of it
  return id
}
