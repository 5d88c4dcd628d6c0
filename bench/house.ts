/** A house that nobody visits yet, in which time goes on by a step each time somebody looks at the clock. */
import { join } from 'node:path'
import { houseAt } from '../server/demo/seed.ts'
import { type Instant, later } from '../server/kernel/clock.ts'
import { openDatabase } from '../server/storage/database.ts'
import { openKeys } from '../server/storage/keys.ts'
import { migrateFile } from '../server/storage/migrate.ts'
import type { House, Settings } from '../server/web/house.ts'

/** The database of a site in its folder. */
export const databaseIn = (folder: string): string => join(folder, 'insyn.sqlite')

/** Makes an empty site in a folder and opens it for acts, the first of them at `start`. */
export async function openHouse(folder: string, start: Instant, step: number): Promise<House> {
  await migrateFile(databaseIn(folder), join(folder, 'copy'))
  const deps = {
    storage: openDatabase(databaseIn(folder)),
    keys: openKeys(folder),
    settings: { publicUrl: 'http://127.0.0.1:3000', timeZone: 'Europe/Stockholm' } as Settings,
  }
  return houseAt({ ...deps, clock: () => start }, steppingTime(start, step))
}

function steppingTime(start: Instant, step: number): { readonly now: Instant } {
  let now = start
  return {
    get now() {
      now = later(now, step)
      return now
    },
  }
}
