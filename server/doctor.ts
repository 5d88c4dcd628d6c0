/** Looks the installation over: each finding is one line, with its cure when something is to be mended. */
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backupsIn, DATABASE } from './backup.ts'
import { ledgerFound } from './doctor-ledger.ts'
import { type LettersSeen, lettersFound, seeLetters } from './doctor-letters.ts'
import { searchFound } from './doctor-search.ts'
import { type Finding, good, look, mend } from './finding.ts'
import { isHere } from './kernel/address.ts'
import { DAY, HOUR, type Instant, later, MINUTE, milliseconds } from './kernel/clock.ts'
import { keptOrigin } from './ledger/origin-store.ts'
import { entriesFrom, size } from './ledger/store.ts'
import { backlog } from './mail/store.ts'
import { type Counted, countIndexes } from './search/index-store.ts'
import { findSite } from './site/store.ts'
import { lookInto, sqliteVersion } from './storage/copy.ts'
import { readKeys } from './storage/keys.ts'
import { type Standing, standingOf } from './storage/migrate.ts'
import { version } from './version.ts'
import type { Settings, Site } from './web/house.ts'
import { readOnlyIn } from './web/read-only.ts'

/** Everything that was found, in an order to be read. Changes nothing. */
export async function examine(settings: Settings, now: Instant): Promise<Finding[]> {
  const seen = await inside(settings, now)
  return [
    good('versions', `Insyn ${version}, Node ${process.versions.node}, SQLite ${sqliteVersion()}`),
    node(),
    ...permissions(settings),
    disk(settings),
    ...(typeof seen === 'string' ? [mend('database', seen)] : insideFindings(seen, now)),
    mail(settings, typeof seen === 'string' ? undefined : seen.known),
    ...(typeof seen !== 'string' && seen.known ? letters(settings, seen.known.letters) : []),
    address(settings),
    ...(typeof seen !== 'string' && seen.known ? [ledgerFound(seen.known.origin, settings)] : []),
    proxy(settings),
    hsts(settings),
    backups(settings, now),
    ...backupPlace(settings),
    ...passing(settings),
  ]
}

interface Seen {
  readonly standing: Standing
  /** Of a database in this version's form: who speaks, and when the newest act was. */
  readonly known?: {
    readonly site: Site | undefined
    readonly last: string | undefined
    readonly stuck: number
    readonly letters: LettersSeen
    readonly origin: string | undefined
    readonly search: readonly Counted[]
  }
}

async function inside({ dataDir }: Settings, now: Instant): Promise<Seen | string> {
  const file = join(dataDir, DATABASE)
  if (!existsSync(file))
    return `none in ${dataDir}: start the site once, or set DATA_DIR to where it is.`
  try {
    return await lookInto(file, async (db) => {
      const standing = await standingOf(db)
      if (standing.missing.length > 0) return { standing }
      const [last] = await entriesFrom(db, Math.max(0, (await size(db)) - 1), 1)
      const { stuck } = await backlog(db)
      const letters = await seeLetters(db)
      const origin = await keptOrigin(db)
      const site = await findSite(db, now)
      const search = await countIndexes(db)
      return { standing, known: { site, last: last?.at, stuck, letters, origin, search } }
    })
  } catch (problem) {
    return `it cannot be read (${(problem as Error).message}): restore the newest backup into an empty folder.`
  }
}

function insideFindings({ standing, known }: Seen, now: Instant): Finding[] {
  const inside = known ? [clock(known.last, now), ...people(known.site)] : []
  return [schema(standing), ...inside, ...(known ? [searchFound(known.search)] : [])]
}

function schema({ done, missing, unknown }: Standing): Finding {
  if (unknown.length > 0)
    return mend('schema', `made by a newer Insyn (${unknown.join(', ')}): upgrade the program.`)
  if (missing.length > 0)
    return mend('schema', `older than the program: npm run cli -- migrate, or start the site.`)
  return good('schema', `${done.at(-1)}, as this version has it`)
}

function clock(last: string | undefined, now: Instant): Finding {
  if (last && last > later(now, MINUTE))
    return mend(
      'clock',
      `it is ${now}, but the newest act is from ${last}: set the clock, let it follow a time server.`,
    )
  return good('clock', `${now}, after the newest act`)
}

function people(site: Site | undefined): Finding[] {
  if (!site) return [look('set-up', 'not done yet: npm start prints the link.')]
  if (site.hasSecondPerson) return [good('second person', 'somebody but the author can decide')]
  return [
    mend(
      'second person',
      'nobody but the author can decide: invite a moderator at /desk/accounts.',
    ),
  ]
}

function mail({ mail: { server, from } }: Settings, known: Seen['known']): Finding {
  const stuck = known?.stuck ?? 0
  if (stuck > 0) return mend('mail', `${stuck} cannot be sent: /desk/mail says why.`)
  if (!server)
    return look('mail', 'goes to files in the data folder: set SMTP_URL and MAIL_FROM to send it.')
  const { protocol, host, hostname } = new URL(server)
  if (protocol === 'smtp:' && !isHere(`http://${hostname}`))
    return look('mail', `${host} without TLS from the beginning: smtps:// where the server has it.`)
  return good('mail', `from ${from} by ${host}`)
}

