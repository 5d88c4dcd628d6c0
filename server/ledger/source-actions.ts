/** Reads the published files of a ledger from an address or a folder, with limits on everything. */
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Where the files of a ledger are read from. */
export interface Source {
  /** As a person would name it. */
  readonly name: string
  /** Whether it may grow while it is read. */
  readonly isLive: boolean
  /** The bytes of a file, or undefined when it is not there. Throws `Unreachable`. */
  readonly read: (file: string) => Promise<Buffer | undefined>
}

/** Something could not be fetched or read: nothing is known of the ledger by that. */
export class Unreachable extends Error {}

/** So many bytes of a file: 1024 entries are about 250 kB. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_REDIRECTS = 3
const PATIENCE = 30_000

/**
 * A source from what was written on the command line: the address of a site or of its ledger, or a
 * folder. Undefined for an address that is neither http nor https.
 */
export function sourceAt(place: string): Source | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(place)) return folder(resolve(place))
  return URL.canParse(place) && isWeb(new URL(place)) ? address(new URL(place)) : undefined
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

function folder(path: string): Source {
  return {
    name: path,
    isLive: false,
    read: async (file) => {
      try {
        const { size } = await stat(join(path, file))
        if (size > MOST_BYTES) throw new Unreachable(`${file} is larger than it can be`)
        return await readFile(join(path, file))
      } catch (problem) {
        if (problem instanceof Unreachable) throw problem
        const { code, message } = problem as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
        throw new Unreachable(message)
      }
    },
  }
}

function address(given: URL): Source {
  const path = given.pathname.replace(/\/+$/, '').replace(/\/ledger(\/checkpoint)?$/, '')
  const base = new URL(`${path}/ledger/`, given)
  return {
    name: base.href.slice(0, -1),
    isLive: true,
    read: (file) => fetched(new URL(file, base)),
  }
}

async function fetched(from: URL): Promise<Buffer | undefined> {
  let at = from
  for (let followed = 0; followed <= MOST_REDIRECTS; followed++) {
    const answer = await ask(at)
    if (answer.status === 404 || answer.status === 410) return undefined
    if (answer.status === 200) return bodyOf(answer, at)
    const to = answer.headers.get('location')
    if (answer.status < 300 || answer.status > 399 || !to)
      throw new Unreachable(`${at.href} answers ${answer.status}`)
    at = further(at, to)
  }
  throw new Unreachable(`${from.href} leads on and on`)
}

/** Where an answer leads to; never from https to http, nor to anything but the web. */
function further(at: URL, to: string): URL {
  const next = URL.canParse(to, at.href) ? new URL(to, at) : undefined
  if (!next || !isWeb(next) || (at.protocol === 'https:' && next.protocol !== 'https:'))
    throw new Unreachable(`${at.href} leads to where one does not follow`)
  return next
}

async function ask(at: URL): Promise<Response> {
  try {
    return await fetch(at.href, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
  } catch (problem) {
    const { message, cause } = problem as Error
    throw new Unreachable(`${at.href}: ${cause instanceof Error ? cause.message : message}`)
  }
}

async function bodyOf(answer: Response, at: URL): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of answer.body ?? []) {
      size += piece.byteLength
      if (size > MOST_BYTES) throw new Unreachable(`${at.href} is larger than it can be`)
      pieces.push(piece)
    }
  } catch (problem) {
    if (problem instanceof Unreachable) throw problem
    throw new Unreachable(`${at.href}: ${(problem as Error).message}`)
  }
  return Buffer.concat(pieces)
}
