/** How the ledger is shown: entries in plain words, one entry with its proof, and what all this proves. */
import { toTheSecond } from '../language/when.ts'
import type { Ask } from '../web/web.ts'
import { canonical } from './canonical.ts'
import { type Entry, read } from './entry.ts'
import type { Behind } from './public-store.ts'
import { FILE, names, PAGE, pageOf } from './published.ts'
import { hashOf, type Thing, thingOf } from './reading.ts'
import type { StoredEntry } from './store.ts'
import { wordsOf } from './words-pages.ts'

interface Link {
  readonly href: string
  readonly words: string
}

/** An entry in a list. */
export interface EntryLine {
  readonly href: string
  readonly number: string
  readonly at: string
  readonly time: string
  readonly words: string
  readonly link: Link | undefined
}

export interface LedgerIndex {
  readonly size: string
  readonly entries: readonly EntryLine[]
  readonly links: readonly Link[]
}

export interface LedgerPage {
  readonly title: string
  readonly entries: readonly EntryLine[]
  readonly links: readonly Link[]
}

export interface LedgerEntry {
  readonly title: string
  readonly line: EntryLine
  readonly body: string
  readonly leaf: string
  readonly behind:
    | {
        /** In which capacity the text was written, which stands before it wherever it is shown. */
        readonly capacity: 'personal' | 'official' | undefined
        readonly words: string
        readonly salt: string
        readonly text: string
      }
    | undefined
  readonly noText: string
  readonly proofWords: string
  readonly proof: readonly string[]
  readonly proofHref: string
  readonly root: string
  readonly links: readonly Link[]
}

export interface LedgerAbout {
  readonly shows: readonly string[]
  readonly not: readonly string[]
  readonly how: readonly string[]
  readonly commands: readonly string[]
  readonly checkpoint: string
  readonly key: string
  readonly files: readonly Link[]
}

declare module '../web/views.ts' {
  interface Views {
    'ledger/index': LedgerIndex
    'ledger/page': LedgerPage
    'ledger/entry': LedgerEntry
    'ledger/about': LedgerAbout
    'ledger/lines': { readonly entries: readonly EntryLine[] }
  }
}

export type Paths = ReadonlyMap<string, string>

/** The newest entries, newest first, and the way to the older ones. */
export function indexModel(
  ask: Ask,
  size: number,
  { entries, paths }: { readonly entries: readonly StoredEntry[]; readonly paths: Paths },
): LedgerIndex {
  const first = entries.at(-1)?.index ?? 0
  const older = { href: `/ledger/pages/${pageOf(first - 1)}`, words: ask.t('ledger.older') }
  return {
    size: ask.t('ledger.size', { count: size }),
    entries: entries.map((entry) => lineOf(ask, entry, paths)),
    links: first > 0 ? [older] : [],
  }
}

/** A numbered page, newest first: full ones never gain or lose an entry. */
export function pageModel(
  ask: Ask,
  { page, size }: { readonly page: number; readonly size: number },
  { entries, paths }: { readonly entries: readonly StoredEntry[]; readonly paths: Paths },
): LedgerPage {
  const newer = page * PAGE >= size ? '/ledger' : `/ledger/pages/${page + 1}`
  const older = { href: `/ledger/pages/${page - 1}`, words: ask.t('ledger.older') }
  return {
    title: titleOfPage(ask, page, size),
    entries: entries.map((entry) => lineOf(ask, entry, paths)),
    links: [{ href: newer, words: ask.t('ledger.newer') }, ...(page > 1 ? [older] : [])],
  }
}

/** "Entries 100 to 199" */
export const titleOfPage = ({ t }: Pick<Ask, 't'>, page: number, size: number): string =>
  t('ledger.numbers', { first: (page - 1) * PAGE, last: Math.min(page * PAGE, size) - 1 })

/** What the things of these entries are, for finding out which of them are public. */
export const thingsIn = (entries: readonly StoredEntry[]): Thing[] =>
  entries.flatMap(({ body }) => {
    const entry = read(body)
    return entry ? [thingOf(entry)] : []
  })

