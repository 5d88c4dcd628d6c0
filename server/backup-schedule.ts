/** Backups that the running server makes by itself, and which of them may go. */
import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Backup, backupName, backupsIn, type Made } from './backup.ts'
import { type Clock, HOUR, type Instant, later, MINUTE } from './kernel/clock.ts'
import type { Settings } from './web/house.ts'

/** What a schedule needs: where, how often, what time it is, and whom to tell. */
export interface Scheduled {
  readonly settings: Pick<Settings, 'dataDir' | 'backups'>
  readonly clock: Clock
  readonly say: (line: string) => void
}

/** How often the server asks whether a backup is due. */
export const LOOK = MINUTE

/**
 * Makes what is done at each look: nothing, or, when the newest backup is older than the setting
 * says, a backup, checked, after which those too many or too old go. What fails is said and tried
 * again an hour later; never throws.
 */
export function backupLook({ settings, clock, say }: Scheduled): () => Promise<void> {
  const { dataDir, backups } = settings
  let running = false
  let failed: Instant | undefined
  return async () => {
    const now = clock()
    if (running || backups.every === 0 || (failed && now >= failed && now < later(failed, HOUR)))
      return
    running = true
    try {
      if (!isDue(backupsIn(backups.folder), backups.every, now)) return
      const made = await backUpAside(dataDir, join(backups.folder, backupName(now)), now)
      failed = 'flaw' in made ? now : undefined
      say('flaw' in made ? `No backup: ${made.flaw}` : `Backup: ${made.folder}`)
      if (!failed) await prune(settings.backups, now)
    } catch (problem) {
      failed = now
      say(`No backup: ${(problem as Error).message}`)
    } finally {
      running = false
    }
  }
}

/** Whether the newest backup is too old. One from the future, made by a wrong clock, does not count. */
export function isDue(made: readonly Backup[], every: number, now: Instant): boolean {
  const newest = made.filter((backup) => backup.made <= now).at(-1)
  return !newest || newest.made <= later(now, -every)
}

/** Those that may go, of backups sorted by age, oldest first: beyond the count, or too old; never the newest. */
export function surplus(
  made: readonly Backup[],
  { keep, within }: Pick<Settings['backups'], 'keep' | 'within'>,
  now: Instant,
): Backup[] {
  const known = made.filter((backup) => backup.made <= now)
  return known.filter(
    ({ made: at }, index) =>
      index < known.length - 1 && (index < known.length - keep || at < later(now, -within)),
  )
}

/** Throws away what may go, and what an interrupted backup left behind more than an hour ago. */
async function prune(backups: Settings['backups'], now: Instant): Promise<void> {
  const { folder } = backups
  const ours = backupsIn(folder).filter((one) => one.folder.startsWith(join(folder, 'insyn-')))
  for (const one of surplus(ours, backups, now)) await rm(one.folder, { recursive: true })
  const anHourAgo = backupName(later(now, -HOUR))
  const left = existsSync(folder) ? readdirSync(folder) : []
  for (const name of left.filter((one) => /^insyn-.*\.unchecked$/.test(one) && one < anHourAgo))
    await rm(join(folder, name), { recursive: true, force: true })
}

/** Makes a backup on a thread of its own, so that no reader waits while it is copied and checked. */
export function backUpAside(dataDir: string, folder: string, at: Instant): Promise<Made> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), {
      workerData: { dataDir, folder, at },
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the backup was interrupted')))
  })
}
