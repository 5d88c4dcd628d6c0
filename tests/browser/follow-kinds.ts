/** The pages for people who follow by mail: the forms, and what the links in mails open. */
import { followSecrets } from '../../server/following/address.ts'
import type { Inhabited } from './inhabited.ts'
import type { Kind } from './kind.ts'

/** Follows this and that by the forms, and finds the way to each kind of page. */
export async function followKinds({ site, personal, thread }: Inhabited): Promise<Kind[]> {
  const { question, unanswered, receipts } = thread
  const ofThread = `${personal.path}/follow`
  const ofComment = `/comments/${unanswered}/follow`
  const posts = await askedAt(site, '/follow', 'anna@example.org')
  const conversation = await askedAt(site, ofThread, 'anna@example.org')
  const answers = await askedAt(site, ofComment, 'anna@example.org')
  const stopped = await askedAt(site, '/follow', 'bo@example.org')
  const mended = { address: 'anna@' }
  return [
    { name: 'following new posts', site, path: '/follow' },
    { name: 'following a thread', site, path: ofThread },
    { name: 'following a comment', site, path: ofComment },
    {
      ...{ name: 'following one’s own comment', site, cookie: receipts.shown },
      path: `/receipt/follow?comment=${question}`,
    },
    { name: 'an address to mend', site, path: '/follow', form: mended, status: 422 },
    { name: 'that a link was sent', site, path: '/follow/asked' },
    { name: 'confirming', site, path: posts.confirmation },
    { name: 'having confirmed', site, path: posts.confirmation, form: {} },
    { name: 'what one follows, new posts', site, path: posts.unsubscribe },
    { name: 'what one follows, a thread', site, path: conversation.unsubscribe },
    {
      ...{ name: 'a choice that was saved', site, path: `${answers.unsubscribe}/choice` },
      form: { way: 'answers', language: 'sv' },
    },
    { name: 'having stopped', site, path: stopped.unsubscribe, form: {} },
    { name: 'a link to follow that is no more', site, path: '/unsubscribe/x', status: 410 },
  ]
}

/** Asks to follow, and gives the links that the mails carry. */
async function askedAt({ post, keys, storage }: Inhabited['site'], path: string, address: string) {
  await post(path, { address, way: 'all' })
  const rows = storage.read.selectFrom('follow').select(['id', 'asked_at']).orderBy('id', 'desc')
  const { id, asked_at: askedAt } = await rows.executeTakeFirstOrThrow()
  const { tokenOf } = followSecrets(keys.seal)
  const unsubscribe = `/unsubscribe/${tokenOf('unsubscribe', { id, askedAt })}`
  return {
    confirmation: `/follow/confirmation/${tokenOf('confirm', { id, askedAt })}`,
    unsubscribe,
  }
}
