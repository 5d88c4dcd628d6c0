import { describe, expect, test } from 'vitest'
import { cli, spoilLedger } from '../support/cli.ts'
import { testFolder } from '../support/database.ts'
import { openTestSite, staff } from '../support/site.ts'

const { email } = staff.moderator

describe('the command line', () => {
  test('lists every command with --help', async () => {
    const site = await openTestSite()
    const { code, said } = await cli(site, '--help')
    expect(code).toBe(0)
    for (const command of [
      'account create',
      'account role',
      'migrate',
      'backup',
      'restore',
      'ledger verify',
    ])
      expect(said).toContain(command)
  })

  test.each([
    [[]],
    [['nonsense']],
    [['account']],
    [['account', 'nonsense']],
    [['account', 'disable']],
    [['account', 'disable', 'a@b.se', 'c@d.se']],
    [['account', 'role', email, 'give', 'king']],
    [['account', 'role', email, 'lend', 'author']],
    [['account', 'create', 'a@b.se', '--name', 'A']],
    [['account', 'list', '--nonsense']],
    [['backup', 'here', 'there']],
    [['restore']],
    [['restore', 'here', 'there']],
    [['migrate', 'twice']],
    [['ledger', 'verify', 'twice']],
  ])('does not understand %j', async (args) => {
    const site = await openTestSite()
    const { code, said } = await cli(site, ...args)
    expect(code).toBe(2)
    expect(said).toContain('--help')
  })

  test('says so where there is no database', async () => {
    const site = await openTestSite()
    const settings = { ...site.settings, dataDir: testFolder() }
    const { code, said } = await cli({ ...site, settings }, 'account', 'list')
    expect([code, said]).toEqual([1, expect.stringContaining('There is no database')])
  })
})

describe('accounts from the command line', () => {
  test('are made with a link for the password, while the site runs', async () => {
    const site = await openTestSite()
    const person = ['ada@eken.example', '--name', 'Ada Vik', '--title', 'kommunikatör']
    const { code, said } = await cli(site, 'account', 'create', ...person, '--role', 'moderator')
    expect(code).toBe(0)
    const path = /http:\/\/localhost:3000(\/password\/[\w-]+)/.exec(said)?.[1] ?? ''
    await site.post(path, { password: 'fyra ord om havet igen' })
    const form = { email: 'ada@eken.example', password: 'fyra ord om havet igen' }
    expect((await site.post('/sign-in', form)).statusCode).toBe(303)
    expect((await cli(site, 'account', 'list')).said).toContain(
      'ada@eken.example  Ada Vik  moderator',
    )
  })

  test('cannot be made before set-up, which would be shut by it', async () => {
    const site = await openTestSite({ bare: true })
    const { code, said } = await cli(
      site,
      'account',
      'create',
      'a@b.se',
      '--name',
      'A',
      '--title',
      'B',
    )
    expect([code, said]).toEqual([1, expect.stringContaining('Set the site up first')])
  })

  test('are closed and opened', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('moderator')
    expect((await cli(site, 'account', 'disable', email.toUpperCase())).code).toBe(0)
    expect((await site.get('/desk/me', { cookie })).statusCode).toBe(303)
    expect((await cli(site, 'account', 'list')).said).toContain('moderator  (closed)')
    expect((await cli(site, 'account', 'enable', email)).code).toBe(0)
    expect(await site.signIn('moderator')).toMatch(/^insyn=/)
  })

  test('get roles and lose them', async () => {
    const site = await openTestSite()
    expect((await cli(site, 'account', 'role', email, 'give', 'author')).code).toBe(0)
    expect((await cli(site, 'account', 'list')).said).toContain('author, moderator')
    expect((await cli(site, 'account', 'role', email, 'take', 'author')).code).toBe(0)
    expect((await cli(site, 'account', 'list')).said).not.toContain('author, moderator')
  })

  test('keep their last administrator', async () => {
    const site = await openTestSite({ alone: true })
    const { code, said } = await cli(site, 'account', 'disable', staff.official.email)
    expect([code, said]).toEqual([1, expect.stringContaining('administrator')])
  })

  test('that nobody has are told', async () => {
    const site = await openTestSite()
    const { code, said } = await cli(site, 'account', 'disable', 'nobody@eken.example')
    expect([code, said]).toEqual([1, 'Nobody has the address nobody@eken.example.'])
  })

  test('are freed from a second step that was lost', async () => {
    const site = await openTestSite()
    expect((await cli(site, 'account', 'reset-second-factor', staff.official.email)).code).toBe(0)
    const { email, password } = staff.official
    expect((await site.post('/sign-in', { email, password })).headers.location).toMatch(
      /second-factor/,
    )
  })

  test('are written down as done by nobody with an account', async () => {
    const site = await openTestSite()
    await cli(site, 'account', 'disable', email)
    const lines = site.storage.read.selectFrom('audit').select(['act', 'account_id'])
    const last = await lines.orderBy('id', 'desc').limit(1).executeTakeFirst()
    expect(last).toEqual({ act: 'disabled', account_id: null })
  })
})

describe('the ledger', () => {
  test('is found whole', async () => {
    const site = await openTestSite()
    const { code, said } = await cli(site, 'ledger', 'verify')
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/holds together: \d+ entries, root \w{64}/),
    ])
  })

  test('is found changed', async () => {
    const site = await openTestSite()
    await spoilLedger(site)
    const { code, said } = await cli(site, 'ledger', 'verify')
    expect([code, said]).toEqual([1, expect.stringContaining('changed')])
  })
})

describe('migrations', () => {
  test('have nothing to do on a database of this version', async () => {
    const site = await openTestSite()
    const { code, said } = await cli(site, 'migrate')
    expect([code, said]).toEqual([0, 'The database is of this version already.'])
  })

  test('make a database where there is none', async () => {
    const site = await openTestSite()
    const settings = { ...site.settings, dataDir: testFolder() }
    expect((await cli({ ...site, settings }, 'migrate')).code).toBe(0)
    expect((await cli({ ...site, settings }, 'ledger', 'verify')).code).toBe(0)
  })
})
