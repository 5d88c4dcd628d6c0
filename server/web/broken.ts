/** What cannot be read as a request: an address with broken signs, a message that is not HTTP. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { notStored, safeHeaders } from './headers.ts'
import { languageOf } from './negotiate.ts'
import type { Web } from './web.ts'

/** The server's own answers to what never becomes a request of a route. */
export interface Broken {
  readonly options: {
    readonly frameworkErrors: (
      error: FastifyError,
      request: FastifyRequest,
      reply: FastifyReply,
    ) => void
    readonly clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => void
  }
  /** Says what renders the page; until then nothing is answered. */
  readonly answerWith: (web: Web) => void
}

/** Makes them, so that also these answers are a page with every header. */
export function brokenRequests(): Broken {
  let opened: Web | undefined
  return {
    options: {
      frameworkErrors: (error, request, reply) => {
        const { house } = opened ?? {}
        if (!opened || !house) return void reply.code(503).send()
        const site = house.site()?.language ?? house.settings.siteLanguage
        brokenPage(opened, languageOf(request, site)).then(
          (html) =>
            reply
              .code(error.statusCode ?? 400)
              .headers({ ...safeHeaders(house.settings), ...notStored })
              .type('text/html; charset=utf-8')
              .send(html),
          () => reply.code(500).send(),
        )
      },
      clientErrorHandler: (error, socket) => {
        if (error.code === 'ECONNRESET' || !socket.writable || !opened) return void socket.destroy()
        answerSocket(opened, socket, statusFor(error)).catch(() => socket.destroy())
      },
    },
    answerWith: (web) => {
      opened = web
    },
  }
}

/** The page in the plain frame: there may be no site yet. */
function brokenPage(web: Web, language: Language): Promise<string> {
  const t = translator(language)
  const title = t('problems.unreadable.title')
  const page = { language, path: '/', title, siteName: 'Insyn', authority: '' }
  const model = {
    title,
    words: t('problems.unreadable.words'),
    kept: undefined,
    reference: undefined,
    links: [{ href: '/', words: t('problems.home') }],
  }
  return web
    .render('problems/problem', model, page)
    .then((body) =>
      web.render('layouts/bare', { body, stylesheet: web.assets.publicStyle, languages: [] }, page),
    )
}

function statusFor({ code }: { code?: string }): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}

async function answerSocket(web: Web, socket: Socket, status: number): Promise<void> {
  const { settings, site } = web.house
  const html = await brokenPage(web, site()?.language ?? settings.siteLanguage)
  const headers = {
    ...safeHeaders(settings),
    ...notStored,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(html)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  if (!socket.writable) return void socket.destroy()
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${html}`)
}
