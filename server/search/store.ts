/** Asks the indexes of what is public: those of posts and comments, and that of the archive (docs/search.md). */
import { SqliteAdapter, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Reader } from '../storage/database.ts'
import { prepared, preparedOne } from '../storage/prepared.ts'
import type { Capacity } from '../storage/schema.ts'
import { matchOf, type Sought, tsqueryOf } from './match.ts'
import type { FoundKind, Marks } from './narrowing.ts'

/** One question to one index. */
export interface Asked {
  /** Without any every entry of the archive is found, and nothing else. */
  readonly sought: readonly Sought[]
  readonly marks: Marks
  /** The slug of a tag that the post has, or the post above the comment. */
  readonly tag: string | undefined
  /** Of entries of the archive alone: the others have marks for it. */
  readonly capacity: Capacity | undefined
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  /** Whether the index has to look at what it does not give: then it is looked through piece by piece. */
  readonly isSifted: boolean
}

/** What of a list is asked for: the numbers below `before`, at most so many. */
export interface Part {
  readonly before: number | undefined
  readonly most: number
}

/** Numbers that a piece of an index has, the newest and those after it; between two of them others have their turn. */
const [PIECE, MOST_IN_PIECE] = [40_000, 80_000]
/** So much is looked through to count what a page does not show. */
const ENOUGH = 5

/** The numbers of what was found, the newest first; `isAll` is false where more may be further back. */
export async function foundIds(
  db: Reader,
  kind: FoundKind,
  asked: Asked,
  part: Part & { readonly onPage: number },
): Promise<{ readonly ids: readonly number[]; readonly isAll: boolean }> {
  if (kind === 'entry') return wholly(await entriesFound(db, asked, part), part)
  if (!asked.isSifted) return wholly(await textsFound(db, kind, asked, { ...part, from: 0 }), part)
  return inPieces(db, kind, asked, part)
}

const wholly = (ids: readonly number[], { most }: Part) => ({ ids, isAll: ids.length < most })

/** Looks through an index piece by piece until the page is full, and then so far that the rest is worth counting. */
async function inPieces(
  db: Reader,
  kind: 'post' | 'comment',
  asked: Asked,
  { before, most, onPage }: Part & { readonly onPage: number },
) {
  const ids: number[] = []
  const span = await spanOf(db, kind, asked)
  let below = Math.min(before ?? Number.MAX_SAFE_INTEGER, span.to + 1)
  for (let looked = 1; below > span.from && ids.length < most; looked++) {
    const from = Math.max(span.from, below - (looked === 1 ? PIECE : MOST_IN_PIECE))
    const left = { before: below, from, most: most - ids.length }
    ids.push(...(await textsFound(db, kind, asked, left)))
    below = from
    if (looked >= ENOUGH && ids.length > onPage) break
    await turn()
  }
  return { ids, isAll: below <= span.from && ids.length < most }
}

/** Between which numbers something can be found: those of the texts that have the marks, or of all. */
async function spanOf(db: Reader, kind: 'post' | 'comment', asked: Asked) {
  if (asked.marks.all.length === 0) return { from: 1, to: await newestNumber(db, kind) }
  const marked = { ...asked, sought: [], tag: undefined }
  const one = { before: undefined, from: 0, most: 1 }
  const [to = 0] = await textsFound(db, kind, marked, one)
  const [from = 1] = await textsFound(db, kind, marked, { ...one, isOldest: true })
  return { from, to }
}

/** Lets others have their turn: to look through a million comments takes longer than one may wait. */
const turn = () => new Promise<void>((done) => void setImmediate(done))

const newest = {
  post: preparedOne<Record<string, never>, { id: number | null }>((db) =>
    db.selectFrom('post').select(({ fn }) => fn.max<number | null>('id').as('id')),
  ),
  comment: preparedOne<Record<string, never>, { id: number | null }>((db) =>
    db.selectFrom('comment').select(({ fn }) => fn.max<number | null>('id').as('id')),
  ),
}

const newestNumber = async (db: Reader, kind: 'post' | 'comment'): Promise<number> =>
  (await newest[kind](db, {}))?.id ?? 0

interface Range {
  readonly before: number | undefined
  readonly from: number
  readonly most: number
  readonly isOldest?: boolean
}

