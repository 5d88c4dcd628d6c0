/** Pages from before there is a site: no menu, no name, the same calm sheet. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type T, translator } from '../language/catalogue.ts'
import { languageLinks } from '../web/frame.ts'
import { isRead } from '../web/guards.ts'
import { notStored, safeHeaders } from '../web/headers.ts'
import { languageAsked, languageOf } from '../web/negotiate.ts'
import type { View } from '../web/views.ts'
import { pathOf, type Web } from '../web/web.ts'

/** The words for this reader, who may have chosen a language; otherwise it is the one of SITE_LANGUAGE. */
export const wordsFor = (web: Web, request: FastifyRequest): T =>
  translator(languageOf(request, web.house.settings.siteLanguage))

/** Shows a page to one person before there is a site. */
export async function showBare(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly view: View; readonly title: string; readonly status?: number },
): Promise<FastifyReply> {
  const changed = isRead(request) ? languageAsked(request, reply, web.house) : undefined
  if (changed) return changed
  const language = languageOf(request, web.house.settings.siteLanguage)
  const page = {
    language,
    path: pathOf(request),
    title: shown.title,
    siteName: 'Insyn',
    authority: '',
  }
  const body = await web.render(shown.view.name, shown.view.model as never, page)
  const languages = isRead(request) ? languageLinks(language) : []
  const frame = { body, stylesheet: web.assets.publicStyle, languages }
  const html = await web.render('layouts/bare', frame, page)
  return reply
    .status(shown.status ?? 200)
    .headers({ ...safeHeaders(web.house.settings), ...notStored })
    .type('text/html; charset=utf-8')
    .send(html)
}
