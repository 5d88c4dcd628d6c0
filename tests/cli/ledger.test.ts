/** Checking a published log from outside: a copy in a folder, a site over the net, a witness day by day. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { readCheckpoint } from '../../server/ledger/checkpoint.ts'
import { append } from '../../server/ledger/store.ts'
import { acts } from '../ledger/acts.ts'
import { cli } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'
import { openTestSite, type TestSite } from '../support/site.ts'

const grow = (site: TestSite, from: number, to: number) =>
  site.storage.transact(async (tx) => {
    for (const act of acts(to).slice(from)) await append(tx, act)
  })

/** A site whose log is published in a folder, with a checkpoint kept from an earlier day. */
async function openPublished() {
  const site = await openTestSite()
  const folder = join(testFolder(), 'copy')
  const kept = join(testFolder(), 'checkpoint')
  await grow(site, 0, 20)
  writeFileSync(kept, (await site.get('/ledger/checkpoint')).body)
  await grow(site, 20, 1100)
  expect(await cli(site, 'ledger', 'publish', folder)).toMatchObject({ code: 0 })
  const verify = (...more: string[]) => cli(site, 'ledger', 'verify', '--from', folder, ...more)
  const spoil = (file: string, change: (text: string) => string) => {
    const path = join(folder, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
  return { site, folder, kept, verify, spoil }
}

/** The site at an address on this machine. */
async function listen(site: TestSite): Promise<string> {
  await site.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`
}

/** A server that answers as it is told to. */
async function answering(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  onTestFinished(() => void server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a copy in a folder', () => {
  test('is the log as the site publishes it, file by file, and goes on when the log does', async () => {
    const { site, folder } = await openPublished()
    const files = [
      'checkpoint',
      'key',
      'entries/0.jsonl',
      'entries/1.jsonl',
      'leaves/0.txt',
      'leaves/1.txt',
    ]
    expect(globSync('**/*.*', { cwd: folder }).length).toBe(4)
    const same = async () => {
      for (const file of files)
        expect(readFileSync(join(folder, file), 'utf8')).toBe(
          (await site.get(`/ledger/${file}`)).body,
        )
    }
    await same()
    await grow(site, 0, 3)
    expect((await cli(site, 'ledger', 'publish', folder)).code).toBe(0)
    await same()
  })

  test('of another log is left alone', async () => {
    const { folder, spoil, site } = await openPublished()
    spoil('entries/0.jsonl', (text) => text.replace('"number":7', '"number":8'))
    const before = readFileSync(join(folder, 'checkpoint'), 'utf8')
    await grow(site, 0, 3)
    const { code, said } = await cli(site, 'ledger', 'publish', folder)
    expect([code, said]).toEqual([1, expect.stringContaining('not the beginning of this log')])
    expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe(before)
  })

  test('is found whole, and says what cannot be told without a kept checkpoint', async () => {
    const { verify, kept, site } = await openPublished()
    const alone = await verify()
    expect(alone.code).toBe(0)
    expect(alone.said).toMatch(/is whole in itself: 11\d\d entries, root \w{64}/)
    expect(alone.said).toContain('whether the log was rewritten')
    expect(alone.said).toContain('only somebody else can tell you')
    const key = (await site.get('/ledger/key')).body.trim()
    const known = await verify('--checkpoint', kept, '--key', key)
    expect(known.code).toBe(0)
    expect(known.said).toContain('signed with the key you know')
    expect(known.said).toMatch(/The first 2\d entries are the ones/)
  })

  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'an entry that says something else',
      'entries/0.jsonl',
      (text) => text.replace('"number":7', '"number":8'),
      /^Entry \d+ was changed\.$/m,
    ],
    [
      'an entry that is gone',
      'entries/0.jsonl',
      (text) => text.replace(/^.*\n/, ''),
      /^Entry 0 is missing/m,
    ],
    [
      'an end that is gone',
      'entries/1.jsonl',
      () => '',
      /^The log is cut off: there are 1024 entries/m,
    ],
    [
      'a hash that is another',
      'leaves/1.txt',
      (text) => text.toUpperCase(),
      /^Entry 1024 is as it was, but/m,
    ],
    [
      'a root that is another',
      'checkpoint',
      (text) => text.replace(/\n(.)/, '\n1$1'),
      /not signed with the key/,
    ],
    [
      'a signature that is another',
      'checkpoint',
      (text) => text.replace(/....\n$/, 'AAA=\n'),
      /not signed|has no checkpoint/,
    ],
    [
      'a key that is another',
      'key',
      (text) => text.replace(/.$/m, 'x'),
      /No key is published|not signed/,
    ],
    ['a checkpoint that is none', 'checkpoint', () => 'x', /no checkpoint that can be read/],
  ])('with %s is found out', async (_, file, change, words) => {
    const { verify, spoil, kept } = await openPublished()
    spoil(file, change)
    const { code, said } = await verify('--checkpoint', kept)
    expect([code, said]).toEqual([1, expect.stringMatching(words)])
  })

  test('with any byte of its checkpoint changed is found out', async () => {
    const { verify, folder } = await openPublished()
    const path = join(folder, 'checkpoint')
    const whole = readFileSync(path)
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (whole[at] as number) ^ 1
      writeFileSync(path, changed)
      expect((await verify()).code, `byte ${at}`).toBe(1)
    }
  })

  test('is no copy when it is not there, and not understood when asked otherwise', async () => {
    const { site, verify, kept, folder } = await openPublished()
    const from = (place: string, ...more: string[]) =>
      cli(site, 'ledger', 'verify', '--from', place, ...more)
    expect((await from('/nowhere/at/all')).code).toBe(69)
    for (const wrong of [
      await from('ftp://eken.example/'),
      await from(folder, 'twice'),
      await verify('--checkpoint', '/nowhere'),
      await verify('--checkpoint', join(folder, 'key')),
      await verify('--key', 'nonsense'),
      await cli(site, 'ledger', 'witness', folder),
      await cli(site, 'ledger', 'witness', folder, kept, 'more'),
      await cli(site, 'ledger', 'publish'),
    ])
      expect(wrong.code).toBe(2)
  })
})

describe('a site over the net', () => {
  test('is checked by its address, with and without what belongs to the log', async () => {
    const site = await openTestSite()
    await grow(site, 0, 1100)
    const address = await listen(site)
    for (const from of [
      address,
      `${address}/`,
      `${address}/ledger`,
      `${address}/ledger/checkpoint`,
    ]) {
      const { code, said } = await cli(site, 'ledger', 'verify', '--from', from)
      expect([code, said]).toEqual([0, expect.stringContaining('is whole in itself')])
    }
  })

  test.each<[string, RequestListener, RegExp]>([
    ['is down', (_, answer) => void answer.writeHead(503).end(), /answers 503/],
    ['breaks off', (request) => void request.socket.destroy(), /could not be fetched/],
    [
      'sends without end',
      (_, answer) => {
        const more = () =>
          void (answer.write('x'.repeat(65_536)) ? setImmediate(more) : answer.once('drain', more))
        more()
      },
      /larger than it can be/,
    ],
    [
      'leads round and round',
      (request, answer) => void answer.writeHead(302, { location: `${request.url}x` }).end(),
      /leads on and on/,
    ],
    [
      'leads to a file',
      (_, answer) => void answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      /does not follow/,
    ],
    ['has no log', (_, answer) => void answer.writeHead(404).end(), /no checkpoint/],
  ])('that %s is not called whole, nor faulty', async (_, answer, words) => {
    const site = await openTestSite()
    const { code, said } = await cli(site, 'ledger', 'verify', '--from', await answering(answer))
    expect([code, said]).toEqual([69, expect.stringMatching(words)])
  })
})

describe('a witness', () => {
  const openWitness = async () => {
    const site = await openTestSite()
    const address = await listen(site)
    const file = join(testFolder(), 'witness.json')
    const witness = (from = address, ...more: string[]) =>
      cli(site, 'ledger', 'witness', from, file, ...more)
    const sizes = () =>
      JSON.parse(readFileSync(file, 'utf8')).kept.map(
        ({ note }: { note: string }) => readCheckpoint(note)?.size,
      )
    return { site, address, file, witness, sizes }
  }

  test('trusts the key that was there first, and keeps each checkpoint that continues the last', async () => {
    const { site, witness, sizes, address, file } = await openWitness()
    const first = await witness()
    expect([first.code, first.said]).toEqual([0, expect.stringContaining('is trusted from now on')])
    const [size] = sizes()
    site.advance(DAY)
    expect((await witness()).said).toContain('Nothing new')
    expect(sizes()).toEqual([size])
    await grow(site, 0, 30)
    const later = await witness()
    expect([later.code, later.said]).toEqual([
      0,
      expect.stringContaining(`continues the ${size} kept`),
    ])
    expect(sizes()).toEqual([size, size + 30])
    const checked = await cli(site, 'ledger', 'verify', '--from', address, '--checkpoint', file)
    expect([checked.code, checked.said]).toEqual([0, expect.stringContaining('the key you know')])
  })

  test('keeps nothing of a log that went on differently, and keeps the evidence', async () => {
    const { site, witness, file } = await openWitness()
    await grow(site, 0, 30)
    await witness()
    const before = readFileSync(file, 'utf8')
    // Every test site begins with the same keys: somebody who has them takes the database back to an earlier day and goes on otherwise.
    const other = await openTestSite()
    await grow(other, 5, 40)
    const { code, said } = await witness(await listen(other))
    expect([code, said]).toEqual([1, expect.stringContaining('does not continue the one')])
    expect(readFileSync(file, 'utf8')).toBe(before)
    const [evidence = ''] = globSync(`${file}.evidence-*.json`)
    expect(JSON.parse(readFileSync(evidence, 'utf8'))).toMatchObject({
      note: (await other.get('/ledger/checkpoint')).body,
      last: JSON.parse(before).kept[0].note,
    })
  })

  test('finds a log shorter than it was', async () => {
    const { site, witness } = await openWitness()
    const short = await answeringAs(site)
    await grow(site, 0, 30)
    await witness()
    const { code, said } = await witness(short)
    expect([code, said]).toEqual([1, expect.stringContaining('entries have been cut off')])
  })

  test('finds a server that does not prove, or whose answer proves nothing', async () => {
    const { site, witness, file } = await openWitness()
    await witness()
    await grow(site, 0, 30)
    for (const proof of ['', '{}', '{"proof":["x"]}', '{"proof":null}', '[1']) {
      const { code, said } = await witness(await answeringAs(site, proof))
      expect([code, said]).toEqual([1, expect.stringContaining('does not continue the one')])
    }
    expect(globSync(`${file}.evidence-*.json`).length).toBe(1) // the clock stands still
  })

  test('takes a key that it is given, and then no other', async () => {
    const { site, witness, file } = await openWitness()
    const other = await openTestSite({ language: 'nb' })
    const theirs = (await other.get('/ledger/key')).body.trim()
    const wrong = await witness(undefined, '--key', theirs)
    expect([wrong.code, wrong.said]).toEqual([
      1,
      expect.stringContaining('not signed with the key'),
    ])
    expect(existsSync(file)).toBe(false)
    const ours = (await site.get('/ledger/key')).body.trim()
    const right = await witness(undefined, '--key', ours)
    expect([right.code, right.said]).toEqual([
      0,
      expect.not.stringContaining('trusted from now on'),
    ])
    expect((await witness(undefined, '--key', theirs)).code).toBe(2)
  })

  test('is no witness with a file that somebody spoilt', async () => {
    const { witness, file } = await openWitness()
    await witness()
    const spoilt = readFileSync(file, 'utf8').replace(/(\\n)(\d)/, '$11$2')
    writeFileSync(file, spoilt)
    expect((await witness()).code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe(spoilt)
  })
})

/** A server that goes on saying what the log was now, and proves what it is told to. */
async function answeringAs(site: TestSite, proof = ''): Promise<string> {
  const said = new Map(
    await Promise.all(
      ['checkpoint', 'key'].map(
        async (name) => [name, (await site.get(`/ledger/${name}`)).body] as const,
      ),
    ),
  )
  return answering((request, answer) => {
    const name = request.url?.replace('/ledger/', '') ?? ''
    const body = said.get(name) ?? proof
    answer.writeHead(body === '' ? 404 : 200).end(body)
  })
}
