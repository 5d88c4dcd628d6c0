/** The command that erases what a citizen wrote, by a decision that was made elsewhere. */
import type { Command } from './cli.ts'
import { type EraseProblem, eraseComment } from './comments/erase-actions.ts'
import { findSite } from './site/store.ts'

const problems: Readonly<Record<EraseProblem, string>> = {
  no_reference:
    'Say where the decision is found, in at most 200 characters: it stays readable for everybody.',
  not_found: 'There is no such comment from a citizen.',
  not_gone: 'It is shown, or waits to be read: only what is hidden or withdrawn can be erased.',
  erased: 'It was erased before.',
  held: 'Somebody has asked for it: it is kept until that request is over.',
}

/** Erases the words of one comment; nothing brings them back but a backup from before. */
export const eraseOne: Command = async ({ storage, clock, say }, [number, ...rest], options) => {
  if (!/^[1-9]\d{0,14}$/.test(number ?? '') || rest.length > 0) return 2
  const site = await findSite(storage.read, clock())
  if (!site) {
    say('The site is not set up.')
    return 1
  }
  const erasing = { id: Number(number), reference: options.decision ?? '' }
  const done = await eraseComment({ storage, clock }, site, erasing)
  if (!done.ok) {
    say(problems[done.problem])
    return 1
  }
  say(
    `The words of comment ${number} are erased. Backups from before hold them until they are thrown away.`,
  )
  if (!done.value.isGone)
    say(
      'A copy of the database is being made: the words leave its log with the next stop of the site.',
    )
  return 0
}
