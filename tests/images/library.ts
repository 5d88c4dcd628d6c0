/** Images and files as an author brings them: by the editor's field, and then described. */
import sharp from 'sharp'
import { type Given, postFiles } from '../files/chosen.ts'
import { ledTo, pressPublish, typed } from '../posts/writing.ts'
import type { Answer, Form, TestSite } from '../support/site.ts'

/** A photograph of a red house, which says who took it, where and with what. */
export const photo = (width = 1300, height = 900): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#a33' } })
    .withExif({
      IFD0: { Artist: 'Mirja Hemlig', Make: 'Fairphone' },
      IFD3: {
        ...{ GPSLatitudeRef: 'N', GPSLatitude: '59/1 20/1 0/1' },
        ...{ GPSLongitudeRef: 'E', GPSLongitude: '18/1 3/1 0/1' },
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

/** What an author says of an image. */
export const description = {
  alt: 'Ett rött hus vid en å.',
  credit: 'Mirja Ek',
  licence: 'cc_by_4',
} as const

/** Presses the button of the editor's field, with what was typed. */
export const bring = (
  site: TestSite,
  cookie: string,
  file: Given | undefined,
  { draft = '/desk/posts/new', form = {} }: { draft?: string; form?: Form } = {},
): Promise<Answer> =>
  postFiles(site, `${draft}/images`, { ...typed(form), act: 'image' }, file ? [file] : [], {
    cookie,
  })

/** Writes a draft with an image that is described; gives their numbers. */
export async function draftWithImage(
  site: TestSite,
  cookie: string,
  { file, said = description, form = {} }: { file?: Given; said?: Form; form?: Form } = {},
) {
  const given = file ?? { name: 'huset.jpg', bytes: await photo() }
  const led = String((await bring(site, cookie, given, { form })).headers.location)
  const [, item = '', draft = ''] = /\/desk\/images\/(\d+)\?draft=(\d+)/.exec(led) ?? []
  if (item === '') throw new Error(`not taken: ${led}`)
  await site.post(`/desk/images/${item}`, { ...said, draft }, { cookie })
  return { item: Number(item), draft: `/desk/drafts/${draft}` }
}

/** Publishes a draft; gives the path of the post and its address at the desk. */
export async function published(site: TestSite, cookie: string, draft: string) {
  const desk = ledTo(await pressPublish(site, cookie, draft))
  const page = await site.get(desk, { cookie })
  const path = /href="(\/\d{4}\/\d\d\/[^"/]+)"/.exec(page.body)?.[1]
  if (!path) throw new Error(`not published: ${desk} ${page.body}`)
  return { desk, path }
}

/** Every address of an image or a file that a page names. */
export const addressesIn = (page: string, below = '/images'): string[] => [
  ...new Set(
    [...page.matchAll(new RegExp(`${below}/[0-9a-f]{64}\\.[a-z]+`, 'g'))].map(([path]) => path),
  ),
]

/** How many rows the library holds, items and bytes. */
export async function heldIn({ storage }: Pick<TestSite, 'storage'>): Promise<number[]> {
  const tables = ['library_item', 'library_file', 'library_piece'] as const
  return Promise.all(
    tables.map(async (table) => {
      const row = await storage.read
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      return Number(row.rows)
    }),
  )
}
