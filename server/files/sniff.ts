/**
 * What a file is, told from its bytes and never from its name or from what a browser says of it. What could be read as
 * two things at once is refused: pages, scripts and archives that look like pictures are how a file attacks its reader.
 */
import type { FileKind } from './file.ts'

/** The kind of a file; undefined for everything that is not taken. */
export function kindOf(bytes: Buffer): FileKind | undefined {
  const kind = marked.find(({ is }) => is(bytes))?.kind ?? (isPlain(bytes) ? 'text' : undefined)
  return kind === undefined || isTwofold(bytes, kind) ? undefined : kind
}

const begins = (bytes: Buffer, mark: string, at = 0): boolean =>
  bytes.subarray(at, at + mark.length).toString('latin1') === mark

const marked: readonly { readonly kind: FileKind; readonly is: (bytes: Buffer) => boolean }[] = [
  { kind: 'pdf', is: (bytes) => /^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1')) },
  { kind: 'jpeg', is: (bytes) => begins(bytes, '\u00ff\u00d8\u00ff') },
  { kind: 'png', is: (bytes) => begins(bytes, '\u0089PNG\r\n\u001a\n') },
  { kind: 'webp', is: (bytes) => begins(bytes, 'RIFF') && begins(bytes, 'WEBPVP8', 8) },
]

/** So far do browsers look for what a thing could be (WHATWG MIME Sniffing, section 7), and readers of PDF. */
const HEAD = 1445

/** A page, a script or a document at the front, or an archive at the end, of something that calls itself otherwise. */
function isTwofold(bytes: Buffer, kind: FileKind): boolean {
  const head = bytes.subarray(0, HEAD).toString('latin1').toLowerCase()
  return pages.test(head) || (kind !== 'pdf' && head.includes('%pdf-')) || endsAsArchive(bytes)
}

const pages =
  /<(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|style|\?php|\?xml-stylesheet)[\s>/]/

/** A ZIP is read from its end: the mark of its directory, whose own comment reaches to the last byte. */
function endsAsArchive(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - 66_000))
  for (let at = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
    at = at === 0 ? -1 : tail.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1')
  }
  return false
}

/** Text is UTF-8 with no control character but space, tab and line ends, and none of what programs run. */
function isPlain(bytes: Buffer): boolean {
  const text = decoded(bytes)
  if (text === undefined || text.trim() === '') return false
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) return false
  return !runs.test(text)
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** What a machine would take for a program or a document of its own: by its first line. */
const runs = /^\s*(?:#!|<[!?a-z]|%!ps|\{\\rtf|@echo\b|begin:v(?:card|calendar))/i
