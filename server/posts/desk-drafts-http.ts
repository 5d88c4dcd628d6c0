/** How authors write: the editor, the preview that is the page itself, throwing a draft away. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { waitingWith } from '../disclosures/waiting-store.ts'
import { type Taking, uploadOf } from '../images/upload-http.ts'
import { Problem } from '../kernel/problem.ts'
import { slug } from '../kernel/slug.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { Reader } from '../storage/database.ts'
import { placesIn } from '../text/markdown.ts'
import { field, isTicked, longForm } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { approvalDesk } from './desk-approval-http.ts'
import { authorOf, demanded } from './desk-author-http.ts'
import { companyOf, keep, overOf, writingAt } from './desk-company-http.ts'
import { earlierDesk } from './desk-earlier-http.ts'
import { draftImagesDesk } from './desk-images-http.ts'
import { lookDesk, lookOf } from './desk-look-http.ts'
import { publicationDesk } from './desk-publication-http.ts'
import { findPostState } from './desk-store.ts'
import { withheldDesk } from './desk-withheld-http.ts'
import { type Draft, type DraftForm, parseDraft } from './draft.ts'
import { startDraft, throwAwayDraft } from './draft-actions.ts'
import { findDraft } from './draft-store.ts'
import { type Edited, editingOf, editorModel, emptyForm } from './editor-pages.ts'
import { liftedModel } from './lifted-pages.ts'
import { liftedInto } from './lifted-store.ts'
import { wordsModel } from './pages.ts'
import { withPlace } from './withheld.ts'

/** Registers the addresses of drafts. */
export function draftsDesk(desk: Desk, taking: Taking): void {
  publicationDesk(desk)
  lookDesk(desk)
  approvalDesk(desk, draftIn)
  earlierDesk(desk, draftIn, writingAt(desk))
  withheldDesk(desk, draftIn)
  const editor = { draftIn, formIn, tellSaved, edit: edit.bind(undefined, desk) }
  draftImagesDesk(desk, editor, taking)
  desk.app.get('/posts/new', async (request, reply) => {
    authorOf(desk, request)
    const form = emptyForm(desk.web.ask(request).site.language)
    return edit(desk, request, reply, { ...blank, form })
  })
  desk.app.post('/drafts', longForm, (request, reply) => create(desk, request, reply))
  desk.app.get('/drafts/:id', async (request, reply) => {
    const { draft, isPublic } = await draftIn(desk, request)
    return edit(desk, request, reply, editingOf(draft, isPublic))
  })
  desk.app.post('/drafts/:id', longForm, (request, reply) => save(desk, request, reply))
  desk.app.get('/drafts/:id/preview', (request, reply) => preview(desk, request, reply))
  desk.app.post('/drafts/:id/deletion', async (request, reply) => {
    demanded(await throwAwayDraft(desk.web.house, authorOf(desk, request), idIn(request)))
    return desk.back(reply, '/desk/posts', 'posts.discarded')
  })
}

const bad = { status: 422 } as const

const blank = { draft: undefined, faults: {}, theirs: undefined, isPublic: false } as const

/** How the draft of an address is found. */
export type DraftIn = typeof draftIn

/** The draft in the address, for an author, and whether the post that it changes is public. */
async function draftIn(
  desk: Desk,
  request: FastifyRequest,
): Promise<{ draft: Draft; isPublic: boolean }> {
  authorOf(desk, request)
  const { read } = desk.web.house.storage
  const draft = await findDraft(read, idIn(request))
  if (!draft) throw new Problem('not_found')
  return { draft, isPublic: await isPublished(read, draft) }
}

async function isPublished(read: Reader, { postId }: Draft): Promise<boolean> {
  const post = postId === undefined ? undefined : await findPostState(read, postId)
  return post?.state === 'published'
}

async function edit(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  editing: Edited,
  told: { readonly status: number; readonly image?: MessageKey } = { status: 200 },
): Promise<FastifyReply> {
  const asked = desk.web.ask(request)
  const waiting = editing.draft ? await waitingWith(asked.read, editing.draft.id) : []
  const { accountId } = desk.viewer(request)
  const isUnsaved = told.status !== 200
  const images = uploadOf(asked, editing.draft, told.image)
  const company = await companyOf(desk, request, editing.draft)
  const help = { accountId, isUnsaved, script: desk.web.assets.editorScript, images }
  const model = editorModel({ ...editing, ...help, ...company, waiting }, asked)
  const image = images.fault ? [{ href: '#image', words: images.fault }] : []
  const faults = [...model.faults, ...image]
  return desk.show(request, reply, {
    view: view('posts/editor', { ...model, faults }),
    title: model.heading,
    status: told.status,
  })
}

