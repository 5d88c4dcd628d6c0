/** The page before sending: what will be public, what becomes of it, and every word still in hand. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { PublicPost } from '../posts/post.ts'
import { findPublicPostById } from '../posts/store.ts'
import { renderComment } from '../text/markdown.ts'
import { field, fieldNames, fields, isTicked, numberField } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { Ask, Web } from '../web/web.ts'
import { calledOf } from './beside-pages.ts'
import { parseComment } from './comment.ts'
import { formFor, type PreviewPage, postLink, whenRead } from './form.ts'
import { findPublicComment } from './store.ts'
import { newSubmission, readSubmission } from './submission.ts'

/** What went wrong with a sending, besides the words themselves. */
interface Told {
  readonly status: number
  readonly fault: MessageKey
}

/** Shows a citizen's words as they will be public, or what must be mended; loses nothing. */
export async function showPreview(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  told?: Told,
): Promise<FastifyReply> {
  const ask = web.ask(request)
  const post = await findPublicPostById(ask.read, numberField(request, 'post') ?? 0)
  if (!post) return lostPost(web, request, reply, ask)
  const { model, isFine } = await previewOf(web, request, ask, post, told)
  return web.show(request, reply, {
    view: view('comments/preview', model),
    head: { title: ask.t(isFine ? 'comments.preview.title' : 'comments.preview.mend') },
    status: told?.status ?? (isFine ? 200 : 422),
  })
}

async function previewOf(
  web: Web,
  request: FastifyRequest,
  ask: Ask,
  post: PublicPost,
  told?: Told,
) {
  const { t } = ask
  const values = {
    name: field(request, 'name'),
    text: field(request, 'text'),
    question: isTicked(request, 'question'),
  }
  const parsed = parseComment(values)
  const parent = await parentOf(request, ask)
  const faults = {
    ...(parsed.ok ? {} : spoken(parsed.problem, t)),
    ...(told ? { form: t(told.fault) } : {}),
  }
  const key = web.house.keys.submission
  const mark = readSubmission(key, field(request, 'mark')) ?? newSubmission(key)
  const model: PreviewPage = {
    form: formFor(
      ask,
      { post: { ...post, version: versionSeen(request, post) }, parent },
      { values, faults },
    ),
    post: postLink(post),
    html: parsed.ok ? renderComment(parsed.value.text) : undefined,
    name: parsed.ok ? parsed.value.name || t('comments.noName') : values.name,
    replies: parent ? `${t('comments.replies')} ${parent.name}` : '',
    mark,
    code: field(request, 'code'),
    altcha: field(request, 'altcha'),
    trap: field(request, 'website'),
    carried: ask.site.letters ? carriedIn(request) : [],
    sentences: [...filesStay(request, ask), ...sentencesOf(ask)],
    others: [
      { href: '/contact', words: t('comments.preview.other', { name: ask.site.official.name }) },
      { href: '/policy/house-rules', words: t('comments.preview.rules') },
      { href: '/policy/privacy', words: t('comments.preview.privacy') },
    ],
  }
  return { model, isFine: parsed.ok && !told }
}

/** What a letter has and a comment has not: whoever changes door and back finds it again. */
const carriedIn = (request: FastifyRequest) => [
  ...[field(request, 'email')].filter(Boolean).map((value) => ({ name: 'email', value })),
  ...fields(request, 'exclude').map((value) => ({ name: 'exclude', value })),
  ...fieldNames(request)
    .filter((name) => /^(files|files_count|file-\d{1,15})$/.test(name))
    .slice(0, 30)
    .map((name) => ({ name, value: field(request, name).slice(0, 100) })),
]

/** Files go with a letter alone: whoever chose some at the other door is told, before anything is sent. */
const filesStay = (request: FastifyRequest, { t }: Ask): string[] =>
  ['files', 'file'].some((name) => field(request, name) !== '') ? [t('files.comment')] : []

async function parentOf(request: FastifyRequest, ask: Ask) {
  const id = numberField(request, 'parent')
  const parent = id === undefined ? undefined : await findPublicComment(ask.read, id)
  if (!parent || id === undefined)
    return id === undefined ? undefined : { id, version: 1, name: '' }
  const version = numberField(request, 'parent_version') ?? parent.version
  return { id, version, name: calledOf(parent, ask.t) }
}

const versionSeen = (request: FastifyRequest, post: PublicPost): number =>
  numberField(request, 'post_version') ?? post.version

function spoken(faults: { name?: MessageKey; text?: MessageKey }, t: Ask['t']) {
  return {
    ...(faults.name ? { name: t(faults.name) } : {}),
    ...(faults.text ? { text: t(faults.text) } : {}),
  }
}

/** domain/wording: what is public, when it is read, what is kept, and where one's own case belongs. */
function sentencesOf(ask: Ask): string[] {
  const { t, site, now, language } = ask
  const contact = site.telephone ?? site.contactEmail ?? site.authority
  return [
    t('comments.preview.what'),
    t('comments.preview.before', { when: whenRead(site, now, language, t) }),
    t(`comments.preview.record.${site.country}`),
    t(`comments.preview.ownCase.${site.country}`, { contact }),
  ]
}

/** The post is gone while somebody wrote: their words are handed back. */
async function lostPost(web: Web, request: FastifyRequest, reply: FastifyReply, ask: Ask) {
  const text = field(request, 'text')
  if (text === '') throw new Problem('invalid')
  return web.show(request, reply, {
    view: view('problems/problem', {
      title: ask.t('problems.gone.title'),
      words: ask.t('comments.fault.gone'),
      kept: text,
      reference: undefined,
      links: [{ href: '/', words: ask.t('problems.home') }],
    }),
    head: { title: ask.t('problems.gone.title') },
    status: 410,
  })
}
