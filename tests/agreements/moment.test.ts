/** Acts of both sides that come at the same moment, by real HTTP. */
import { expect, test } from 'vitest'
import { hiddenFields } from '../support/site.ts'
import { openLetter, proposal } from './agreeing.ts'

test('an edit that comes at the same moment as an approval never leads to publication of what was not agreed', async () => {
  const there = await openLetter()
  const { site, at, own, desk, holder } = there
  await there.propose()
  const outcomes = new Set<string>()
  for (let round = 0; round < 12; round += 1) {
    await there.officialSays('yes')
    const mine = await there.page('own')
    const theirs = await there.page('desk')
    const typed = {
      ...hiddenFields(mine),
      credit: 'role',
      credit_words: `en lärare ${round}`,
      part: ['1'],
    }
    const shown = hiddenFields((await site.post(`${own}/preview`, typed, holder)).body)
    const form = { ...proposal, title: `Rubrik ${round}` }
    const official = {
      ...form,
      ...hiddenFields(
        (await site.post(`${at}/preview`, { ...hiddenFields(theirs), ...form }, desk)).body,
      ),
    }
    const acts = [
      () => site.post(`${own}/answer`, { ...hiddenFields(mine), answer: 'yes' }, holder),
      () => site.post(own, { ...typed, ...shown }, holder),
      () => site.post(at, official, desk),
      () => site.post(`${at}/publication`, hiddenFields(theirs), desk),
    ]
    const turned = [...acts.slice(round % 4), ...acts.slice(0, round % 4)]
    const done = await Promise.all(turned.map((does) => does()))
    outcomes.add(done.map(({ statusCode }) => statusCode).join(' '))
    expect(done.every(({ statusCode }) => statusCode < 500)).toBe(true)
    const rows = await site.storage.read.selectFrom('published_letter').selectAll().execute()
    for (const row of rows) {
      const said = await site.storage.read
        .selectFrom('letter_answer')
        .select(['side', 'answer'])
        .where('proposal_id', '=', row.proposal_id)
        .where('number', '=', row.number)
        .where('hash', '=', row.hash)
        .orderBy('id')
        .execute()
      for (const side of ['official', 'writer'])
        expect(said.findLast((one) => one.side === side)?.answer).toBe('yes')
    }
  }
  expect(outcomes.size, 'now one is first and now another').toBeGreaterThan(1)
})
