/** Writing a letter, and reading its answers with the code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newSubmission, readSubmission } from '../comments/submission.ts'
import { MINUTE } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { receiptCookie } from '../receipts/cookie.ts'
import { readCode } from '../receipts/receipt.ts'
import { field, fields, longLetter, numberField } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import type { Limits } from '../web/limits.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { type About, aboutOf, carriedIn } from './about-http.ts'
import { sendLetter, writeMore } from './actions.ts'
import { letterReaders } from './channel-store.ts'
import { choiceRoutes } from './choice-http.ts'
import { directRoutes } from './direct-http.ts'
import { type LetterFaults, parseLetter, whoReads } from './letter.ts'
import { letterForm, type PreviewPage, paragraphs } from './pages.ts'
import { passingRoutes } from './passing-http.ts'
import { previewSentences, readersModel, whistleSentence } from './preview-pages.ts'
import type { Vault } from './vault.ts'

/** So many from one place: a whole town hall may sit behind one address. */
const MOST_LETTERS = 30
const WINDOW = 10 * MINUTE

/** The receipt whose code the browser holds, handed in. */
export type Held = (request: FastifyRequest) => Promise<{ readonly id: number } | undefined>

/** Registers /letter and what its forms send. Nothing is there while letters are not taken. */
export function letterRoutes(
  app: App,
  web: Web,
  { limits, vault, held }: { limits: Limits; vault: Vault | undefined; held: Held },
): void {
  const open = (request: FastifyRequest): Vault => {
    if (!vault || !web.ask(request).site.letters) throw new Problem('not_found')
    return vault
  }
  const tooMany = limits(MOST_LETTERS, WINDOW)
  choiceRoutes(app, web)
  passingRoutes(app, web, held)
  directRoutes(app, web, held)
  web.page(app, { path: '/letter', query: ['post', 'comment'], make: writePage })
  app.post('/letter/preview', longLetter, async (request, reply) => {
    open(request)
    return showPreview(web, request, reply)
  })
  app.post('/letter', longLetter, async (request, reply) => {
    const ours = open(request)
    if (await tooMany(request, reply))
      return showPreview(web, request, reply, { status: 429, fault: 'letters.fault.tooMany' })
    return receive(web, ours, request, reply)
  })
  app.post('/receipt/letter', longLetter, async (request, reply) => {
    const receipt = await held(request)
    if (!receipt) return reply.redirect('/receipt', 303)
    if (await tooMany(request, reply))
      return showMore(web, request, reply, 'letters.fault.tooMany', 429)
    const done = await writeMore(web.house, vault, {
      receiptId: receipt.id,
      letterId: numberField(request, 'letter') ?? 0,
      text: field(request, 'text'),
      mark: readSubmission(web.house.keys.submission, field(request, 'mark')),
    })
    if (done.ok) return reply.redirect('/receipt', 303)
    if (done.problem === 'not_found' || done.problem === 'erased') throw new Problem('not_found')
    if (done.problem === 'locked') return showMore(web, request, reply, 'letters.locked', 503)
    return showMore(web, request, reply, done.problem)
  })
}

/** What somebody wrote more comes back with what to mend. */
function showMore(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: MessageKey,
  status = 422,
) {
  const { t } = web.ask(request)
  const title = t('letters.more')
  const mark = field(request, 'mark').slice(0, 100)
  const number = numberField(request, 'letter') ?? 0
  const model = { title, number, mark, fault: t(fault), typed: field(request, 'text') }
  return web.show(request, reply, {
    view: view('letters/more', model),
    head: { title },
    status,
  })
}

async function writePage(ask: Ask): Promise<Answer> {
  const { t, site, query } = ask
  if (!site.letters) return { problem: 'not_found' }
  const carried = { post: query.post ?? '', parent: query.comment ?? '' }
  const about = await aboutOf(ask, carried)
  const name = site.official.name
  return {
    view: view('letters/write', {
      form: letterForm(ask, { ...carriedOf(about), ...{ postVersion: '', parentVersion: '' } }),
      about: about?.link,
      summary: t(`letters.what.${site.country}`, { name }),
    }),
    head: { title: t('letters.write', { name }), noindex: about !== undefined },
    tags: about ? [`post:${about.post}`] : [],
  }
}

