/** The commands about ledgers that are published, one's own or anybody's: check one, witness one, publish one. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command, ExitCode, Options, Terminal } from './cli.ts'
import { faultWords, refusalWords, signatureWords } from './cli-ledger-words.ts'
import { type Checked, check } from './ledger/check-actions.ts'
import { type Checkpoint, readCheckpoint } from './ledger/checkpoint.ts'
import { type Kept, readKept } from './ledger/kept.ts'
import { judged, type NoteKey, readKey, readNote } from './ledger/note.ts'
import { publish } from './ledger/publish-actions.ts'
import { names } from './ledger/published.ts'
import { type Source, sourceAt, Unreachable } from './ledger/source-actions.ts'
import { keep, look, writeWhole } from './ledger/witness-actions.ts'
import { readKeys } from './storage/keys.ts'

const UNREACHABLE = 69

/** Checks a published ledger, from an address or a folder, against a checkpoint that was kept. */
export async function verifyPublished(
  { say }: Terminal,
  words: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const source = sourceAt(options.from ?? '')
  const given = givenFor(options, options.checkpoint)
  if (words.length > 0 || !source || !options.from || !given.ok) {
    if (!given.ok) say(given.words)
    return 2
  }
  return reaching(say, async () => {
    const note = await source.read(names.checkpoint)
    const published = note && readCheckpoint(note)
    if (!note || !published) {
      say(`${source.name} has no checkpoint that can be read: nothing can be said of its log.`)
      return note ? 1 : UNREACHABLE
    }
    if (!(await isSigned(source, note, given, say))) return 1
    const kept = given.kept?.seen ?? []
    if (kept.some(({ origin }) => origin !== published.origin)) {
      say(`The kept checkpoint is of ${kept[0]?.origin}, the published one of ${published.origin}.`)
      return 1
    }
    return told(await check(source, published, kept), { published, kept }, say)
  })
}

/** Keeps the checkpoint of a ledger in a file, if it continues the last one that is there. */
export async function witnessLedger(
  { clock, say }: Terminal,
  [place = '', file = '', ...rest]: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const source = sourceAt(place)
  const given = givenFor(options, file !== '' && existsSync(file) ? file : undefined)
  if (!source || place === '' || file === '' || rest.length > 0 || !given.ok) {
    if (!given.ok) say(given.words)
    return 2
  }
  const { kept, key: trusted } = given
  const at = clock()
  return reaching(say, async () => {
    const seen = await look(source, { trusted, last: kept?.seen.at(-1), at })
    if (!seen.ok) {
      const evidence = `${file}.evidence-${at.replace(/[:.]/g, '-')}.json`
      writeWhole(evidence, `${JSON.stringify(seen.evidence, null, 2)}\n`)
      say(refusalWords[seen.why])
      say(`Nothing was kept. What was answered is in ${evidence}: show it to others.`)
      return 1
    }
    const { size, origin } = seen.now
    if (!trusted)
      say(
        `The key of ${origin} is trusted from now on, because it was there first: ${file} has it.`,
      )
    if (seen.isNew || !kept?.key) keep(file, kept?.key ? kept : undefined, seen)
    say(
      seen.isNew
        ? `Kept: ${origin} with ${size} entries${kept ? `, which continues the ${kept.seen.at(-1)?.size} kept before` : ''}.`
        : `Nothing new: ${origin} still has ${size} entries, and the same ones.`,
    )
    return 0
  })
}

/** Writes the ledger of the database as files, in a folder that is a copy of it for ever. */
export const publishLedger: Command = async ({ settings, storage, say }, [folder, ...rest]) => {
  if (!folder || rest.length > 0) return 2
  const keys = readKeys(settings.dataDir)
  const done = await publish(storage.read, { keys, settings }, resolve(folder))
  if ('differs' in done) {
    say(`${done.differs} in ${folder} is not the beginning of this log. Nothing of it was changed.`)
    return 1
  }
  say(`Published ${done.size} entries in ${folder}.`)
  return 0
}

type Say = Terminal['say']

type Given =
  | { readonly ok: true; readonly kept: Kept | undefined; readonly key: NoteKey | undefined }
  | { readonly ok: false; readonly words: string }

/** The kept file and the key to check with: the one that was given, or the one in the file. */
function givenFor(options: Options, file: string | undefined): Given {
  const given = options.key === undefined ? undefined : readKey(options.key)
  if (options.key !== undefined && !given)
    return { ok: false, words: 'That is no key: it is one line with two plus signs at least.' }
  if (file === undefined) return { ok: true, kept: undefined, key: given }
  if (!existsSync(file)) return { ok: false, words: `There is no file ${file}.` }
  const kept = readKept(readFileSync(file, 'utf8'))
  if (!kept) return { ok: false, words: `${file} holds no checkpoint.` }
  if (given && kept.key && !given.publicKey.equals(kept.key.publicKey))
    return { ok: false, words: `${file} trusts another key than the one given.` }
  const key = given ?? kept.key
  const isForged = key && kept.seen.some(({ note }) => verdict(note, key) !== 'signed')
  if (isForged) return { ok: false, words: `What is kept in ${file} is not signed with the key.` }
  return { ok: true, kept, key }
}

const verdict = (note: string | Uint8Array, key: NoteKey) => {
  const read = readNote(note)
  return read ? judged(read, key) : 'unsigned'
}

/** Whether the published checkpoint is signed as it should be; says by whose word. */
async function isSigned(
  source: Source,
  note: Buffer,
  { key }: Given & { ok: true },
  say: Say,
): Promise<boolean> {
  const text = await source.read(names.key)
  const theirs = text && readKey(text.toString('utf8'))
  const trusted = key ?? theirs
  if (!trusted) {
    say(signatureWords.noKey)
    return false
  }
  const isRight = verdict(note, trusted) === 'signed'
  const isOther = theirs && !theirs.publicKey.equals(trusted.publicKey)
  if (!isRight || isOther) say(isRight ? signatureWords.otherKey : signatureWords.notSigned)
  else say(key ? signatureWords.known : signatureWords.theirs)
  return isRight && !isOther
}

function told(
  checked: Checked,
  { published, kept }: { published: Checkpoint; kept: readonly Checkpoint[] },
  say: Say,
): ExitCode {
  if (!checked.ok) {
    for (const line of faultWords(checked, kept.at(-1))) say(line)
    return 1
  }
  const { size, root, wholeUpTo, unknown } = checked
  if (unknown !== undefined)
    say(`Entry ${unknown} is of a kind that this version does not know; its bytes are checked.`)
  say(`${published.origin} is whole in itself: ${size} entries, root ${root}.`)
  if (kept.length > 0)
    say(`The first ${wholeUpTo} entries are the ones that the kept checkpoint was made of.`)
  else {
    say('No checkpoint was kept from before, so this cannot be told: whether the log was rewritten')
    say('as a whole, or cut off at its end. Keep one now: ledger witness does.')
  }
  return 0
}

async function reaching(say: Say, act: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await act()
  } catch (problem) {
    if (!(problem instanceof Unreachable)) throw problem
    say(`It could not be fetched: ${problem.message}. Nothing is known of the log by that.`)
    return UNREACHABLE
  }
}
