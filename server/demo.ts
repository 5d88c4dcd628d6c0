/** `npm run demo`: an invented municipality in a folder that is thrown away afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { readSettings } from './config.ts'
import { people } from './demo/content.ts'
import { seedDemo } from './demo/seed.ts'
import { systemClock } from './kernel/clock.ts'
import { startMail } from './mails.ts'
import { openDatabase } from './storage/database.ts'
import { openKeys } from './storage/keys.ts'
import { makeLetterKey } from './storage/letter-key.ts'
import { migrateFile } from './storage/migrate.ts'
import { openLog } from './web/log.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'insyn-demo-'))
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))
// The key of the letters lies outside the data folder here too, and is thrown away with it.
const keyDir = mkdtempSync(join(tmpdir(), 'insyn-demo-key-'))
process.once('exit', () => rmSync(keyDir, { recursive: true, force: true }))
const letterKeyFile = join(keyDir, 'letters.key')
const letterKey = makeLetterKey(letterKeyFile)
const settings = { ...readSettings(), dataDir, letterKeyFile }
const file = join(dataDir, 'insyn.sqlite')
await migrateFile(file, join(dataDir, 'copy'))
const storage = openDatabase(file)
const deps = { storage, clock: systemClock, settings, keys: openKeys(dataDir), letterKey }
const codes = await seedDemo(deps, settings.publicUrl)
const app = await buildApp(deps)
const log = openLog(settings.logLevel, systemClock)
const mail = startMail({ ...deps, log })
closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) console.error(err)
  await app.close()
  await mail.stop()
  await storage.close()
})
log.info(`Server listening at ${await app.listen({ host: settings.host, port: settings.port })}`)
console.log(`Insyn: ${settings.publicUrl}`)
for (const { roles, email, password } of people().staff)
  console.log(`${roles.join(', ')}  ${email}  ${password}`)
const code = codes.get('letter matsalen')
const asked = codes.get('request skolskjuts')
if (asked) console.log(`a document that was asked for: ${settings.publicUrl}/receipt  ${asked}`)
if (code) console.log(`a letter that was answered: ${settings.publicUrl}/receipt  ${code}`)
