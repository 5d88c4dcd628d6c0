import { type ExitCode, run } from '../../server/cli.ts'
import { open } from '../../server/storage/database.ts'
import type { TestSite } from './site.ts'

/** Runs a command line beside the running site; gives its exit code and what it said. */
export async function cli(
  site: Pick<TestSite, 'settings' | 'clock'>,
  ...args: string[]
): Promise<{ readonly code: ExitCode; readonly said: string }> {
  const said: string[] = []
  const at = { settings: site.settings, clock: site.clock, say: (line: string) => said.push(line) }
  return { code: await run(args, at), said: said.join('\n') }
}

/** Changes one entry behind the ledger's back, as somebody with the file could. */
export async function spoilLedger(site: Pick<TestSite, 'storage'>): Promise<void> {
  const raw = open(site.storage.file, false)
  raw.exec('drop trigger ledger_entry_no_update')
  raw.exec(`update ledger_entry set at = '2020-01-01T00:00:00.000Z' where id = 0`)
  raw.close()
}
