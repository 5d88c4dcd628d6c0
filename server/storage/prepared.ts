/** Statements that Kysely compiles once and a hot path runs many times. */
import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Reader, Writer } from './database.ts'
import type { Schema } from './schema.ts'

type Value = string | number | null
type Values = Record<string, Value>

class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** In a prepared statement: the place where a value named `name` goes. */
export type Param<V extends Values> = <K extends keyof V & string>(name: K) => RawBuilder<V[K]>

/**
 * A statement built once with Kysely and run with new values each time, at about a tenth of the
 * cost. `build` gets the query builder and `param`, which marks where each value goes; the
 * statement must not depend on anything else. Resolves to the rows.
 */
export function prepared<V extends Values, Row>(
  build: (db: Kysely<Schema>, param: Param<V>) => Compilable<Row>,
): (db: Reader | Writer, values: V) => Promise<Row[]> {
  let statement: CompiledQuery<Row> | undefined
  let slots: readonly unknown[] = []
  return async (db, values) => {
    const executor = db as Kysely<Schema>
    if (!statement) {
      statement = build(executor, (name) => sql`${new Slot(name)}`).compile()
      slots = statement.parameters
    }
    const parameters = slots.map((slot) => (slot instanceof Slot ? values[slot.name] : slot))
    const result = await executor.executeQuery<Row>({ ...statement, parameters })
    return result.rows
  }
}

/** As `prepared`, for a statement that gives one row or none. */
export function preparedOne<V extends Values, Row>(
  build: (db: Kysely<Schema>, param: Param<V>) => Compilable<Row>,
): (db: Reader | Writer, values: V) => Promise<Row | undefined> {
  const run = prepared(build)
  return async (db, values) => (await run(db, values))[0]
}
