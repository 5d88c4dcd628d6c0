/** What a letter is about, as forms and addresses name it. */
import type { FastifyRequest } from 'fastify'
import { findPublicComment } from '../comments/store.ts'
import { findPublicPostById } from '../posts/store.ts'
import { field } from '../web/forms.ts'
import type { Ask } from '../web/web.ts'
import type { AboutLink, Carried } from './pages.ts'

/** A public post, or a public comment under it. */
export interface About {
  readonly post: number
  readonly comment: number | undefined
  readonly link: AboutLink
}

/** The public post and comment that a letter is about; nothing when it is about neither. */
export async function aboutOf(
  { read }: Ask,
  { post, parent }: Pick<Carried, 'post' | 'parent'>,
): Promise<About | undefined> {
  const number = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0)
  const comment = await findPublicComment(read, number(parent))
  const found = await findPublicPostById(read, comment?.postId ?? number(post))
  if (!found) return undefined
  const { id, path, title, language, capacity } = found
  const href = comment ? `/comments/${comment.id}` : path
  return { post: id, comment: comment?.id, link: { href, title, language, capacity } }
}

/** What a form says that it is about. */
export const carriedIn = (request: FastifyRequest): Carried => ({
  post: field(request, 'post').slice(0, 15),
  postVersion: field(request, 'post_version').slice(0, 15),
  parent: field(request, 'parent').slice(0, 15),
  parentVersion: field(request, 'parent_version').slice(0, 15),
})
