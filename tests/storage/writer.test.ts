import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../support/database.ts'

test('acts that each lead to the next let others have a turn between them', async () => {
  const { transact } = await openTestDatabase()
  let turns = 0
  let acts = 0
  const others = (async () => {
    while (acts < 20) {
      await turn()
      turns += 1
    }
  })()
  while (acts < 20) {
    await transact(async () => {})
    acts += 1
  }
  await others
  expect(turns).toBeGreaterThanOrEqual(20)
})
