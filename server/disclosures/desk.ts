/** The archive at the desk: what is to be looked at again, what there is, and writing something new. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk, Viewer } from '../accounts/desk-context.ts'
import { dateIn } from '../language/zone.ts'
import type { House } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Ask } from '../web/web.ts'
import { may } from './actions.ts'
import { showList } from './desk-list.ts'
import { deskEntryPage } from './desk-pages.ts'
import type { Disclosure } from './disclosure.ts'
import { correctDesk } from './look-correct-http.ts'
import { lastSoon } from './look-due.ts'
import { entryIn, lookDesk } from './look-http.ts'
import { countDue, hasEntries } from './look-store.ts'
import { makeDesk } from './make-http.ts'
import { findCommentPlace } from './place-store.ts'
import { findPostOf, historyOf } from './store.ts'

/** Registers everything below /desk/openness. */
export function disclosureDesk(desk: Desk): void {
  desk.app.get('/openness', (request, reply) => showList(desk, request, reply))
  makeDesk(desk)
  desk.app.get('/openness/:id', (request, reply) => showEntry(desk, request, reply))
  lookDesk(desk)
  correctDesk(desk)
}

async function showEntry(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { entry } = await entryIn(desk, request)
  const asked = desk.web.ask(request)
  const events = await historyOf(asked.read, entry.id)
  return desk.show(request, reply, {
    view: view(
      'disclosures/desk-entry',
      deskEntryPage({ entry, events, on: await placeOf(asked, entry) }, asked),
    ),
    title: asked.t('disclosures.title.number', { number: entry.id }),
  })
}

/** What an entry hangs on, while that is public. */
async function placeOf({ read, t }: Ask, { postId, commentId }: Disclosure) {
  const post = postId === undefined ? undefined : await findPostOf(read, postId)
  if (post)
    return {
      ...{ href: `/desk/posts/${post.id}`, words: t('looks.on.post', { title: post.title }) },
      capacity: post.capacity,
    }
  const comment = commentId === undefined ? undefined : await findCommentPlace(read, commentId)
  if (!comment) return undefined
  return {
    href: `/desk/comments/${comment.id}`,
    words: t('looks.on.comment', { name: comment.name }),
    capacity: undefined,
  }
}

/** How many entries are overdue or due within 14 days; undefined for whoever does not write, and while there is no entry. */
export async function dueFor(
  { storage: { read }, clock, site }: House,
  viewer: Viewer,
): Promise<number | undefined> {
  const here = site()
  if (!here || !may(viewer, 'openness.write') || !(await hasEntries(read))) return undefined
  return countDue(read, lastSoon(dateIn(clock(), here.timeZone)))
}
