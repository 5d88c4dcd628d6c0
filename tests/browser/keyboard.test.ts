import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { translator } from '../../server/language/catalogue.ts'
import { reasonById } from '../../server/moderation/reasons.ts'
import { letterText, openLetter } from '../agreements/agreeing.ts'
import { publishPost, typed } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { decide, write } from '../support/citizen.ts'
import { listening } from '../support/listening.ts'
import { openTestSite, staff } from '../support/site.ts'
import { measured, withMeasures } from './sweep.ts'

const t = translator('sv')
let browser: Browser

describeInBrowser('by keyboard alone', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('a citizen without JavaScript finds a post, answers a comment and takes the answer back', async () => {
    const { origin, open } = await openHouse()
    const page = await open({ javaScriptEnabled: false })
    await page.goto(origin)
    await page.keyboard.press('Tab')
    expect(await isFocused(page, link(page, t('site.skip')))).toBe(true)
    await page.keyboard.press('Enter')
    await go(page, link(page, String(typed().title)))
    await go(page, link(page, `${t('comments.reply')} Mirja`))
    await tabTo(page, page.getByLabel(t('comments.field.text')))
    await page.keyboard.type('Det undrar *jag* också.')
    await tabTo(page, page.getByLabel(t('comments.field.name')))
    await page.keyboard.type('Sigrid')
    const question = t('comments.field.question', { name: staff.official.name })
    await tabTo(page, page.getByLabel(question))
    await page.keyboard.press('Space')
    await go(page, button(page, t('comments.act.preview')))
    await page.getByRole('heading', { level: 1, name: t('comments.preview.title') }).waitFor()
    expect(await page.getByRole('article').innerText()).toContain('Det undrar jag också.')
    expect(await page.getByLabel(question).isChecked()).toBe(true)
    await go(page, button(page, t('comments.act.send')))
    await page.getByText(t('receipts.status.pending')).waitFor()
    await go(page, page.getByRole('button', { name: new RegExp(`^${t('receipts.withdraw')}`) }))
    await page.getByText(t('receipts.status.withdrawn')).waitFor()
    await go(page, button(page, t('receipts.done')))
    await page.getByLabel(t('receipts.code')).waitFor()
  })

  test.each([true, false])(
    'a moderator signs in, lets one through and hides another (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { site, post, origin, open } = await openHouse()
      await write(site, post, { text: 'Tack för svaret.', name: 'Ali' })
      await write(site, post, { text: 'Du är en idiot.', name: 'Arg' })
      const page = await open({ javaScriptEnabled })
      await page.goto(`${origin}/desk`)
      await tabTo(page, page.getByLabel(t('accounts.email')))
      await page.keyboard.type(staff.moderator.email)
      await tabTo(page, page.getByLabel(t('accounts.password')))
      await page.keyboard.type(staff.moderator.password)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: '2 väntar' }).waitFor()
      const thanks = page.getByRole('listitem').filter({ hasText: 'Tack för svaret.' })
      await go(page, thanks.getByRole('button', { name: t('moderation.act.let_through') }))
      await page.getByText(t('moderation.done.shown')).waitFor()
      const rude = page.getByRole('listitem').filter({ hasText: 'Du är en idiot.' })
      await go(page, rude.getByRole('link', { name: new RegExp(`^${t('moderation.open.hide')}`) }))
      const name = reasonById('personal_attack').sv.name
      const reason = page.locator('details').filter({ has: page.getByText(name, { exact: true }) })
      await tabTo(page, reason.locator('summary'))
      await page.keyboard.press('Enter')
      await go(page, reason.getByRole('button', { name: t('moderation.act.hide') }))
      await page.getByText(t('moderation.done.hidden')).waitFor()
      const shown = (await site.get(post)).body
      expect(shown).toContain('Tack för svaret.')
      expect(shown).not.toContain('idiot')
    },
  )

  test('an official proposes how a letter is published, in a narrow window without JavaScript', async () => {
    const { site, at, official } = await openLetter(`${letterText}\n\nFråga Eva Lind.`)
    const page = await openNarrow(official)
    await page.goto((await listening(site.app)) + at)
    await go(page, link(page, t('agreements.begin.letter')))
    await page.getByLabel(t('agreements.field.title')).waitFor()
    await seeEverything(page)
    await page.reload() // a browser remembers which of two choices had the focus last
    await tabTo(page, page.getByLabel(t('common.capacity.personal'), { exact: true }))
    await page.keyboard.press('Space')
    await tabTo(page, page.getByLabel(t('agreements.field.title')))
    await page.keyboard.type('Ett brev om scheman')
    await tabTo(page, page.getByLabel(t('agreements.part.answer', { number: 2 })))
    await page.keyboard.type('Det borde vi ha gjort.')
    await go(page, button(page, t('agreements.preview')))
    await go(page, link(page, t('agreements.fault.others')))
    const named = page.getByRole('group', { name: 'Fråga Eva Lind', exact: true })
    await tabTo(page, named.getByLabel(t('agreements.person.agreed')))
    await page.keyboard.press('Space')
    await seeEverything(page)
    await tabTo(page, button(page, t('agreements.preview')))
    await page.keyboard.press('Enter')
    await button(page, t('agreements.propose')).waitFor()
    expect(await page.locator('.look').innerText()).toContain('Det borde vi ha gjort.')
    await seeEverything(page)
    await go(page, button(page, t('agreements.propose')))
    await page.getByText(t('agreements.done.proposed')).waitFor()
  })
})

/** A window of 320 pixels for somebody who is signed in. */
async function openNarrow(cookie: string): Promise<Page> {
  const viewport = { width: 320, height: 640 }
  const context = await browser.newContext({
    ...{ viewport, javaScriptEnabled: false, locale: 'sv-SE', reducedMotion: 'reduce' },
  })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/desk' }])
  return context.newPage()
}

/** Nothing sticks out, and nothing that takes focus is hidden or does not show it; from there to the top again. */
async function seeEverything(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  await withMeasures(page)
  expect(await measured(page, 'outside', 'low', 'unseenFocus')).toEqual([])
  await page.evaluate("document.querySelector('a').focus()")
}

/** A post with one comment, and windows to look at it with. */
async function openHouse() {
  const site = await openTestSite()
  const { path: post } = await publishPost(site, await site.signIn('author'))
  const { number } = await write(site, post, { text: 'Varför sist?', name: 'Mirja' })
  await decide(site, await site.signIn('moderator'), number)
  const origin = await listening(site.app)
  const open = async (wanted: BrowserContextOptions): Promise<Page> => {
    const common = { locale: 'sv-SE', reducedMotion: 'reduce' } as const
    const context = await browser.newContext({ ...common, ...wanted })
    onTestFinished(() => context.close())
    return context.newPage()
  }
  return { site, post, origin, open }
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const isFocused = async (page: Page, wanted: Locator): Promise<boolean> =>
  (await wanted.and(page.locator(':focus-visible')).count()) > 0

const MOST_STOPS = 80

/** Presses Tab until the thing has the focus, and shows it; throws when it is never reached. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor()
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab')
    if (await isFocused(page, wanted)) return
  }
  throw new Error(`not reached with ${MOST_STOPS} tabs: ${wanted}`)
}

/** Reaches a link or a button and presses Enter. */
async function go(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press('Enter')
}
