/** Whether the indexes agree with what is public, and how they are made anew. */
import { sql } from 'kysely'
import type { Reader, Writer } from '../storage/database.ts'

const kinds = ['post', 'comment'] as const

/** How many texts of a kind an index has, and how many are public. */
export interface Counted {
  readonly kind: (typeof kinds)[number]
  readonly inIndex: number
  readonly isPublic: number
}

/** Counts each index and what it should hold; reads no text. */
export async function countIndexes(db: Reader): Promise<Counted[]> {
  const counted: Counted[] = []
  for (const kind of kinds) {
    const words = sql.table(`${kind}_words`)
    const index = await sql<{ count: number }>`select count(*) as count from ${words}
      where ${words} match 'marks : (citizen OR personal OR official)'`.execute(db)
    const isPublic = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(`findable_${kind}`)}`.execute(db)
    counted.push({
      ...{ kind, inIndex: index.rows[0]?.count ?? 0 },
      isPublic: isPublic.rows[0]?.count ?? 0,
    })
  }
  return counted
}

/** The indexes that do not say of every word what the public texts say; reads them all. */
export async function wrongIndexes(tx: Writer): Promise<string[]> {
  const wrong: string[] = []
  for (const kind of kinds) {
    const words = sql.table(`${kind}_words`)
    const check = sql`insert into ${words} (${sql.ref(`${kind}_words`)}, rank)
      values ('integrity-check', 1)`
    await check.execute(tx).catch((problem: { readonly code?: string }) => {
      if (!problem.code?.startsWith('SQLITE_CORRUPT')) throw problem
      wrong.push(kind)
    })
  }
  return wrong
}

/** Empties the indexes and fills them from what is public, as the migration did. */
export async function rebuildIndexes(tx: Writer): Promise<void> {
  for (const kind of kinds) {
    const words = sql.table(`${kind}_words`)
    await sql`insert into ${words} (${sql.ref(`${kind}_words`)}) values ('delete-all')`.execute(tx)
    await sql`insert into ${words} (rowid, words, marks)
      select id, words, marks from ${sql.table(`findable_${kind}`)} order by id`.execute(tx)
  }
}
