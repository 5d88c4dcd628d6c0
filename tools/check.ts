/** Everything that can be judged without running the site: named steps, their times, what failed. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

const steps = [
  { name: 'types', words: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'lint', words: ['tools/lint.ts'] },
  { name: 'dead code', words: ['node_modules/knip/bin/knip.js'] },
  { name: 'views', words: ['tests/views/check.ts'] },
]

const failed = steps.filter(({ name, words }) => {
  console.log(`\n${name} …`)
  const start = performance.now()
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name}: ${status === 0 ? 'good' : 'FAILED'}, ${seconds} s`)
  return status !== 0
})

if (failed.length > 0) {
  console.error(`\nNot good: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = 1
} else console.log('\nAll good.')
