/** Takes a file that came from anywhere for the library: told from its bytes, drawn anew or looked into, or refused. */
import type { Draw, Examine } from '../files/examine.ts'
import type { FileKind, Look } from '../files/file.ts'
import { nameFor } from '../files/name.ts'
import { kindOf } from '../files/sniff.ts'
import type { DrawingFault, Format } from '../files/variants.ts'
import { limits } from './item.ts'

/** A file that was taken, ready to be kept. */
export interface Taken {
  readonly kind: 'image' | 'pdf'
  readonly name: string
  /** The bytes as they came, to know the same file again; they are not kept. */
  readonly source: Buffer
  readonly files: readonly {
    readonly format: Format | 'pdf'
    readonly width: number
    readonly height: number
    readonly bytes: Buffer
  }[]
}

/** Why a file was not taken; `images.fault.file.*` says each. */
export type TakingFault = 'none' | 'empty' | 'large' | 'busy' | 'kind' | 'pdf' | DrawingFault

/** What opens files. */
export interface Opening {
  readonly examine: Examine
  readonly draw: Draw
}

/** Opens a file and makes of it what will be handed out. Nothing is kept of what is refused. */
export async function takeFile(
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  opening: Opening,
): Promise<Taken | TakingFault> {
  if (bytes.byteLength === 0) return 'empty'
  if (bytes.byteLength > limits.bytes) return 'large'
  const kind = kindOf(bytes)
  if (kind === undefined || kind === 'text') return 'kind'
  const given = { name: nameFor(name, kind), source: bytes }
  return kind === 'pdf' ? pdfOf(given, opening) : imageOf(given, kind, opening)
}

type Given = Pick<Taken, 'name' | 'source'>

async function imageOf(given: Given, kind: FileKind, { draw }: Opening) {
  const drawn = await draw(kind, given.source)
  return typeof drawn === 'string' ? drawn : { ...given, kind: 'image' as const, files: drawn }
}

async function pdfOf(given: Given, { examine }: Opening): Promise<Taken | TakingFault> {
  const look = await examine('pdf', given.source)
  const bytes = look === 'pixels' ? undefined : harmless(given.source, look)
  if (!bytes) return 'pdf'
  return {
    ...{ ...given, kind: 'pdf' },
    files: [{ format: 'pdf', width: 0, height: 0, bytes }],
  }
}

/** What a PDF may not bring to its readers: programs and other files. */
const unwanted: readonly string[] = ['script', 'inside']

/**
 * The copy without what the file tells, where there is one; a signed document as it is, since a copy would lose that.
 * Undefined when nobody could read it, or it brings what it may not.
 */
function harmless(source: Buffer, { tells, clean }: Look): Buffer | undefined {
  if (tells === undefined) return undefined
  const isHarmful = (told: readonly { readonly what: string }[]) =>
    told.some(({ what }) => unwanted.includes(what))
  const isSigned = tells.some(({ what }) => what === 'signature')
  if (clean && !isHarmful(clean.tells) && !(isSigned && !isHarmful(tells))) return clean.bytes
  return isHarmful(tells) ? undefined : source
}