function lineOf(ask: Ask, stored: StoredEntry, paths: Paths): EntryLine {
  const { t, language, site } = ask
  const entry = read(stored.body)
  const at = (entry?.at ?? stored.at) as Entry['at']
  const telling = { t, language, zone: site.timeZone }
  return {
    href: `/ledger/${stored.index}`,
    number: t('ledger.number', { number: stored.index }),
    at,
    time: toTheSecond(at, language, site.timeZone),
    words: entry ? wordsOf(entry, telling) : t('ledger.act.unknown'),
    link: entry && linkTo(ask, thingOf(entry), paths),
  }
}

/** Rules and accounts are never hidden. */
const alwaysPublic = (of: NonNullable<Thing>['of']) =>
  ({
    rules: (number: number) => `/policy/house-rules?version=${number}`,
    disclosure: (number: number) => `/openness/${number}`,
    post: undefined,
    comment: undefined,
  })[of]

function linkTo({ t }: Ask, thing: Thing, paths: Paths): Link | undefined {
  if (!thing) return undefined
  const { of, number } = thing
  const href = alwaysPublic(of)?.(number) ?? paths.get(`${of} ${number}`)
  return href === undefined ? undefined : { href, words: t(`ledger.${of}`) }
}

/** An entry with all that somebody needs to check it. */
export interface Proven {
  readonly entry: StoredEntry
  readonly behind: Behind | undefined
  readonly size: number
  readonly root: string
  readonly proof: readonly string[]
}

/** One entry: its bytes, its hash, the text behind it while that is public, and the proof. */
export function entryModel(
  ask: Ask,
  { entry: stored, behind, size, root, proof }: Proven,
  paths: Paths,
): LedgerEntry {
  const { t } = ask
  const { index, body, leaf } = stored
  const entry = read(body)
  const hasHash = entry !== undefined && hashOf(entry) !== null
  const link = (at: number, key: 'ledger.older' | 'ledger.newer') =>
    at >= 0 && at < size ? [{ href: `/ledger/${at}`, words: t(key) }] : []
  return {
    title: t('ledger.entry.title', { number: index }),
    line: lineOf(ask, stored, paths),
    body,
    leaf,
    behind: behind && {
      capacity: 'capacity' in behind.text ? behind.text.capacity : undefined,
      words: t('ledger.entry.text.words'),
      salt: behind.salt,
      text: canonical(behind.text),
    },
    noText: t(hasHash ? 'ledger.entry.text.hidden' : 'ledger.entry.text.none'),
    proofWords:
      proof.length > 0 ? t('ledger.entry.proof.words', { size }) : t('ledger.entry.proof.alone'),
    proof,
    proofHref: `/ledger/inclusion/${index}/${size}`,
    root,
    links: [
      ...link(index + 1, 'ledger.newer'),
      { href: `/ledger/pages/${pageOf(index)}`, words: t('ledger.entries') },
      ...link(index - 1, 'ledger.older'),
    ],
  }
}

/** What the log proves and what it does not, and what is needed to check it. */
export function aboutModel(
  { t }: Ask,
  { note, key, url }: { readonly note: string; readonly key: string; readonly url: string },
): LedgerAbout {
  const file = (name: string, words: string) => ({ href: `/ledger/${name}`, words })
  return {
    shows: [t('ledger.about.shows.1'), t('ledger.about.shows.2'), t('ledger.about.shows.3')],
    not: [
      t('ledger.about.not.1'),
      t('ledger.about.not.2'),
      t('ledger.about.not.3'),
      t('ledger.about.not.4'),
    ],
    how: [t('ledger.about.how.1'), t('ledger.about.how.2'), t('ledger.about.how.3')],
    commands: [
      `npm run cli -- ledger witness ${url} insyn-witness.json`,
      `npm run cli -- ledger verify --from ${url} --checkpoint insyn-witness.json`,
    ],
    checkpoint: note,
    key,
    files: [
      file(names.checkpoint, t('ledger.about.files.checkpoint')),
      file(names.key, t('ledger.about.files.key')),
      file(names.entries(0), t('ledger.about.files.entries', { count: FILE })),
      file(names.leaves(0), t('ledger.about.files.leaves')),
    ],
  }
}
