import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

// That it runs and finds what it compares, not how fast anything is.
test('the bench measures every goal beside its limits', { timeout: 180_000 }, async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'bench/main.ts'), '--quick'],
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } },
  )
  for (const title of [
    '1 Kept pages',
    '2 The first read',
    '3 First view of a long thread',
    'nothing kept',
    '5 Milliseconds',
    '6 Comments sent',
    '7 16 readers',
    '8 Cold start',
    '9 First view',
    '10 Checking',
  ])
    expect(stdout).toContain(title)
  expect(stdout).toMatch(/9 comments that need a script to show\s+0\.00/)
  expect(stdout).toMatch(/7 reads after a write that show what was before\s+0\.00/)
  expect(stdout).not.toContain('NaN')
})
