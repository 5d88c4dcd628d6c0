/**
 * Read-only: everything can be read, nothing is taken in. A small file in the data folder says so,
 * which the command line writes and the running server notices; it works when the disk is full or
 * the database is locked, and a backup does not hold it (docs/decisions/0005).
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { beforeForms } from './guards.ts'
import type { App, House } from './house.ts'

export interface ReadOnly {
  readonly since: Instant
  /** In the operator's own words, for everybody; may be empty. */
  readonly reason: string
}

export interface ReadOnlySwitch {
  /** How it stands, as it was seen last. */
  readonly now: () => ReadOnly | undefined
  /** Looks at the file; true when it says something else than before. */
  readonly look: () => boolean
}

/** Follows the file of a data folder. */
export function readOnlySwitch(dataDir: string): ReadOnlySwitch {
  let state = readOnlyIn(dataDir)
  return {
    now: () => state,
    look: () => {
      const before = state
      state = readOnlyIn(dataDir)
      return before?.since !== state?.since || before?.reason !== state?.reason
    },
  }
}

/** What the file says; a file that cannot be understood means read-only, since somebody meant it. */
export function readOnlyIn(dataDir: string): ReadOnly | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  try {
    const { since = '', reason = '' } = JSON.parse(readFileSync(file, 'utf8'))
    return { since: String(since) as Instant, reason: String(reason) }
  } catch {
    return { since: '' as Instant, reason: '' }
  }
}

/** Turns it on, or off with undefined. Throws when the folder cannot be written. */
export function setReadOnly(dataDir: string, state: ReadOnly | undefined): void {
  const file = fileIn(dataDir)
  if (!state) {
    rmSync(file, { force: true })
    return
  }
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const fileIn = (dataDir: string): string => join(dataDir, 'read-only.json')

/** Refuses every form while only reading is possible, when it has been read, so that its words go back. */
export function refuseWrites(app: App, house: House): void {
  beforeForms(app, () => (house.readOnly.now() ? new Problem('read_only') : undefined))
}
