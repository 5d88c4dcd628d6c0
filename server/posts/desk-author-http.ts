/** What every page of authors asks first. */
import type { FastifyRequest } from 'fastify'
import type { Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import { may } from './draft-actions.ts'

/** The viewer, who must be an author; ends the request as forbidden otherwise. */
export function authorOf(desk: Desk, request: FastifyRequest): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'posts.write')) throw new Problem('forbidden')
  return viewer
}

/** What an act gave; ends the request with the page of its problem otherwise. */
export function demanded<T>(result: Result<T, 'forbidden' | 'not_found'>): T {
  if (!result.ok) throw new Problem(result.problem)
  return result.value
}
