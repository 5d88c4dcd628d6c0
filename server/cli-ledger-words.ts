/** What the commands about ledgers say when something does not fit. */
import type { Fault, Found } from './ledger/check-actions.ts'
import type { Checkpoint } from './ledger/checkpoint.ts'
import type { Refusal } from './ledger/witness-actions.ts'

export const signatureWords = {
  known: 'The published checkpoint is signed with the key you know.',
  theirs:
    'The published checkpoint is signed with the key that is published beside it. Whether that is the key of the site, only somebody else can tell you: give it with --key.',
  noKey: 'No key is published and none was given: nobody can say who made this checkpoint.',
  otherKey:
    'The checkpoint is signed with the key you know, but another key is published beside it.',
  notSigned:
    'The published checkpoint is not signed with the key, or was changed after it was signed.',
} as const

/** Why the witness keeps nothing. */
export const refusalWords: Readonly<Record<Refusal, string>> = {
  no_checkpoint: 'What is published as the checkpoint is none.',
  not_signed: 'The checkpoint is not signed with the key that is trusted.',
  another_log: 'The checkpoint is of another log than the one kept.',
  shorter: 'The log is shorter than it was: entries have been cut off.',
  other_root: 'The log has as many entries as before, and other ones.',
  not_proven: 'The log does not continue the one that was kept: what was there has been changed.',
}

const words: Readonly<Record<Fault, (found: Found) => string>> = {
  changed: ({ index }) => `Entry ${index} was changed.`,
  missing: ({ index }) =>
    `Entry ${index} is missing: it was taken out, and the next stand in its place.`,
  added: ({ index }) => `Entry ${index} was added: it was not there.`,
  reordered: ({ index }) => `Entry ${index} is not in its place: entries have been moved.`,
  cut_off: ({ index }) =>
    `The log is cut off: there are ${index} entries, and there were more. Which are missing cannot be told when the hashes were made anew, too.`,
  somewhere: ({ index, end }) =>
    `Somewhere from entry ${index} to entry ${end - 1} something was changed, taken out, put in or moved. The hashes were made anew with it, so it cannot be told where.`,
  leaf: ({ index }) => `Entry ${index} is as it was, but the hash published for it is another.`,
  checkpoint: () =>
    'Entries and hashes belong together, but not to the published checkpoint: one of them was changed.',
  file: ({ file }) => `Every entry is there, but ${file} is not cut as it should be.`,
}

/** What was found, and up to where everything is as it was. */
export const faultWords = (found: Found, kept: Checkpoint | undefined): string[] => [
  words[found.fault](found),
  ...(kept && found.wholeUpTo > 0
    ? [`The first ${found.wholeUpTo} entries are as they were when a checkpoint was kept of them.`]
    : []),
]
