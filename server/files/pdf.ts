/** Looks into a PDF file: what it tells beside its pages, and the same pages without that (ISO 32000-2, 14.3). */
import { inflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFObjectStreamParser,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import type { Look, Tell } from './file.ts'
import { segmentsOf, stories } from './jpeg.ts'
import { bare, gathered, tell, whatOf } from './tell.ts'
import { tellsOfXmp } from './xmp.ts'

/** Looks into a PDF file. One that is encrypted or broken cannot be looked into: then neither is said of it. */
export async function lookIntoPdf(bytes: Buffer): Promise<Look> {
  const pdf = await opened(bytes)
  const tells = pdf && tellsOf(pdf, bytes)
  if (!pdf || !tells) return { tells: undefined, clean: undefined }
  if (tells.length === 0) return { tells, clean: undefined }
  clean(pdf)
  const copy = Buffer.from(await pdf.save({ useObjectStreams: false, addDefaultPage: false }))
  const again = await opened(copy)
  const left = again && tellsOf(again, copy)
  return { tells, clean: left && { bytes: copy, tells: left } }
}

async function opened(bytes: Buffer): Promise<PDFDocument | undefined> {
  const before = closed
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    return pdf.getPageCount() > 0 && closed === before ? pdf : undefined
  } catch {
    return undefined
  }
}

/** Objects lie packed in streams: one that unpacks to too much is left closed, and then nothing is said of the file. */
const MOST_UNPACKED = 32 * 1024 * 1024
let closed = 0
const unpack = PDFObjectStreamParser.forStream
PDFObjectStreamParser.forStream = (stream, ...rest) => {
  try {
    inflateSync(stream.getContents(), { maxOutputLength: MOST_UNPACKED })
  } catch (problem) {
    closed += 1
    throw problem
  }
  return unpack(stream, ...rest)
}

type Found = readonly (readonly [PDFRef, PDFObject])[]

const name = (text: string) => PDFName.of(text)

function tellsOf({ context }: PDFDocument, bytes: Buffer): Tell[] | undefined {
  try {
    const found = context.enumerateIndirectObjects()
    return gathered([
      ...infoOf(context),
      ...found.flatMap(([, object]) => (isXmp(object) ? tellsOfXmp(textOf(object)) : [])),
      ...found.flatMap(([, object]) => partsOf(object).flatMap(within)),
      ...(isChanged(bytes) ? [bare('behind')] : []),
    ])
  } catch {
    return undefined
  }
}

/** Whether an earlier state of the document lies in it still: each state has an end of its own. */
function isChanged(bytes: Buffer): boolean {
  const isForTheWeb = bytes.subarray(0, 1024).includes('/Linearized') // which has two ends
  return bytes.toString('latin1').split('%%EOF').length - 1 > (isForTheWeb ? 2 : 1)
}

/** The entries of the document information dictionary, its own ones too. */
function infoOf(context: PDFContext): Tell[] {
  const info = context.lookup(context.trailerInfo.Info)
  if (!(info instanceof PDFDict)) return []
  return info.entries().flatMap(([key, value]) => {
    const field = key.decodeText()
    const words = wordsOf(context.lookup(value))
    if (field === 'Trapped' || words === undefined) return []
    return tell(field === 'Creator' ? 'device' : (whatOf(field) ?? 'other'), readable(words))
  })
}

/** `D:20261001091500+02'00'` as somebody would write it. */
const readable = (words: string): string =>
  words.replace(/^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?.*$/, (_, year, month, day, hour, minute) =>
    [[year, month, day].filter(Boolean).join('-'), [hour, minute].filter(Boolean).join('.')]
      .filter(Boolean)
      .join(' '),
  )

const wordsOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined

const isXmp = (object: PDFObject): object is PDFRawStream =>
  object instanceof PDFRawStream && object.dict.get(name('Type')) === name('Metadata')

