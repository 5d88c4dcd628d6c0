import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'
import { closingLine } from './tests/support/reporter.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Processes, not threads: better-sqlite3 and argon2 are native, and some tests send signals.
    pool: 'forks',
    // One worker reads the house once for all its files: a fifth of the time. Nothing may be kept in a module.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    maxWorkers: 3, // one more than the two cores that are there at least: browsers and disks are waited for
    // A test waits on a condition, never on a duration; this is only for one that waits in vain.
    testTimeout: 40_000,
    hookTimeout: 60_000,
    reporters: ['default', closingLine],
  },
})
