/** The images and files of the demo's posts, brought and described as an author does it. */
import { readFileSync } from 'node:fs'
import { openDrawing, openExamining } from '../files/examine.ts'
import { describeItem, keepItem } from '../images/actions.ts'
import { parseDescription } from '../images/form.ts'
import { presentSelf } from '../images/profile-actions.ts'
import { takeFile } from '../images/taking.ts'
import type { House } from '../web/house.ts'
import { done } from './done.ts'
import type { Story } from './story.ts'

interface DemoItem {
  readonly file: string
  readonly alt?: string
  readonly credit?: string
  readonly licence?: string
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url))

/** Brings every file; gives their numbers by their names. */
export async function bringItems(
  house: House,
  author: Story['staff']['official'],
): Promise<ReadonlyMap<string, number>> {
  const items = JSON.parse(read('images.json').toString('utf8')) as DemoItem[]
  const opening = { examine: openExamining(), draw: openDrawing() }
  const brought = await Promise.all(
    items.map(async (item) => {
      const bytes = read(`files/${item.file}`)
      return { item, taken: await takeFile({ name: item.file, bytes }, opening) }
    }),
  )
  const numbers = new Map<string, number>()
  for (const { item, taken } of brought) {
    if (typeof taken === 'string') throw new Error(`${item.file}: ${taken}`)
    const by = { accountId: author.accountId, at: house.clock() }
    const id = await house.storage.transact((tx) => keepItem(tx, taken, by))
    if (taken.kind === 'image') await describe(house, author, { id, item })
    numbers.set(item.file, id)
  }
  const itemId = numbers.get('torunn.jpg')
  done(await presentSelf(house, author, { itemId, ...presentation }))
  return numbers
}

const presentation = {
  brief: 'Kommundirektör i Rannefors sedan 2023. Skriver själv och svarar själv.',
  interests: `Jag har arbetat i Rannefors kommun sedan 1998, de flesta åren på gatukontoret.

- Min man är delägare i Tranmyra såg. Frågor om sågen och Sågbron bereds av kommunens biträdande direktör, och jag säger till här när de rör bron.
- Jag sitter i styrelsen för regionens inköpsbolag, utan arvode.
- Jag är inte med i något politiskt parti.`,
} as const

async function describe(
  house: House,
  author: Story['staff']['official'],
  { id, item }: { readonly id: number; readonly item: DemoItem },
): Promise<void> {
  const { alt = '', credit = '', licence = '' } = item
  const form = { alt, credit, licence, isDecorative: false, licenceWords: '' }
  const said = done(parseDescription(form))
  done(await describeItem(house, author, { id, said }))
}

/** A text in which items have their numbers instead of the names of their files. */
export const numberedItems = (text: string, numbers: ReadonlyMap<string, number>): string =>
  text.replace(
    /\]\((image|file):([\w.-]+)\)$/gm,
    (_, kind: string, name: string) => `](${kind}:${numbers.get(name)})`,
  )
