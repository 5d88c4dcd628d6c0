import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { type T, translator } from '../../server/language/catalogue.ts'
import type { Language } from '../../server/language/locale.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { collect, followsOf, linkIn, type Read } from '../following/reader.ts'
import { senderOf } from '../mail/office.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { openInbox } from '../support/inbox.ts'
import { arrive, fill, follow, letThrough, press, publish, send, type Window } from './acts.ts'
import { openPlace, type Place } from './place.ts'
import { settleIn } from './settling.ts'
import { type Story, stories } from './stories.ts'

const citizen = 'mirja.lind@example.org'
const stranger = 'ali.berg@example.org'

let browser: Browser

/** A place with a mail server: `mails` lets the minutes pass after which readers are told, and gives what came. */
async function openPost(story: Story) {
  const inbox = await openInbox()
  const domains = ['eken.example'] // the staff of the stories have their mail elsewhere
  const mail = { server: inbox.url, from: 'blogg@eken.example', domains }
  const place = await openPlace(browser, story, { mail })
  const { send: round } = senderOf(place.site, smtpCarrier(inbox.url))
  const mails = (): Promise<Read[]> => {
    place.site.advance(5 * MINUTE + 1)
    return collect(inbox, round)
  }
  return { ...place, inbox, mails }
}

type Post = Awaited<ReturnType<typeof openPost>>

describeInBrowser('following by mail', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(stories)(
    'in $language, without an account and without JavaScript: ask, confirm, a post, an answer, stop',
    { timeout: 120_000 },
    async (story) => {
      const place = await openPost(story)
      await settleIn(place)
      await publish(place.official, 'personal', story.personal)
      await confirm(place.citizen, await askForPosts(place))
      const other = await followInAnotherLanguage(place)
      const post = await readOfPost(place, other)
      const { code, reply } = await askAndBeAnswered(place, post)
      await stopInOneClick(place, [post, reply])
      await stopOnThePage(place, other)
      for (const { raw, to_, text, html } of await everything(place)) {
        const all = `${raw}${text}${html}`
        for (const words of [code, code.replaceAll('-', ''), 'Mirja'])
          expect(all, 'neither a code nor who wrote').not.toContain(words)
        expect(all).not.toContain(to_ === citizen ? stranger : citizen)
        for (const { email } of [story.official, story.moderator]) expect(all).not.toContain(email)
      }
      expect(place.elsewhere(), 'nobody else was asked for anything').toEqual([])
    },
  )
})

/** All mails of the journey, read. */
async function everything({ inbox }: Post): Promise<Read[]> {
  const all = { ...inbox, delivered: [...inbox.delivered] }
  return collect(all, async () => false)
}

const wait = async (mails: Promise<Read[]>, to: string): Promise<Read> => {
  const came = (await mails).filter(({ to_ }) => to_ === to)
  expect(came.map(({ subject }) => subject)).toHaveLength(1)
  return came[0] as Read
}

/** From the front page: an address that is none comes back, then the right one is taken. */
async function askForPosts({ citizen: window, origin, t, mails, story }: Post): Promise<string> {
  const { page } = window
  await page.goto(origin)
  await follow(window, t('following.link.posts'))
  await arrive(window, t('following.title.posts'))
  await ask(window, citizen)
  const mail = await wait(mails(), citizen)
  expect(mail.subject).toBe(t('following.mail.asked.subject', { site: story.site }))
  expect(mail.from?.name).toBe(story.site)
  return origin + linkIn(mail, 'confirmation')
}

/** Fills in the form and sends it. */
async function ask(window: Window, address: string): Promise<void> {
  const { t } = window
  await fill(window, t('following.address'), address)
  await press(window, t('following.ask'))
  await arrive(window, t('following.asked.title'))
}

/** Opens the link of the mail, which does nothing, and says yes. */
async function confirm(window: Window, link: string): Promise<void> {
  const { page, t } = window
  await page.goto(link)
  await arrive(window, t('following.confirm.title'))
  await press(window, t('following.confirm'))
  await arrive(window, t('following.confirmed.title'))
}

const next: Readonly<Record<Language, Language>> = { sv: 'nb', nb: 'en', en: 'sv' }

/** Somebody who reads the blog in another language follows official posts; gives the words of that language. */
async function followInAnotherLanguage({
  stranger: window,
  origin,
  story,
  mails,
}: Post): Promise<T> {
  const language = next[story.language]
  const t = translator(language)
  const reader = { ...window, t }
  await reader.page.goto(`${origin}/?lang=${language}`)
  await follow(reader, t('following.link.posts'))
  await reader.page.getByLabel(t('following.way.official')).check()
  await ask(reader, stranger)
  const mail = await wait(mails(), stranger)
  expect(mail.subject).toBe(t('following.mail.asked.subject', { site: story.site }))
  await confirm(reader, origin + linkIn(mail, 'confirmation'))
  return t
}

