import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// `npm run lint` watches over every promise of the code (Biome's noFloatingPromises). The rule is
// new in Biome, so what we rely on is shown here, on the acts whose loss nobody would notice.
const root = join(import.meta.dirname, '../..')
const sample = join(import.meta.dirname, `sample-${process.pid}.ts`)

const forgotten = {
  'an act that is not awaited': 'house.storage.transact(async () => 1)',
  'a row that is not awaited': "tx.deleteFrom('post').where('id', '=', 1).execute()",
  'a store of another file that is not awaited': 'append(tx, act)',
  'a function inside an act that is not awaited':
    'await house.storage.transact(async () => { append(tx, act) })',
}

const done = [
  'await house.storage.transact(async () => 1)',
  "await tx.deleteFrom('post').where('id', '=', 1).execute()",
  'await append(tx, act)',
  'await house.storage.transact(async () => append(tx, act))',
  'return append(tx, act)',
]

const head = `import { append } from '../../server/ledger/store.ts'
import type { Act } from '../../server/ledger/entry.ts'
import type { Writer } from '../../server/storage/database.ts'
import type { House } from '../../server/web/house.ts'
export async function act(house: House, tx: Writer, act: Act) {
`

let linesFound: number[]

beforeAll(() => {
  writeFileSync(sample, `${head}${[...Object.values(forgotten), ...done].join('\n')}\n}\n`)
  linesFound = floatingPromises()
})

afterAll(() => rmSync(sample, { force: true }))

describe('the lint rule about promises', () => {
  test.each(Object.keys(forgotten).map((name, index) => ({ name, index })))(
    'finds $name',
    ({ index }) => {
      expect(linesFound).toContain(index)
    },
  )

  test('lets what is awaited or returned pass', () => {
    expect(linesFound.filter((line) => line >= Object.keys(forgotten).length)).toEqual([])
  })
})

/** The lines after the head where Biome finds a promise that nobody waits for. */
function floatingPromises(): number[] {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const words = ['lint', '--only=nursery/noFloatingPromises', '--reporter=github']
  const { stdout } = spawnSync(process.execPath, [biome, ...words, relative(root, sample)], {
    cwd: root,
    encoding: 'utf8',
  })
  const first = head.split('\n').length
  return [...stdout.matchAll(/noFloatingPromises,.*?,line=(\d+)/g)].map(
    ([, line]) => Number(line) - first,
  )
}
