import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { staff } from '../support/site.ts'
import { arrive, fill, follow, letThrough, press, type Window } from './acts.ts'
import { findProposal, fits, openLetterBetween, proposeAll, seen, told } from './two-sides.ts'

let browser: Browser

const text = 'Hissen står still.\n\nNär lagas den?'
const title = 'Ett brev om hissen'

type Between = Awaited<ReturnType<typeof openLetterBetween>>

describeInBrowser(
  'a letter about which they do not agree, without JavaScript',
  {
    timeout: 60_000,
  },
  () => {
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())

    test('in Norwegian: its writer says no, and the desk is the same as before, to the byte', async () => {
      const between = await openLetterBetween(browser, 'nb', 'no', { text })
      const { office, writer, number, t } = between
      await proposeAll(between, number, title)
      const pages = [`/desk/letters/${number}/proposal`, `/desk/letters/${number}`, '/desk/letters']
      const before = await bytesOf(between, pages)
      await findProposal(between, writer)
      await press(writer, t('agreements.own.say_no'))
      await writer.page
        .getByRole('status')
        .filter({ hasText: t('agreements.own.state.no', { name: staff.official.name }) })
        .waitFor()
      await fits(writer)
      expect(await bytesOf(between, pages)).toEqual(before)
      await office.page.goto(between.origin + pages[0])
      expect(await seen(office)).toContain(t('agreements.state.waiting'))
      const publish = office.page.getByRole('button', {
        name: t('agreements.publish'),
        exact: true,
      })
      expect(await publish.count()).toBe(0)
      await nothingIsPublished(between)
    })

    test('in English: its writer takes the yes back while the official has the button before them', async () => {
      const between = await openLetterBetween(browser, 'en', 'se', { text })
      const { office, writer, number, t } = between
      await proposeAll(between, number, title)
      await findProposal(between, writer)
      await press(writer, t('agreements.own.yes'))
      const agreed = t('agreements.own.state.agreed', { name: staff.official.name })
      await writer.page.getByRole('status').filter({ hasText: agreed }).waitFor()
      await office.page.goto(`${between.origin}/desk/letters/${number}/proposal`)
      await press(writer, t('agreements.own.takeBack'))
      await writer.page
        .getByRole('status')
        .filter({ hasText: t('agreements.own.state.open') })
        .waitFor()
      await press(office, t('agreements.publish'))
      await office.page
        .getByRole('alert')
        .filter({ hasText: t('agreements.fault.not_agreed') })
        .waitFor()
      await nothingIsPublished(between)
    })

    test('in Swedish: what was published is taken down when its writer asks, with a reason', async () => {
      const between = await openLetterBetween(browser, 'sv', 'se', { text })
      const { office, writer, origin, number, t } = between
      const address = await publish(between)
      await writer.page.goto(`${origin}/receipt`)
      await follow(writer, t('agreements.link.own.published'))
      await fill(writer, whyLabel(between), 'Någon har känt igen mig.')
      await press(writer, t('agreements.own.withdrawal.act'))
      await arrive(writer, t('receipts.title'))
      const still = await writer.page.goto(address)
      expect(still?.status(), 'only the office takes it down').toBe(200)
      await office.page.goto(`${origin}/desk/letters/${number}`)
      expect(await seen(office)).toContain('Någon har känt igen mig.')
      await follow(office, t('desk.menu.posts'))
      await follow(office, title)
      await fill(office, t('posts.desk.unpublish.reason'), 'Den som skrev har bett om det.')
      await press(office, t('posts.desk.unpublish'))
      await told(office, t('posts.done.unpublished'))
      const gone = await writer.page.goto(address)
      expect(gone?.status()).toBe(410)
      const left = await seen(writer)
      expect(left).toContain('Den som skrev har bett om det.')
      expect(left).not.toContain('Hissen står still.')
      await writer.page.goto(origin)
      expect(await seen(writer)).not.toContain(title)
    })

    test('in Norwegian: its writer makes an open comment of it, in other words', async () => {
      const between = await openLetterBetween(browser, 'nb', 'no', { text: 'Tom' })
      const about = { text, name: '', post: String(between.post.id) }
      const { cookie } = await between.write(about)
      const { t, origin, open, post, site } = between
      const writer = await open(320, { path: '/receipt', cookie })
      await writer.page.goto(`${origin}/receipt`)
      await press(writer, t('letters.public'))
      await arrive(writer, t('comments.preview.title'))
      const field = writer.page.getByLabel(t('comments.field.text'), { exact: true })
      expect(await field.inputValue()).toBe(text)
      await field.fill('Når blir heisen reparert?')
      await press(writer, t('comments.act.again'))
      await writer.page
        .getByRole('article')
        .filter({ hasText: 'Når blir heisen reparert?' })
        .waitFor()
      await fits(writer)
      await press(writer, t('comments.act.send'))
      await arrive(writer, t('receipts.title'))
      const mine = await seen(writer)
      expect(mine, 'the letter is there under the same code').toContain('Hissen står still.')
      expect(mine).toContain('Når blir heisen reparert?')
      const moderator = { path: '/desk', cookie: await site.signIn('moderator') }
      const house = await open(1280, moderator)
      await house.page.goto(`${origin}/desk`)
      await letThrough(house, 'Når blir heisen reparert?')
      await writer.page.goto(origin + post.path)
      const shown = await seen(writer)
      expect(shown).toContain('Når blir heisen reparert?')
      expect(shown).not.toContain('Hissen')
    })
  },
)

/** What the desk is sent, byte for byte. */
async function bytesOf({ office, origin }: Between, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const answer = await office.page.goto(origin + path)
    expect(answer?.status()).toBe(200)
    found.push((await answer?.body())?.toString('base64') ?? '')
  }
  return found
}

/** Neither the front page nor the feed has anything of the letter. */
async function nothingIsPublished({ writer, origin, site }: Between): Promise<void> {
  site.advance(10 * MINUTE)
  await writer.page.goto(origin)
  expect(await seen(writer)).not.toContain(title)
  const feed = await (await writer.page.context().request.get(`${origin}/feed.atom`)).text()
  expect(feed).toContain('<feed')
  expect(feed).not.toContain(title)
}

/** Proposed, agreed to and published; gives the address. */
async function publish(between: Between): Promise<string> {
  const { office, writer, origin, number, t } = between
  await proposeAll(between, number, title)
  await findProposal(between, writer)
  await press(writer, t('agreements.own.yes'))
  await writer.page.getByRole('button', { name: t('agreements.own.takeBack') }).waitFor()
  await office.page.reload()
  await press(office, t('agreements.publish'))
  await told(office, t('agreements.done.published'))
  const link = office.page.getByRole('link', { name: t('agreements.post'), exact: true })
  return origin + ((await link.getAttribute('href')) ?? '')
}

const whyLabel = ({ t }: Pick<Window, 't'>): string =>
  `${t('agreements.own.withdrawal.reason')} (${t('common.optional')})`
