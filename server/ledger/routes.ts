/** The ledger in public: pages for people, and files and proofs for those who check it. */
import type { Reader } from '../storage/database.ts'
import type { Version } from '../web/files.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { checkpointOf, verifierKey } from './checkpoint-actions.ts'
import { read } from './entry.ts'
import { ledgerFiles } from './files-http.ts'
import { aboutModel, entryModel, indexModel, pageModel, thingsIn, titleOfPage } from './pages.ts'
import { pathsOf, textBehind } from './public-store.ts'
import { PAGE, wholeNumber } from './published.ts'
import { hashedIn, hashOf } from './reading.ts'
import { entriesFrom, inclusionProof, root, type StoredEntry, size } from './store.ts'

const NEWEST = 50

/** Registers /ledger and what lies below it. */
export function ledgerRoutes(app: App, web: Web): void {
  ledgerFiles(app, web)
  web.page(app, { path: '/ledger', version: howMany, make: newest })
  web.page(app, { path: '/ledger/pages/:page', version: howFull, make: numbered })
  web.page(app, { path: '/ledger/:number', version: howMany, make: oneEntry })
  web.page(app, {
    path: '/ledger/about',
    version: howMany,
    make: async (ask) => {
      const { note } = await checkpointOf(ask.read, web.house)
      const key = await verifierKey(ask.read, web.house)
      return {
        view: view(
          'ledger/about',
          aboutModel(ask, { note, key, url: web.house.settings.publicUrl }),
        ),
        head: { title: ask.t('ledger.about'), canonical: '/ledger/about' },
        tags: [],
      }
    },
  })
}

const howMany = async (db: Reader): Promise<string> => String(await size(db))

/** A full page stays as it is when there is one after it, but for what becomes public or is hidden. */
const howFull: Version = async (db, { page }) =>
  String(Math.min(await size(db), (wholeNumber(page) ?? 0) * PAGE + 1))

/** What is public changes with `lists`; what there is, with the number of entries. */
const tags = ['lists'] as const

async function newest(ask: Ask): Promise<Answer> {
  const count = await size(ask.read)
  const entries = await entriesFrom(ask.read, Math.max(0, count - NEWEST), NEWEST)
  return {
    view: view('ledger/index', indexModel(ask, count, await shown(ask, entries))),
    head: {
      title: ask.t('ledger.title'),
      description: ask.t('ledger.summary'),
      canonical: '/ledger',
    },
    tags,
  }
}

async function numbered(ask: Ask): Promise<Answer> {
  const page = wholeNumber(ask.params.page) ?? 0
  const entries = page > 0 ? await entriesFrom(ask.read, (page - 1) * PAGE, PAGE) : []
  if (entries.length === 0) return { problem: 'not_found' }
  const count = await size(ask.read)
  return {
    view: view('ledger/page', pageModel(ask, { page, size: count }, await shown(ask, entries))),
    head: {
      title: titleOfPage(ask, page, count),
      canonical: `/ledger/pages/${page}`,
      noindex: true,
    },
    tags,
  }
}

/** Newest first, with the paths of what is public. */
const shown = async ({ read: db }: Ask, entries: StoredEntry[]) => ({
  entries: entries.reverse(),
  paths: await pathsOf(db, thingsIn(entries)),
})

async function oneEntry(ask: Ask): Promise<Answer> {
  const index = wholeNumber(ask.params.number)
  const count = await size(ask.read)
  if (index === undefined || index >= count) return { problem: 'not_found' }
  const [stored] = await entriesFrom(ask.read, index, 1)
  if (!stored) return { problem: 'not_found' }
  const proven = {
    entry: stored,
    behind: await textOf(ask.read, stored),
    size: count,
    root: await root(ask.read, count),
    proof: await inclusionProof(ask.read, index, count),
  }
  return {
    view: view(
      'ledger/entry',
      entryModel(ask, proven, await pathsOf(ask.read, thingsIn([stored]))),
    ),
    head: {
      title: ask.t('ledger.entry.title', { number: index }),
      canonical: `/ledger/${index}`,
      noindex: true,
    },
    tags,
  }
}

async function textOf(db: Reader, { body }: StoredEntry) {
  const entry = read(body)
  const hash = entry && hashOf(entry)
  return hash ? textBehind(db, hashedIn(entry), hash) : undefined
}
