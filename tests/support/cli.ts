import { Readable } from 'node:stream'
import { type ExitCode, run } from '../../server/cli.ts'
import { open } from '../../server/storage/database.ts'
import type { TestSite } from './site.ts'

type Beside = Pick<TestSite, 'settings' | 'clock'>
type Ended = Promise<{ readonly code: ExitCode; readonly said: string }>

/** Runs a command line beside the running site; gives its exit code and what it said. */
export const cli = (site: Beside, ...args: string[]): Ended => cliWith(site, [], ...args)

/** The same, with something piped into it. */
export async function cliWith(
  { settings, clock }: Beside,
  piped: readonly (string | Uint8Array)[],
  ...args: string[]
): Ended {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  const input = () => Readable.from(piped.map((piece) => Buffer.from(piece)))
  return { code: await run(args, { settings, clock, say, input }), said: said.join('\n') }
}

/** Changes one entry behind the ledger's back, as somebody with the file could. */
export async function spoilLedger(site: Pick<TestSite, 'storage'>): Promise<void> {
  const raw = open(site.storage.file, false)
  raw.exec('drop trigger ledger_entry_no_update')
  raw.exec(`update ledger_entry set at = '2020-01-01T00:00:00.000Z' where id = 0`)
  raw.close()
}
