/** `npm run cli -- …`: what an operator does from the command line, also while the server runs. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { accountCommands } from './cli-accounts.ts'
import { eraseOne } from './cli-comments.ts'
import { backUp, migrate, putBack, verifyLedger } from './cli-database.ts'
import { seeDoctor } from './cli-doctor.ts'
import { publishLedger, verifyPublished, witnessLedger } from './cli-ledger.ts'
import { letterKey, rotateLetterKey } from './cli-letter-key.ts'
import { turnReadOnly } from './cli-read-only.ts'
import { returnedMail } from './cli-returned-mail.ts'
import { checkSearch, rebuildSearch } from './cli-search.ts'
import { BadSettings, readSettings } from './config.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { openDatabase, type Storage } from './storage/database.ts'
import type { Settings } from './web/house.ts'

/** What a command is handed; tests hand in a folder and a clock of their own. */
export interface Terminal {
  readonly settings: Settings
  readonly clock: Clock
  readonly say: (line: string) => void
  /** What is piped into it. */
  readonly input: () => AsyncIterable<Uint8Array>
}

/**
 * 0: done; 1: a problem was found, and told; 2: not a command; 69: what was to be looked at could not
 * be fetched; 75: not now, and a mail server tries again.
 */
export type ExitCode = 0 | 1 | 2 | 69 | 75

/** One command: its words after the first two, and the database. */
export type Command = (
  at: Terminal & { readonly storage: Storage },
  words: readonly string[],
  options: Options,
) => Promise<ExitCode>

/** What may follow a command as --name and the like. */
export interface Options {
  readonly name?: string | undefined
  readonly title?: string | undefined
  readonly role?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly checkpoint?: string | undefined
  readonly key?: string | undefined
  readonly decision?: string | undefined
}

const HELP = `npm run cli -- <command>

  account list                                the people of the desk
  account create <e-mail> --name <name> --title <title> --role <role> [--role …]
                                              makes an account and prints a link for its password
  account disable <e-mail>                    closes an account and ends its sessions
  account enable <e-mail>                     opens it again
  account role <e-mail> give|take <role>      author, moderator, registrar or administrator
  account password-link <e-mail>              prints a link with which a new password is chosen
  account reset-second-factor <e-mail>        for somebody who has lost app and recovery codes
  migrate                                     brings the database to this version, a copy first
  backup [<folder>]                           copies the live database, keys and files into a new
                                              folder and checks the copy; without a name in BACKUP_DIR
  restore <backup>                            puts a backup into DATA_DIR, which must be empty
  comment erase <number> --decision <reference>
                                              erases the words of a hidden or withdrawn comment; that it
                                              was done, when and on which decision stays for everybody
  search check                                compares the index of the search with the public texts
  search rebuild                              makes it anew, in one transaction
  ledger verify                               checks every entry of the control log
  ledger verify --from <address or folder> [--checkpoint <file>] [--key <key>]
                                              checks a published log, anybody's, against what was kept
  ledger witness <address or folder> <file> [--key <key>]
                                              keeps the checkpoint of a log if it continues the last one
  ledger publish <folder>                     writes the log as files that a web server can serve
  returned-mail [<file>]                      reads one mail that came back, from the file or from what is
                                              piped in, and stops mail to an address that is gone or
                                              complained; ends with 75 while nothing can be saved
  letter-key make [<file>]                    makes the key that opens letters, outside the data folder,
                                              and prints it for paper; without a name in LETTER_KEY_FILE
  letter-key print [<file>]                   prints it again
  letter-key restore [<file>]                 writes it from what is typed or piped in
  letter-key rotate <file>                    locks all letters with another key, made in this file if
                                              it is not there; while the server is stopped
  doctor                                      looks the installation over, and says what to mend
  read-only on ["<reason>"]                   everything can be read and nothing sent, until
  read-only off
  --help                                      this text

DATA_DIR says where the data is, PUBLIC_URL what links begin with; both as for npm start.
Ends with 0 when all is well, 1 when a problem was found, 2 when the command was not understood, 69
when a log could not be fetched.`

type Bare = (at: Terminal, words: readonly string[], options: Options) => Promise<ExitCode>

/** Those that need no database, or make one. */
const bare: Readonly<Record<string, Bare>> = {
  'ledger witness': witnessLedger,
  migrate: async (at, words) => (words.length === 0 ? migrate(at) : 2),
  restore: putBack,
  'read-only': turnReadOnly,
  doctor: seeDoctor,
  'letter-key': letterKey,
}

const commands: Readonly<Record<string, Command>> = {
  ...accountCommands,
  backup: backUp,
  'ledger verify': verifyLedger,
  'ledger publish': publishLedger,
  'comment erase': eraseOne,
  'search check': checkSearch,
  'search rebuild': rebuildSearch,
  'returned-mail': returnedMail,
  'letter-key rotate': rotateLetterKey,
}

/** Runs one command line and gives its exit code. */
export async function run(args: readonly string[], at: Terminal): Promise<ExitCode> {
  const read = readArguments(args)
  if (!read) return misunderstood(at)
  const { words, options, help } = read
  if (help || words.length === 0) {
    at.say(HELP)
    return help ? 0 : 2
  }
  const code = await runWords(words, options, at)
  return code === 2 ? misunderstood(at) : code
}

async function runWords(
  words: readonly string[],
  options: Options,
  at: Terminal,
): Promise<ExitCode> {
  const named = (count: number) => words.slice(0, count).join(' ')
  if (named(2) === 'ledger verify' && options.from !== undefined)
    return verifyPublished(at, words.slice(2), options)
  const length = [2, 1].find((count) => named(count) in commands || named(count) in bare)
  const alone = length && bare[named(length)]
  if (alone) return alone(at, words.slice(length), options)
  const command = length && commands[named(length)]
  if (!command) return 2
  return withStorage(at, (storage) => command({ ...at, storage }, words.slice(length), options))
}

function misunderstood(at: Terminal): ExitCode {
  at.say('That is not a command. npm run cli -- --help lists them.')
  return 2
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        name: { type: 'string' },
        title: { type: 'string' },
        role: { type: 'string', multiple: true },
        from: { type: 'string' },
        checkpoint: { type: 'string' },
        key: { type: 'string' },
        decision: { type: 'string' },
      },
    })
    return { words: positionals, options: values satisfies Options, help: values.help ?? false }
  } catch {
    return undefined
  }
}

async function withStorage(
  at: Terminal,
  act: (storage: Storage) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = join(at.settings.dataDir, 'insyn.sqlite')
  if (!existsSync(file)) {
    at.say(`There is no database in ${at.settings.dataDir}. DATA_DIR says where it is.`)
    return 1
  }
  const storage = openDatabase(file)
  try {
    return await act(storage)
  } finally {
    await storage.close()
  }
}

// The launcher imports this file, so `import.meta.main` would say no.
if (process.argv[1] === import.meta.filename) {
  try {
    const say = (line: string) => console.log(line)
    process.exitCode = await run(process.argv.slice(2), {
      settings: readSettings(),
      clock: systemClock,
      say,
      input: () => process.stdin,
    })
  } catch (problem) {
    console.error(problem instanceof BadSettings ? problem.message : problem)
    process.exitCode = 1
  }
}
