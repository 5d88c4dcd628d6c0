/** A proposal behind the code of the letter that it is about. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { letterLock } from '../letters/actions.ts'
import type { Letter } from '../letters/letter.ts'
import { findOwn } from '../letters/store.ts'
import type { Vault } from '../letters/vault.ts'
import { findPublicPostById } from '../posts/store.ts'
import type { Reader } from '../storage/database.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Ask, Web } from '../web/web.ts'
import { isSettled } from './agreement.ts'
import type { TypedFaults } from './compose.ts'
import {
  answerOwn,
  askWithdrawal,
  type Owning,
  type OwnProblem,
  type OwnTyped,
  ownVersion,
  proposeBack,
} from './own-actions.ts'
import { ownProposal } from './own-pages.ts'
import { shownMark } from './pages.ts'
import { openVersion, type VersionWords } from './sealed.ts'
import { findOwnProposal, type KeptProposal } from './store.ts'
import { ownTypedIn, seenIn } from './typed-http.ts'
import { paragraphsIn } from './version-actions.ts'

/** The receipt whose code the browser holds, handed in. */
type Held = (request: FastifyRequest) => Promise<{ readonly id: number } | undefined>

/** Registers /receipt/letters/:id/proposal: there for the holder of the code alone, and nowhere else. */
export function ownAgreements(
  app: App,
  web: Web,
  { vault, held }: { vault: Vault | undefined; held: Held },
): void {
  const at = (path: string) => `/receipt/letters/:id/${path}`
  const with_ =
    (does: (here: Here, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const receipt = await held(request)
      if (!receipt) return reply.redirect('/receipt', 303)
      const here = await atOwn(web, vault, request, receipt.id)
      return does(here, request, reply)
    }
  app.get(
    at('proposal'),
    with_((here, request, reply) => show(web, here, request, reply)),
  )
  app.post(
    at('proposal/answer'),
    with_(async (here, request, reply) => {
      const asked = field(request, 'answer')
      const answer = answers.find((one) => one === asked)
      if (!answer) throw new Problem('invalid')
      const done = await answerOwn(here.owning, { ...seenIn(request), answer })
      return after(web, here, request, reply, done)
    }),
  )
  app.post(
    at('proposal/preview'),
    with_(async (here, request, reply) => {
      const typed = ownTypedIn(request, here.words.typed)
      return preview(web, here, request, reply, typed)
    }),
  )
  app.post(
    at('proposal'),
    with_(async (here, request, reply) => {
      const typed = ownTypedIn(request, here.words.typed)
      const made = await ownVersion(web.house.storage.read, here.owning, typed)
      if (made.ok && shownMark(made.value.content) !== field(request, 'shown'))
        return preview(web, here, request, reply, typed)
      const done = await proposeBack(here.owning, { typed, seen: seenIn(request).number })
      if (!done.ok && typeof done.problem === 'object')
        return show(web, here, request, reply, { typed, faults: done.problem })
      return after(web, here, request, reply, done as Done, typed)
    }),
  )
  app.post(
    at('withdrawal'),
    with_(async (here, request, reply) => {
      const reason = field(request, 'reason')
      const done = await askWithdrawal(here.owning, reason)
      if (done.ok) return reply.redirect('/receipt', 303)
      if (done.problem === 'agreements.fault.reason')
        return show(web, here, request, reply, { reason, fault: done.problem })
      if (done.problem === 'too_often')
        return show(web, here, request, reply, { reason, fault: 'agreements.fault.too_often' })
      throw new Problem('not_found')
    }),
  )
}

/** The writer's changes as they would look; only what was shown can be sent. */
async function preview(
  web: Web,
  here: Here,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: OwnTyped,
): Promise<FastifyReply> {
  const made = await ownVersion(web.house.storage.read, here.owning, typed)
  if (made.ok) return show(web, here, request, reply, { typed, words: made.value })
  if (typeof made.problem === 'string') throw new Problem('not_found')
  return show(web, here, request, reply, { typed, faults: made.problem })
}

/** Where the writer finds the proposal to publish a letter, on the page behind the code. */
export async function proposalOn({ t, read }: Ask, letter: Letter) {
  const proposal = await findOwnProposal(read, letter)
  if (!proposal) return undefined
  const words = t(isSettled(proposal) ? 'agreements.link.own.published' : 'agreements.link.own')
  return { href: `/receipt/letters/${letter.id}/proposal`, words }
}

const answers = ['yes', 'no', 'back'] as const

/** A letter of the one who holds the code, with a proposal that has not been withdrawn. */
interface Here {
  readonly owning: Owning
  readonly proposal: KeptProposal
  readonly words: VersionWords
  readonly paragraphs: readonly string[]
  readonly path: string
}

async function atOwn(
  web: Web,
  vault: Vault | undefined,
  request: FastifyRequest,
  receiptId: number,
): Promise<Here> {
  const { read } = web.ask(request)
  const text = (request.params as { id: string }).id
  const id = /^\d{1,15}$/.test(text) ? Number(text) : 0
  const letter = await findOwn(read, receiptId, id)
  const proposal = letter && (await findOwnProposal(read, letter))
  const last = proposal?.versions.at(-1)
  const box = letter && vault?.boxOf(letterLock(letter))
  const paragraphs = letter && vault && (await paragraphsIn(read as Reader, vault, letter))
  if (!vault || !last || !box || !paragraphs || !proposal) throw new Problem('not_found')
  return {
    owning: { house: web.house, vault, receiptId, id },
    ...{ proposal, paragraphs },
    words: openVersion(box, last),
    path: `/receipt/letters/${id}/proposal`,
  }
}

type Done = { ok: true } | { ok: false; problem: OwnProblem }

/** Back to the proposal, or to it as it is now, with why what was said was not taken. */
async function after(
  web: Web,
  here: Here,
  request: FastifyRequest,
  reply: FastifyReply,
  done: Done,
  typed?: OwnTyped,
): Promise<FastifyReply> {
  if (done.ok) return reply.redirect(here.path, 303)
  const { problem } = done
  if (problem !== 'overtaken' && problem !== 'too_often') throw new Problem('not_found')
  const back = { fault: `agreements.fault.${problem}`, ...(typed ? { typed } : {}) } as const
  return show(web, here, request, reply, back)
}

interface Shown {
  readonly typed?: OwnTyped
  readonly faults?: TypedFaults
  /** How the writer's changes would look. */
  readonly words?: VersionWords
  readonly fault?: MessageKey
  readonly reason?: string
}

async function show(
  web: Web,
  here: Here,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, faults = {}, words, fault, reason = '' }: Shown = {},
): Promise<FastifyReply> {
  const { t, read, site } = web.ask(request)
  const { proposal, owning } = here
  const post = proposal.postId ? await findPublicPostById(read, proposal.postId) : undefined
  const model = ownProposal(t, {
    ...{ letterId: owning.id, proposal, paragraphs: here.paragraphs, faults, reason },
    words: words ?? here.words,
    isPreview: words !== undefined,
    official: site.official.name,
    typed: typed ?? { ...here.words.typed, credit: here.words.content.credit },
    post: post?.path,
  })
  const told = fault
    ? { ...model, fault: t(fault) }
    : { ...model, fault: model.form?.faults.length ? t('agreements.fault.mend') : undefined }
  return web.show(request, reply, {
    view: view('agreements/own', told),
    head: { title: told.title, noindex: true },
    status: told.fault ? 422 : 200,
  })
}
