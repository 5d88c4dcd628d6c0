/** What is found in files besides what they show, and that it is gone from the copy. */
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Look, Tell } from '../../server/files/file.ts'
import { lookIntoPicture } from '../../server/files/image.ts'
import { lookIntoPdf } from '../../server/files/pdf.ts'
import { tellsOfXmp } from '../../server/files/xmp.ts'
import { tellingPdf, tellingPhoto } from './chosen.ts'

const words = (tells: readonly Tell[] | undefined) =>
  (tells ?? []).map(({ what, words: found }) => `${what}: ${found}`)

/** A picture of two colours, left and right, as a raw canvas. */
const canvas = (width = 80, height = 40) =>
  sharp(
    Buffer.from(
      Array.from({ length: width * height }, (_, at) =>
        at % width < width / 2 ? [220, 20, 20] : [20, 20, 220],
      ).flat(),
    ),
    { raw: { width, height, channels: 3 } },
  )

const xmp = (inner: string): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"${inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

const told = xmp(
  ' photoshop:City="Umeå" xmp:CreatorTool="Ritprogrammet 3"><dc:creator><rdf:Seq><rdf:li>Anna Foto</rdf:li></rdf:Seq></dc:creator>',
)

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'as %s tells what EXIF and XMP say, and its copy nothing',
    async (kind) => {
      const exif = { IFD0: { Artist: 'Mirja Ek', Model: 'FP5' } }
      const bytes = await canvas().withExif(exif).withXmp(told).toFormat(kind).toBuffer()
      const look = await lookIntoPicture(bytes, kind)
      const wanted = ['author: Mirja Ek', 'author: Anna Foto', 'place: Umeå', 'device: FP5']
      expect(words(look.tells)).toEqual(
        expect.arrayContaining([...wanted, 'device: Ritprogrammet 3']),
      )
      expect(look.clean?.tells).toEqual([])
      for (const found of ['Mirja', 'Anna', 'FP5', 'Exif', 'xmpmeta', 'Ritprogrammet'])
        expect(look.clean?.bytes.includes(found), found).toBe(false)
    },
  )

  test('keeps its pixels when it is a PNG, and its look when it is a JPEG', async () => {
    const png = await canvas().withXmp(told).png().toBuffer()
    const { clean } = await lookIntoPicture(png, 'png')
    const pixels = (bytes: Buffer | undefined) => sharp(bytes).raw().toBuffer()
    expect((await pixels(clean?.bytes)).equals(await pixels(png))).toBe(true)
    const jpeg = await tellingPhoto()
    const [before, after] = await Promise.all(
      [jpeg, (await lookIntoPicture(jpeg, 'jpeg')).clean?.bytes].map((one) => sharp(one).stats()),
    )
    for (const [at, { mean }] of (before?.channels ?? []).entries())
      expect(Math.abs(mean - (after?.channels[at]?.mean ?? 0))).toBeLessThan(2)
  })

  test('that lay on its side stands upright in the copy', async () => {
    const bytes = await canvas(80, 40)
      .withExif({ IFD0: { Artist: 'M' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { clean } = await lookIntoPicture(bytes, 'jpeg')
    const { width, height, orientation } = await sharp(clean?.bytes).metadata()
    expect([width, height, orientation]).toEqual([40, 80, undefined])
  })

  test('that says nothing but which way is up is left as it is', async () => {
    const bytes = await canvas().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await lookIntoPicture(bytes, 'jpeg')).toEqual({ tells: [], clean: undefined })
  })

  test.each(['jpeg', 'png', 'webp'] as const)(
    'with something behind it, as %s, says so and loses it',
    async (kind) => {
      const bytes = Buffer.concat([
        await canvas().toFormat(kind).toBuffer(),
        Buffer.from('gömt här'),
      ])
      const look = await lookIntoPicture(bytes, kind)
      expect(words(look.tells)).toEqual(['behind: '])
      expect(look.clean?.bytes.includes('gömt')).toBe(false)
    },
  )

  test('with a comment of a program tells it', async () => {
    const jpeg = await canvas().jpeg().toBuffer()
    const words1 = Buffer.from('tagen av Mirja')
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, words1.length + 2]), words1])
    const bytes = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
    const look = await lookIntoPicture(bytes, 'jpeg')
    expect(words(look.tells)).toEqual(['words: tagen av Mirja'])
    expect(look.clean?.bytes.includes('Mirja')).toBe(false)
  })

  test('that breaks off in its middle tells what stood first, and there is no copy', async () => {
    const whole = await canvas(800, 600)
      .withExif({ IFD0: { Artist: 'Mirja Ek' } })
      .jpeg()
      .toBuffer()
    const look = await lookIntoPicture(whole.subarray(0, whole.length / 2), 'jpeg')
    expect([words(look.tells), look.clean]).toEqual([['author: Mirja Ek'], undefined])
  })
})

