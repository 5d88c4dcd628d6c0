/** Files as somebody attaches them: forms of several parts by the real routes, and files that tell something. */
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { type Answer, type Form, hiddenFields, type Sent, type TestSite } from '../support/site.ts'

export interface Given {
  readonly name: string
  readonly bytes: Buffer | string
  readonly type?: string
}

const BOUNDARY = '----insyn-test-7d93b1'

/** A form with files as a browser sends it. */
export function multipart(form: Form, files: readonly Given[]): Buffer {
  const parts = Object.entries(form).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one) => Buffer.from(`${head(`form-data; name="${name}"`)}\r\n${one}\r\n`, 'utf8')),
  )
  const brought = files.map(({ name, bytes, type = 'application/octet-stream' }) =>
    Buffer.concat([
      Buffer.from(
        `${head(`form-data; name="file"; filename="${name}"`)}Content-Type: ${type}\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    ]),
  )
  return Buffer.concat([...parts, ...brought, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

const head = (disposition: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\n`

export const multipartType = `multipart/form-data; boundary=${BOUNDARY}`

/** Posts a form with files. */
export const postFiles = (
  site: TestSite,
  path: string,
  form: Form,
  files: readonly Given[] = [],
  { cookie, headers = {} }: Sent = {},
): Promise<Answer> =>
  site.app.inject({
    ...{ method: 'POST', url: path, payload: multipart(form, files) },
    headers: {
      'content-type': multipartType,
      'sec-fetch-site': 'same-origin',
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
  })

/** What a page says that is to be sent of each file: as it stands chosen. */
export function choicesIn(page: string): Record<string, string> {
  const radios = [
    ...page.matchAll(/<input type="radio"[^>]* name="(file-\d+)" value="(\w+)" checked>/g),
  ]
  return Object.fromEntries(radios.map(([, name, value]) => [name, value]))
}

/** A photograph that tells who, where, with what and when. */
export const tellingPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#7a4' } })
    .withExif({
      IFD0: { Artist: 'Mirja Ek', Make: 'Fairphone', Model: 'FP5', Software: 'kamera 17.1' },
      IFD2: { DateTimeOriginal: '2026:10:01 09:15:00' },
      IFD3: {
        ...{ GPSLatitudeRef: 'N', GPSLatitude: '59/1 20/1 0/1' },
        ...{ GPSLongitudeRef: 'E', GPSLongitude: '18/1 3/1 0/1' },
      },
    })
    .jpeg()
    .toBuffer()

/** A picture that tells nothing. */
export const plainPicture = (): Promise<Buffer> =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#47a' } })
    .png()
    .toBuffer()

/** A PDF file with an author, a program, a title of its own and a description in XMP. */
export async function tellingPdf(script?: string): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 200])
  pdf.setAuthor('Mirja Ek')
  pdf.setCreator('Skrivprogrammet 9')
  pdf.setTitle('Utkast om trapphuset')
  const day = new Date('2026-10-01T07:15:00Z')
  pdf.setCreationDate(day)
  pdf.setModificationDate(day)
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Enheten vid Almskolan</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
  const stream = pdf.context.stream(Buffer.from(xmp), { Type: 'Metadata', Subtype: 'XML' })
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream))
  if (script)
    pdf.catalog.set(
      PDFName.of('OpenAction'),
      pdf.context.obj({ Type: 'Action', S: 'JavaScript', JS: PDFString.of(script) }),
    )
  return Buffer.from(await pdf.save({ useObjectStreams: false }))
}

/** Writes a letter with files by the forms; gives its number and the cookie that holds the code. */
export async function writeWith(site: TestSite, files: readonly Given[], choices: object = {}) {
  const text = 'Trapphuset på Almskolan är för smalt.'
  const preview = await postFiles(site, '/letter/preview', { text }, files)
  const form = { text, ...hiddenFields(preview.body), ...choicesIn(preview.body), ...choices }
  const sent = await postFiles(site, '/letter', form)
  if (sent.statusCode !== 303) throw new Error(`${sent.statusCode} ${sent.body}`)
  const cookie = String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  const { id } = await site.storage.read
    .selectFrom('letter')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  return { number: Number(id), cookie, preview, form, sent }
}

/** Where a page says that files are fetched. */
export const links = (page: string): string[] =>
  [...page.matchAll(/href="([^"]*\/files\/\d+)"/g)].map(([, href = '']) => href)
