/** A no, an objection and silence are the same to the office: in pages, in time and in what is mailed. */
import { expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { hiddenFields } from '../support/site.ts'
import { openLetter, proposal } from './agreeing.ts'

type There = Awaited<ReturnType<typeof openLetter>>

/** What the office can see of a letter: every page of it, the list, the front of the desk, and what waits in mail. */
async function seen({ site, at, number, desk }: There): Promise<Record<string, string>> {
  const paths = [
    at,
    `${at}/form`,
    `/desk/letters/${number}`,
    '/desk/letters',
    '/desk',
    '/desk/mail',
  ]
  const pages: Record<string, string> = {}
  for (const path of paths) {
    const { statusCode, headers, body } = await site.get(path, desk)
    expect([path, statusCode]).toEqual([path, 200])
    pages[path] = `${JSON.stringify(headers['content-length'])}\n${body}`
  }
  const words = { words: 'schemat' }
  pages.search = (await site.post('/desk/letters/search', words, desk)).body
  const mails = site.storage.read.selectFrom('mail').select(['kind', 'state', 'created_at'])
  pages.mails = JSON.stringify(await mails.orderBy('id').execute())
  const steps = site.storage.read.selectFrom('letter_step').select(['kind', 'at', 'detail'])
  pages.steps = JSON.stringify(await steps.orderBy('id').execute())
  return pages
}

/** The hash and the marks are random in each site: the same place holds another number. */
const without = (pages: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(pages).map(([path, body]) => [
      path,
      body.replace(/[0-9a-f]{64}/g, 'HASH').replace(/[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}/g, 'MARK'),
    ]),
  )

const ways = {
  silence: async () => {},
  'a no': async ({ say }: There) => {
    await say('no')
  },
  'a no that is taken back': async ({ say }: There) => {
    await say('no')
    await say('back')
  },
  'reading without an answer': async ({ page }: There) => {
    await page('own')
  },
} satisfies Record<string, (there: There) => Promise<void>>

const kinds = {
  letter: proposal,
  own_words: {
    ...{ kind: 'own_words', capacity: 'official', title: 'Om scheman' },
    ...{ preface: 'Hur lägger vi scheman?', 'answer-0': 'Tillsammans.' },
  },
}

/** The same hours of the same letter, in which the writer does this. */
async function lived(kind: keyof typeof kinds, way: keyof typeof ways) {
  const there = await openLetter()
  await there.propose(kinds[kind])
  const moments = [await seen(there)]
  const page = await there.page('desk')
  there.site.advance(MINUTE)
  await ways[way](there)
  for (const pass of [0, 20 * MINUTE]) {
    there.site.advance(pass)
    moments.push(await seen(there))
  }
  // Trying to publish, changing the proposal and withdrawing it say no more than looking at it.
  const tried = await there.publish({}, page)
  moments.push({ tried: `${tried.statusCode} ${tried.body}` })
  await there.propose({ ...kinds[kind], title: 'En annan rubrik' })
  moments.push(await seen(there))
  const form = hiddenFields(await there.page('desk'))
  const back = await there.site.post(`${there.at}/withdrawal`, form, there.desk)
  moments.push({ back: String(back.statusCode) }, await seen(there))
  return moments.map(without)
}

test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  'of a proposal of kind %s the office sees the same bytes whatever the writer keeps from it',
  async (kind) => {
    const silence = await lived(kind, 'silence')
    for (const way of Object.keys(ways) as (keyof typeof ways)[])
      expect(await lived(kind, way), way).toEqual(silence)
  },
)

test('the comparison sees a yes, so that it can fail', async () => {
  const there = await openLetter()
  await there.propose()
  const before = without(await seen(there))
  await there.say('yes')
  const after = without(await seen(there))
  expect(Object.keys(before).filter((path) => before[path] !== after[path])).toEqual(
    expect.arrayContaining([there.at, 'mails']),
  )
})
