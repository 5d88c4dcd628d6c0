/** One writer with a queue: what waits together is committed together, and answered after that. */
import { setTimeout as pause } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { Writer } from './database.ts'
import type { Schema } from './schema.ts'
import { troubleOf, WriterBusy } from './trouble.ts'

export type Transact = <T>(act: (tx: Writer) => Promise<T>) => Promise<T>

interface Waiting {
  readonly act: (tx: Writer) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (problem: unknown) => void
}

interface Line {
  readonly writer: Writer
  readonly steps: Steps
  readonly patience: number
}

const MAX_WAITING = 2000
const MAX_TOGETHER = 256

/** How many milliseconds the queue waits for another process that holds the database. */
const PATIENCE = 5000
const PAUSE = 20

/**
 * Makes the queue for one connection, which nothing else may write through. While another process
 * holds the database the queue waits, and readers do not; after `patience` milliseconds what waited
 * is turned away.
 */
export function writerQueue(
  db: Kysely<Schema>,
  raw: Database.Database,
  patience = PATIENCE,
): { transact: Transact; idle: () => Promise<void> } {
  const waiting: Waiting[] = []
  const steps = savepointSteps(raw)
  raw.pragma('busy_timeout = 0') // SQLite's own waiting would hold up readers too
  // The transaction is ours, not Kysely's: to the acts this is one, and no act has it outside of one.
  const line: Line = { writer: db as Writer, steps, patience }
  let running: Promise<void> | undefined

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      await gathered(waiting)
      await commitTogether(line, waiting.splice(0, MAX_TOGETHER))
    }
    running = undefined
  }

  return {
    transact: <T>(act: (tx: Writer) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length >= MAX_WAITING) return reject(new WriterBusy('too much waits'))
        waiting.push({ act, resolve: resolve as (value: unknown) => void, reject })
        running ??= drain()
      }),
    idle: async () => {
      while (running) await running
    },
  }
}

/** Begins, trying again while somebody else writes. Throws what SQLite says when that lasts too long. */
async function begun(steps: Steps, patience: number): Promise<void> {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return steps.begin()
    } catch (problem) {
      if (troubleOf(problem) !== 'busy' || waited >= patience) throw problem
    }
    await pause(PAUSE)
  }
}

type Outcome =
  | { readonly failed: false; readonly value: unknown }
  | { readonly failed: true; readonly problem: unknown }

async function commitTogether({ writer, steps, patience }: Line, acts: Waiting[]): Promise<void> {
  const outcomes: Outcome[] = []
  try {
    await begun(steps, patience)
    for (const { act } of acts) outcomes.push(await inSavepoint(steps, writer, act))
    steps.commit()
  } catch (problem) {
    steps.rollback()
    for (const { reject } of acts) reject(problem)
    return
  }
  acts.forEach(({ resolve, reject }, at) => {
    const outcome = outcomes[at] as Outcome
    if (outcome.failed) reject(outcome.problem)
    else resolve(outcome.value)
  })
}

async function inSavepoint(steps: Steps, tx: Writer, act: Waiting['act']): Promise<Outcome> {
  steps.save()
  try {
    const value = await act(tx)
    steps.release()
    return { failed: false, value }
  } catch (problem) {
    // A full or broken disk makes SQLite roll back everything: then nothing of this can stand.
    if (!steps.isOpen()) throw problem
    steps.undo()
    steps.release()
    return { failed: true, problem }
  }
}

type Steps = ReturnType<typeof savepointSteps>

function savepointSteps(raw: Database.Database) {
  const run = (text: string) => {
    const statement = raw.prepare(text)
    return () => void statement.run()
  }
  const rollback = run('rollback')
  return {
    begin: run('begin immediate'),
    commit: run('commit'),
    rollback: () => {
      if (raw.inTransaction) rollback()
    },
    isOpen: () => raw.inTransaction,
    save: run('savepoint act'),
    release: run('release act'),
    undo: run('rollback to act'),
  }
}

/**
 * What else a turn of the event loop brings joins the same transaction, until one brings nothing or
 * it is full: fewer syncs, and nobody waits who is alone. Between two transactions whoever only
 * reads has a turn, also when each act at once leads to the next.
 */
async function gathered(waiting: readonly Waiting[]): Promise<void> {
  for (let before = 0; before < waiting.length && waiting.length < MAX_TOGETHER; ) {
    before = waiting.length
    await nextTurn()
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
