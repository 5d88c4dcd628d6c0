/** Looks into a picture: what it tells beside what it shows, and the same picture without that. */
import ExifReader from 'exifreader'
import sharp from 'sharp'
import { type FileKind, type Look, MOST_PIXELS, type Tell } from './file.ts'
import { COMMENT, segmentsOf } from './jpeg.ts'
import { bare, gathered, tell, whatOf } from './tell.ts'
import { tellsOfXmp } from './xmp.ts'

type Picture = Exclude<FileKind, 'pdf' | 'text'>

/** A picture whose pixels are too many for anybody's memory: it is never opened. */
export class TooManyPixels extends Error {}

sharp.cache(false)
sharp.concurrency(1)

/**
 * Looks into a picture, and makes a copy by drawing it anew, turned upright, in the colours of the web: of the old file
 * nothing but what the eye sees is left. Throws when there are too many pixels.
 */
export async function lookIntoPicture(bytes: Buffer, kind: Picture): Promise<Look> {
  const size = await sizeOf(bytes)
  if (!size) return { tells: undefined, clean: undefined }
  if (size.pixels > MOST_PIXELS) throw new TooManyPixels()
  const tells = await tellsOf(bytes, kind)
  if (tells?.length === 0) return { tells, clean: undefined }
  const copy = await drawnAnew(bytes, kind)
  const left = copy && (await tellsOf(copy, kind))
  return { tells, clean: copy && left ? { bytes: copy, tells: left } : undefined }
}

/** Undefined when it cannot be opened at all. */
async function sizeOf(bytes: Buffer): Promise<{ readonly pixels: number } | undefined> {
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return { pixels: width * height * pages }
  } catch {
    return undefined
  }
}

/** Undefined when the file is broken, so that nobody can say what stands in it. */
async function tellsOf(bytes: Buffer, kind: Picture): Promise<Tell[] | undefined> {
  try {
    const { exif, xmp, iptc, tifftagPhotoshop } = await sharp(bytes).metadata()
    const found = fieldsOf(bytes)
    const inside = xmp ? tellsOfXmp(xmp.toString('utf8')) : []
    const tells = [
      ...found,
      ...inside,
      ...(isLongerThanItself(bytes, kind) ? [bare('behind')] : []),
    ]
    const isSilent = tells.length === 0 && (exif || xmp || iptc || tifftagPhotoshop)
    return gathered(isSilent && !isOnlyUpright(bytes) ? [bare('other')] : tells)
  } catch {
    return undefined
  }
}

type Fields = Readonly<Record<string, { readonly description?: unknown } | undefined>>

function read(bytes: Buffer) {
  try {
    return ExifReader.load(bytes, { expanded: true }) as Readonly<
      Record<string, Fields | undefined>
    >
  } catch {
    return {} // it says so when there is nothing
  }
}

/** What EXIF, IPTC and the fields of PNG tell. */
function fieldsOf(bytes: Buffer): Tell[] {
  const tags = read(bytes)
  const { Latitude, Longitude } = (tags.gps ?? {}) as Readonly<Record<string, unknown>>
  const isPlaced = typeof Latitude === 'number' && typeof Longitude === 'number'
  const named = [tags.exif, tags.iptc, tags.pngText].flatMap((fields) =>
    Object.entries(fields ?? {}).flatMap(([name, field]) => told(name, field?.description)),
  )
  return [
    ...(isPlaced ? [{ what: 'place' as const, words: placed(Latitude, Longitude) }] : []),
    ...named.filter(({ what }) => what !== 'place' || !isPlaced),
    ...(tags.Thumbnail ? [bare('thumbnail')] : []),
    ...(tags.exif?.MakerNote ? [bare('other')] : []),
    ...commentsIn(bytes),
  ]
}

/** A JPEG may hold comments, in whatever letters its program writes. */
const commentsIn = (bytes: Buffer): Tell[] =>
  (bytes[0] === 0xff ? segmentsOf(bytes) : [])
    .filter(({ marker }) => marker === COMMENT)
    .flatMap(({ start, end }) => tell('words', bytes.toString('utf8', start + 4, end)))

function told(name: string, words: unknown): Tell[] {
  const what = /^(ModifyDate|DateTime.*|.*Date.*)$/.test(name) ? 'time' : whatOf(name)
  if (!what || structural.test(name)) return []
  return tell(what, what === 'time' ? dayFirst(words) : words)
}

/** EXIF writes a date with colons. */
const dayFirst = (words: unknown): string =>
  String(words ?? '').replace(/^(\d{4}):(\d\d):(\d\d)\b/, '$1-$2-$3')

/** Fields that say how the file is built. */
const structural =
  /pointer|offset|version|tile|compression|MakerNote|ExposureProgram|ExposureTime|SceneType|SceneCaptureType|ColorModel|Interop|SubSecTime|^GPS(?:.*Ref|VersionID|TimeStamp|DateStamp|MapDatum|ProcessingMethod|Altitude|Speed|ImgDirection|Dest)/i

const placed = (latitude: number, longitude: number): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

/** What says nothing but which way is up. */
function isOnlyUpright(bytes: Buffer): boolean {
  const { exif = {}, iptc, pngText } = read(bytes)
  const names = Object.keys(exif)
  return !iptc && !pngText && names.every((name) => technical.test(name) || structural.test(name))
}

const technical =
  /Orientation|Resolution|YCbCr|ComponentsConfiguration|ColorSpace|PixelX|PixelY|ImageWidth|ImageLength|BitsPerSample|Photometric|SamplesPerPixel/

/** Whether something lies behind the picture: a film, another picture, anything. */
function isLongerThanItself(bytes: Buffer, kind: Picture): boolean {
  if (kind === 'webp') return bytes.length > bytes.readUInt32LE(4) + 9
  const end = kind === 'png' ? Buffer.from('IEND\u00aeB`\u0082', 'latin1') : Buffer.from([255, 217])
  const at = bytes.lastIndexOf(end)
  return at >= 0 && bytes.subarray(at + end.length).some((byte) => byte !== 0)
}

async function drawnAnew(bytes: Buffer, kind: Picture): Promise<Buffer | undefined> {
  const drawn = sharp(bytes, { animated: kind === 'webp', limitInputPixels: MOST_PIXELS })
  if (kind !== 'webp') drawn.autoOrient()
  try {
    if (kind === 'png') return await drawn.png({ compressionLevel: 9 }).toBuffer()
    if (kind === 'webp') return await drawn.webp({ quality: 90 }).toBuffer()
    return await drawn.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
  } catch {
    return undefined
  }
}
