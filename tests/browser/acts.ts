/**
 * What people do in a browser, by the words they see and hear: every link, field and button is found
 * by its role and its name in the story's language.
 */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { codeAt } from '../../server/accounts/second-factor.ts'
import type { Instant } from '../../server/kernel/clock.ts'
import type { T } from '../../server/language/catalogue.ts'
import type { Story } from './stories.ts'

/** A person's window and the words of their language. */
export interface Window {
  readonly page: Page
  readonly t: T
}

/** Follows a link by its words. */
export const follow = ({ page }: Window, name: string): Promise<void> =>
  page.getByRole('link', { name, exact: true }).first().click()

/** Presses a button by its words. */
export const press = ({ page }: Window, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click()

/** Writes into a field by its label. */
export const fill = ({ page }: Window, label: string, words: string): Promise<void> =>
  page.getByLabel(label, { exact: true }).fill(words)

/** Waits for a page by its heading. */
export const arrive = ({ page }: Window, heading: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()

/** Opens the one-time link, answers, and secures the account; gives the secret of the second step. */
export async function setUp(window: Window, link: string, story: Story, now: Instant) {
  const { page, t } = window
  const { official } = story
  await page.goto(link)
  await arrive(window, t('setup.title'))
  await fill(window, t('setup.setting.authority'), story.authority)
  await page.getByLabel(t(`common.country.${story.country}`)).check()
  await fill(window, t('setup.setting.name'), story.site)
  await page.getByLabel(ownNames[story.language]).check()
  await fill(window, t('accounts.name'), official.name)
  await fill(window, t('accounts.work_title'), official.title)
  await fill(window, t('accounts.email'), official.email)
  await fill(window, t('accounts.password'), official.password)
  await press(window, t('setup.submit'))
  await arrive(window, t('accounts.enrolment.title'))
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  await fill(window, t('accounts.enrolment.code'), codeAt(secret, now))
  await press(window, t('common.continue'))
  await arrive(window, t('accounts.codes.title'))
  await follow(window, t('common.continue'))
  return secret
}

const ownNames = { sv: 'Svenska', nb: 'Norsk (bokmål)', en: 'English' } as const

/** Asks a second person, as set-up suggests; gives the link to hand over. */
export async function inviteSecond(window: Window, { moderator }: Story): Promise<string> {
  const { page, t } = window
  await arrive(window, t('setup.welcome.title'))
  await fill(window, t('accounts.email'), moderator.email)
  await fill(window, t('accounts.name'), moderator.name)
  await fill(window, t('accounts.work_title'), moderator.title)
  expect(await page.getByLabel(t('accounts.role.moderator')).first().isChecked()).toBe(true)
  await press(window, t('accounts.invite.send'))
  await arrive(window, t('accounts.link.title'))
  return page.locator('code').innerText()
}

/** Accepts an invitation. */
export async function accept(window: Window, link: string, { moderator }: Story): Promise<void> {
  const { page, t } = window
  await page.goto(link)
  await arrive(window, t('accounts.invitation.title'))
  await fill(window, t('accounts.password'), moderator.password)
  await press(window, t('accounts.invitation.accept'))
  await page
    .getByRole('status')
    .filter({ hasText: t('accounts.done.welcome') })
    .waitFor()
}

/** Signs out and in again, with a code where one is asked for. */
export async function signInAgain(
  window: Window,
  who: Story['official'],
  code?: string,
): Promise<void> {
  const { t } = window
  await press(window, t('desk.sign_out'))
  await arrive(window, t('accounts.sign_in.title'))
  await fill(window, t('accounts.email'), who.email)
  await fill(window, t('accounts.password'), who.password)
  await press(window, t('accounts.sign_in.title'))
  if (code === undefined) return
  await arrive(window, t('accounts.code.title'))
  await fill(window, t('accounts.code.label'), code)
  await press(window, t('common.continue'))
}

/** Writes a post, looks at it and publishes it; gives its public address. */
export async function publish(
  window: Window,
  capacity: 'personal' | 'official',
  post: Story['personal'] & { readonly decision?: string },
): Promise<string> {
  const { page, t } = window
  await follow(window, t('desk.menu.posts'))
  await follow(window, t('posts.desk.write'))
  expect(await page.getByRole('radio', { checked: true }).count(), 'nothing is chosen').toBe(0)
  const label = t(`common.capacity.${capacity}`)
  await page.getByRole('radio', { name: new RegExp(`^${label}`) }).check()
  await fill(window, t('posts.edit.title'), post.title)
  await fill(window, t('posts.edit.summary'), post.summary)
  await fill(window, t('posts.edit.source'), post.source)
  await fill(window, t('posts.edit.question'), post.question)
  if (post.decision) await fill(window, t('posts.edit.decision'), post.decision)
  await press(window, t('posts.edit.preview'))
  await arrive(window, post.title)
  expect(await page.getByText(t('posts.preview.words')).isVisible()).toBe(true)
  await follow(window, t('posts.preview.publish'))
  const needed = page.getByLabel(t('posts.missing.telephone'), { exact: true })
  await page.getByRole('button', { name: t('posts.publish.button') }).waitFor()
  if (await needed.isVisible()) {
    await needed.fill('0123-45 67 00')
    await fill(window, t('posts.missing.contact_email'), 'kommun@example.org')
    await fill(window, t('posts.missing.controller'), 'Kommunstyrelsen')
  }
  await press(window, t('posts.publish.button'))
  await page
    .getByRole('status')
    .filter({ hasText: t('posts.done.published') })
    .waitFor()
  const link = page.getByRole('link', { name: t('posts.desk.public') })
  return (await link.getAttribute('href')) ?? ''
}

/** Writes in the form of the page, reads the preview and sends; gives the code. */
export async function send(
  window: Window,
  words: { readonly text: string; readonly name: string; readonly question?: string },
): Promise<string> {
  const { page, t } = window
  await fill(window, t('comments.field.text'), words.text)
  await fill(window, t('comments.field.name'), words.name)
  if (words.question) await page.getByLabel(words.question).check()
  await press(window, t('comments.act.preview'))
  await arrive(window, t('comments.preview.title'))
  expect(await page.getByRole('article').innerText()).toContain(words.text)
  await press(window, t('comments.act.send'))
  await arrive(window, t('receipts.title'))
  const code = await page.locator('.code').innerText()
  return code.trim().split(/\s+/).join('-')
}

/** Lets the waiting comment with these words through, from the queue. */
export async function letThrough(window: Window, words: string): Promise<void> {
  const { page, t } = window
  await follow(window, t('desk.title'))
  const item = page.getByRole('listitem').filter({ hasText: words })
  await item.getByRole('button', { name: t('moderation.act.let_through'), exact: true }).click()
  await page
    .getByRole('status')
    .filter({ hasText: t('moderation.done.shown') })
    .waitFor()
}
