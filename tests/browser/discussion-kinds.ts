/** A conversation that was summed up, changed a mind and has a side discussion, and the pages of each. */
import { openThread } from '../moderation/sent.ts'
import type { Kind } from './kind.ts'

/** Does all of it by the forms of the desk. */
export async function discussionKinds(): Promise<Kind[]> {
  const { site, post, author, moderator, show } = await openThread()
  const root = await show('Bussen går förbi skolan utan att stanna.')
  const branch = await show('Apropå hållplatsen: vem röjer snön där?', { parentId: root })
  const below = await show('Det gör vi som bor här.', { parentId: branch })
  const send = async (path: string, form: Record<string, string>, cookie: string) => {
    const { statusCode, body } = await site.post(path, form, { cookie })
    if (statusCode !== 303) throw new Error(`${path}: ${statusCode} ${body}`)
  }
  const summary = { text: 'Frågan är var bussen stannar.', capacity: 'official' }
  await send(`/desk/threads/${post.id}/summary`, summary, author)
  const credit = { capacity: 'personal', reason: 'Det hade jag inte tänkt på.' }
  await send(`/desk/comments/${root}/credit`, credit, author)
  const move = { title: 'Snön vid hållplatsen', reason: 'En egen fråga.' }
  await send(`/desk/comments/${branch}/discussion`, move, moderator)
  return [
    { name: 'a thread with a summary and credit', site, path: post.path },
    { name: 'a thread, the newest first', site, path: `${post.path}?order=newest` },
    { name: 'a side discussion', site, path: `/discussions/${branch}` },
    { name: 'a comment in a side discussion', site, path: `/comments/${below}` },
  ]
}
