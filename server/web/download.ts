/** Files of others, handed out so that no browser ever shows one as a page of ours. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { lastingFile, notStored, safeHeaders } from './headers.ts'
import type { Settings } from './house.ts'

/** A file to hand out; its name is clean already, its type one of ours. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly pieces: () => AsyncIterable<Buffer>
  /** Public, at an address that never holds anything else. */
  readonly isLasting?: boolean
}

/** Sends a file to be kept: never shown here, never taken for anything else, stored on the way only when it is public. */
export function sendDownload(
  reply: FastifyReply,
  settings: Settings,
  { name, type, size, pieces, isLasting = false }: Download,
): FastifyReply {
  return reply
    .headers({
      ...safeHeaders(settings),
      ...(isLasting ? { 'cache-control': lastingFile['cache-control'] } : notStored),
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': disposition(name),
      'content-type': type,
      'content-length': size,
    })
    .send(Readable.from(pieces()))
}

/** RFC 6266: a name in plain letters for old programs, and the whole one (RFC 8187). */
function disposition(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
