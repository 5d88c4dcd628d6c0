/** Checks style and the simple rules with Biome; with `--write` it also mends what it can. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const biome = join(import.meta.dirname, '../node_modules/@biomejs/biome/bin/biome')
const words = [biome, 'check', '--error-on-warnings', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' })
process.exitCode = status ?? 1
