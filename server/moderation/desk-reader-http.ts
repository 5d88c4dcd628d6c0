/** Who reads at the desk of this room, and what the words there depend on. */
import type { FastifyRequest } from 'fastify'
import type { Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { Ask } from '../web/web.ts'
import { may } from './decision.ts'
import type { AtDesk } from './item-pages.ts'
import type { Looking } from './looking.ts'

/** What every address of the room needs. */
export interface Room {
  readonly desk: Desk
  readonly looking: Looking
  /** Whether this person may answer a comment by its writer's code; handed in, since letters lie above. */
  readonly mayAnswerDirectly: (viewer: Viewer, commentId: number) => Promise<boolean>
}

/** The viewer, who must be an author or a moderator; ends the request as forbidden otherwise. */
export function readerOf(desk: Desk, request: FastifyRequest): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'queue.read')) throw new Problem('forbidden')
  return viewer
}

/** What a page of the desk is made from, for this person. */
export const atDesk = ({ desk, looking }: Room, request: FastifyRequest): AtDesk & Ask => ({
  ...desk.web.ask(request),
  viewer: desk.viewer(request),
  looking,
})
