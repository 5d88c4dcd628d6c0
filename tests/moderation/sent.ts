import { submitComment } from '../../server/comments/actions.ts'
import { findComment } from '../../server/comments/kept-store.ts'
import { entriesFrom } from '../../server/ledger/store.ts'
import type { House } from '../../server/web/house.ts'
import { publishPost } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'

/** A site with one post and the sign-ins of those who decide. */
export async function openThread() {
  const site = await openTestSite()
  const author = await site.signIn('official')
  const post = await publishPost(site, author)
  const moderator = await site.signIn('moderator')
  /** Sends a comment as a citizen and gives its number. */
  const send = async (text: string, change: { isQuestion?: boolean; trap?: boolean } = {}) => {
    const house = { storage: site.storage, clock: site.clock, keys: site.keys } as unknown as House
    const sent = await submitComment(house, {
      words: { name: 'Mirja', text, isQuestion: change.isQuestion ?? false },
      ...{ postId: post.id, parentId: undefined, postVersion: 1, parentVersion: undefined },
      ...{ mark: undefined, code: undefined },
      seen: { trap: change.trap ?? false, proof: 'solved', seconds: 60 },
    })
    if (!sent.ok) throw new Error(sent.problem)
    return sent.value.number
  }
  const decide = (id: number, form: Record<string, string>, cookie = moderator) =>
    site.post(`/desk/comments/${id}/decision`, form, { cookie })
  const comment = async (id: number) => {
    const row = await findComment(site.storage.read, id)
    if (!row) throw new Error(`no comment ${id}`)
    return row
  }
  const decisions = () => site.storage.read.selectFrom('decision').selectAll().execute()
  const lastEntry = async () =>
    JSON.parse((await entriesFrom(site.storage.read, 0, 100)).at(-1)?.body ?? '{}')
  const counts = () =>
    site.storage.read
      .selectFrom('post')
      .select(['comment_count', 'answer_count'])
      .where('id', '=', post.id)
      .executeTakeFirstOrThrow()
  return { site, post, author, moderator, send, decide, comment, decisions, lastEntry, counts }
}
