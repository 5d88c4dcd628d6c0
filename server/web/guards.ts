/** What no route can forget: cross-site posts, strict headers, a wrong method told from a wrong address. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { notStored, safeHeaders } from './headers.ts'
import type { App, Settings } from './house.ts'

/**
 * Refuses cross-site POSTs without tokens in forms: `Sec-Fetch-Site` must be `same-origin` or
 * `none`; without that header `Origin` must name the host addressed or the public address; with
 * neither (text browsers) it passes on public forms, never at the desk.
 */
export function refuseCrossSite(app: App, settings: Settings): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const passes = isRead(request) || isSameSite(request, settings)
    done(passes ? undefined : new Problem('cross_site'))
  })
}

/** Whether a request only reads: it changes nothing and can be made again. */
export const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/** The rule itself, for one request. */
export function isSameSite(request: FastifyRequest, settings: Settings): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin !== undefined) return namesUs(origin, request, settings)
  return !isDesk(request.url)
}

function namesUs(origin: string, request: FastifyRequest, settings: Settings): boolean {
  if (origin === new URL(settings.publicUrl).origin) return true
  try {
    return new URL(origin).host === request.headers.host
  } catch {
    return false
  }
}

const isDesk = (url: string): boolean => /^\/desk(?:[/?]|$)/.test(url)

/**
 * The address of a request as a path, also when it names a host before it as to a proxy (RFC 9112,
 * section 3.2.2): which site this is we say ourselves.
 */
export const pathAsked = ({ url = '/' }: { readonly url?: string | undefined }): string =>
  url.startsWith('/')
    ? url
    : url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/')

/** Gives every answer that does not say otherwise the strict headers, and lets nobody store it. */
export function sendSafely(app: App, settings: Settings): void {
  const safe = safeHeaders(settings)
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('content-security-policy')) reply.headers(safe)
    if (!reply.hasHeader('cache-control')) reply.headers(notStored)
    done(null, payload)
  })
}

/**
 * Checks every form after it was read and before it is dealt with, on routes registered from here on.
 * Routes that only read are left alone: a kept page passes nothing on its way.
 */
export function beforeForms(
  app: App,
  check: (request: FastifyRequest, reply: FastifyReply) => Problem | undefined,
): void {
  app.addHook('onRoute', (route) => {
    if ([route.method].flat().every((method) => method === 'GET' || method === 'HEAD')) return
    const before = [route.preHandler ?? []].flat()
    route.preHandler = [(request, reply, done) => done(check(request, reply)), ...before]
  })
}

/** Remembers every route, so that the not-found page can tell a wrong method from a wrong address. */
export function rememberRoutes(app: App): (path: string) => string[] {
  const known: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(
      `^${url.replace(/:\w+(?:\(\^?([^)]*?)\$?\))?/g, (_, only) => (only ? `(?:${only})` : '[^/]+'))}$`,
    )
    for (const one of [method].flat()) known.push({ method: one, pattern })
  })
  return (path) => {
    const methods = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return [...new Set(methods.includes('HEAD') ? ['GET', ...methods] : methods)]
  }
}
