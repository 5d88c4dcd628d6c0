import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CachedPage, EncodedPage, Encoding, PageCache } from './cache.ts'

/**
 * Sends a finished page, or 304 when the browser has it. Written to the socket directly: the page
 * has all its headers, and nothing further along may add to it.
 */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  cache: PageCache,
  page: CachedPage,
  encoding: Encoding,
): FastifyReply {
  reply.hijack()
  const { raw } = reply
  if (request.headers['if-none-match'] === page.etag) {
    raw.writeHead(304, page.unchanged)
    raw.end()
    return reply
  }
  const ready = cache.encode(page, encoding)
  if ('body' in ready) write(raw, page.status, ready)
  else
    ready
      .catch(() => cache.encode(page, 'identity'))
      .then(
        (encoded) => write(raw, page.status, encoded),
        () => raw.destroy(),
      )
  return reply
}

/** Node leaves the body out by itself when it was asked for by HEAD. */
function write(raw: ServerResponse, status: number, { headers, body }: EncodedPage): void {
  raw.writeHead(status, headers)
  raw.end(body)
}
