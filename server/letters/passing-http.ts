/** Passing a letter on: the page at the desk, and the writer's answer behind the code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { speakingOf } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { field, longLetter, numberField } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { openedHere, showLetter } from './desk-letter-http.ts'
import { opened } from './open-actions.ts'
import { lawsOf, MOST_PASSINGS, type PassingWords, parsePassing } from './passing.ts'
import {
  answerPassing,
  askToPass,
  handOn,
  openedPassings,
  type PassingProblem,
  passByLaw,
  takeBack,
} from './passing-actions.ts'
import { type PassingBack, passingPage } from './passing-pages.ts'
import type { Held } from './routes.ts'
import type { Vault } from './vault.ts'

/** Registers /desk/letters/:id/passing and what its forms send. */
export function passingDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  const path = '/letters/:id/passing'
  app.get(path, (request, reply) => showPassing(desk, vault, request, reply))
  app.post(path, longLetter, (request, reply) => ask(desk, vault, request, reply))
  for (const [what, does] of [
    ['handed', handOn],
    ['ended', takeBack],
  ] as const)
    app.post(`${path}/${what}`, async (request, reply) => {
      const here = await openedHere(desk, vault, request)
      if (!here) return showLetter(desk, vault, request, reply, { code: 403 })
      const { who, letter, ours } = here
      const acting = { house: desk.web.house, vault: ours, officer: who, id: letter.id }
      const done = await does(acting, numberField(request, 'passing') ?? 0)
      if (done.ok) return desk.back(reply, `/desk/letters/${letter.id}/passing`, 'letters.saved')
      return refuse(desk, vault, request, reply, done.problem)
    })
}

async function ask(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const here = await openedHere(desk, vault, request)
  const words = wordsIn(request)
  if (!here) {
    const kept = [words.to, words.text, words.why].join('\n\n').trim()
    return showLetter(desk, vault, request, reply, { reply: kept, code: 403 })
  }
  const { who, letter, ours } = here
  const parsed = parsePassing(words)
  const law = lawIn(desk, request)
  const isByLaw = field(request, 'by') === 'law'
  const faults = {
    ...(parsed.ok ? {} : parsed.problem),
    ...(isByLaw && !law ? { law: 'letters.passing.fault.law' as const } : {}),
  }
  if (!parsed.ok || Object.keys(faults).length > 0)
    return showPassing(desk, vault, request, reply, { words, law, faults, code: 422 })
  const acting = { house: desk.web.house, vault: ours, officer: who, id: letter.id }
  const done =
    isByLaw && law
      ? await passByLaw(acting, { words: parsed.value, law })
      : await askToPass(acting, parsed.value)
  if (!done.ok) return refuse(desk, vault, request, reply, done.problem)
  const told = isByLaw ? 'letters.passed' : 'letters.asked'
  return desk.back(reply, `/desk/letters/${letter.id}/passing`, told)
}

const wordsIn = (request: FastifyRequest): PassingWords => ({
  to: field(request, 'recipient'),
  text: field(request, 'text'),
  why: field(request, 'reason'),
})

/** A duty of the country's own list. */
function lawIn(desk: Desk, request: FastifyRequest) {
  const { site } = desk.web.ask(request)
  return lawsOf[site.country].find((one) => one === field(request, 'law'))
}

/** What was changed meanwhile, or can be done no more, is shown as it now is, with the words typed. */
function refuse(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: PassingProblem,
): Promise<FastifyReply> {
  if (problem === 'not_found' || problem === 'erased') throw new Problem('not_found')
  const { t } = desk.web.ask(request)
  const words = wordsIn(request)
  return showPassing(desk, vault, request, reply, {
    fault: t(problem === 'many' ? 'letters.passing.fault.many' : 'letters.passing.fault.conflict'),
    ...(words.text ? { words, law: lawIn(desk, request) } : {}),
    code: problem === 'many' ? 422 : 409,
  })
}

async function showPassing(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: PassingBack & { readonly code?: number } = {},
): Promise<FastifyReply> {
  const here = await openedHere(desk, vault, request)
  if (!here) return showLetter(desk, vault, request, reply)
  const { letter, ours } = here
  const { t, read, site } = desk.web.ask(request)
  const [words, passings] = await Promise.all([
    opened(read, ours, letter),
    openedPassings(read, ours, letter),
  ])
  if (!words || !passings)
    return showLetter(desk, vault, request, reply, { code: back.code ?? 200 })
  const own = words.said.filter(({ author }) => author === undefined)
  const written = own.map(({ text }) => text).join('\n\n')
  const model = passingPage(
    { letter, passings, written, name: words.name },
    {
      ...{ ...speakingOf(desk.web, request), country: site.country },
      isFull: passings.length >= MOST_PASSINGS,
    },
    back,
  )
  return desk.show(request, reply, {
    view: view('letters/passing', model),
    title: t('letters.passing.title', { number: letter.id }),
    status: back.code ?? 200,
  })
}

/** Registers what a writer answers to being asked. */
export function passingRoutes(app: App, web: Web, held: Held): void {
  app.post('/receipt/passing', async (request, reply) => {
    const receipt = await held(request)
    if (!receipt) return reply.redirect('/receipt', 303)
    const answer = field(request, 'answer')
    const done = await answerPassing(web.house, {
      receiptId: receipt.id,
      letterId: numberField(request, 'letter') ?? 0,
      passing: numberField(request, 'passing') ?? 0,
      hash: field(request, 'hash'),
      answer: answer === 'yes' || answer === 'no' ? answer : undefined,
    })
    if (!done.ok && done.problem === 'not_found') throw new Problem('not_found')
    return reply.redirect('/receipt', 303) // a conflict too: the page says what is asked now
  })
}
