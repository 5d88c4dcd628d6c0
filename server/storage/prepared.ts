/** Statements that Kysely compiles once and a hot path runs many times, past it, on the connection itself. */
import type Database from 'better-sqlite3'
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
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
  return async (db, values) => {
    statement ??= build(compiling, (name) => sql`${new Slot(name)}`).compile()
    const parameters = statement.parameters.map((slot) => values[(slot as Slot).name])
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

class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * Writes statements that SQLite plans once. With STAT4 (as ours is built, see sqlite3_prepare_v3) a
 * bare parameter beside an indexed column, or as a limit, makes it plan the statement anew for each
 * value, which takes ten times as long as to run it: behind a plus, which changes no value, it does
 * not. What is no slot is always the same and is written out, so that partial indexes fit.
 */
class PlannedOnce extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Slot) {
      this.append('+')
      super.appendValue(value)
    } else this.appendImmediateValue(value)
  }
}

/** Only compiles. */
const compiling = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new PlannedOnce(),
  },
})
