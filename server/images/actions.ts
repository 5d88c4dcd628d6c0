/** What authors do with the library: keep a file, say what it shows, take it away while nothing shows it. */
import { mandates, type Viewer } from '../accounts/account.ts'
import { eachPiece } from '../files/pieces.ts'
import type { Instant } from '../kernel/clock.ts'
import { sha256 } from '../kernel/random.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { itemsIn } from '../text/items.ts'
import type { House } from '../web/house.ts'
import { type Description, isDescribed } from './item.ts'
import { profilesWith } from './profile-store.ts'
import {
  changeItem,
  deleteItem,
  deskItems,
  findBySource,
  insertFile,
  insertItem,
  insertMarks,
  insertPiece,
} from './store.ts'
import type { Taken } from './taking.ts'
import { draftsWith, marksOf, postsWith } from './use-store.ts'

/** Authors alone bring images and say what they show. */
export const may = mandates({ 'images.use': ['author'] })

/** Keeps a file within an act of its author, and gives its number; the same file again is the one that is there. */
export async function keepItem(
  tx: Writer,
  taken: Taken,
  by: { readonly accountId: number; readonly at: Instant },
): Promise<number> {
  const source_hash = sha256(taken.source)
  const known = await findBySource(tx, source_hash)
  if (known !== undefined) return known
  const id = await nextId(tx, 'library_item')
  await insertItem(tx, {
    ...{ id, kind: taken.kind, name: taken.name, source_hash },
    size: taken.files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    ...{ uploaded_by: by.accountId, uploaded_at: by.at },
    ...{ alt: null, decorative: 0, credit: null, licence: null, licence_words: null },
  })
  for (const file of taken.files) await keepFile(tx, id, file)
  return id
}

async function keepFile(tx: Writer, id: number, file: Taken['files'][number]): Promise<void> {
  const { format, width, height, bytes } = file
  const size = bytes.byteLength
  await insertFile(tx, id, { format, width, height, size, hash: sha256(bytes) })
  await eachPiece(bytes, (piece, number) =>
    insertPiece(tx, { item_id: id, format, width, number, bytes: piece }),
  )
}

/** Keeps what an author says of an image; every page that shows it says so from then on. */
export async function describeItem(
  house: House,
  author: Pick<Viewer, 'accountId' | 'roles'>,
  { id, said }: { readonly id: number; readonly said: Description },
): Promise<Result<undefined, 'forbidden' | 'not_found'>> {
  if (!may(author, 'images.use')) return err('forbidden')
  const done = await house.storage.transact(async (tx) => {
    const [item] = await deskItems(tx, [id])
    if (item?.kind !== 'image') return undefined
    await changeItem(tx, id, {
      alt: said.alt ?? null,
      decorative: said.isDecorative ? 1 : 0,
      credit: said.credit ?? null,
      licence: said.licence ?? null,
      licence_words: said.licenceWords ?? null,
    })
    return postsWith(tx, id)
  })
  if (!done) return err('not_found')
  await house.changed('site', ...done.map((post) => `post:${post}` as const), 'lists')
  return ok(undefined)
}

/** Takes an item away for good: refused while a version of a post, a draft or a profile shows it. */
export async function removeItem(
  house: House,
  author: Pick<Viewer, 'accountId' | 'roles'>,
  id: number,
): Promise<Result<undefined, 'forbidden' | 'not_found' | 'images.refused.used'>> {
  if (!may(author, 'images.use')) return err('forbidden')
  return house.storage.transact(async (tx) => {
    const [item] = await deskItems(tx, [id])
    if (!item) return err('not_found')
    const use = await marksOf(tx, [id])
    const drafts = await draftsWith(tx, (source) => itemsIn(source).includes(id))
    const shown = [...use, ...drafts, ...(await profilesWith(tx, [id]))]
    if (shown.length > 0) return err('images.refused.used')
    await deleteItem(tx, id)
    return ok(undefined)
  })
}

export type ImageProblem = 'images.refused.missing' | 'images.refused.undescribed'

/** Whether everything that a text shows is there and described; asked before it is published. */
export async function imagesReady(
  db: Reader | Writer,
  { source }: { readonly source: string },
): Promise<Result<undefined, ImageProblem>> {
  const ids = itemsIn(source)
  const items = await deskItems(db, ids)
  if (items.length < ids.length) return err('images.refused.missing')
  return items.every(isDescribed) ? ok(undefined) : err('images.refused.undescribed')
}

/** Says what a version of a post shows, within the act that makes it public. */
export async function keepMarks(
  tx: Writer,
  { postId, number, source }: { readonly postId: number; number: number; source: string },
): Promise<void> {
  const wanted = itemsIn(source)
  const items = await deskItems(tx, wanted)
  const ids = wanted.filter((id) => items.some((item) => item.id === id && isDescribed(item)))
  await insertMarks(tx, { postId, version: number, ids })
}
