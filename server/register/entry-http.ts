/** One letter in the register at the desk, and what a registrar does with it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import { letterLock } from '../letters/actions.ts'
import { hasOpened } from '../letters/desk-actions.ts'
import { againFor } from '../letters/desk-letter-http.ts'
import { isErased } from '../letters/letter.ts'
import type { Vault } from '../letters/vault.ts'
import type { FormFaults } from '../web/fields.ts'
import { field, fields } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { actsOn } from './act-pages.ts'
import type { Entry } from './entry.ts'
import { type ActName, type Back, type EntryPage, entryPage } from './entry-pages.ts'
import { erase } from './erasing-actions.ts'
import { registrar, speaking } from './list-http.ts'
import {
  type Acting,
  describeLetter,
  enter,
  flag,
  hold,
  mark,
  type Refusal,
  type RegisterFault,
  unmark,
  wordsOf,
} from './office-actions.ts'
import { releasesOf } from './release-actions.ts'
import { erasingForm } from './retention-pages.ts'
import { findEntry } from './store.ts'

/** Registers what is done with one letter in the register. */
export function entryDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/register/:id', (request, reply) => showEntry(desk, vault, request, reply))
  const post = (
    name: ActName,
    does: (acting: Acting, request: FastifyRequest) => Promise<Result<unknown, Refused>>,
  ) =>
    app.post(`/register/:id/${name}`, (request, reply) =>
      act(desk, vault, request, reply, { name, does: (acting) => does(acting, request) }),
    )
  post('diary', async (acting, request) =>
    at('diary', await enter(acting, field(request, 'diary'))),
  )
  post('description', async (acting, request) => {
    const out = fields(request, 'left_out')
    const [hidesParty, hidesSubject] = [out.includes('party'), out.includes('subject')]
    const subject = field(request, 'subject')
    return at('subject', await describeLetter(acting, { subject, hidesParty, hidesSubject }))
  })
  post('flag', (acting) => flag(acting, true))
  post('unflag', (acting) => flag(acting, false))
  post('mark', (acting, request) => {
    const [provision, on, authority] = ['provision', 'on', 'authority'].map((name) =>
      field(request, name),
    )
    return mark(acting, { provision: provision ?? '', on: on ?? '', authority: authority ?? '' })
  })
  post('unmark', unmark)
  post('erasure', async (acting, request) =>
    at(
      'erasure',
      await erase(acting, {
        reference: field(request, 'reference'),
        decidedOn: field(request, 'decided_on'),
        cause: field(request, 'cause'),
      }),
    ),
  )
  for (const [name, isHeld] of [
    ['hold', true],
    ['lift', false],
  ] as const)
    post(name, async (acting, request) => {
      const reason = field(request, `${name}_reason`).trim()
      return at(`${name}_reason`, await hold(acting, { isHeld, reason }))
    })
}

/** Why an act was not done: it is not there, not allowed, or fields are to be mended. */
export type Refused = Refusal | 'letters.fault.diary' | 'register.fault.unregistered' | FormFaults

/** The same outcome with a fault put at its field. */
export const at = (name: string, done: Result<unknown, Refused>): Result<unknown, Refused> =>
  done.ok || typeof done.problem !== 'string' || !done.problem.includes('.')
    ? done
    : { ok: false, problem: { [name]: done.problem as RegisterFault } }

/** Shows what the register says of a letter; its words only to whoever has opened it and showed lately who they are. */
export async function showEntry(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: Back = {},
): Promise<FastifyReply> {
  const { t, read } = desk.web.ask(request)
  const who = registrar(desk, request)
  const entry = await findEntry(read, who, idIn(request))
  if (!entry) throw new Problem('not_found')
  const before = await missing(desk, vault, request, entry)
  const box = before ? undefined : vault?.boxOf(letterLock(entry.letter))
  const words = box && wordsOf(entry, box)
  const releases = words && vault ? await releasesOf(read, vault, entry.letter) : []
  const told = speaking(desk, request)
  const acts = words ? [...actsOn(entry, words, told, back), erasingForm(entry, told, back)] : []
  const model = entryPage(entry, { words, before, acts, releases }, told, back)
  return desk.show(request, reply, {
    view: view('register/entry', model),
    title: t('register.entry.title', { number: entry.letter.id }),
    status: back.code ?? 200,
  })
}

/** What is missing before a registrar can act on a letter; nothing for what was erased, on which nobody acts. */
async function missing(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  { letter }: Entry,
): Promise<EntryPage['before']> {
  const { t, read } = desk.web.ask(request)
  const { accountId } = registrar(desk, request)
  const href = `/desk/letters/${letter.id}`
  if (isErased(letter)) return undefined
  if (!desk.hasFreshStep(request))
    return {
      words: t('letters.desk.step.words'),
      href: againFor(`/desk/register/${letter.id}`),
      link: t('letters.desk.step'),
    }
  if (!vault?.boxOf(letterLock(letter)))
    return { words: t('letters.desk.locked'), href, link: t('register.letter') }
  if (!(await hasOpened(read, accountId, letter)))
    return { words: t('register.open_first'), href, link: t('register.letter') }
  return undefined
}

/** An act on one letter: done, or its page again with what was typed and what to mend. */
export async function act(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    name,
    does,
  }: {
    readonly name: string
    readonly does: (acting: Acting) => Promise<Result<unknown, Refused>>
  },
): Promise<FastifyReply> {
  const acting = await actingOn(desk, vault, request)
  if (!acting) {
    const kept = Object.values(typedIn(request)).filter(Boolean).join('\n')
    return showEntry(desk, vault, request, reply, { kept, code: 403 })
  }
  const done = await does(acting)
  if (done.ok) return desk.back(reply, `/desk/register/${acting.id}`, 'register.saved')
  const faults = faultsOf(name, done.problem)
  const back = { act: name, values: typedIn(request), faults, code: 422 }
  return showEntry(desk, vault, request, reply, back)
}

/** Who acts on the letter in the address; nobody while the second step is too long ago or the key is missing. */
export async function actingOn(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
): Promise<Acting | undefined> {
  const officer = registrar(desk, request)
  const id = idIn(request)
  if (!(await findEntry(desk.web.ask(request).read, officer, id))) throw new Problem('not_found')
  if (!vault || !desk.hasFreshStep(request)) return undefined
  return { house: desk.web.house, vault, officer, id }
}

function faultsOf(name: string, problem: Refused): FormFaults {
  if (problem === 'not_found') throw new Problem('not_found')
  if (problem === 'forbidden') throw new Problem('forbidden')
  return typeof problem === 'string' ? { [`act-${name}`]: problem } : problem
}

/** What was typed, as it comes back. */
export const typedIn = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.keys((request.body as object | undefined) ?? {}).map((name) => [
      name,
      field(request, name),
    ]),
  )
