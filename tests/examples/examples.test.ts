/** The examples are used as they are printed, so they are held against the program and its tools. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../server/config.ts'
import { DAY } from '../../server/kernel/clock.ts'
import { root } from '../rules/source.ts'
import { testFolder } from '../support/database.ts'

const read = (name: string): string => readFileSync(join(root, 'examples', name), 'utf8')
const guide = readFileSync(join(root, 'docs/running.md'), 'utf8')
const config = readFileSync(join(root, 'server/config.ts'), 'utf8')
const known = [...config.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name)

/** What is said of one name per line, such as settings and directives. */
const pairs = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^([A-Za-z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  )

/** Runs a tool where this machine has it; undefined where it has not. */
function tool(command: string, ...args: string[]) {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  return done.error ? undefined : { status: done.status, said: `${done.stdout}${done.stderr}` }
}

const hosts = /proxy_pass http:\/\/([\d.:]+);|reverse_proxy ([\d.:]+) /

describe('the settings', () => {
  test('are all known, and right', () => {
    const told = pairs(read('insyn.env'))
    expect(Object.keys(told).filter((name) => !known.includes(name))).toEqual([])
    expect(readSettings(told, false)).toMatchObject({ trustProxy: 1, backups: { every: DAY } })
  })

  test('that are wrong are all told at once', () => {
    const wrong = { BACKUP_EVERY: '-1', BACKUP_KEEP: '0', BACKUP_DAYS: 'many', HSTS: 'x' }
    try {
      readSettings(wrong, false)
      expect.unreachable()
    } catch (problem) {
      for (const name of Object.keys(wrong)) expect((problem as Error).message).toContain(name)
    }
  })

  test('of the guide and the container are known too', () => {
    const assigned = [...guide.matchAll(/\b([A-Z][A-Z_]{3,})=/g)].map(([, name = '']) => name)
    const inContainer = [
      ...(/^ENV (.*)$/m.exec(read('Containerfile'))?.[1] ?? '').matchAll(/(\w+)=/g),
    ]
    const names = [...assigned, ...inContainer.map(([, name = '']) => name)]
    expect(names.filter((name) => ![...known, 'NODE_ENV', 'SITE'].includes(name))).toEqual([])
  })
})

describe.each(['insyn.service', 'insyn@.service'])('%s', (name) => {
  const unit = pairs(read(name))

  test('starts the program as a person of its own, with the folder that the settings name', () => {
    const start = unit.ExecStart?.split(' ') ?? []
    expect(existsSync(join(root, start[1] ?? 'nowhere'))).toBe(true)
    expect([unit.User, unit.UMask, unit.StateDirectoryMode]).toEqual(['insyn', '0077', '0700'])
    expect(`/var/lib/${unit.StateDirectory}`.replace('-%i', '')).toBe(
      pairs(read('insyn.env')).DATA_DIR,
    )
    for (const shut of ['ProtectSystem', 'ProtectHome', 'NoNewPrivileges', 'PrivateTmp'])
      expect(unit[shut]).toMatch(/^(yes|strict)$/)
    expect(unit, 'Node compiles what it runs').not.toHaveProperty('MemoryDenyWriteExecute')
  })

  test('is understood by systemd where there is one', () => {
    const folder = testFolder()
    const file = join(folder, name.replace('@.', '@eken.'))
    const here = read(name)
      .replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`)
      .replace(/^(User|Group)=.*$/gm, '$1=root')
      .replace(/^WorkingDirectory=.*/m, `WorkingDirectory=${root}`)
    writeFileSync(file, here)
    const verified = tool('systemd-analyze', 'verify', file)
    expect(verified?.said.split('\n').filter((line) => line.includes(folder)) ?? []).toEqual([])
  })
})

describe('a proxy', () => {
  test.each(['nginx.conf', 'Caddyfile'])('leads to the port of the settings (%s)', (name) => {
    const { HOST, PORT, PUBLIC_URL = '' } = pairs(read('insyn.env'))
    const [, one, other] = hosts.exec(read(name)) ?? []
    expect(one ?? other).toBe(`${HOST}:${PORT}`)
    expect(read(name)).toContain(new URL(PUBLIC_URL).host)
    expect(read(name).split('{').length).toBe(read(name).split('}').length)
  })

  test('nginx keeps no address and no page, and believes no visitor about the way', () => {
    const conf = read('nginx.conf')
    const formats = [...conf.matchAll(/^log_format (\w+) (.*);/gm)]
    expect(formats.map(([, name]) => name)).toEqual(['insyn'])
    for (const [, , format] of formats)
      expect(format).not.toMatch(/addr|forwarded|uri|\$request\b|referer|user_agent|cookie|host/)
    const logs = [...conf.matchAll(/^\s*(access_log|error_log) (.*);/gm)].map(([, , to]) => to)
    expect([...new Set(logs)]).toEqual(['off', '/dev/null', '/var/log/nginx/insyn.log insyn'])
    expect((conf.match(/^\s*server \{/gm) ?? []).length * 2).toBe(logs.length)
    expect(conf).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
    const lines = conf.split('\n').map((line) => line.replace(/#.*/, '').trim())
    expect(lines.filter((line) => line !== '' && !/[;{}]$/.test(line))).toEqual([])
  })

  test('nginx understands it where there is one', () => {
    const folder = testFolder()
    const pair = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=x']
    const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
    if (!tool('nginx', '-v') || !tool('openssl', ...pair, ...files)) return
    const conf = read('nginx.conf')
      .replaceAll('/etc/letsencrypt/live/blogg.eken.example', folder)
      .replace('/var/log/nginx', folder)
    writeFileSync(join(folder, 'site.conf'), conf)
    const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    const temporary = own.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')
    const whole = `pid ${folder}/pid;\nevents {}\nhttp { ${temporary} include ${folder}/site.conf; }\n`
    writeFileSync(join(folder, 'nginx.conf'), whole)
    const { status, said } = tool('nginx', '-t', '-c', join(folder, 'nginx.conf')) ?? {}
    expect([status, said]).toEqual([0, expect.stringContaining('successful')])
  })

  test('Caddy keeps nothing of a request', () => {
    const file = read('Caddyfile')
    expect(file.match(/^\s*log \{/gm)?.length).toBe(2)
    expect(file.match(/^\s*request delete$/gm)?.length).toBe(2)
    expect(file).toContain('header_up X-Forwarded-For {remote_host}')
  })

  test('Caddy understands it where there is one', () => {
    if (!tool('caddy', 'version')) return
    const checked = tool('caddy', 'adapt', '--config', join(root, 'examples/Caddyfile'))
    expect(checked?.status, checked?.said).toBe(0)
  })
})

describe('the container', () => {
  test('holds everything that the program reads, and starts it as nobody special', () => {
    const file = read('Containerfile')
    const copied = [...file.matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    )
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
    for (const part of ['server', 'views', 'static', 'migrations', 'package.json'])
      expect(copied).toContain(part)
    expect(file).toMatch(/^USER node$/m)
    const started = /^CMD \["node", "(.*)"\]$/m.exec(file)?.[1] ?? 'nothing'
    expect(existsSync(join(root, started))).toBe(true)
    expect(file).toContain('127.0.0.1:3000/health')
  })
})

describe('the scripts', () => {
  test.each(['insyn-cli', 'copy-away'])('%s can be run, and the shell understands it', (name) => {
    expect(statSync(join(root, 'examples', name)).mode & 0o111).not.toBe(0)
    expect(tool('sh', '-n', join(root, 'examples', name))?.status ?? 0).toBe(0)
  })

  test('copy-away sends the newest finished backup, and says so when there is none', () => {
    if (!tool('rsync', '--version')) return
    const [from, to] = [testFolder(), testFolder()]
    const run = () => tool(join(root, 'examples/copy-away'), from, to)
    expect(run()?.status).toBe(1)
    for (const name of ['insyn-2026-11-20', 'insyn-2026-11-21', 'insyn-2026-11-22.unchecked'])
      mkdirSync(join(from, name))
    expect(run()?.status).toBe(0)
    expect(readdirSync(to)).toEqual(['insyn-2026-11-21'])
  })
})

test('the guide names every example, and every command of the command line', () => {
  for (const name of readdirSync(join(root, 'examples')))
    expect(guide).toContain(`examples/${name}`)
  for (const command of ['doctor', 'backup', 'restore', 'read-only on', 'migrate', 'ledger verify'])
    expect(guide).toContain(`insyn-cli ${command}`)
})
