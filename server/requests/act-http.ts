/** The acts of the office on a request: each a form of its own, with the files that are given out. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn, speakingOf } from '../accounts/desk-request.ts'
import { MOST_BYTES, MOST_FILES, MOST_TOGETHER } from '../files/file.ts'
import type { FilesModel } from '../files/listing.ts'
import type { Chosen } from '../files/pending-actions.ts'
import { Problem } from '../kernel/problem.ts'
import type { Vault } from '../letters/vault.ts'
import { field, isTicked, longForm } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { takesFiles } from '../web/uploads.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { type ActBack, actPage } from './act-pages.ts'
import type { Move, RequestAct } from './move.ts'
import { type AnswerProblem, answerRequest, type Handler, toldWords } from './office-actions.ts'
import { openedRequest } from './open-actions.ts'
import { type DocumentRequest, movesFrom, procedures } from './request.ts'
import { findRequest } from './store.ts'

/** Takes the files of a form, looked into and kept until it is sent; handed in, since letters do the same. */
export type Bring = (
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<{
  readonly model: FilesModel
  readonly chosen: Chosen | undefined
  readonly mustBeSeen: boolean
  readonly status: number
}>

interface Given {
  readonly bring: Bring
  readonly handler: (request: FastifyRequest) => Promise<Handler>
}

/** Registers the acts of the office. */
export function actDesk(desk: Desk, vault: Vault | undefined, given: Given): void {
  const limits = { files: MOST_FILES, bytes: MOST_BYTES, together: MOST_TOGETHER }
  for (const act of officeActs)
    desk.app.get(`/requests/:id/${act}`, async (request, reply) => {
      const found = await foundFor(desk, request, act, await given.handler(request))
      if (!found) return desk.back(reply, `/desk/requests/${idIn(request)}`)
      return showAct(desk, vault, request, reply, { ...found, back: {} }, 200)
    })
  const post = (app: App, act: RequestAct) =>
    app.post(`/requests/:id/${act}`, longForm, (request, reply) =>
      receive(desk, vault, request, reply, { ...given, act }),
    )
  for (const act of officeActs) if (!giving.has(act)) post(desk.app, act)
  takesFiles(desk.app, limits, (within) => {
    for (const act of giving) post(within, act)
  })
}

/** Every act of the office in any country, and those with which files are given out. */
const moves = Object.values(procedures).flatMap((one) =>
  one.moves.filter(({ by }) => by === 'office'),
)
const officeActs = new Set(moves.map(({ act }) => act))
const giving = new Set(moves.filter(({ needs }) => needs.gives).map(({ act }) => act))

interface Found {
  readonly request: DocumentRequest
  readonly move: Move
  readonly who: Handler
}

/** The request and the move that an address names; undefined when the request is not there any more to make it. */
async function foundFor(
  desk: Desk,
  request: FastifyRequest,
  act: RequestAct,
  who: Handler,
): Promise<Found | undefined> {
  const { read, now } = desk.web.ask(request)
  const found = await findRequest(read, idIn(request))
  if (!found) throw new Problem('not_found')
  const move = movesFrom(found, 'office', now).find((one) => one.act === act)
  if (move?.needs.delegation && !who.delegation) throw new Problem('forbidden')
  return move && { request: found, move, who }
}

async function showAct(
  desk: Desk,
  vault: Vault | undefined,
  asked: FastifyRequest,
  reply: FastifyReply,
  { request, move, who, back }: Found & { readonly back: ActBack },
  status: number,
): Promise<FastifyReply> {
  const { t, site, read } = desk.web.ask(asked)
  const opened = await openedRequest(read, vault, request)
  const { delegation, name, title } = who
  const model = actPage(request, move, speakingOf(desk.web, asked), {
    rights: move.needs.told && toldWords(move.needs.told, request, site),
    asked: (opened?.steps ?? []).flatMap(({ by, reply: words }) => (by || !words ? [] : [words])),
    signer: delegation && { name, title, reference: delegation.reference },
    back,
  })
  return desk.show(asked, reply, {
    view: view('requests/act', model),
    title: t(`requests.act.${move.act as 'release'}`),
    status,
  })
}

async function receive(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  { bring, handler, act }: Given & { readonly act: RequestAct },
): Promise<FastifyReply> {
  const who = await handler(request)
  const found = await foundFor(desk, request, act, who)
  const { t } = desk.web.ask(request)
  if (!vault) throw new Problem('not_found')
  // Somebody was there before: the words go back with the problem.
  if (!found) throw new Problem('conflict')
  const files = found.move.needs.gives ? await bring(desk.web, request, reply) : undefined
  const values = {
    ...{ reply: field(request, 'reply'), piece: field(request, 'piece') },
    ...{ ground: field(request, 'ground'), provision: field(request, 'provision') },
    ...{ reason: field(request, 'reason'), wider: isTicked(request, 'wider') ? 'yes' : '' },
  }
  const again = (back: ActBack, status: number) =>
    showAct(
      desk,
      vault,
      request,
      reply,
      { ...found, back: { ...back, values, ...shown(files) } },
      status,
    )
  if (files?.mustBeSeen) return again({}, files.status)
  const typed = { ...values, id: idIn(request), act: found.move.act, files: files?.chosen }
  const wider = values.wider === 'yes'
  const done = await answerRequest(desk.web.house, vault, who, { ...typed, wider })
  if (done.ok) return desk.back(reply, `/desk/requests/${idIn(request)}`, 'requests.saved')
  const { problem } = done
  if (problem === 'files_gone') return again({ told: t('files.fault.gone') }, 422)
  if (isProblem(problem)) throw new Problem(problem)
  return again({ faults: problem }, 422)
}

const shown = (files: Awaited<ReturnType<Bring>> | undefined): Pick<ActBack, 'files'> =>
  files ? { files: files.model } : {}

const isProblem = (
  problem: Exclude<AnswerProblem, 'files_gone'>,
): problem is 'not_found' | 'forbidden' | 'conflict' => typeof problem === 'string'