/** A stream of text; empty when it unpacks to too much. */
function textOf(stream: PDFRawStream): string {
  const packed = stream.dict.get(name('Filter'))
  if (packed === undefined) return Buffer.from(stream.contents).toString('utf8')
  if (packed !== name('FlateDecode')) return ''
  inflateSync(stream.contents, { maxOutputLength: MOST_UNPACKED })
  return Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8')
}

/** An object with everything that stands in it and has no number of its own. */
function partsOf(object: PDFObject, depth = 0): PDFObject[] {
  const dict = object instanceof PDFRawStream ? object.dict : object
  if (depth > DEEPEST) throw new Error('nested deeper than any document needs')
  const inner =
    dict instanceof PDFDict ? dict.values() : dict instanceof PDFArray ? dict.asArray() : []
  return [object, ...inner.flatMap((one) => partsOf(one, depth + 1))]
}

const DEEPEST = 60

/** What else lies in an object: a file, a note and who wrote it, a script, a signature, a photograph with its own story. */
function within(object: PDFObject): Tell[] {
  const dict = object instanceof PDFRawStream ? object.dict : object
  if (!(dict instanceof PDFDict)) return []
  const has = (key: string) => dict.has(name(key))
  const kind = dict.get(name('Subtype'))
  const isNote = has('Rect') && kind !== name('Link') && kind !== name('Widget')
  return [
    ...(has('EmbeddedFile') || has('EF') || kind === name('EmbeddedFile') ? [bare('inside')] : []),
    ...(isNote && has('T') ? tell('notes', wordsOf(dict.lookup(name('T')))) : []),
    ...(has('JS') || has('JavaScript') || dict.get(name('S')) === name('Launch')
      ? [bare('script')]
      : []),
    ...(has('ByteRange') ? [bare('signature')] : []),
    ...(has('PieceInfo') ? [bare('other')] : []),
    ...(object instanceof PDFRawStream && hasStory(object) ? [bare('other')] : []),
  ]
}

/** A photograph is kept in a PDF as the JPEG that it was, with where and when. */
const hasStory = ({ contents, dict }: PDFRawStream): boolean => {
  if (dict.get(name('Subtype')) !== name('Image')) return false
  const head = Buffer.from(contents.subarray(0, 65_536))
  return head.includes('Exif\0\0') || head.includes('http://ns.adobe.com/xap/')
}

/** Takes the information, every description and what programs keep for themselves out of the document, for good. */
function clean({ context, catalog }: PDFDocument): void {
  const found: Found = context.enumerateIndirectObjects()
  if (context.trailerInfo.Info) drop(context, context.trailerInfo.Info)
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  for (const [ref, object] of found) {
    if (isXmp(object)) context.delete(ref)
    const dict = object instanceof PDFRawStream ? object.dict : object
    if (dict instanceof PDFDict) for (const key of own) dict.delete(name(key))
    if (object instanceof PDFRawStream && hasStory(object)) silence(context, ref, object)
  }
  for (const key of own) catalog.delete(name(key))
}

const own = ['Metadata', 'PieceInfo', 'LastModified']

const drop = (context: PDFContext, value: PDFObject): void => {
  const found = context.enumerateIndirectObjects().find(([ref]) => ref === value)
  if (found) context.delete(found[0])
}

/** Leaves the segments out of a JPEG that tell its story; what draws it stays as it is, to the last bit. */
function silence(context: PDFContext, ref: PDFRef, { dict, contents }: PDFRawStream): void {
  if (dict.get(name('Filter')) !== name('DCTDecode')) return
  const segments = segmentsOf(contents)
  const kept = segments.filter(({ marker }) => !stories.has(marker))
  const rest = contents.subarray(segments.at(-1)?.end ?? 2)
  const pieces = kept.map(({ start, end }) => contents.subarray(start, end))
  const silent = Buffer.concat([contents.subarray(0, 2), ...pieces, rest])
  context.assign(ref, PDFRawStream.of(dict, silent))
}
