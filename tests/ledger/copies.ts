/** Published ledgers in memory, for whoever changes them. */

import type { Checkpoint } from '../../server/ledger/checkpoint.ts'
import { type Act, written } from '../../server/ledger/entry.ts'
import { growing } from '../../server/ledger/growing.ts'
import { leafHash } from '../../server/ledger/merkle.ts'
import { FILE, names } from '../../server/ledger/published.ts'
import type { Source } from '../../server/ledger/source-actions.ts'

/** What is published, as lines. */
export interface Copy {
  readonly entries: readonly string[]
  readonly leaves: readonly string[]
}

/** The ledger of these acts as it is published. */
export function copyOf(acts: readonly Act[]): Copy {
  const entries = acts.map(written)
  return { entries, leaves: entries.map((entry) => leafHash(entry)) }
}

/** The checkpoint that these leaves give. */
export function checkpointOf(leaves: readonly string[]): Checkpoint {
  const tree = growing()
  for (const leaf of leaves) tree.add(leaf)
  return { origin: 'eken.example/ledger', size: leaves.length, root: tree.root() }
}

export type Files = ReadonlyMap<string, Buffer>

/** The files that a copy is published in. */
export function filesOf({ entries, leaves }: Copy): Files {
  const files = (lines: readonly string[], nameOf: (file: number) => string) =>
    Array.from({ length: Math.max(1, Math.ceil(lines.length / FILE)) }, (_, file) => {
      const own = lines.slice(file * FILE, (file + 1) * FILE)
      return [nameOf(file), Buffer.from(own.map((line) => `${line}\n`).join(''))] as const
    })
  return new Map([...files(entries, names.entries), ...files(leaves, names.leaves)])
}

/** A folder of these files, some of them others. */
export const folderOf = (files: Files, others: Files = new Map()): Source => ({
  name: 'memory',
  isLive: false,
  read: async (file) => others.get(file) ?? files.get(file),
})
