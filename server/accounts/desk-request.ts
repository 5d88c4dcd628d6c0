/** What the desk's routes ask of a request. */
import type { FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { Web } from '../web/web.ts'
import { may, type Viewer } from './account.ts'
import type { Desk } from './desk-context.ts'
import type { Speaking } from './pages.ts'

/** A number in the address; ends the request as not found when it is none. */
export function idIn(request: FastifyRequest, name = 'id'): number {
  const text = (request.params as Record<string, string>)[name] ?? ''
  if (!/^\d{1,15}$/.test(text)) throw new Problem('not_found')
  return Number(text)
}

/** What a page needs to say a moment to this person. */
export function speakingOf(web: Web, request: FastifyRequest): Speaking {
  const { t, language, site, now } = web.ask(request)
  return { t, language, zone: site.timeZone, now }
}

/** The viewer, when this is something they may do; ends the request as forbidden otherwise. */
export function allowed(
  desk: Desk,
  request: FastifyRequest,
  act: Parameters<typeof may>[1],
): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, act)) throw new Problem('forbidden')
  return viewer
}
