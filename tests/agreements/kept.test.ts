/** Until it is published no word of what is spoken of a publication lies unsealed, and what was acknowledged is there. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { textOf } from '../posts/writing.ts'
import { openLetter, proposal } from './agreeing.ts'

type There = Awaited<ReturnType<typeof openLetter>>

/** The bytes of every file of the data folder, the log of the database and mails among them. */
function filesOf({ site }: There): string[] {
  return readdirSync(site.settings.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
}

const marked = {
  ...{ title: 'zqtitelzq', preface: 'zqingresszq', 'answer-2': 'zqsvarzq', 'answer-3': '' },
  others: 'zqandrazq',
}
const mine = { credit: 'role', credit_words: 'zqrollzq', part: ['1', '2', '3'] }
const said = ['zqtitelzq', 'zqingresszq', 'zqsvarzq', 'zqandrazq', 'zqrollzq', 'Norrskolan']

test('no word of a proposal lies unsealed in the data folder', async () => {
  const there = await openLetter()
  await there.propose({ ...proposal, ...marked, 'out-writer': 'Norrskolan' })
  await there.change({ ...mine, 'out-writer': 'Norrskolan' })
  await there.say('no')
  await there.site.post(`${there.at}/withdrawal`, {}, there.desk)
  await there.propose({ ...proposal, ...marked })
  const files = filesOf(there)
  expect(
    files.some((bytes) => bytes.includes('Kerstin Ahlby')),
    'the search can find',
  ).toBe(true)
  for (const word of said)
    expect([word, files.some((one) => one.includes(word))]).toEqual([word, false])
})

test('what was taken out of a letter lies unsealed nowhere after its publication either', async () => {
  const there = await openLetter()
  await there.propose({ ...proposal, ...marked, 'out-writer': 'Norrskolan' })
  await there.say('yes')
  expect((await there.publish()).statusCode).toBe(303)
  const files = filesOf(there)
  expect(files.some((bytes) => bytes.includes('zqtitelzq'))).toBe(true)
  for (const word of ['Norrskolan', 'zqandrazq'])
    expect([word, files.some((one) => one.includes(word))]).toEqual([word, false])
})

test('what each side said is there after a restart', async () => {
  const there = await openLetter()
  await there.propose()
  await there.say('yes')
  await there.site.restart()
  expect(textOf(await there.page('desk'))).toContain('Den som skrev har sagt ja')
  expect((await there.publish()).statusCode).toBe(303)
})

test('a letter that cannot be opened hides its proposal, and what is published stays', async () => {
  const there = await openLetter()
  await there.propose()
  await there.say('yes')
  await there.publish()
  await there.site.storage.transact((tx) =>
    tx
      .updateTable('letter')
      .set({ key_id: '0'.repeat(16) })
      .where('id', '=', there.number)
      .execute(),
  )
  const post = await there.site.storage.read
    .selectFrom('public_post')
    .select(['year_month', 'slug'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const shown = await there.site.get(`/${post.year_month}/${post.slug}`)
  expect(textOf(shown.body)).toContain('ingen frågade oss')
  expect((await there.site.get(there.own, there.holder)).statusCode).toBe(404)
})
