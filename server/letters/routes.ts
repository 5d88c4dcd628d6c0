/** Writing a letter, and reading its answers with the code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newSubmission, readSubmission } from '../comments/submission.ts'
import { openExamining } from '../files/examine.ts'
import { filesModel } from '../files/listing.ts'
import { MINUTE } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { receiptCookie } from '../receipts/cookie.ts'
import { readCode } from '../receipts/receipt.ts'
import { field, fields, longLetter } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import type { Limits } from '../web/limits.ts'
import { takesFiles } from '../web/uploads.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { type About, aboutOf, carriedIn } from './about-http.ts'
import { type SendProblem, sendLetter } from './actions.ts'
import { type Brought, bring, fileLimits } from './attachment-http.ts'
import { letterReaders } from './channel-store.ts'
import { choiceRoutes } from './choice-http.ts'
import { directRoutes } from './direct-http.ts'
import { type LetterFaults, parseLetter, whoReads } from './letter.ts'
import { moreRoutes } from './more-http.ts'
import { stateOf } from './no-ip.ts'
import { findAttested } from './no-ip-store.ts'
import { letterForm, type PreviewPage } from './pages.ts'
import { passingRoutes } from './passing-http.ts'
import { previewSentences, readersModel, whistleSentence } from './preview-pages.ts'
import { paragraphs } from './said-pages.ts'
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
  const taking = { examine: openExamining(), tooMany: limits(MOST_LETTERS, WINDOW) }
  takesFiles(app, fileLimits, (within) => {
    within.post('/letter/preview', longLetter, async (request, reply) => {
      open(request)
      const files = await bring(web, taking, request, reply)
      return showPreview(web, request, reply, files)
    })
    within.post('/letter', longLetter, async (request, reply) => {
      const ours = open(request)
      const files = await bring(web, taking, request, reply)
      if (await tooMany(request, reply))
        return showPreview(web, request, reply, files, {
          ...{ status: 429, fault: 'letters.fault.tooMany' },
        })
      return files.mustBeSeen
        ? showPreview(web, request, reply, files)
        : receive(web, ours, request, reply, files)
    })
    moreRoutes(within, web, { vault, held, taking, tooMany })
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
      files: filesModel(ask),
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
  files: Brought,
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
  const isFine = Object.keys(faults).length === 0 && !told && files.model.faults.length === 0
  const carried = carriedIn(request)
  const about = await aboutOf(ask, carried)
  const key = web.house.keys.submission
  const form = letterForm(ask, carried, { values, faults })
  const { name } = reading?.answers ?? site.official
  const model: PreviewPage = {
    title: t(isFine ? 'letters.preview' : 'comments.preview.mend'),
    form: {
      ...form,
      faults: [
        ...(told ? [{ href: '#text', words: t(told.fault) }] : []),
        ...form.faults,
        ...files.model.faults.map((words) => ({ href: '#file', words })),
      ],
    },
    about: about?.link,
    text: parsed.ok ? paragraphs(parsed.value.text) : undefined,
    sentences: previewSentences(ask, { name, hasNoIp: await hasNoIp(ask) }),
    whistle: whistleSentence(t, site),
    ...readersModel(t, readers, excluded),
    answers: t('letters.answers', { name }),
    mark: readSubmission(key, field(request, 'mark')) ?? newSubmission(key),
    code: field(request, 'code').slice(0, 100),
    files: files.model,
    carried: ['question', 'altcha']
      .map((name) => ({ name, value: field(request, name) }))
      .filter(({ value }) => value !== ''),
    send: t('letters.send', { name }),
    door: about ? t('letters.door.comment') : undefined,
  }
  return web.show(request, reply, {
    view: view('letters/preview', model),
    head: { title: model.title },
    status: told?.status ?? (parsed.ok && reading ? files.status : 422),
  })
}

/** Whether it holds that no log in front of the blog keeps addresses. */
async function hasNoIp({ read, now }: Ask): Promise<boolean> {
  const attested = await findAttested(read)
  return attested !== undefined && stateOf(attested, now) !== 'lapsed'
}

async function receive(
  web: Web,
  vault: Vault,
  request: FastifyRequest,
  reply: FastifyReply,
  files: Brought,
): Promise<FastifyReply> {
  const { house } = web
  const words = parseLetter(wordsIn(request))
  const show = (told?: Told) => showPreview(web, request, reply, files, told)
  if (!words.ok) return show()
  const typed = field(request, 'code')
  const code = readCode(typed)
  if (typed.trim() !== '' && !code)
    return show({ status: 422, fault: 'comments.fault.unknown_code' })
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
    files: files.chosen,
  })
  if (!sent.ok) return show(toldOf[sent.problem])
  return reply
    .header('set-cookie', receiptCookie(house.settings, sent.value.code, { remember: false }))
    .redirect('/receipt', 303)
}

/** Of what nobody would register the page itself says what is the matter. */
const toldOf: Readonly<Record<SendProblem, Told | undefined>> = {
  nobody: undefined,
  closed: { status: 409, fault: 'letters.fault.closed' },
  unknown_code: { status: 422, fault: 'comments.fault.unknown_code' },
  files_gone: { status: 422, fault: 'files.fault.gone' },
}
