/** What a reader's browser asked for: language and encoding. Both lie on the path of every page. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { chooseLanguage, isLanguage, type Language } from '../language/locale.ts'
import type { Encoding } from './cache.ts'
import { notStored, safeHeaders } from './headers.ts'
import type { House } from './house.ts'

/** The cookie of a reader who chose a language. */
export const LANGUAGE_COOKIE = 'language'

/** The language to answer this request in. */
export const languageOf = (request: FastifyRequest, site: Language): Language =>
  chooseLanguage({
    cookie: cookieOf(request, LANGUAGE_COOKIE),
    accept: request.headers['accept-language'],
    site,
  })

const YEAR = 365 * 24 * 60 * 60

/** When the reader asked for a language (`?lang=nb`): a cookie that says so, and the plain address. */
export function languageAsked(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
): FastifyReply | undefined {
  // An address that could not be read has no query.
  const { lang, ...rest } = (request.query ?? {}) as Record<string, string>
  if (!isLanguage(lang)) return undefined
  const query = new URLSearchParams(rest).toString()
  const secure = house.settings.publicUrl.startsWith('https:') ? '; Secure' : ''
  return reply
    .headers({ ...safeHeaders(house.settings), ...notStored })
    .header(
      'set-cookie',
      `${LANGUAGE_COOKIE}=${lang}; Path=/; Max-Age=${YEAR}; SameSite=Lax; HttpOnly${secure}`,
    )
    .redirect(pathAlone(request.url) + (query ? `?${query}` : ''), 303)
}

/** The path of an address; one that begins with two slashes would name another host. */
const pathAlone = (url: string): string => (url.split('?', 1)[0] ?? url).replace(/^[/\\]+/, '/')

/** One cookie's value by hand, since most readers have none and every page asks. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers.cookie
  if (!header) return undefined
  for (const part of header.split(';', 50)) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

const preferred: readonly Encoding[] = ['br', 'zstd', 'gzip']
const answers = new Map<string, Encoding>()
const MOST_ANSWERS = 200

/** The encoding to send, by RFC 9110 section 12.5.3; the best of what the browser takes. */
export function encodingOf(request: FastifyRequest): Encoding {
  const header = request.headers['accept-encoding']
  if (typeof header !== 'string' || header === '') return 'identity'
  const known = answers.get(header)
  if (known) return known
  const answer = choose(header)
  if (header.length > 200) return answer
  if (answers.size >= MOST_ANSWERS) answers.clear()
  answers.set(header, answer)
  return answer
}

function choose(header: string): Encoding {
  const taken = new Set<string>()
  for (const part of header.toLowerCase().split(',', 20)) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    if (!parameters.some((text) => /^q=0(\.0{0,3})?$/.test(text))) taken.add(name)
  }
  return preferred.find((encoding) => taken.has(encoding)) ?? 'identity'
}
