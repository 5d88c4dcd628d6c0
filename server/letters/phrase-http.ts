/** The team's ready phrases at the desk: kept on a page of their own, and put into an answer by a button. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { letterReaders } from './channel-store.ts'
import { parsePhrase } from './phrase.ts'
import { keepPhrase, removePhrase } from './phrase-actions.ts'
import { type PhraseBack, phrasesPage } from './phrase-pages.ts'
import { phrasesIn } from './phrase-store.ts'

/** Registers /desk/letters/phrases, for those who read letters. */
export function phraseDesk(desk: Desk): void {
  const { app } = desk
  app.get('/letters/phrases', (request, reply) => showPhrases(desk, request, reply))
  app.post('/letters/phrases', (request, reply) => keep(desk, request, reply, undefined))
  app.post('/letters/phrases/:id', async (request, reply) => {
    await readerOf(desk, request)
    if (field(request, 'act') !== 'remove') return keep(desk, request, reply, idIn(request))
    await removePhrase(desk.web.house, idIn(request))
    return desk.back(reply, '/desk/letters/phrases', 'letters.saved')
  })
}

/** Somebody who reads letters; to others nothing is here. */
async function readerOf(desk: Desk, request: FastifyRequest) {
  const { read, site } = desk.web.ask(request)
  const viewer = desk.viewer(request)
  const readers = await letterReaders(read, site.official.accountId)
  if (!readers.some(({ accountId }) => accountId === viewer.accountId))
    throw new Problem('not_found')
  return viewer
}

async function keep(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number | undefined,
): Promise<FastifyReply> {
  const { accountId } = await readerOf(desk, request)
  const typed = {
    language: field(request, 'language'),
    name: field(request, 'name'),
    text: field(request, 'text'),
  }
  const phrase = parsePhrase(typed)
  const done = phrase.ok
    ? await keepPhrase(desk.web.house, accountId, { id, phrase: phrase.value })
    : phrase
  if (done.ok) return desk.back(reply, '/desk/letters/phrases', 'letters.saved')
  if (done.problem === 'not_found') throw new Problem('not_found')
  return showPhrases(desk, request, reply, { id, typed, fault: done.problem })
}

async function showPhrases(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  back?: PhraseBack,
): Promise<FastifyReply> {
  await readerOf(desk, request)
  const { t, read, language } = desk.web.ask(request)
  const model = phrasesPage(t, await phrasesIn(read), { language, back })
  return desk.show(request, reply, {
    view: view('letters/phrases', model),
    title: t('letters.phrases.title'),
    status: back ? 422 : 200,
  })
}