function letters(settings: Settings, seen: LettersSeen): Finding[] {
  const { words, flaws } = lettersFound(seen, settings)
  return flaws.length > 0 ? flaws.map((flaw) => mend('letters', flaw)) : [good('letters', words)]
}

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? good('node', 'new enough')
    : mend('node', `needs 24 or newer: start it with npm start, or install Node 24.`)
}

function permissions({ dataDir }: Settings): Finding[] {
  if (!existsSync(dataDir)) return []
  const keys = join(dataDir, 'keys.json')
  const open = [dataDir, keys].filter((path) => existsSync(path) && isOpenToOthers(path))
  return [
    open.length === 0
      ? good('permissions', `${dataDir} is its owner's alone`)
      : mend('permissions', `others can read ${open.join(', ')}: chmod go-rwx ${open.join(' ')}`),
    canWrite(dataDir)
      ? good('writing', 'the data folder can be written')
      : mend('writing', `${dataDir} cannot be written: chown it to whom the site runs as.`),
    keysFinding(dataDir),
  ]
}

const isOpenToOthers = (path: string): boolean =>
  process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function keysFinding(dataDir: string): Finding {
  try {
    readKeys(dataDir)
    return good('keys', 'all there')
  } catch (problem) {
    return mend('keys', `${(problem as Error).message}.`)
  }
}

const MEGABYTE = 1024 * 1024
const LEAST_FREE = 200 * MEGABYTE

function disk({ dataDir }: Settings): Finding {
  const folder = existsSync(dataDir) ? dataDir : dirname(dataDir)
  if (!existsSync(folder)) return look('disk', `${folder} is not there yet`)
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const file = join(dataDir, DATABASE)
  const needed = Math.max(LEAST_FREE, 3 * (existsSync(file) ? statSync(file).size : 0))
  const words = `${Math.floor(free / MEGABYTE)} MB free, ${Math.ceil(needed / MEGABYTE)} wanted`
  return free >= needed
    ? good('disk', words)
    : mend('disk', `${words}: make room, keep fewer backups (BACKUP_KEEP), or move BACKUP_DIR.`)
}

const isSecure = (url: string): boolean => url.startsWith('https:')

function address({ publicUrl }: Settings): Finding {
  if (isSecure(publicUrl)) return good('address', publicUrl)
  if (isHere(publicUrl))
    return look('address', `${publicUrl}: for this machine alone. Set PUBLIC_URL for visitors.`)
  return mend('address', `${publicUrl} has no TLS: put a proxy with TLS in front, set PUBLIC_URL.`)
}

function proxy({ publicUrl, trustProxy, host, rateLimits }: Settings): Finding {
  if (!rateLimits) return mend('proxy', 'RATE_LIMITS=off: nothing is ever too many. Turn it on.')
  if (trustProxy === true)
    return mend('proxy', 'TRUST_PROXY=on believes anybody: set the number of proxies, such as 1.')
  if (isSecure(publicUrl) && trustProxy === false)
    return mend('proxy', 'all visitors seem to be one: set TRUST_PROXY=1 behind one proxy.')
  if (!isSecure(publicUrl) && trustProxy !== false)
    return look('proxy', `TRUST_PROXY=${trustProxy} without TLS: is there a proxy in front?`)
  if (trustProxy !== false && (host === '0.0.0.0' || host === '::'))
    return look('proxy', `HOST=${host}: can visitors reach the port past the proxy?`)
  return good('proxy', trustProxy === false ? 'none' : `trusted: ${trustProxy}`)
}

function hsts({ publicUrl, hsts: seconds }: Settings): Finding {
  if (!isSecure(publicUrl)) return good('HSTS', 'nothing to say without TLS')
  return seconds > 0
    ? good('HSTS', `${seconds} seconds`)
    : look('HSTS', 'not said: when TLS works for good, set HSTS=31536000.')
}

function backups({ backups: { folder, every } }: Settings, now: Instant): Finding {
  const newest = backupsIn(folder).findLast(({ made }) => made <= now)
  const cure = 'npm run cli -- backup makes one now'
  if (!newest) return mend('backups', `none in ${folder}: ${cure}.`)
  const age = milliseconds(now) - milliseconds(newest.made)
  const words = `the newest is ${Math.floor(age / HOUR)} hours old`
  return age > 2 * (every || DAY)
    ? mend('backups', `${words}: is the site running, is there room? ${cure}.`)
    : good('backups', words)
}

function backupPlace({ dataDir, backups: { folder, every } }: Settings): Finding[] {
  const findings: Finding[] = []
  if (every === 0)
    findings.push(look('backups', 'BACKUP_EVERY=0: the server makes none by itself.'))
  if (!existsSync(folder)) return findings
  if (existsSync(dataDir) && statSync(folder).dev === statSync(dataDir).dev)
    findings.push(look('backups', 'on the same disk as the site: copy them to another machine.'))
  const left = readdirSync(folder).filter((name) => name.endsWith('.unchecked'))
  if (left.length > 0)
    findings.push(look('backups', `not finished or not right, to be removed: ${left.join(', ')}`))
  return findings
}

function passing({ dataDir }: Settings): Finding[] {
  const state = existsSync(dataDir) ? readOnlyIn(dataDir) : undefined
  if (!state) return []
  return [
    look('read-only', `on since ${state.since}: npm run cli -- read-only off opens the site.`),
  ]
}
