/**
 * A mail from elsewhere, read into its parts (RFC 5322, RFC 2045, RFC 2046). Anybody may have written it, so
 * nothing here throws, and each text is gone through a fixed number of times however it is made.
 */

/** The fields of a head by their names in small letters; of several with one name the first. */
export type Fields = ReadonlyMap<string, string>

export interface Part {
  /** Such as `multipart/report`, in small letters. */
  readonly type: string
  readonly fields: Fields
  /** Decoded; one character for each byte, lines end in `\n`. Empty where there are parts. */
  readonly body: string
  readonly parts: readonly Part[]
}

const MOST_DEEP = 5
const MOST_PARTS = 50

/** Reads a mail, one character for each byte. What is broken is read as far as it goes. */
export const readMail = (text: string): Part => partOf(withNewlines(text), 0)

function partOf(text: string, depth: number): Part {
  const { head, body } = halves(text)
  const fields = fieldsIn(head)
  const content = fields.get('content-type') ?? ''
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(content)?.[0].toLowerCase() ?? 'text/plain'
  const boundary = type.startsWith('multipart/') ? boundaryIn(content) : undefined
  if (boundary === undefined || depth === MOST_DEEP)
    return { type, fields, body: decoded(body, fields), parts: [] }
  const parts = piecesOf(body, boundary).map((piece) => partOf(piece, depth + 1))
  return { type, fields, body: '', parts }
}

const withNewlines = (text: string): string => text.replace(/\r\n?/g, '\n')

/** The head ends at the first empty line. */
function halves(text: string): { readonly head: string; readonly body: string } {
  if (text.startsWith('\n')) return { head: '', body: text.slice(1) }
  const end = text.indexOf('\n\n')
  if (end < 0) return { head: text, body: '' }
  return { head: text.slice(0, end), body: text.slice(end + 2) }
}

/** The fields of a head, or of a group of a report: a line that begins with a space goes on from the last. */
export function fieldsIn(head: string): Fields {
  const fields = new Map<string, string>()
  for (const line of head.replace(/\n(?=[ \t])/g, '').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trimEnd().toLowerCase()
    if (/^[!-9;-~]+$/.test(name) && !fields.has(name))
      fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

const boundaryIn = (content: string): string | undefined => {
  const found = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(content)
  return found?.[1] ?? found?.[2]
}

/** What lies between the boundaries; the last may be without its end, as when a mail was cut off. */
function piecesOf(body: string, boundary: string): string[] {
  const pieces: string[][] = []
  for (const line of body.split('\n')) {
    if (!line.startsWith(`--${boundary}`)) pieces.at(-1)?.push(line)
    else if (line.trimEnd() === `--${boundary}--`) break
    else if (line.trimEnd() !== `--${boundary}`) pieces.at(-1)?.push(line)
    else if (pieces.length === MOST_PARTS) break
    else pieces.push([])
  }
  return pieces.map((lines) => lines.join('\n'))
}

function decoded(body: string, fields: Fields): string {
  const encoding = fields.get('content-transfer-encoding')?.toLowerCase()
  if (encoding === 'base64') return withNewlines(Buffer.from(body, 'base64').toString('latin1'))
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replace(/=[ \t]*\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return withNewlines(bytes)
}
