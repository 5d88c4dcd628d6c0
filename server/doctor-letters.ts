/** What the doctor says of letters: the channel, and the key without which nobody can read them. */
import { realpathSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { brokenAttachments } from './letters/attachment-store.ts'
import { findChannel, keysOfLetters } from './letters/channel-store.ts'
import { keysOfRequests } from './requests/store.ts'
import type { Reader } from './storage/database.ts'
import { readLetterKey } from './storage/letter-key.ts'
import type { Settings } from './web/house.ts'

/** What the database knows of letters, without a word of one. */
export interface LettersSeen {
  readonly isOpen: boolean
  /** The keys that the channel and its letters are locked with; none before the channel was first opened. */
  readonly keys: readonly string[]
  readonly isCopyKnown: boolean
  /** How many files that came with letters lack a piece. */
  readonly broken: number
}

/** Looks into a database of this version. */
export async function seeLetters(db: Reader): Promise<LettersSeen> {
  const channel = await findChannel(db)
  const isOpen = channel?.opened_at != null
  const keys = [
    ...(isOpen ? [channel.key_id] : []),
    ...(await keysOfLetters(db)),
    ...(await keysOfRequests(db)),
  ]
  return {
    isOpen,
    keys: [...new Set(keys)],
    isCopyKnown: channel?.key_kept != null,
    broken: await brokenAttachments(db),
  }
}

export interface LetterFindings {
  /** How it stands, in a line. */
  readonly words: string
  /** What must be mended, each with its cure. */
  readonly flaws: readonly string[]
}

/** What is right and wrong with letters. A site that has none and takes none needs no key. */
export function lettersFound(seen: LettersSeen, settings: Settings): LetterFindings {
  const { isOpen, keys, isCopyKnown, broken } = seen
  const file = settings.letterKeyFile
  if (keys.length === 0 && !file) return { words: 'none are taken', flaws: [] }
  const flaws = file ? keyFlaws(file, keys, settings) : [unset]
  const noCopy = keys.length > 0 && !isCopyKnown ? [copyUnknown] : []
  return {
    words: isOpen ? 'the channel is open' : 'the channel is closed',
    flaws: [...flaws, ...noCopy, ...(broken > 0 ? [lacking(broken)] : [])],
  }
}

const unset =
  'LETTER_KEY_FILE is not set, and nobody can read the letters: set it to the file of their key.'
const copyUnknown =
  'nobody has said where the copy of the key is kept: print it (letter-key print), keep it, say it at /desk/letters/channel.'

const lacking = (count: number): string =>
  `${count} files that came with letters are not whole: look for them in a backup, and look at the disk.`

function keyFlaws(file: string, keys: readonly string[], settings: Settings): string[] {
  let id: string
  try {
    id = readLetterKey(file).id
  } catch (problem) {
    return [`${(problem as Error).message}.`]
  }
  const others = keys.filter((one) => one !== id)
  return [
    ...placeFlaws(realpathSync(file), settings),
    ...(others.length > 0
      ? [
          `${file} is the key ${id}, but letters are locked with ${others.join(', ')}: put that one back from its copy.`,
        ]
      : []),
  ]
}

/** Where the file really lies: a link out of the data folder and in again is found out. */
function placeFlaws(file: string, { dataDir, backups }: Settings): string[] {
  const isOpenToOthers = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
  const inside = [
    ['DATA_DIR', dataDir],
    ['BACKUP_DIR', backups.folder],
  ].find(([, folder = '']) => isWithin(file, folder))
  return [
    ...(isOpenToOthers ? [`others can read the key: chmod go-rwx ${file}`] : []),
    ...(inside
      ? [
          `${file} lies inside ${inside[0]}, so that a copy of it opens the letters: move it, and set LETTER_KEY_FILE.`,
        ]
      : []),
  ]
}

function isWithin(file: string, folder: string): boolean {
  try {
    return !relative(realpathSync(folder), file).startsWith('..')
  } catch {
    return !relative(resolve(folder), file).startsWith('..')
  }
}