async function create(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const author = authorOf(desk, request)
  const form = formIn(request)
  const content = parseDraft(form)
  if (!content.ok)
    return edit(desk, request, reply, { ...blank, form, faults: content.problem }, bad)
  const draft = demanded(await startDraft(desk.web.house, author, content.value))
  return goOn(desk, request, reply, draft)
}

async function save(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { draft, isPublic } = await draftIn(desk, request)
  const form = formIn(request)
  const content = parseDraft(form)
  const seen = { ...draft, changedAt: field(request, 'seen') as Draft['changedAt'] }
  const editing = { draft: seen, form, faults: {}, theirs: undefined, isPublic }
  if (!content.ok) return edit(desk, request, reply, { ...editing, faults: content.problem }, bad)
  const base = field(request, 'base') || seen.changedAt
  const typed = { id: draft.id, seen: seen.changedAt, base, content: content.value }
  const saved = await keep(desk, request, typed)
  if (saved.ok) return goOn(desk, request, reply, saved.value)
  if (typeof saved.problem === 'string') throw new Problem(saved.problem)
  const { theirs } = saved.problem
  const over = await overOf(desk, theirs, typed)
  return edit(desk, request, reply, { ...editing, theirs, over }, { status: 409 })
}

/** After saving: the account of a place that has none yet, the preview, or the editor again. */
function goOn(desk: Desk, request: FastifyRequest, reply: FastifyReply, draft: Draft) {
  const act = field(request, 'act')
  tellSaved(desk, request, reply)
  const at = `/desk/drafts/${draft.id}`
  const isOpen = placesIn(draft.source).some(({ id }) => id === undefined)
  if (act === 'together') return desk.back(reply, at, 'editor.together')
  if (act === 'theirs') return desk.back(reply, at, 'editor.gave_way')
  if (act === 'withhold') return desk.back(reply, `${at}/withheld`)
  if (act === 'preview')
    return desk.back(reply, isOpen ? `${at}/withheld?then=preview` : `${at}/preview`)
  return desk.back(reply, at, 'posts.saved')
}

/** Tells the script that kept this form until it was saved; it reads the cookie once and forgets both. */
function tellSaved(desk: Desk, request: FastifyRequest, reply: FastifyReply): void {
  const name = field(request, 'form')
  if (!/^[a-z0-9]{8,32}$/.test(name)) return
  const secure = desk.web.house.settings.publicUrl.startsWith('https:') ? '; Secure' : ''
  reply.header('set-cookie', `saved=${name}; Path=/desk; Max-Age=86400; SameSite=Lax${secure}`)
}

/** Whoever presses the button for a place has one, also where no script puts it at the cursor. */
const sourceIn = (request: FastifyRequest): string => {
  const source = field(request, 'source')
  return field(request, 'act') === 'withhold' ? withPlace(source) : source
}

const formIn = (request: FastifyRequest): DraftForm => ({
  capacity: field(request, 'capacity'),
  title: field(request, 'title'),
  question: field(request, 'question'),
  summary: field(request, 'summary'),
  source: sourceIn(request),
  tags: field(request, 'tags'),
  language: field(request, 'language'),
  decisionText: field(request, 'decisionText'),
  decisionUrl: field(request, 'decisionUrl'),
  commentsOpen: isTicked(request, 'comments'),
})

/** The preview is the page: the same view in the same frame, with a line that says who sees it. */
async function preview(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { draft, isPublic } = await draftIn(desk, request)
  const { name, title } = desk.viewer(request)
  const ask = desk.web.ask(request)
  const { t } = ask
  const into = draft.postId ? { postId: draft.postId } : { draftId: draft.id }
  const lifted = await liftedInto(ask.read, into)
  const words = wordsModel(
    {
      ...draft,
      title: draft.title || t('posts.desk.untitled'),
      html: await lookOf(ask, draft),
      tags: draft.tags.map((tag) => ({ slug: slug(tag, draft.language), name: tag })),
      author: { name, title, role: 'author' },
    },
    ask,
  )
  return desk.web.show(request, reply, {
    view: view('posts/show', {
      ...words,
      accounts: [],
      lifted: lifted && liftedModel(lifted, ask),
      part: undefined,
      preview: {
        words: t(isPublic ? 'posts.preview.words.change' : 'posts.preview.words'),
        publish: `/desk/drafts/${draft.id}/publication`,
        back: `/desk/drafts/${draft.id}`,
      },
      published: undefined,
      changed: undefined,
      history: '',
      cite: '',
      markdown: '',
      paper: '',
      correction: undefined,
      presented: undefined,
      question: draft.question,
      thread: undefined,
    }),
    head: {
      title: t('posts.preview.title'),
      ...(draft.capacity ? { capacity: draft.capacity } : {}),
    },
  })
}
