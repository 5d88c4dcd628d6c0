import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { openFollowed } from './reader.ts'

const hide = { act: 'hide', reason: 'personal_attack', sentence: 'Håll god ton.' }

test('a comment that was hidden before anybody was told is told when it is put back', async () => {
  const { post, follow, show, decide, pass } = await openFollowed()
  const id = await show('En fråga.')
  await follow(`/comments/${id}/follow`)
  await follow(`${post.path}/follow`, { address: 'b@example.org' })
  const answer = await show('Ett svar som doldes av misstag.', { parentId: id })
  await decide(answer, hide)
  expect(await pass(2 * HOUR)).toEqual([])
  await decide(answer, { act: 'put_back' })
  const mails = [...(await pass()), ...(await pass(HOUR))]
  expect(mails.map(({ to_ }) => to_).sort()).toEqual(['anna.ek@example.org', 'b@example.org'])
})

test('a comment that was told is not told again when it was hidden and is put back', async () => {
  const { post, follow, show, decide, pass } = await openFollowed()
  const id = await show('En fråga.')
  await follow(`/comments/${id}/follow`)
  await follow(`${post.path}/follow`, { address: 'b@example.org' })
  const answer = await show('Ett svar.', { parentId: id })
  expect([...(await pass()), ...(await pass(HOUR))]).toHaveLength(2)
  await decide(answer, hide)
  await decide(answer, { act: 'put_back' })
  expect([...(await pass()), ...(await pass(HOUR))]).toEqual([])
})

test('what is put back after weeks is no news', async () => {
  const { site, follow, show, decide, pass } = await openFollowed()
  const id = await show('En fråga.')
  await follow(`/comments/${id}/follow`)
  const answer = await show('Ett svar.', { parentId: id })
  await decide(answer, hide)
  await pass(20 * DAY)
  const moderator = await site.signIn('moderator')
  await decide(answer, { act: 'put_back' }, moderator)
  expect(await pass()).toEqual([])
})
