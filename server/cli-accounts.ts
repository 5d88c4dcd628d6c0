/** The commands about accounts. What they do is written down as done by the command line. */
import { type Account, emailOf, isRole } from './accounts/account.ts'
import { addressOf } from './accounts/link.ts'
import { createAccount } from './accounts/link-actions.ts'
import {
  disable,
  enable,
  give,
  makePasswordLink,
  resetSecondFactor,
  take,
} from './accounts/people-actions.ts'
import { findByEmail, people } from './accounts/store.ts'
import type { Command, ExitCode, Terminal } from './cli.ts'
import type { Result } from './kernel/result.ts'
import { type MessageKey, translator } from './language/catalogue.ts'
import { findSite } from './site/store.ts'
import type { Storage } from './storage/database.ts'

type At = Terminal & { readonly storage: Storage }

/** Who did it: nobody with an account. */
const BY = null
const t = translator('en')

/** What can be done with accounts, by the first words of the command line. */
export const accountCommands: Readonly<Record<string, Command>> = {
  'account list': async (at) => {
    for (const { email, name, roles, disabledAt } of await people(at.storage.read))
      at.say(`${email}  ${name}  ${roles.join(', ') || '-'}${disabledAt ? '  (closed)' : ''}`)
    return 0
  },
  'account create': create,
  'account disable': onAccount((at, { id }) => disable(at, BY, id)),
  'account enable': onAccount((at, { id }) => enable(at, BY, id)),
  'account reset-second-factor': onAccount((at, { id }) => resetSecondFactor(at, BY, id)),
  'account password-link': onAccount(async (at, account) => {
    await printPasswordLink(at, account.id)
    return { ok: true, value: account }
  }),
  'account role': async (at, [email = '', act = '', role = '', ...rest]) => {
    if (!isRole(role) || !['give', 'take'].includes(act) || rest.length > 0) return 2
    const change = act === 'give' ? give : take
    return onAccount((_, { id }) => change(at, BY, { id, role }))(at, [email], {})
  },
}

type Changed = Promise<Result<Account, MessageKey>>

/** A command whose one word is an e-mail address that somebody has. */
function onAccount(act: (at: At, account: Account) => Changed): Command {
  return async (at, [email, ...rest]) => {
    if (!email || rest.length > 0) return 2
    const account = await findByEmail(at.storage.read, emailOf(email))
    if (!account) return problem(at, `Nobody has the address ${email}.`)
    const outcome = await act(at, account)
    if (!outcome.ok) return problem(at, t(outcome.problem))
    at.say(`Done: ${account.name}, ${account.email}`)
    return 0
  }
}

async function create(
  at: At,
  [email, ...rest]: readonly string[],
  { name, title, role: roles = [] }: Parameters<Command>[2],
): Promise<ExitCode> {
  if (!email || rest.length > 0 || !name || !title) return 2
  if (!roles.every(isRole)) return 2
  // An account without a site would shut the door of set-up, which asks who the official is.
  if (!(await findSite(at.storage.read, at.clock())))
    return problem(at, 'Set the site up first: npm start prints the link.')
  const outcome = await createAccount(at, BY, {
    email,
    name,
    title,
    roles: [...roles].filter(isRole),
  })
  if (!outcome.ok) return problem(at, t(outcome.problem))
  at.say(`Done: ${name}, ${emailOf(email)}`)
  return printPasswordLink(at, outcome.value)
}

async function printPasswordLink(at: At, accountId: number): Promise<ExitCode> {
  const outcome = await makePasswordLink(at, BY, accountId)
  if (!outcome.ok) return problem(at, t(outcome.problem))
  at.say('A link with which the password is chosen, once, within a day:')
  at.say(addressOf(at.settings.publicUrl, 'password', outcome.value))
  return 0
}

function problem(at: At, words: string): ExitCode {
  at.say(words)
  return 1
}
