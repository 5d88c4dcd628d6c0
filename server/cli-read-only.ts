/** The command that lets the site only be read, and opens it again. */
import type { ExitCode, Terminal } from './cli.ts'
import { readOnlyIn, setReadOnly } from './web/read-only.ts'

/** Turns read-only on, with a reason for everybody, or off; alone it says how it stands. */
export async function turnReadOnly(
  { settings, clock, say }: Terminal,
  words: readonly string[],
): Promise<ExitCode> {
  const [turn, ...reason] = words
  if (turn === 'on')
    setReadOnly(settings.dataDir, { since: clock(), reason: reason.join(' ').trim() })
  else if (turn === 'off' && reason.length === 0) setReadOnly(settings.dataDir, undefined)
  else if (turn !== undefined) return 2
  const state = readOnlyIn(settings.dataDir)
  say(
    state
      ? `Read-only since ${state.since}: everything can be read, nothing is taken in. ${state.reason}`.trim()
      : 'Open: everything can be read and sent.',
  )
  if (turn !== undefined) say('A running server notices within a second.')
  return 0
}
