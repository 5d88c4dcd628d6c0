/** `npm start`: read the settings, open the data folder, migrate, listen, close gracefully. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { addressOf } from './accounts/link.ts'
import { buildApp } from './app.ts'
import { backupLook, LOOK } from './backup-schedule.ts'
import { BadSettings, readSettings } from './config.ts'
import { systemClock } from './kernel/clock.ts'
import { nameLedger } from './ledger/checkpoint-actions.ts'
import type { Rounds } from './mail/loop.ts'
import { startMail } from './mails.ts'
import { newSetUpLink } from './site/actions.ts'
import { openDatabase } from './storage/database.ts'
import { openKeys } from './storage/keys.ts'
import { type LetterKey, readLetterKey } from './storage/letter-key.ts'
import { migrateFile } from './storage/migrate.ts'
import type { Settings } from './web/house.ts'
import { openLog } from './web/log.ts'

const settings = settingsOrExit()
const log = openLog(settings.logLevel, systemClock)
const letterKey = letterKeyOrExit()
const { storage, keys } = await openData(settings).catch((problem) => cannotOpen(problem))
await nameLedger({ storage, clock: systemClock }, settings)
const lookForBackup = backupLook({ settings, clock: systemClock, say: console.log })
const looking = setInterval(() => void lookForBackup(), LOOK).unref()
const app = await buildApp({ storage, clock: systemClock, settings, keys, letterKey })
let mail: Rounds | undefined
closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) console.error(err)
  clearInterval(looking)
  await app.close()
  await mail?.stop()
  await storage.close()
})
log.info(`Server listening at ${await app.listen({ host: settings.host, port: settings.port })}`)
mail = startMail({ storage, clock: systemClock, settings, keys, log })
console.log(`Insyn: ${settings.publicUrl}`)
const link = await newSetUpLink({ storage, clock: systemClock })
if (link)
  console.log(`Set the blog up here, once: ${addressOf(settings.publicUrl, 'set_up', link)}`)
if (!settings.rateLimits)
  console.warn('RATE_LIMITS=off: nothing is ever too many. For load tests only.')

function settingsOrExit(): Settings {
  try {
    return readSettings()
  } catch (problem) {
    if (!(problem instanceof BadSettings)) throw problem
    console.error(['Insyn cannot start with these settings:', ...problem.mistakes].join('\n  '))
    process.exit(2)
  }
}

/** Somebody wanted letters: without their key the site does not quietly come up without them. */
function letterKeyOrExit(): LetterKey | undefined {
  try {
    return settings.letterKeyFile ? readLetterKey(settings.letterKeyFile) : undefined
  } catch (problem) {
    console.error(`Insyn cannot start. ${(problem as Error).message}.`)
    process.exit(2)
  }
}

/** A folder that cannot be written, a broken or newer database: said in a line, with the way on. */
function cannotOpen(problem: unknown): never {
  const words = problem instanceof Error ? problem.message : String(problem)
  console.error(`Insyn cannot open ${settings.dataDir}: ${words}`)
  console.error('npm run cli -- doctor says what to mend; nothing was changed.')
  process.exit(1)
}

async function openData({ dataDir }: Settings) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const keys = openKeys(dataDir)
  const file = join(dataDir, 'insyn.sqlite')
  const stamp = systemClock().replace(/[:.]/g, '-')
  const { copy } = await migrateFile(file, join(dataDir, `insyn-before-${stamp}.sqlite`))
  if (copy) console.log(`The database was older: a copy of it is ${copy}`)
  return { storage: openDatabase(file), keys }
}