async function textsFound(
  db: Reader,
  kind: 'post' | 'comment',
  { sought, marks, tag }: Asked,
  { before, from, most, isOldest }: Range,
): Promise<number[]> {
  const words = sql.table(`${kind}_words`)
  const rowid = sql.ref<number>(`${kind}_words.rowid`)
  const matches = isSqlite(db) ? matchIn(words, sought, marks) : vectorsIn(sought, marks)
  if (!matches) return []
  const query = sql<{ id: number }>`select ${rowid} as id from ${words}
    where ${matches} and ${rowid} >= ${from}
      ${before === undefined ? sql`` : sql`and ${rowid} < ${before}`}
      ${tag === undefined ? sql`` : sql`and ${hasTag(kind, rowid, tag)}`}
    order by ${rowid} ${isOldest ? sql`asc` : sql`desc`} limit ${most}`
  const { rows } = await query.execute(db)
  return rows.map(({ id }) => id)
}

const isSqlite = (db: Reader): boolean => db.getExecutor().adapter instanceof SqliteAdapter

function matchIn(words: ReturnType<typeof sql.table>, sought: readonly Sought[], marks: Marks) {
  const match = matchOf(sought, marks)
  return match === undefined ? undefined : sql`${words} match ${match}`
}

function vectorsIn(sought: readonly Sought[], marks: Marks) {
  const query = tsqueryOf(sought, marks)
  if (!query) return undefined
  const words = query.words && sql`words @@ to_tsquery('simple', ${query.words})`
  const marked = query.marks && sql`marks @@ to_tsquery('simple', ${query.marks})`
  return words && marked ? sql`${words} and ${marked}` : words || marked
}

/** By the number of the post itself, or of that above the comment. */
const hasTag = (kind: 'post' | 'comment', id: ReturnType<typeof sql.ref<number>>, tag: string) =>
  kind === 'post'
    ? sql`exists (select 1 from post_tag where post_id = ${id} and slug = ${tag})`
    : sql`exists (select 1 from comment c join post_tag t on t.post_id = c.post_id
        where c.id = ${id} and t.slug = ${tag})`

async function entriesFound(
  db: Reader,
  { sought, capacity, from, to }: Asked,
  { before, most }: Part,
): Promise<number[]> {
  const match = matchOf(sought, { all: [], none: [] })
  if (match === undefined && sought.length > 0) return []
  const rows = await db
    .selectFrom('public_disclosure as d')
    .select('d.id')
    .$if(match !== undefined, (q) =>
      q.where(
        sql<boolean>`d.id in (select rowid from disclosure_words where disclosure_words match ${match})`,
      ),
    )
    .$if(capacity !== undefined, (q) => q.where('d.capacity', '=', capacity as Capacity))
    .$if(from !== undefined, (q) => q.where('d.first_at', '>=', from as Instant))
    .$if(to !== undefined, (q) => q.where('d.first_at', '<', to as Instant))
    .$if(before !== undefined, (q) => q.where('d.id', '<', before as number))
    .orderBy('d.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

const nextTerm = {
  post: prepared<{ from: string; to: string }, { term: string | null }>((db, param) =>
    db
      .selectFrom('post_terms')
      .select('term')
      .where('term', '>=', param('from'))
      .where('term', '<', param('to'))
      .limit(1),
  ),
  comment: prepared<{ from: string; to: string }, { term: string | null }>((db, param) =>
    db
      .selectFrom('comment_terms')
      .select('term')
      .where('term', '>=', param('from'))
      .where('term', '<', param('to'))
      .limit(1),
  ),
}

/**
 * The words of an index that begin with some letters, in their order, at most so many: one step of the index for each,
 * however often it is used. To ask the index itself for a beginning costs as much as it has hits.
 */
export async function wordsFrom(
  db: Reader,
  kind: 'post' | 'comment',
  letters: string,
  most: number,
): Promise<string[]> {
  const found: string[] = []
  for (let from = letters; found.length < most; ) {
    const [row] = await nextTerm[kind](db, { from, to: `${letters}\u{10ffff}` })
    if (!row?.term) break
    found.push(row.term)
    from = `${row.term}\u0001` // what comes next in the index, without looking at where this one stands
  }
  return found
}

/** The first post's moment, for the years that can be chosen; undefined while there is none. */
export async function firstMoment(db: Reader): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('public_post')
    .select('first_published_at')
    .orderBy('first_published_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.first_published_at
}
