/** The talk of a journey: citizens without JavaScript, the official who answers, the moderator. */
import { expect } from 'vitest'
import type { T } from '../../server/language/catalogue.ts'
import { date } from '../../server/language/when.ts'
import { publicName, type ReasonId, reasonById } from '../../server/moderation/reasons.ts'
import { arrive, follow, letThrough, press, send } from './acts.ts'
import { escaped, type Place } from './place.ts'

const names = ['Mirja', 'Ali'] as const

/** The link to answer somebody, as it is heard. */
const replyTo = (t: T, name: string): string =>
  `${t('comments.reply')} ${t('comments.reply.whom', { name })}`

/** Each answers the one before; a moderator lets each through. Gives the code of the first. */
export async function talk(place: Place, post: string): Promise<string> {
  const { citizen, moderator, origin, story, t } = place
  const { page } = citizen
  const question = t('comments.field.question', { name: story.official.name })
  let code = ''
  for (const [at, text] of story.talk.entries()) {
    await page.goto(origin + post)
    if (at > 0) await openReply(place, at - 1)
    const name = names[at % 2] ?? ''
    const sent = await send(citizen, at === 0 ? { text, name, question } : { text, name })
    if (at === 0) code = sent
    else expect(sent).not.toBe(code)
    expect(await page.locator('.submissions').innerText()).toContain(t('receipts.status.pending'))
    if (at === 0) await seeNothing(place, post, text)
    await letThrough(moderator, text)
  }
  await page.goto(origin + post)
  const level = page.locator('ol.thread ol ol ol ol ol ol article')
  const seventh = level.filter({ hasText: story.talk[6] ?? '' }).first()
  expect(await seventh.innerText()).toContain(story.talk[6])
  expect(await seventh.innerText()).toContain(t('comments.level', { level: 7 }))
  // What lies deeper stands at the same level and says whom it answers.
  expect(await page.locator('ol ol ol ol ol ol ol ol article').count()).toBe(0)
  expect(await page.getByText(story.talk[7] ?? '').count()).toBe(1)
  return code
}

/** What waits is not public. */
async function seeNothing({ citizen, origin }: Place, post: string, text: string): Promise<void> {
  await citizen.page.goto(origin + post)
  expect(await citizen.page.getByText(text).count()).toBe(0)
}

/** Opens the form to answer a comment of the talk. */
async function openReply({ citizen, story, t }: Place, at: number): Promise<void> {
  const { page } = citizen
  const comment = page.getByRole('article').filter({ hasText: story.talk[at] ?? '' })
  const name = names[at % 2] ?? ''
  await comment.getByRole('link', { name: replyTo(t, name) }).click()
  await arrive(citizen, t('comments.write.reply', { name }))
}

/** The official answers the question, once personally and once officially. */
export async function answer(
  { official, citizen, origin, story, t }: Place,
  post: string,
): Promise<void> {
  const { page } = official
  const [question = ''] = story.talk
  await follow(official, t('desk.title'))
  const asked = page.getByRole('listitem').filter({ hasText: question })
  await asked.getByRole('link', { name: new RegExp(`^${t('moderation.reply')} `) }).click()
  for (const capacity of ['personal', 'official'] as const) {
    await page.getByLabel(t('moderation.reply.text')).fill(story.answers[capacity])
    await press(official, t(`moderation.reply.${capacity}`))
    await page
      .getByRole('status')
      .filter({ hasText: t('moderation.done.replied') })
      .waitFor()
  }
  await follow(official, t('desk.title'))
  expect(await page.getByText(t('moderation.questions.none')).isVisible()).toBe(true)
  await citizen.page.goto(origin + post)
  for (const capacity of ['personal', 'official'] as const) {
    const reply = citizen.page.getByRole('article').filter({ hasText: story.answers[capacity] })
    expect(await reply.last().innerText()).toMatch(
      new RegExp(`^${t(`common.capacity.${capacity}`)}\\s+${story.official.name}`),
    )
  }
  const asking = citizen.page.getByRole('article').filter({ hasText: question })
  expect(await asking.last().innerText()).toContain(t('comments.answered'))
}

/** A house reason and a legal one: markers stand in their place, the address has nothing else. */
export async function hide(place: Place, post: string): Promise<void> {
  const { citizen, moderator, origin, story, t } = place
  const { page } = citizen
  await page.goto(origin + post)
  await send(citizen, { text: story.rude, name: 'Arg' })
  await letThrough(moderator, story.rude)
  await page.goto(origin + post)
  const rude = page.getByRole('article').filter({ hasText: story.rude })
  const address = (await rude.getByRole('link').first().getAttribute('href')) ?? ''
  await rude.getByRole('link', { name: replyTo(t, 'Arg') }).click()
  await send(citizen, { text: story.calm, name: 'Sigrid' })
  await letThrough(moderator, story.calm)
  await follow(moderator, t('desk.menu.threads'))
  await follow(moderator, story.personal.title)
  await moderator.page.getByRole('link', { name: `${t('moderation.find.open')} Arg` }).click()
  await giveReason(place, 'personal_attack')
  await page.goto(origin + post)
  await send(citizen, { text: story.threat, name: 'Skugga' })
  await follow(moderator, t('desk.title'))
  const item = moderator.page.getByRole('listitem').filter({ hasText: story.threat })
  await item
    .getByRole('link', { name: new RegExp(`^${escaped(t('moderation.open.hide'))}`) })
    .click()
  await giveReason(place, 'threat')
  await seeMarkers(place, post, address)
}

async function giveReason({ moderator, story, t }: Place, reason: ReasonId): Promise<void> {
  const { page } = moderator
  const words = reasonById(reason)[story.language].name
  await page.getByText(words, { exact: true }).click()
  const given = page
    .getByRole('group')
    .filter({ has: page.getByText(words, { exact: true }) })
    .last()
  await given.getByRole('button', { name: t('moderation.act.hide') }).click()
  await page
    .getByRole('status')
    .filter({ hasText: t('moderation.done.hidden') })
    .waitFor()
}

async function seeMarkers(
  { citizen, origin, story, site, t }: Place,
  post: string,
  address: string,
): Promise<void> {
  const { page } = citizen
  const on = date(site.clock(), story.language, 'Europe/Stockholm')
  const marker = (reason: ReasonId) =>
    t('comments.marker.hidden', {
      date: on,
      reason: publicName(reasonById(reason), story.language),
    })
  await page.goto(origin + post)
  const words = await page.getByRole('main').innerText()
  for (const gone of [story.rude, story.threat, 'Skugga']) expect(words).not.toContain(gone)
  expect(words).toContain(story.calm)
  expect(words).toContain(marker('personal_attack'))
  const lawful = page.getByText(marker('threat'))
  expect(await lawful.innerText(), 'the law is named, no clause').toBe(marker('threat'))
  const shown = await page.goto(origin + address)
  expect(shown?.status()).toBe(200)
  const alone = await page.getByRole('main').innerText()
  expect(alone).toContain(marker('personal_attack'))
  expect(alone).toContain(story.calm)
  for (const gone of [story.rude, 'Arg']) expect(alone).not.toContain(gone)
}
