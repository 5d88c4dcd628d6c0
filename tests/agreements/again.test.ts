/** What was published and is proposed again: the same while it shows, and once it was taken down. */
import { expect, test } from 'vitest'
import { openChannel } from '../letters/channel.ts'
import { textOf } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { openLetter, postsOf, proposal } from './agreeing.ts'

async function published() {
  const there = await openLetter()
  await there.propose()
  await there.say('yes')
  await there.publish()
  const [post] = await postsOf(there)
  const path = `/${post?.year_month}/${post?.slug}`
  const takeDown = () =>
    there.site.post(
      `/desk/posts/${post?.id}/unpublication`,
      { reason: 'Den som skrev har bett om det.' },
      there.desk,
    )
  return { ...there, path, takeDown }
}

test('proposing what is published already changes nothing, from either side', async () => {
  const { propose, change, page } = await published()
  expect((await propose()).statusCode).toBe(303)
  expect((await change({ credit: 'none', part: ['1', '2', '3'] })).statusCode).toBe(303)
  expect(textOf(await page('desk'))).toContain('Det här är publicerat, med bådas ja.')
})

test('what was taken down is shown again with the very same words, once both say yes anew', async () => {
  const { site, propose, page, path, takeDown, say, publish } = await published()
  expect((await takeDown()).statusCode).toBe(303)
  expect(textOf(await page('desk'))).toContain('är borttaget från bloggen')
  expect(textOf(await page('own'))).toContain('är borttaget från bloggen')
  expect((await propose()).statusCode).toBe(303)
  expect((await publish()).statusCode, 'an earlier yes does not hold').toBe(422)
  await say('yes')
  expect((await publish()).statusCode).toBe(303)
  expect((await site.get(path)).statusCode).toBe(200)
})

test('a proposal takes so many versions and answers, and then no more', {
  timeout: 90_000,
}, async () => {
  const { propose, say, site, page } = await openLetter()
  for (let count = 0; count < 60; count += 1)
    expect((await propose({ ...proposal, title: `Rubrik ${count}` })).statusCode).toBe(303)
  const refused = await propose({ ...proposal, title: 'En till' })
  expect(refused.statusCode).toBe(422)
  expect(textOf(refused.body)).toContain('besvaras fler gånger')
  for (let count = 0; count < 200; count += 1) await say(count % 2 ? 'back' : 'yes')
  const late = await say('no')
  expect([late.statusCode, textOf(late.body).includes('besvaras fler gånger')]).toEqual([422, true])
  const answers = await site.storage.read.selectFrom('letter_answer').select('id').execute()
  expect(answers.length).toBeLessThanOrEqual(300)
  expect(textOf(await page('desk'))).toContain('Rubrik 59')
})

test('the page behind the code says on which day it was published', async () => {
  const { page } = await published()
  expect(textOf(await page('own'))).toContain(
    'Publicerat efter överenskommelse den 21 november 2026.',
  )
})

test('of a conversation that the office began, and nobody has answered, only other words are proposed', async () => {
  const { site, official, post } = await openChannel()
  const moderator = await site.signIn('moderator')
  const { number: id } = await write(site, post.path, { name: 'Mirja', text: 'Vem plogar?' })
  await decide(site, moderator, id)
  const form = { capacity: 'personal', text: 'Ett svar direkt.' }
  const told = await site.post(`/desk/comments/${id}/direct`, form, { cookie: official })
  expect(told.statusCode).toBe(303)
  await site.post('/desk/letters/1/opening', {}, { cookie: official })
  const page = await site.get('/desk/letters/1/proposal', { cookie: official })
  expect(page.body).toContain('Svara utan att publicera brevet')
  expect(page.body).not.toContain('Föreslå hur brevet kan publiceras')
})

test('of a letter that was handed over only what is public is left to speak of, and registrars hear of it', async () => {
  const unpublished = await openLetter()
  await unpublished.propose()
  const over = ({ site, number, desk }: Awaited<ReturnType<typeof openLetter>>) =>
    site.post(`/desk/letters/${number}/hand-over`, { reason: 'Ett larm.' }, desk)
  expect((await over(unpublished)).statusCode).toBe(303)
  const code = await unpublished.site.get('/receipt', unpublished.holder)
  expect(code.body).not.toContain('/proposal')
  const there = await published()
  await over(there)
  const { site, own, holder } = there
  const before = await site.storage.read.selectFrom('mail').selectAll().execute()
  const ask = () => site.post(own.replace('proposal', 'withdrawal'), { reason: '' }, holder)
  expect((await ask()).statusCode).toBe(303)
  const mails = await site.storage.read.selectFrom('mail').selectAll().execute()
  const registrar = site.storage.read.selectFrom('account_role').select('account_id')
  const { account_id } = await registrar.where('role', '=', 'registrar').executeTakeFirstOrThrow()
  const made = mails.slice(before.length)
  expect(made.map((mail) => [mail.kind, mail.account_id])).toEqual([['letter_moved', account_id]])
  for (let count = 1; count < 10; count += 1) await ask()
  const refused = await ask()
  expect([refused.statusCode, textOf(refused.body).includes('fler gånger')]).toEqual([422, true])
})

test('both are told of words that were taken out and stand around the letter all the same', async () => {
  const { propose, change, page } = await openLetter()
  await propose({ ...proposal, 'answer-2': 'Jag ringde Norrskolan.' })
  expect(await page('own')).not.toContain('står kvar i det som är skrivet')
  await change({ credit: 'none', part: ['1', '2', '3'], 'out-writer': 'Norrskolan' })
  for (const side of ['own', 'desk'] as const)
    expect(textOf(await page(side))).toContain(
      'står kvar i det som är skrivet runt omkring: Norrskolan.',
    )
})
