/** What a staff reply said, version by version: for everybody who may read the reply. */
import { findPublicPostById } from '../posts/store.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask } from '../web/web.ts'
import { historyModel } from './history-pages.ts'
import { publicReplyVersions } from './reply-store.ts'
import { findPublicComment } from './store.ts'

/** The page of a staff reply's versions; there is none for a citizen's words, which never change. */
export async function historyPage(ask: Ask): Promise<Answer> {
  const comment = await findPublicComment(ask.read, Number(ask.params.id))
  const post = comment && (await findPublicPostById(ask.read, comment.postId))
  const versions = comment ? await publicReplyVersions(ask.read, comment.id) : []
  if (!comment?.capacity || !post || versions.length === 0) return { problem: 'not_found' }
  const reply = { ...comment, capacity: comment.capacity, language: post.language }
  const model = historyModel(reply, versions, ask)
  return {
    view: view('comments/history', model),
    head: {
      title: model.title,
      canonical: `/comments/${comment.id}/history`,
      capacity: comment.capacity,
    },
    tags: [`post:${post.id}`],
  }
}
