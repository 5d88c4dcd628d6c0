/** The command that looks the installation over. */
import type { ExitCode, Terminal } from './cli.ts'
import { examine } from './doctor.ts'

/** Says each finding in a line; 1 when something must be mended. */
export async function seeDoctor(
  { settings, clock, say }: Terminal,
  words: readonly string[],
): Promise<ExitCode> {
  if (words.length > 0) return 2
  const findings = await examine(settings, clock())
  for (const { state, about, words: told } of findings)
    say(`${state}  ${`${about}:`.padEnd(15)} ${told}`)
  const wrong = findings.filter(({ state }) => state === 'mend').length
  say(wrong === 0 ? 'All is well.' : `To be mended: ${wrong}.`)
  return wrong === 0 ? 0 : 1
}
