/** The library as it is kept: items with their files, what versions of posts show, what of it is public. */
import type { Format } from '../files/variants.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LibraryItemTable } from '../storage/schema.ts'
import type { Item, ItemFile, LibraryItem } from './item.ts'

type Db = Reader | Writer

/** The items with these numbers that something public shows. */
export const publicItems = (db: Db, ids: readonly number[]): Promise<Item[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : withFiles(
        db,
        db
          .selectFrom('public_library_item')
          .selectAll()
          .where('id', 'in', [...ids])
          .execute(),
      )

/** The items with these numbers, public or not: for the desk. */
export const deskItems = (db: Db, ids: readonly number[]): Promise<Item[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : withFiles(
        db,
        db
          .selectFrom('library_item')
          .selectAll()
          .where('id', 'in', [...ids])
          .execute(),
      )

type Row = Omit<LibraryItemTable, 'source_hash' | 'uploaded_by' | 'uploaded_at'>

async function withFiles(db: Db, found: Promise<readonly Row[]>): Promise<Item[]> {
  const rows = await found
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const files = await db
    .selectFrom('library_file')
    .selectAll()
    .where('item_id', 'in', ids)
    .orderBy('item_id')
    .orderBy('format')
    .orderBy('width')
    .execute()
  return rows.map((row) =>
    itemOf(
      row,
      files.filter(({ item_id }) => item_id === row.id),
    ),
  )
}

const itemOf = (row: Row, files: readonly ItemFile[]): Item => ({
  ...{ id: row.id, kind: row.kind, name: row.name, size: row.size },
  alt: row.alt ?? undefined,
  isDecorative: row.decorative === 1,
  credit: row.credit ?? undefined,
  licence: row.licence ?? undefined,
  licenceWords: row.licence_words ?? undefined,
  files: files.map(({ format, width, height, size, hash }) => ({
    ...{ format, width, height, size, hash },
  })),
})

/** The library, the newest first, from before an item on, at most so many. */
export async function libraryItems(
  db: Db,
  { before, most }: { readonly before?: number | undefined; readonly most: number },
): Promise<LibraryItem[]> {
  const rows = await uploaded(db)
    .$if(before !== undefined, (q) => q.where('i.id', '<', before as number))
    .orderBy('i.id', 'desc')
    .limit(most)
    .execute()
  return withUploads(db, rows)
}

/** One item of the library. */
export async function findLibraryItem(db: Db, id: number): Promise<LibraryItem | undefined> {
  return (await withUploads(db, await uploaded(db).where('i.id', '=', id).execute()))[0]
}

const uploaded = (db: Db) =>
  db
    .selectFrom('library_item as i')
    .innerJoin('account as a', 'a.id', 'i.uploaded_by')
    .select(['i.id', 'i.uploaded_at', 'a.name as by'])

async function withUploads(
  db: Db,
  rows: readonly { readonly id: number; readonly uploaded_at: Instant; readonly by: string }[],
): Promise<LibraryItem[]> {
  const items = await deskItems(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, uploaded_at, by }) =>
    items
      .filter((item) => item.id === id)
      .map((item) => ({ ...item, uploadedAt: uploaded_at, uploadedBy: by })),
  )
}

/** The number of the item that these bytes became, if they were brought before. */
export async function findBySource(db: Db, hash: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('library_item')
    .select('id')
    .where('source_hash', '=', hash)
    .executeTakeFirst()
  return row?.id
}

/** Keeps an item without its files. */
export async function insertItem(tx: Writer, row: LibraryItemTable): Promise<void> {
  await tx.insertInto('library_item').values(row).execute()
}

/** Keeps what is said of an item. */
export async function changeItem(
  tx: Writer,
  id: number,
  change: Pick<LibraryItemTable, 'alt' | 'decorative' | 'credit' | 'licence' | 'licence_words'>,
): Promise<void> {
  await tx.updateTable('library_item').set(change).where('id', '=', id).execute()
}

/** Keeps one file of an item without its pieces. */
export async function insertFile(tx: Writer, id: number, file: ItemFile): Promise<void> {
  const { format, width, height, size, hash } = file
  await tx
    .insertInto('library_file')
    .values({ item_id: id, format, width, height, size, hash })
    .execute()
}

/** Keeps one piece of a file. */
export async function insertPiece(
  tx: Writer,
  piece: {
    readonly item_id: number
    readonly format: Format | 'pdf'
    readonly width: number
    readonly number: number
    readonly bytes: Buffer
  },
): Promise<void> {
  await tx.insertInto('library_piece').values(piece).execute()
}

/** Takes an item away with its bytes. Throws when a version of a post or a profile shows it. */
export async function deleteItem(tx: Writer, id: number): Promise<void> {
  await tx.deleteFrom('library_piece').where('item_id', '=', id).execute()
  await tx.deleteFrom('library_file').where('item_id', '=', id).execute()
  await tx.deleteFrom('library_item').where('id', '=', id).execute()
}

/** A file that can be handed out. */
export interface Held {
  readonly item_id: number
  readonly format: ItemFile['format']
  readonly width: number
  readonly size: number
  readonly name: string
}

/** The file with this hash, when something public shows its item. */
export const findPublicFile = (db: Db, hash: string): Promise<Held | undefined> =>
  db
    .selectFrom('library_file as f')
    .innerJoin('public_library_item as i', 'i.id', 'f.item_id')
    .select(['f.item_id', 'f.format', 'f.width', 'f.size', 'i.name'])
    .where('f.hash', '=', hash)
    .limit(1)
    .executeTakeFirst()

/** The file with this hash, public or not: for the desk. */
export const findDeskFile = (db: Db, hash: string): Promise<Held | undefined> =>
  db
    .selectFrom('library_file as f')
    .innerJoin('library_item as i', 'i.id', 'f.item_id')
    .select(['f.item_id', 'f.format', 'f.width', 'f.size', 'i.name'])
    .where('f.hash', '=', hash)
    .limit(1)
    .executeTakeFirst()

/** One piece of a file. */
export async function pieceOf(
  db: Db,
  { item_id, format, width }: Held,
  number: number,
): Promise<Buffer> {
  const row = await db
    .selectFrom('library_piece')
    .select('bytes')
    .where('item_id', '=', item_id)
    .where('format', '=', format)
    .where('width', '=', width)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return Buffer.from(row.bytes)
}

/** Says which items a version of a post shows, in the order of its text. */
export async function insertMarks(
  tx: Writer,
  {
    postId,
    version,
    ids,
  }: { readonly postId: number; readonly version: number; readonly ids: readonly number[] },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .insertInto('library_mark')
    .values(ids.map((id, place) => ({ post_id: postId, version, item_id: id, place })))
    .execute()
}
