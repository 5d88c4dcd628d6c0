/** The same site when it is young and when it is old, made once and kept: an old one takes a quarter of an hour. */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { type Age, type MadePost, type MadeSite, makeAged } from './data.ts'
import { type Server, start } from './process.ts'

/** A site of some age, running on a copy of its data. */
export interface Aged {
  readonly site: Server
  readonly folder: string
}

/** The two, and what both have: the posts of the young one. */
export interface Ages {
  readonly young: Aged
  readonly old: Aged
  readonly posts: readonly MadePost[]
  readonly huge: MadePost
  readonly comments: { readonly young: number; readonly old: number }
  readonly stop: () => Promise<void>
}

/** Makes both where they are not there from a run before, and starts them. */
export async function openAges({ plan, room, siteIn }: Bench): Promise<Ages> {
  const [few, many] = plan.ages
  const shelf = plan.keepsAges ? join(root, '.cache') : room('ages')
  const common = { huge: plan.huge, first: few }
  const made = {
    young: await madeSite(shelf, { ...common, posts: few }),
    old: await madeSite(shelf, { ...common, posts: many }),
  }
  const open = async (name: 'young' | 'old'): Promise<Aged> => {
    const folder = room(name)
    cpSync(made[name].folder, folder, { recursive: true })
    return { folder, site: await start({ ...siteIn(folder), name }) }
  }
  const young = await open('young')
  const old = await open('old')
  return {
    ...{ young, old, posts: made.young.posts, huge: made.old.huge },
    comments: { young: made.young.comments, old: made.old.comments },
    stop: async () => {
      await young.site.stop()
      await old.site.stop()
    },
  }
}

interface Made extends MadeSite {
  readonly folder: string
}

const root = join(import.meta.dirname, '..')
const LIST = 'made.json'

/** A site of this age, from a run before if nothing that it is made of has changed since; what is out of date goes. */
async function madeSite(shelf: string, age: Age): Promise<Made> {
  const { posts, huge, first } = age
  const name = `aged-${posts}-${huge}-${first}`
  const kept = join(shelf, `${name}-${origin()}`)
  const list = join(kept, LIST)
  if (!existsSync(list)) {
    for (const old of readdirSync(shelf))
      if (old.startsWith(`${name}-`)) rmSync(join(shelf, old), { recursive: true })
    const making = `${kept}.making`
    mkdirSync(making, { recursive: true })
    if (posts > 1000) console.log(`Making a site of ${posts} posts: this takes a while.`)
    writeFileSync(join(making, LIST), JSON.stringify(await makeAged(making, age)))
    renameSync(making, kept)
  }
  return { folder: kept, ...(JSON.parse(readFileSync(list, 'utf8')) as MadeSite) }
}

/** What a site's data follows from: the tables, and who fills them. */
function origin(): string {
  const hash = createHash('sha256')
  const files = ['bench/data.ts', 'bench/prose.ts', 'bench/chance.ts', 'bench/house.ts']
  const migrations = readdirSync(join(root, 'migrations')).sort()
  for (const file of [...files, ...migrations.map((name) => `migrations/${name}`)])
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}
