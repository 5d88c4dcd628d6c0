import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { addModerator, mailsOf } from '../mail/office.ts'
import { publishPost } from '../posts/writing.ts'
import { cli, cliWith } from '../support/cli.ts'
import type { TestSite } from '../support/site.ts'
import { followsOf, openFollowed, reader } from './reader.ts'
import { bounce, complaint } from './report.ts'

const program = join(import.meta.dirname, '../../server/cli.ts')

/** Somebody who follows the posts and a thread, and the newest mail they got. */
async function openReturned() {
  const blog = await openFollowed()
  const { site, author, post, follow, pass } = blog
  await follow('/follow')
  await follow(`${post.path}/follow`)
  /** Publishes a post; gives the mail about it as it went out. */
  const publish = async (title = 'Ett') => {
    await publishPost(site, await site.signIn('official'), { title })
    const [mail] = await pass()
    if (!mail) throw new Error('nobody was told')
    return mail.raw
  }
  const hand = (...pieces: (string | Uint8Array)[]) => cliWith(site, pieces, 'returned-mail')
  return { ...blog, author, publish, hand }
}

const stopsOf = ({ storage }: TestSite) =>
  storage.read.selectFrom('mail_stop').selectAll().execute()

describe('a mail that comes back later', () => {
  test('stops an address that is gone for all that it follows, and it is not asked again', async () => {
    const { site, publish, hand, ask, deliver } = await openReturned()
    const report = bounce({ mail: await publish() })
    const { code, said } = await hand(report)
    expect(code).toBe(0)
    expect(said).toContain('The address is erased')
    expect(said).not.toContain('anna')
    expect(await followsOf(site)).toEqual([])
    expect(await stopsOf(site)).toMatchObject([{ reason: 'bounce' }])
    await ask('/follow')
    expect(await deliver()).toEqual([])
    expect((await hand(report)).said, 'once more').toContain('Nothing was changed')
  })

  test('counts a refusal for another reason, and stops after three in a row over a week', async () => {
    const { site, publish, hand } = await openReturned()
    const full = async () => hand(bounce({ mail: await publish(), status: '5.2.2' }))
    const first = bounce({ mail: await publish(), status: '5.7.1' })
    expect((await hand(first)).said).toContain('Counted')
    expect((await hand(first)).said, 'the same once more').toContain('was known')
    site.advance(5 * DAY)
    expect((await full()).said).toContain('Counted')
    expect(await followsOf(site)).toMatchObject([{ refused: 2 }, { refused: 0 }])
    site.advance(5 * DAY)
    expect((await full()).said).toContain('The address is erased')
    expect(await followsOf(site)).toEqual([])
  })

  test('begins to count anew when a mail has come through', async () => {
    const { site, publish, hand } = await openReturned()
    for (let time = 0; time < 4; time++) {
      await hand(bounce({ mail: await publish(), status: '5.2.2' }))
      await publish()
      site.advance(5 * DAY)
    }
    expect((await followsOf(site))[0]).toMatchObject({ refused: 1 })
  })

  test.each([
    ['is late', { action: 'delayed', status: '4.4.1' }],
    ['could not be delivered for a reason that passes', { action: 'failed', status: '4.4.7' }],
    ['was delivered', { action: 'delivered', status: '2.1.5' }],
    ['was passed on', { action: 'relayed', status: '2.0.0' }],
    ['says no code', { action: 'failed', status: 'no' }],
  ])('changes nothing when it %s', async (_, said) => {
    const { site, publish, hand } = await openReturned()
    const answer = await hand(bounce({ mail: await publish(), ...said }))
    expect(answer).toMatchObject({ code: 0, said: expect.stringContaining('Nothing was changed') })
    expect(await followsOf(site)).toMatchObject([{ refused: 0 }, { refused: 0 }])
    expect(await stopsOf(site)).toEqual([])
  })

  test('changes nothing when it reached one of those that it was passed on to', async () => {
    const { site, publish, hand } = await openReturned()
    const one = bounce({ mail: await publish() })
    const two = one.replace(
      '\nFinal-Recipient',
      '\nFinal-Recipient: rfc822; b@example.org\nAction: expanded\nStatus: 2.0.0\n\nFinal-Recipient',
    )
    expect((await hand(two)).said).toContain('Nothing was changed')
    expect(await followsOf(site)).toHaveLength(2)
  })

  test('before the address has said yes erases it', async () => {
    const { site, ask, deliver } = await openFollowed()
    await ask('/follow')
    const [mail] = await deliver()
    const answer = await cliWith(site, [bounce({ mail: mail?.raw ?? '' })], 'returned-mail')
    expect(answer.said).toContain('The address is erased')
    expect(await followsOf(site)).toEqual([])
  })

  test('from somebody of the staff shows at the desk, and stops nothing', async () => {
    const { site, inbox, send, decide, author, deliver, hand } = await openReturned()
    await addModerator(site, { email: 'gone@eken.example' })
    await decide(await send('Ett hot.'), { act: 'hold', reason: 'threat' }, author)
    await deliver()
    const mail = inbox.delivered.find(({ to }) => to[0] === 'gone@eken.example')
    expect((await hand(bounce({ mail: mail?.raw ?? '' }))).said).toContain('shows it as stuck')
    const rows = await mailsOf(site)
    expect(rows.filter(({ state }) => state === 'stuck')).toMatchObject([
      { kind: 'comment_held', problem: 'refused' },
    ])
    const desk = await site.get('/desk/mail', { cookie: await site.signIn('administrator') })
    expect(desk.body).toContain('Ann Ek')
    expect((await hand(complaint({ mail: mail?.raw ?? '' }))).said).toContain('Nothing was changed')
    expect(await followsOf(site)).toHaveLength(2)
  })
})