/** The official publishes at the desk: each gets the mail, in their own language, and the post behind its link. */
async function readOfPost(place: Post, other: T): Promise<Read> {
  const { official, citizen: window, origin, story, t, mails } = place
  const path = await publish(official, 'official', story.formal)
  const came = await mails()
  const subject = (words: T) => `[${words('common.capacity.official')}] ${story.formal.title}`
  expect(came.map(({ to_, subject: said }) => [to_, said])).toEqual([
    [citizen, subject(t)],
    [stranger, subject(other)],
  ])
  for (const mail of came) expect(mail.text).toContain(origin + path)
  const [mine] = came
  expect(mine?.text).toContain(
    t('following.mail.post.official', { name: story.official.name, title: story.official.title }),
  )
  await window.page.goto(linksOf(mine)[0] ?? '')
  await arrive(window, story.formal.title)
  return mine as Read
}

/** The addresses in a mail, in the order in which they are read. */
const linksOf = (mail: Read | undefined): string[] =>
  [...(mail?.text ?? '').matchAll(/^\S.*?:\s+(http\S+)$/gm)].map(([, address = '']) => address)

/** A question by the form of the post, the answers followed from the page of the code, and the answer. */
async function askAndBeAnswered(place: Post, post: Read): Promise<{ code: string; reply: Read }> {
  const { citizen: window, moderator, origin, story, t, mails } = place
  const [text = ''] = story.talk
  const question = t('comments.field.question', { name: story.official.name })
  await window.page.goto(linksOf(post)[0] ?? '')
  const code = await send(window, { text, name: 'Mirja', question })
  const link = new RegExp(`^${t('following.link.comment')}`)
  await window.page.getByRole('link', { name: link }).click()
  await arrive(window, t('following.title.comment'))
  await ask(window, citizen)
  const asked = await wait(mails(), citizen)
  await confirm(window, origin + linkIn(asked, 'confirmation'))
  await letThrough(moderator, text)
  expect(await mails(), 'one is told of answers alone').toEqual([])
  await openQuestion(place, text)
  await answer(place, 'personal')
  const reply = await wait(mails(), citizen)
  const { name, title } = story.official
  const headline = `[${t('common.capacity.official')}] ${story.formal.title}`
  expect(reply.subject).toBe(t('following.mail.reply.subject.personal', { name, title: headline }))
  expect(reply.text).toContain(
    `${t('following.mail.reply.personal', { name, title })}\n\n> ${story.answers.personal}`,
  )
  await window.page.goto(linksOf(reply)[0] ?? '')
  const main = window.page.getByRole('main')
  await main.getByText(story.answers.personal).first().waitFor()
  expect(await main.innerText()).toContain(text)
  return { code, reply }
}

/** The official opens the question from the front of the desk. */
async function openQuestion({ official, t }: Place, question: string): Promise<void> {
  await follow(official, t('desk.title'))
  const asked = official.page.getByRole('listitem').filter({ hasText: question })
  await asked.getByRole('link', { name: new RegExp(`^${t('moderation.reply')} `) }).click()
}

/** The official answers the question that lies open. */
async function answer(
  { official, story, t }: Place,
  capacity: 'personal' | 'official',
): Promise<void> {
  const { page } = official
  await page.getByLabel(t('moderation.reply.text')).fill(story.answers[capacity])
  await press(official, t(`moderation.reply.${capacity}`))
  const done = page.getByRole('status').filter({ hasText: t('moderation.done.replied') })
  await done.waitFor()
}

/** As a mail program does it, without a browser: one POST to the address in the head. Nothing more comes. */
async function stopInOneClick(place: Post, mails: readonly Read[]): Promise<void> {
  const { official, story } = place
  for (const { raw } of mails) {
    const unfolded = raw.replace(/\r\n[ \t]/g, ' ')
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im)
    const address = /^List-Unsubscribe: +<([^>]+)>$/im.exec(unfolded)?.[1] ?? ''
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    const stopped = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    expect(stopped.status).toBe(200)
  }
  expect(await followsOf(place.site)).toHaveLength(1)
  await answer(place, 'official')
  await publish(official, 'official', { ...story.formal, title: `${story.formal.title}: 2` })
  expect((await place.mails()).map(({ to_ }) => to_)).toEqual([stranger])
}

/** By the link in each mail: what one follows, and the button that ends it and erases the address. */
async function stopOnThePage(place: Post, t: T): Promise<void> {
  const { stranger: window, origin, site, inbox } = place
  const reader = { ...window, t }
  const mail = (await everything(place)).filter(({ to_ }) => to_ === stranger).at(-1)
  await reader.page.goto(origin + linkIn(mail, 'unsubscribe'))
  await arrive(reader, t('following.choice.title'))
  await press(reader, t('following.stop'))
  await arrive(reader, t('following.stopped.title'))
  expect(await followsOf(site)).toEqual([])
  const before = inbox.delivered.length
  await publish(place.official, 'official', { ...place.story.formal, title: '3' })
  expect(await place.mails()).toEqual([])
  expect(inbox.delivered.length).toBe(before)
}