describe('a PDF', () => {
  const made = async (change: (pdf: PDFDocument) => void | Promise<void>): Promise<Look> => {
    const pdf = await PDFDocument.load(await tellingPdf(), { updateMetadata: false })
    await change(pdf)
    return lookIntoPdf(Buffer.from(await pdf.save()))
  }

  test('loses its information, its descriptions and its number, packed or not', async () => {
    for (const useObjectStreams of [true, false]) {
      const pdf = await PDFDocument.load(await tellingPdf(), { updateMetadata: false })
      pdf.context.trailerInfo.ID = pdf.context.obj([
        PDFHexString.of('abcdef99'),
        PDFHexString.of('abcdef99'),
      ])
      const bytes = Buffer.from(await pdf.save({ useObjectStreams }))
      const { tells, clean } = await lookIntoPdf(bytes)
      expect(words(tells)).toEqual(
        expect.arrayContaining(['author: Mirja Ek', 'author: Enheten vid Almskolan']),
      )
      expect(clean?.tells).toEqual([])
      const copy = clean?.bytes.toString('latin1') ?? ''
      expect(copy).not.toMatch(/Mirja|Almskolan|Info|Metadata|xmpmeta|abcdef99|pdf-lib/)
      expect((await PDFDocument.load(clean?.bytes ?? Buffer.alloc(0))).getPageCount()).toBe(1)
    }
  })

  test('with a photograph that has its own story tells so, and leaves it out', async () => {
    const photo = await tellingPhoto()
    const { tells, clean } = await made(async (pdf) => {
      pdf.getPage(0).drawImage(await pdf.embedJpg(photo))
    })
    expect(words(tells)).toContain('other: ')
    expect(clean?.tells).toEqual([])
    expect(clean?.bytes.includes('Fairphone')).toBe(false)
    expect(clean?.bytes.includes(Buffer.from([0xff, 0xda])), 'the picture itself is there').toBe(
      true,
    )
  })

  test('with notes, files and a script within tells them, also of the copy', async () => {
    const { tells, clean } = await made(async (pdf) => {
      const note = { Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9] }
      const dict = pdf.context.obj(note)
      dict.set(PDFName.of('T'), PDFString.of('Chefen'))
      pdf.getPage(0).node.addAnnot(pdf.context.register(dict))
      await pdf.attach(Buffer.from('hemligt'), 'lista.txt', { mimeType: 'text/plain' })
      pdf.addJavaScript('start', 'app.alert(1)')
    })
    for (const found of ['inside: ', 'notes: Chefen', 'script: ']) {
      expect(words(tells)).toContain(found)
      expect(words(clean?.tells)).toContain(found)
    }
  })

  test('of an earlier state of which something is left says so', async () => {
    const first = await tellingPdf()
    const later = Buffer.from(
      `5 0 obj\n<< /Later true >>\nendobj\nxref\n0 0\ntrailer\n<< /Root 2 0 R /Size 9 /Prev 10 >>\nstartxref\n${first.length}\n%%EOF\n`,
    )
    const { tells, clean } = await lookIntoPdf(Buffer.concat([first, later]))
    expect(words(tells)).toContain('behind: ')
    expect(words(clean?.tells)).not.toContain('behind: ')
  })
})

describe('a description in XMP', () => {
  test('that cannot be read is said to be there', () => {
    for (const broken of ['', '<', '<x:xmpmeta', '<a xmlns:b="c"><b:d>', 'x'.repeat(3_000_000)])
      expect(tellsOfXmp(broken)).toEqual([{ what: 'other', words: '' }])
  })

  test('opens no entity and fetches nothing', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="x" xmlns:dc="d"><dc:creator>&b;&f;</dc:creator></x:xmpmeta>`
    expect(JSON.stringify(tellsOfXmp(bomb))).not.toMatch(/aaaaaaaaaaaa|root:/)
  })
})