describe('a complaint', () => {
  test('stops the address for all that it follows', async () => {
    const { site, publish, hand } = await openReturned()
    const { code, said } = await hand(complaint({ mail: await publish() }))
    expect([code, said]).toEqual([0, expect.stringContaining('The address is erased')])
    expect(await followsOf(site)).toEqual([])
    expect(await stopsOf(site)).toMatchObject([{ reason: 'complaint' }])
  })

  test('that something is no spam changes nothing', async () => {
    const { site, publish, hand } = await openReturned()
    await hand(complaint({ mail: await publish(), type: 'not-spam' }))
    expect(await followsOf(site)).toHaveLength(2)
  })
})

describe('a report', () => {
  test('about another mail stops nobody, whatever address it names', async () => {
    const { site, publish, hand } = await openReturned()
    const mail = (await publish()).replace(/^Message-ID: <p/im, 'Message-ID: <q')
    for (const report of [bounce({ mail, to: reader }), complaint({ mail })])
      expect((await hand(report)).said).toContain('It quotes no mail of this blog')
    expect(await followsOf(site)).toHaveLength(2)
  })

  test('is read from a file, in pieces, in base64 and in quoted-printable', async () => {
    const ways: ((report: string) => readonly (string | Uint8Array)[])[] = [
      (report) => [...Buffer.from(report)].map((byte) => Buffer.from([byte])),
      (report) => [
        report.replace('delivery-status\n\nReporting', 'Delivery-Status ; x=y\n\nReporting'),
      ],
      (report) => [encoded(report, 'base64', (part) => Buffer.from(part).toString('base64'))],
      (report) => [
        encoded(report, 'Quoted-Printable', (part) =>
          part.replace(/[=<]/g, (one) => `=${hex(one)}`),
        ),
      ],
      (report) => [
        `Content-Type: multipart/mixed; boundary=x\n\n--x\n\nEn lista.\n--x\n${report.replace(/^From .*\n/, '')}\n--x--`,
      ],
    ]
    for (const way of ways) {
      const { site, publish, hand } = await openReturned()
      expect((await hand(...way(bounce({ mail: await publish() })))).said).toContain('is erased')
      expect(await followsOf(site)).toEqual([])
    }
    const { site, publish } = await openReturned()
    const file = join(mkdtempSync(join(tmpdir(), 'insyn-report-')), 'one.eml')
    writeFileSync(file, bounce({ mail: await publish() }))
    expect((await cli(site, 'returned-mail', file)).said).toContain('is erased')
  })

  test('that is none is told from one, and is no failure: whoever wrote it would hear of it', async () => {
    const { site, publish, hand } = await openReturned()
    const mail = await publish()
    const inside = bounce({ mail })
    const answers = [
      ['nothing', ''],
      ['an answer from a person', `Subject: Re: Ett\nIn-Reply-To: <x@y>\n\nTack!\n${mail}`],
      [
        'a report that is only quoted',
        `Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: message/rfc822\n\n${inside}\n--q--`,
      ],
      ['a report of another sort', inside.replace('message/delivery-status', 'message/other')],
      ['too much', Buffer.concat([Buffer.from(inside), Buffer.alloc(1024 * 1024, 10)])],
    ] as const
    for (const [what, text] of answers)
      expect(await hand(text), what).toMatchObject({
        code: 0,
        said: expect.stringContaining('It is neither'),
      })
    expect(await followsOf(site)).toHaveLength(2)
  })

  test('that is broken or made to hurt is read as far as it goes', async () => {
    const { site, publish, hand } = await openReturned()
    const report = bounce({ mail: await publish() })
    const deep = (depth: number): string =>
      depth === 0
        ? report
        : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${deep(depth - 1)}`
    const head = 'Content-Type: multipart/report; boundary=b\n\n'
    const hurting = [
      head,
      'Content-Type: multipart/report',
      `${head}--b\nContent-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n`,
      `${head}${'--b\n'.repeat(100_000)}`,
      `${head}--b\n${'A: b\n\n'.repeat(100_000)}`,
      `Content-Type: multipart/report; ${'boundary '.repeat(50_000)}`,
      `Content-Type: ${';'.repeat(500_000)}`,
      `X:${'\n '.repeat(400_000)}`,
      `${':'.repeat(500_000)}\n${'<'.repeat(400_000)}`,
      Buffer.from([0, 255, 254, 13, 13, 10, 10, 0]),
      deep(400),
    ]
    for (const text of hurting) expect((await hand(text)).code).toBe(0)
    expect(await followsOf(site)).toHaveLength(2)
    expect(
      (await hand(report.slice(0, report.indexOf('\n--4F1B02C0.1795256397/mx.example.org--'))))
        .said,
    ).toContain('is erased')
  })

  test('waits while nothing can be saved: the mail server tries again', async () => {
    const { site, publish, hand } = await openReturned()
    const report = bounce({ mail: await publish() })
    await cli(site, 'read-only', 'on', 'Vi flyttar')
    expect((await hand(report)).code).toBe(75)
    await cli(site, 'read-only', 'off')
    expect((await hand(report)).said).toContain('is erased')
  })

  test('is taken from the program before it in a pipe, beside the running site', async () => {
    const { site, publish } = await openReturned()
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'returned-mail'], {
      env: { ...process.env, DATA_DIR: site.settings.dataDir },
      input: bounce({ mail: await publish() }),
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('The address is erased')
    expect(await followsOf(site)).toEqual([])
  })

  test('has to be there', async () => {
    const { site } = await openFollowed()
    expect((await cli(site, 'returned-mail', '/nowhere/one.eml')).code).toBe(1)
    expect((await cli(site, 'returned-mail', 'one', 'two')).code).toBe(2)
  })
})

const hex = (one: string): string => one.charCodeAt(0).toString(16).toUpperCase()

/** The same report with the parts that count in another encoding. */
const encoded = (report: string, name: string, encode: (part: string) => string): string =>
  report.replace(
    /(Content-Type: message\/(?:delivery-status|rfc822))\n\n([\s\S]*?)(?=\n--4F1B02C0)/g,
    (_, head: string, part: string) =>
      `${head}\nContent-Transfer-Encoding: ${name}\n\n${encode(part).replace(/(.{76})(?=.)/g, name === 'base64' ? '$1\n' : '$1')}\n`,
  )