const carriedOf = (about: About | undefined) => ({
  post: about ? String(about.post) : '',
  parent: about?.comment ? String(about.comment) : '',
})

interface Told {
  readonly status: number
  readonly fault: MessageKey
}

const wordsIn = (request: FastifyRequest) => ({
  text: field(request, 'text'),
  name: field(request, 'name'),
  email: field(request, 'email'),
})

const excludedIn = (request: FastifyRequest): number[] =>
  fields(request, 'exclude')
    .filter((text) => /^\d{1,15}$/.test(text))
    .map(Number)

/** Shows a letter before it is sent: who reads it, what it is in law, and every word still in hand. */
async function showPreview(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  told?: Told,
): Promise<FastifyReply> {
  const ask = web.ask(request)
  const { t, site } = ask
  const values = wordsIn(request)
  const parsed = parseLetter(values)
  const readers = await letterReaders(ask.read, site.official.accountId)
  const excluded = new Set(excludedIn(request))
  const reading = whoReads(readers, excluded)
  const faults: LetterFaults = {
    ...(parsed.ok ? {} : parsed.problem),
    ...(reading ? {} : { exclude: 'letters.fault.nobody' as const }),
  }
  const isFine = Object.keys(faults).length === 0 && !told
  const carried = carriedIn(request)
  const about = await aboutOf(ask, carried)
  const key = web.house.keys.submission
  const form = letterForm(ask, carried, { values, faults })
  const { name } = reading?.answers ?? site.official
  const model: PreviewPage = {
    title: t(isFine ? 'letters.preview' : 'comments.preview.mend'),
    form: told
      ? { ...form, faults: [{ href: '#text', words: t(told.fault) }, ...form.faults] }
      : form,
    about: about?.link,
    text: parsed.ok ? paragraphs(parsed.value.text) : undefined,
    sentences: previewSentences(ask, name),
    whistle: whistleSentence(t, site),
    ...readersModel(t, readers, excluded),
    answers: t('letters.answers', { name }),
    mark: readSubmission(key, field(request, 'mark')) ?? newSubmission(key),
    code: field(request, 'code').slice(0, 100),
    carried: ['question', 'altcha']
      .map((name) => ({ name, value: field(request, name) }))
      .filter(({ value }) => value !== ''),
    send: t('letters.send', { name }),
    door: about ? t('letters.door.comment') : undefined,
  }
  return web.show(request, reply, {
    view: view('letters/preview', model),
    head: { title: model.title },
    status: told?.status ?? (isFine ? 200 : 422),
  })
}

async function receive(
  web: Web,
  vault: Vault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { house } = web
  const words = parseLetter(wordsIn(request))
  if (!words.ok) return showPreview(web, request, reply)
  const typed = field(request, 'code')
  const code = readCode(typed)
  if (typed.trim() !== '' && !code)
    return showPreview(web, request, reply, { status: 422, fault: 'comments.fault.unknown_code' })
  const ask = web.ask(request)
  const about = await aboutOf(ask, carriedIn(request))
  const sent = await sendLetter(house, vault, {
    words: words.value,
    language: ask.language,
    postId: about?.post,
    commentId: about?.comment,
    excluded: excludedIn(request),
    mark: readSubmission(house.keys.submission, field(request, 'mark')),
    code,
  })
  if (!sent.ok) return refuse(web, request, reply, sent.problem)
  return reply
    .header('set-cookie', receiptCookie(house.settings, sent.value.code, { remember: false }))
    .redirect('/receipt', 303)
}

function refuse(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: 'closed' | 'unknown_code' | 'nobody',
): Promise<FastifyReply> {
  if (problem === 'nobody') return showPreview(web, request, reply)
  const fault = problem === 'closed' ? 'letters.fault.closed' : 'comments.fault.unknown_code'
  return showPreview(web, request, reply, { status: problem === 'closed' ? 409 : 422, fault })
}
