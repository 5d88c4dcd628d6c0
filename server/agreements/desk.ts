/** Publishing a letter by agreement, at the desk: behind the one rule of who reads it, for those who may write posts. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { askAgain, openedHere, showLetter } from '../letters/desk-letter-http.ts'
import type { Vault } from '../letters/vault.ts'
import { may } from '../posts/draft-actions.ts'
import { findPublicPostById } from '../posts/store.ts'
import { longForm } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { answerProposal, type ProposeProblem, propose, withdraw } from './actions.ts'
import {
  type At,
  atProposal,
  isMend,
  keptWords,
  refusalKey,
  showForm,
  wasShown,
} from './desk-http.ts'
import { proposalPage } from './desk-pages.ts'
import { type PublishProblem, publishLetter } from './publish-actions.ts'
import { resolvedIn, seenIn, typedIn } from './typed-http.ts'
import { type Proposing, unresolvedIn } from './version-actions.ts'

/** Registers /desk/letters/:id/proposal. */
export function agreementsDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  const at = (path: string) => `/letters/:id/proposal${path}`
  /** A page of somebody who has the letter open; whoever has not is shown its envelope. */
  const page =
    (does: (here: At, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const here = await opened(desk, vault, request)
      return here ? does(here, request, reply) : desk.back(reply, `/desk/letters/${idIn(request)}`)
    }
  /** An act: what was typed comes back when the letter must be opened again first. */
  const act =
    (does: (here: At, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const here = await opened(desk, vault, request)
      if (here) return does(here, request, reply)
      const kept = keptWords(typedIn(request))
      return kept === ''
        ? askAgain(desk, vault, request, reply)
        : showLetter(desk, vault, request, reply, { reply: kept, code: 403 })
    }

  app.get(
    at(''),
    page((here, request, reply) => showProposal(desk, here, request, reply)),
  )
  app.get(
    at('/form'),
    page((here, request, reply) => showForm(desk, here, request, reply, {})),
  )
  app.post(
    at('/preview'),
    longForm,
    act((here, request, reply) => showForm(desk, here, request, reply, { isSent: true })),
  )
  app.post(
    at(''),
    longForm,
    act(async (here, request, reply) => {
      if (!(await wasShown(desk, here, request)))
        return showForm(desk, here, request, reply, { isSent: true })
      const typed = typedIn(request)
      const { number: seen } = seenIn(request)
      const given = { kind: here.kind(request), typed, seen, resolved: resolvedIn(request) }
      const done = await propose(here.acting, given)
      if (done.ok) return desk.back(reply, here.path, 'agreements.proposed')
      const { problem } = done
      const fault = isMend(problem) ? undefined : refusalKey(problem)
      return showForm(desk, here, request, reply, { isSent: true, fault })
    }),
  )
  app.post(
    at('/answer'),
    act(async (here, request, reply) => {
      const given = { ...seenIn(request), resolved: resolvedIn(request) }
      const isBack = sent(request, 'back')
      const done = await answerProposal(here.acting, { ...given, answer: isBack ? 'back' : 'yes' })
      return after(desk, here, request, reply, done)
    }),
  )
  app.post(
    at('/withdrawal'),
    act(async (here, request, reply) =>
      after(desk, here, request, reply, await withdraw(here.acting)),
    ),
  )
  app.post(
    at('/publication'),
    act(async (here, request, reply) => {
      const given = { ...seenIn(request), resolved: resolvedIn(request) }
      const done = await publishLetter(here.acting, desk.viewer(request), given)
      if (done.ok) return desk.back(reply, here.path, 'agreements.published')
      return after(desk, here, request, reply, done)
    }),
  )
}

const sent = (request: FastifyRequest, answer: string): boolean =>
  (request.body as Record<string, unknown> | undefined)?.answer === answer

/** A letter that this person has opened and may publish; to whoever writes no posts there is nothing here. */
async function opened(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
): Promise<At | undefined> {
  const here = await openedHere(desk, vault, request)
  if (!may(desk.viewer(request), 'posts.write')) throw new Problem('not_found')
  if (!here) return undefined
  if (here.letter.handedOverAt) throw new Problem('not_found')
  const { house } = desk.web
  const acting: Proposing = { house, vault: here.ours, officer: here.who, id: here.letter.id }
  return atProposal(desk, here.letter, acting)
}

type Done = { ok: true } | { ok: false; problem: ProposeProblem | PublishProblem }

/** Back to the page of the proposal, or the page with what stands in the way. */
async function after(
  desk: Desk,
  here: At,
  request: FastifyRequest,
  reply: FastifyReply,
  done: Done,
): Promise<FastifyReply> {
  if (done.ok) return desk.back(reply, here.path, 'letters.saved')
  const { problem } = done
  if (problem === 'not_found' || problem === 'erased') throw new Problem('not_found')
  if (problem === 'forbidden') throw new Problem('forbidden')
  const fault = isMend(problem) ? 'agreements.fault.persons' : refusalKey(problem)
  return showProposal(desk, here, request, reply, desk.web.ask(request).t(fault))
}

async function showProposal(
  desk: Desk,
  here: At,
  request: FastifyRequest,
  reply: FastifyReply,
  fault?: string,
): Promise<FastifyReply> {
  const { t, read } = desk.web.ask(request)
  const { proposal, words, box, acting } = here
  const post = proposal?.postId ? await findPublicPostById(read, proposal.postId) : undefined
  const unresolved =
    proposal && box ? unresolvedIn(box, proposal, resolvedIn(request), acting.officer.name) : []
  const model = proposalPage(t, {
    ...{ letterId: acting.id, proposal, words, unresolved, fault },
    hasParts: (here.paragraphs?.length ?? 0) > 0,
    post: post?.path,
  })
  return desk.show(request, reply, {
    view: view('agreements/proposal', model),
    title: t('agreements.title', { number: acting.id }),
    status: fault ? 422 : 200,
  })
}
