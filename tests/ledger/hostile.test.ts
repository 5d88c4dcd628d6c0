/** A source that means harm to whoever checks it. */
import { expect, test } from 'vitest'
import { placesOf } from '../../server/ledger/lines-actions.ts'

async function placesFrom(body: (file: string) => Buffer | undefined, most: number) {
  const asked: string[] = []
  const read = async (file: string) => {
    asked.push(file)
    if (asked.length > 50) throw new Error('asked for ever')
    return body(file)
  }
  const places: number[] = []
  const irregular = { name: undefined }
  const source = { name: 'here', isLive: true, read }
  for await (const { index } of placesOf(source, most, irregular)) places.push(index)
  return { places, irregular }
}

test('an empty file in answer to every name ends the log', async () => {
  const { places, irregular } = await placesFrom(() => Buffer.alloc(0), 10)
  expect(places).toEqual([])
  expect(irregular.name).toBe('entries/0.jsonl')
})

test('a file of nothing but line breaks is not held as so many lines', async () => {
  const before = process.memoryUsage().rss
  const breaks = Buffer.alloc(4 * 1024 * 1024, 10)
  const { places } = await placesFrom((file) => (/\/0\./.test(file) ? breaks : undefined), 5)
  expect(places).toEqual([0, 1, 2, 3, 4])
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(300)
})
