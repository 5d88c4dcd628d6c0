/** Statements that Kysely compiles once and a hot path runs many times, past it, on the connection itself. */
import type Database from 'better-sqlite3'
import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Reader, Writer } from './database.ts'
import type { Schema } from './schema.ts'

type Value = string | number | null
type Values = Record<string, Value>

/** Gives a connection's own statement for a text, made once. */
export type Prepare = (text: string) => Database.Statement

const connections = new WeakMap<object, Prepare>()

/** Tells where the prepared statements of this Kysely are to run; without that they run through it. */
export function runOn(db: object, prepare: Prepare): void {
  connections.set(db, prepare)
}

class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** In a prepared statement: the place where a value named `name` goes. */
export type Param<V extends Values> = <K extends keyof V & string>(name: K) => RawBuilder<V[K]>

/**
 * A statement built once with Kysely and run with new values each time, at less than a twentieth of
 * the cost. `build` gets the query builder and `param`, which marks where each value goes; the
 * statement must not depend on anything else. Resolves to the rows.
 */
export function prepared<V extends Values, Row>(
  build: (db: Kysely<Schema>, param: Param<V>) => Compilable<Row>,
): (db: Reader | Writer, values: V) => Promise<Row[]> {
  let statement: CompiledQuery<Row> | undefined
  let slots: readonly unknown[] = []
  return async (db, values) => {
    if (!statement) {
      statement = build(db as Kysely<Schema>, (name) => sql`${new Slot(name)}`).compile()
      slots = statement.parameters
    }
    const parameters = slots.map((slot) => (slot instanceof Slot ? values[slot.name] : slot))
    return rowsOf(db, { ...statement, parameters })
  }
}

async function rowsOf<Row>(db: Reader | Writer, query: CompiledQuery<Row>): Promise<Row[]> {
  const made = connections.get(db)?.(query.sql)
  if (!made) return (await (db as Kysely<Schema>).executeQuery<Row>(query)).rows
  if (made.reader) return made.all(query.parameters) as Row[]
  made.run(query.parameters)
  return []
}

/** As `prepared`, for a statement that gives one row or none. */
export function preparedOne<V extends Values, Row>(
  build: (db: Kysely<Schema>, param: Param<V>) => Compilable<Row>,
): (db: Reader | Writer, values: V) => Promise<Row | undefined> {
  const run = prepared(build)
  return async (db, values) => (await run(db, values))[0]
}
