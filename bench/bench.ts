/** What every goal is measured with: the site with its data, the client, and room for the limits. */
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, openClient } from './client.ts'
import { type Data, makeData } from './data.ts'
import type { Plan } from './plan.ts'
import { type Program, type Server, start } from './process.ts'

export interface Bench {
  readonly plan: Plan
  readonly data: Data
  readonly client: Client
  readonly site: Server
  /** The folder that the site has its data in. */
  readonly folder: string
  /** How a site is started in a folder. */
  readonly siteIn: (folder: string) => Program
  /** Notes that a limit cost more than the site: then it is none, and the bench has a fault. */
  readonly compare: (limit: string, cost: { readonly limit: number; readonly site: number }) => void
  readonly faults: readonly string[]
  /** A folder of somebody's own, with a copy of the data as it was made when asked for. */
  readonly room: (name: string, wants?: { readonly data: boolean }) => string
  readonly stop: () => Promise<void>
}

/** What two measurements of the same differ by. */
const SLACK = 1.05

/** Makes the data below `folder` and starts site and client. With `profile` the site's profile goes there. */
export async function openBench(
  plan: Plan,
  { folder, profile }: { readonly folder: string; readonly profile: string | undefined },
): Promise<Bench> {
  const made = roomIn(folder, 'made')
  const data = await makeData(made, plan)
  const room: Bench['room'] = (name, wants) => {
    const own = roomIn(folder, name)
    if (wants?.data) cpSync(made, own, { recursive: true })
    return own
  }
  const faults: string[] = []
  const compare: Bench['compare'] = (limit, cost) => {
    if (cost.limit > cost.site * SLACK)
      faults.push(`${limit} cost ${cost.limit.toFixed(1)} µs, the site ${cost.site.toFixed(1)} µs`)
  }
  const siteFolder = room('site', { data: true })
  const site = await start(siteIn(siteFolder, profile))
  const client = openClient()
  return {
    ...{ plan, data, client, site, room, siteIn, compare, faults, folder: siteFolder },
    stop: async () => {
      client.stop()
      await site.stop()
    },
  }
}

function roomIn(folder: string, name: string): string {
  const room = join(folder, name)
  mkdirSync(room, { recursive: true })
  return room
}

/**
 * The site as in production, through its launcher. Rate limits are on, since the client speaks for many places as a proxy
 * does; only the log is silent, as it is in the limits.
 */
const siteIn = (folder: string, profile?: string): Program => ({
  name: 'site',
  script: 'tools/node.mjs',
  words: ['server/main.ts'],
  flags: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
  environment: (port) => ({
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: folder,
    TRUST_PROXY: '1',
    RATE_LIMITS: 'on',
    BACKUP_EVERY: '0', // a backup would fall into one measurement and not into another
    LOG_LEVEL: 'silent',
  }),
})
