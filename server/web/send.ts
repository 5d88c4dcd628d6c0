import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CachedPage, Encoding, PageCache } from './cache.ts'

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
  if (request.headers['if-none-match'] === page.etag) {
    reply.hijack()
    reply.raw.writeHead(304, page.headers as Record<string, string>)
    reply.raw.end()
    return reply
  }
  const body = cache.body(page, encoding)
  reply.hijack()
  if (Buffer.isBuffer(body)) write(request, reply, page, encoding, body)
  else
    body.then(
      (ready) => write(request, reply, page, encoding, ready),
      () => write(request, reply, page, 'identity', page.body),
    )
  return reply
}

function write(
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage,
  encoding: Encoding,
  body: Buffer,
): void {
  const length = body.byteLength
  const headers =
    encoding === 'identity'
      ? { ...page.headers, 'content-length': length }
      : { ...page.headers, 'content-encoding': encoding, 'content-length': length }
  reply.raw.writeHead(page.status, headers)
  if (request.method === 'HEAD') reply.raw.end()
  else reply.raw.end(body)
}
