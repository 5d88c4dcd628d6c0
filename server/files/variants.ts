/** Draws a picture anew in a few widths and formats: what is left of the file is what the eye sees, upright. */
import sharp, { type Sharp } from 'sharp'
import { type FileKind, MOST_PIXELS } from './file.ts'

/** The formats in which a picture is handed out; the last two are what every browser reads. */
export const formats = ['avif', 'webp', 'jpeg', 'png'] as const
export type Format = (typeof formats)[number]

/** One drawing of a picture. */
export interface Variant {
  readonly format: Format
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

/** Why a picture is not drawn: too many pixels for anybody's memory, it moves, or it cannot be read to its end. */
export type DrawingFault = 'pixels' | 'animated' | 'broken'

/** A picture is never wider than this, nor higher than twice as much. */
const WIDEST = 1600
const HIGHEST = 2 * WIDEST
const WIDTHS = [480, 960] as const
/** What links to a post are shown with is about so wide (Open Graph). */
const FALLBACK = 1200

sharp.cache(false)
sharp.concurrency(1)

/**
 * The drawings of a picture: AVIF and WebP in up to three widths, and one JPEG, or PNG where it can be seen through. Nothing
 * of what the file told besides is in them: no EXIF, no place, no profile. Never throws.
 */
export async function drawVariants(
  bytes: Buffer,
  kind: FileKind,
): Promise<readonly Variant[] | DrawingFault> {
  try {
    const {
      width,
      height,
      pages = 1,
    } = await sharp(bytes, {
      limitInputPixels: false,
    }).metadata()
    if (width * height * pages > MOST_PIXELS) return 'pixels'
    if (pages > 1 || (kind === 'png' && moves(bytes))) return 'animated'
    return await drawn(await upright(bytes))
  } catch {
    return 'broken'
  }
}

/** A PNG that moves says so before what is drawn first (APNG, acTL). */
const moves = (bytes: Buffer): boolean => {
  const drawing = bytes.indexOf('IDAT')
  const control = bytes.indexOf('acTL')
  return control >= 0 && control < drawing
}

interface Base {
  readonly width: number
  readonly height: number
  readonly isOpaque: boolean
  /** A new drawing of it. */
  readonly draw: () => Sharp
}

/** Opened once, turned upright, in the colours of the web, no larger than it is ever shown. */
async function upright(bytes: Buffer): Promise<Base> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb')
    .resize({ width: WIDEST, height: HIGHEST, fit: 'inside', withoutEnlargement: true })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const draw = () => sharp(data, { raw: { width, height, channels } })
  const isOpaque = channels < 4 || (await draw().stats()).isOpaque
  return { width, height, isOpaque, draw: () => (isOpaque ? draw().removeAlpha() : draw()) }
}

async function drawn(base: Base): Promise<Variant[]> {
  const widths = [...WIDTHS.filter((width) => width < base.width * 0.85), base.width]
  const variants: Variant[] = []
  for (const width of widths) {
    const sized = () => base.draw().resize({ width })
    variants.push(await variant('avif', sized().avif({ quality: 52, effort: 3 })))
    variants.push(await variant('webp', sized().webp({ quality: 80, effort: 4 })))
  }
  const last = base.draw().resize({ width: Math.min(FALLBACK, base.width) })
  variants.push(
    base.isOpaque
      ? await variant('jpeg', last.jpeg({ quality: 82, mozjpeg: true }))
      : await variant('png', last.png({ compressionLevel: 9, palette: true })),
  )
  return variants
}

async function variant(format: Format, image: Sharp): Promise<Variant> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true })
  return { format, width: info.width, height: info.height, bytes: data }
}
