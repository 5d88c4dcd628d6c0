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
import { migrateFile } from './storage/migrate.ts'
import { openLog } from './web/log.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'insyn-demo-'))
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))
const settings = { ...readSettings(), dataDir }
const file = join(dataDir, 'insyn.sqlite')
await migrateFile(file, join(dataDir, 'copy'))
const storage = openDatabase(file)
const deps = { storage, clock: systemClock, settings, keys: openKeys(dataDir) }
await seedDemo(deps, settings.publicUrl)
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
