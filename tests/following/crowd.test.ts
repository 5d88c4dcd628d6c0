import { expect, test } from 'vitest'
import { deleteFollow } from '../../server/following/store.ts'
import { MINUTE } from '../../server/kernel/clock.ts'
import { mailsOf, senderOf } from '../mail/office.ts'
import type { TestSite } from '../support/site.ts'
import { letFollow, openCrowdOfFollowers } from './crowd.ts'
import { followsOf } from './reader.ts'

const FOLLOWERS = 250

/** Whether all mails about the post have been made. */
async function isExpanded({ storage }: TestSite): Promise<boolean> {
  const rows = storage.read.selectFrom('mail_event').select('expanded_at').orderBy('id', 'desc')
  return (await rows.executeTakeFirstOrThrow()).expanded_at !== null
}

test('a post that many follow becomes all its mails, each once, also when the program ends between two pieces', async () => {
  const { site } = await openCrowdOfFollowers(FOLLOWERS)
  site.advance(5 * MINUTE)
  for (const [made, isOver] of [
    [200, false],
    [250, true],
    [250, true],
  ] as const) {
    await senderOf(site).send() // a new one each time: nothing is known but what the database holds
    expect(await mailsOf(site)).toHaveLength(made)
    expect(await isExpanded(site)).toBe(isOver)
  }
  const { send } = senderOf(site)
  while (await send());
  const mails = await mailsOf(site)
  expect(new Set(mails.map(({ follow_id }) => follow_id)).size).toBe(FOLLOWERS)
  expect(mails.every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true)
})

test('who stops between two pieces is told nothing, who begins neither, and nobody else is left out', async () => {
  const { site } = await openCrowdOfFollowers(FOLLOWERS)
  site.advance(5 * MINUTE)
  const { send } = senderOf(site)
  await send()
  const before = await followsOf(site)
  for (const place of [198, 199, 200, 249]) // on both sides of where a piece ends
    await site.storage.transact((tx) => deleteFollow(tx, before[place]?.id ?? 0))
  const left = (await followsOf(site)).map(({ id }) => id)
  await letFollow(site, 3, 'late')
  while (await send());
  const told = (await mailsOf(site)).map(({ follow_id }) => follow_id ?? 0)
  expect(told.sort((one, other) => one - other)).toEqual(left)
})
