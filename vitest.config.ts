import { defineConfig } from 'vitest/config'
import { closingLine } from './tests/support/reporter.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Processes, not threads: better-sqlite3 and argon2 are native, and some tests send signals.
    pool: 'forks',
    maxWorkers: 2,
    // A test waits on a condition, never on a duration; this is only for one that waits in vain.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', closingLine],
  },
})
