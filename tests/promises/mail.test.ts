/**
 * What mails may tell. Those to the staff: nothing that somebody wrote, no name, no secret. Those to who
 * follows: what everybody may read when they are sent, and the links that are theirs alone.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { type Instant, MINUTE } from '../../server/kernel/clock.ts'
import { languages } from '../../server/language/locale.ts'
import { folderCarrier } from '../../server/mail/folder.ts'
import { mailKinds } from '../../server/mail/mail.ts'
import { tradeOf } from '../../server/mails.ts'
import { open } from '../../server/storage/database.ts'
import { mailsOf } from '../mail/office.ts'
import { type Came, leaks, readAll, sendAll, told, tracks } from './mails.ts'
import { word } from './markers.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it sends all that there is to tell

/** A Monday: while the world is made the moderators begin to read. */
const clock = '2026-11-23T06:30:00.000Z' as Instant

/** Any word of the world's own, whoever may read it. */
const ownWords = /zq[a-z]{4,}zq/

const kindsOf = (mails: readonly Came[]) => [...new Set(mails.map(({ kind }) => kind))].sort()

const toStaff = ({ kind }: Came) =>
  [
    'digest',
    'comment_held',
    'letter',
    'letter_moved',
    'register',
    'looks',
    'schedule',
    'approval',
  ].includes(kind)

/** What everybody may read, and the mails of this kind tell. */
const tells = (mails: readonly Came[], wanted: string) =>
  mails
    .filter(({ kind }) => kind === wanted)
    .map(({ read }) => read.text)
    .join('\n')

/** What everybody may read, and mails of each kind must tell: else nothing is learnt from what they do not. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  new_post: [word('open', 'title'), word('changedagain', 'summary'), word('corrected', 'question')],
  thread: [word('shown', 'text'), word('putback', 'name'), word('staffofficial', 'text')],
  answer: [word('staffpersonal', 'text'), word('staffofficial', 'text'), word('replied', 'text')],
  question_answered: [word('staffpersonal', 'text'), word('open', 'title')],
}

/** Views that show too much: what then stands in mails. */
const loosened = [
  {
    what: 'posts show that were taken down',
    view: 'public_post',
    change: (sql: string) => sql.replace(/where p\.state = 'published'/, ''),
    found: ['new_post tells zqgonetitlezq', 'new_post tells zqundonetitlezq'],
  },
  {
    what: 'comments show that were hidden or withdrawn',
    view: 'public_comment',
    change: (sql: string) =>
      sql.replaceAll('c.exposure', "'text'").replace("'text',", "'text' as exposure,"),
    found: [
      ...['house', 'lawful', 'heldseen', 'withdrawnseen', 'spamseen', 'staffhidden'].map(
        (thing) => `thread tells ${word(thing, 'text')}`,
      ),
      'answer tells zqstaffhiddentextzq',
    ],
  },
]

function loosen({ site }: World, view: string, change: (sql: string) => string): void {
  const db = open(site.storage.file, false)
  const rows = db.prepare('select sql from sqlite_master where name = ?').pluck()
  const whole = String(rows.get(view))
  const loose = change(whole)
  expect(loose).not.toBe(whole)
  db.exec(`drop view ${view}; ${loose}`)
  db.close()
}

describe('a mail', () => {
  test.each(languages)('tells nobody what is not for them, in %s', async (language) => {
    const world = await openWorld({ clock, language })
    const mails = await told(world)
    expect(kindsOf(mails), 'every kind was sent').toEqual([...mailKinds].sort())
    expect(leaks(world, mails)).toEqual([])
    expect(tracks(mails, world.site.settings.publicUrl)).toEqual([])
    const staffed = mails.filter(toStaff).map(({ all }) => all)
    expect(staffed.join('\n')).not.toMatch(ownWords)
    for (const [kind, things] of Object.entries(wanted))
      for (const thing of things) expect(tells(mails, kind), kind).toContain(thing)
  })

  test.each(languages)('tells nobody more in its file, in %s', async (language) => {
    const world = await openWorld({ clock, language })
    const { dataDir } = world.site.settings
    await sendAll(world.site, folderCarrier(dataDir))
    const folder = join(dataDir, 'mail')
    const files = readdirSync(folder)
    for (const name of files) expect(name).toMatch(/^[\w-]{24,}\.eml$/)
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700)
      for (const name of files) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    }
    const raws = files.map((name) => readFileSync(join(folder, name), 'utf8'))
    const mails = await readAll(world.site, raws)
    expect(kindsOf(mails), 'every kind was sent').toEqual([...mailKinds].sort())
    expect(leaks(world, mails)).toEqual([])
    expect(tracks(mails, world.site.settings.publicUrl)).toEqual([])
    expect(files.join('\n')).not.toMatch(ownWords)
    const staffed = mails.filter(toStaff).map(({ all }) => all)
    expect(staffed.join('\n')).not.toMatch(ownWords)
  })

  test('with anything that tells of its reader would be found', async () => {
    const world = await openWorld({ clock })
    const mails = await told(world)
    for (const more of [
      '<img src="http://localhost:3000/o.gif">',
      '<p style="background:url(//x.example)">',
      '<a href="https://x.example/1">',
      '<a href="http://localhost:3000/?m=1">',
    ])
      for (const mail of mails) {
        const html = mail.read.html?.replace('</body>', `${more}</body>`)
        const changed = [{ ...mail, read: { ...mail.read, html } }]
        expect(tracks(changed, world.site.settings.publicUrl).length, more).toBeGreaterThan(0)
      }
  })

  test('to the staff that did carry a text would be found', async () => {
    const world = await openWorld({ clock })
    const trade = tradeOf(world.site.settings.mail, world.site.keys)
    const mails = await told(world, {
      ...trade,
      kinds: {
        ...trade.kinds,
        comment_held: async (tx, mail) => {
          const row = tx
            .selectFrom('comment')
            .selectAll()
            .where('id', '=', mail.commentId ?? 0)
          const { text } = await row.executeTakeFirstOrThrow()
          return () => ({ subject: 'Hej', text, html: '' as never })
        },
      },
    })
    expect(leaks(world, mails)).toContain('comment_held tells zqheldunseentextzq')
  })

  test.each(loosened)(
    'to who follows would be found where $what',
    async ({ view, change, found }) => {
      const world = await openWorld({ clock })
      loosen(world, view, change)
      const leaked = leaks(world, await told(world))
      for (const leak of found) expect(leaked).toContain(leak)
    },
  )

  test('with another reader’s link or address would be found', async () => {
    const world = await openWorld({ clock })
    const [mail] = (await told(world)).filter(({ kind }) => kind === 'new_post')
    const others = world.followers.filter(({ address }) => address !== mail?.to)
    expect(others.length).toBeGreaterThan(0)
    for (const words of others.flatMap(({ own }) => own)) {
      const mixed = mail && [{ ...mail, all: `${mail.all}\n${words}` }]
      expect(leaks(world, mixed ?? [])).toEqual([`new_post tells ${words}`])
    }
  })

  test('tells of nothing but what is held and waits when it is sent', async () => {
    const world = await openWorld({ clock })
    const cookie = world.cookies.moderator
    for (const number of [world.comments.heldseen, world.comments.heldunseen])
      await world.site.post(`/desk/comments/${number}/decision`, { act: 'put_back' }, { cookie })
    world.site.advance(MINUTE)
    await told(world)
    const sent = (await mailsOf(world.site)).filter(({ state }) => state === 'sent')
    expect(sent.map(({ kind }) => kind)).not.toContain('comment_held')
  })
})
