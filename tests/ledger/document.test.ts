import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signerOf } from '../../server/kernel/signature.ts'
import { checkpointText, readCheckpoint } from '../../server/ledger/checkpoint.ts'
import { codes, fieldsOf, kinds, read } from '../../server/ledger/entry.ts'
import { consistencyPath, type Hash, inclusionPath, leafHash } from '../../server/ledger/merkle.ts'
import { keyText, noteKey, signed } from '../../server/ledger/note.ts'
import { provesConsistency, provesInclusion } from '../../server/ledger/proof.ts'
import { FILE, PAGE } from '../../server/ledger/published.ts'
import { type SaltedText, textHash } from '../../server/ledger/salted.ts'
import { getRoutes, routeFor } from '../support/routes.ts'
import { openTestSite } from '../support/site.ts'
import { prove, rootOf } from './trees.ts'

const document = readFileSync(join(import.meta.dirname, '../../docs/ledger.md'), 'utf8')

/** The rows of the table with this heading row, each cell as the words it has in `code` marks. */
function table(heading: string): string[][][] {
  const lines = document.slice(document.indexOf(heading)).split('\n')
  const rows = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith('|')),
  )
  const marked = (cell: string) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word as string)
  return rows.map((row) => row.split('|').slice(1, -1).map(marked))
}

/** The lines of the block that follows these words. */
function block(words: string): string[] {
  const [, content] = document.slice(document.indexOf(words)).match(/```\w+\n(.*?)\n```/s) ?? []
  return (content as string).split('\n')
}

describe('docs/ledger.md names', () => {
  test('each kind of act with exactly its fields', () => {
    const rows = table('| kind | fields |').map(([kind, fields]) => [kind?.[0], fields])
    expect(rows).toEqual(kinds.map((kind) => [kind, fieldsOf(kind)]))
  })

  test('each closed list with exactly its codes', () => {
    const rows = table('| list | codes |').map(([list, codes]) => [list?.[0], codes])
    expect(Object.fromEntries(rows)).toEqual(codes)
  })
})

describe('docs/ledger.md', () => {
  test('says how many entries are in a file and on a page', () => {
    expect(document).toContain(`entries 0 to ${FILE - 1}, one a line`)
    expect(document).toContain(`\`1.jsonl\` goes on with ${FILE}`)
    expect(document).toContain(`entries 0 to ${PAGE - 1} in plain words`)
  })

  test('names every address that is published, and no other', async () => {
    const site = await openTestSite()
    const told = table('| address | what |').map(([address]) => address?.[0] ?? '')
    const routes = told.map((address) => routeFor(site.app, address))
    const all = getRoutes(site.app).filter((route) => route.startsWith('/ledger'))
    expect(new Set(routes)).toEqual(new Set(all.filter((route) => route !== '/ledger/about')))
  })
})

describe('the example of docs/ledger.md', () => {
  const entries = block('Five entries')
  const leaves = entries.map((entry) => leafHash(entry))
  const hashes = new Map(
    [...block('The leaves'), ...block('The roots')].map((line) => {
      const [name, hash] = line.split(/ +(?=[0-9a-f]{64}$)/)
      return [name as string, hash as Hash]
    }),
  )

  test('has entries that are acts of the list', () => {
    expect(entries.map((entry) => read(entry)?.kind)).not.toContain(undefined)
  })

  test('has texts that give the hashes in the entries', () => {
    const texts = block('The texts behind').map((line) => JSON.parse(line))
    for (const { entry, hash, salt, text } of texts) {
      expect(textHash(salt, text as SaltedText)).toBe(hash)
      expect(read(entries[entry] as string)).toHaveProperty('hash', hash)
      const [, fields] = namesOf(entry)
      expect(Object.keys(text).sort()).toEqual([...(fields as string[])].sort())
    }
    expect(texts).toHaveLength(entries.filter((entry) => entry.includes('"hash"')).length)
  })

  test('has the leaves, the subtrees and the roots that the entries give', () => {
    for (const [index, leaf] of leaves.entries()) expect(hashes.get(`leaf ${index}`)).toBe(leaf)
    for (const [first, last] of [
      [0, 1],
      [2, 3],
      [0, 3],
    ] as const)
      expect(hashes.get(`entries ${first} to ${last}`)).toBe(rootOf(leaves.slice(first, last + 1)))
    for (let size = 0; size <= leaves.length; size++)
      expect(hashes.get(`root of ${size}`)).toBe(rootOf(leaves.slice(0, size)))
    expect(hashes.size).toBe(5 + 3 + 6)
  })

  test('has proofs that prove', () => {
    const root = hashes.get('root of 5') as Hash
    const proof = block('The inclusion proof')
    expect(proof).toEqual(prove(inclusionPath(2, 5), leaves))
    const leaf = leaves[2] as Hash
    expect(provesInclusion({ index: 2, size: 5, leaf, root, proof })).toBe(true)
    const steps = block('The consistency proof')
    expect(steps).toEqual(prove(consistencyPath(3, 5), leaves))
    const firstRoot = hashes.get('root of 3') as Hash
    const claim = { first: 3, second: 5, firstRoot, secondRoot: root, proof: steps }
    expect(provesConsistency(claim)).toBe(true)
  })

  test('has a checkpoint that is signed, and the key that checks it', () => {
    const note = `${block('The checkpoint of the log').join('\n')}\n`
    const [line] = document.match(/^blogg\.example\.se\/ledger\+.*$/m) ?? []
    const signer = signerOf(Buffer.from(Array.from({ length: 32 }, (_, at) => at)))
    const origin = 'blogg.example.se/ledger'
    const checkpoint = { origin, size: 5, root: hashes.get('root of 5') as Hash }
    expect(note).toBe(signed(checkpointText(checkpoint), origin, signer))
    expect(readCheckpoint(note)).toEqual(checkpoint)
    expect(line).toBe(keyText(noteKey(origin, signer.publicKey)))
  })

  test('shows the commands with the bytes of the entry and of the text', () => {
    const [leaf, text] = block('With ordinary tools') as [string, string]
    const { salt, text: comment } = JSON.parse(block('The texts behind')[2] as string)
    expect(leaf).toContain(`'${entries[3]}'`)
    expect(text).toContain(`printf ${salt} | xxd -r -p`)
    expect(JSON.parse(text.match(/'(\{.*\})'/)?.[1] as string)).toEqual(comment)
  })
})

/** What the document says the text of this entry of the example is made of. */
function namesOf(entry: number): string[][] {
  const rows = table('| of | the text object |')
  const place = { 0: 5, 1: 0, 2: 1, 4: 2 }[entry] as number
  const [of, fields] = rows[place] as [string[], string[]]
  return [of, place === 5 ? fields.slice(0, 1) : fields]
}
