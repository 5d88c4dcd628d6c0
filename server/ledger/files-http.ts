/** What those who check the ledger read: checkpoint, key, entries, leaves, proofs. */
import { Problem } from '../kernel/problem.ts'
import type { Reader } from '../storage/database.ts'
import type { Version } from '../web/files.ts'
import type { App } from '../web/house.ts'
import type { Ask, Web } from '../web/web.ts'
import { checkpointOf, verifierKey } from './checkpoint-actions.ts'
import { FILE, fileNumber, wholeNumber } from './published.ts'
import {
  consistencyProof,
  entriesFrom,
  inclusionProof,
  root,
  type StoredEntry,
  size,
} from './store.ts'

const TEXT = 'text/plain; charset=utf-8'
const JSONL = 'application/jsonl; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

/** Registers the files below /ledger. */
export function ledgerFiles(app: App, web: Web): void {
  const { house } = web
  web.file(app, {
    path: '/ledger/checkpoint',
    type: TEXT,
    version: howMany,
    make: async ({ read }) => ({ body: (await checkpointOf(read, house)).note, tags: [] }),
  })
  web.file(app, {
    path: '/ledger/key',
    type: TEXT,
    make: async ({ read }) => ({ body: `${await verifierKey(read, house)}\n`, tags: [] }),
  })
  const series = { version: howFull, isOfSeries: true } as const
  web.file(app, {
    ...{ path: '/ledger/entries/:file', type: JSONL, ...series },
    make: (ask) => linesOf(ask, 'jsonl', ({ body }) => body),
  })
  web.file(app, {
    ...{ path: '/ledger/leaves/:file', type: TEXT, ...series },
    make: (ask) => linesOf(ask, 'txt', ({ leaf }) => leaf),
  })
  web.file(app, {
    ...{ path: '/ledger/inclusion/:index/:size', type: JSON_TYPE, isOfSeries: true as const },
    make: inclusion,
  })
  web.file(app, {
    ...{ path: '/ledger/consistency/:first/:second', type: JSON_TYPE, isOfSeries: true as const },
    make: consistency,
  })
}

const howMany = async (db: Reader): Promise<string> => String(await size(db))

/** A full file stays as it is, whatever comes after it. */
const howFull: Version = async (db, { file }) =>
  String(Math.min(await size(db), (Number.parseInt(file ?? '', 10) + 1) * FILE))

/** So many lines that a file is full: from then on it never changes. */
async function linesOf(
  { read, params }: Ask,
  ending: 'jsonl' | 'txt',
  line: (entry: StoredEntry) => string,
) {
  const file = fileNumber(params.file ?? '', ending)
  const entries = file === undefined ? [] : await entriesFrom(read, file * FILE, FILE)
  // Before the first entry there is a first file all the same, without a line.
  if (entries.length === 0 && file !== 0) throw new Problem('not_found')
  return {
    body: entries.map((entry) => `${line(entry)}\n`).join(''),
    tags: [],
    isLasting: entries.length === FILE,
  }
}

async function inclusion({ read, params }: Ask) {
  const [index, of] = [wholeNumber(params.index), wholeNumber(params.size)]
  if (index === undefined || of === undefined || index >= of || of > (await size(read)))
    throw new Problem('not_found')
  const [entry] = await entriesFrom(read, index, 1)
  const proof = await inclusionProof(read, index, of)
  return lasting({ index, size: of, leaf: entry?.leaf, root: await root(read, of), proof })
}

async function consistency({ read, params }: Ask) {
  const [first, second] = [wholeNumber(params.first), wholeNumber(params.second)]
  if (first === undefined || second === undefined || first > second) throw new Problem('not_found')
  if (second > (await size(read))) throw new Problem('not_found')
  return lasting({
    first,
    second,
    first_root: await root(read, first),
    second_root: await root(read, second),
    proof: await consistencyProof(read, first, second),
  })
}

const lasting = (said: unknown) => ({
  body: `${JSON.stringify(said)}\n`,
  tags: [],
  isLasting: true,
})
