/** How authors publish: one page that says what will happen, and one button. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { slug } from '../kernel/slug.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { changeSettings } from '../site/actions.ts'
import { missingForPublication, settingFaults } from '../site/settings.ts'
import { field, isTicked } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { Ask } from '../web/web.ts'
import { type PublishProblem, publishDraft } from './actions.ts'
import { speakerOf } from './approval-actions.ts'
import { asPublished } from './aside-actions.ts'
import { authorOf } from './desk-author-http.ts'
import { scheduleDesk, timeLeftBehind } from './desk-schedule-http.ts'
import { findPostState, freeSlug } from './desk-store.ts'
import type { Draft } from './draft.ts'
import type { Author } from './draft-actions.ts'
import { findDraft } from './draft-store.ts'
import { isCapacity, pathOfPost } from './post.ts'
import { decidePublication, type PostState } from './publication.ts'
import { type Need, publishModel } from './publish-pages.ts'
import type { TimeFault, TimeForm } from './schedule.ts'
import { findSchedule } from './schedule-store.ts'
import { entriesReady } from './withheld-actions.ts'

/** Registers the page of publication and its button. */
export function publicationDesk(desk: Desk): void {
  scheduleDesk(desk, (request, reply, { refused, ...time }) =>
    ask(desk, request, reply, { time, ...(refused && { refused: wordsFor(refused) }) }),
  )
  desk.app.get('/drafts/:id/publication', (request, reply) => ask(desk, request, reply))
  desk.app.post('/drafts/:id/publication', async (request, reply) => {
    const author = authorOf(desk, request)
    const time = await timeLeftBehind(desk, request)
    if (time) return ask(desk, request, reply, { time })
    const needs = needsIn(desk, request)
    if (needs.some(({ fault }) => fault)) return ask(desk, request, reply, { needs })
    const { house } = desk.web
    const { site } = desk.web.ask(request)
    const given = Object.fromEntries(needs.map(({ name, value }) => [name, value]))
    await changeSettings(house, author.accountId, { site, given })
    const chosen = field(request, 'capacity')
    const done = await publishDraft(house, author, {
      draftId: idIn(request),
      seen: field(request, 'seen'),
      capacity: isCapacity(chosen) ? chosen : undefined,
      newAddress: isTicked(request, 'address'),
    })
    if (!done.ok) return ask(desk, request, reply, { refused: wordsFor(done.problem) })
    const what = {
      post_published: 'posts.published',
      post_changed: 'posts.changed',
      post_corrected: 'posts.corrected',
    } as const
    return desk.back(reply, `/desk/posts/${done.value.postId}`, what[done.value.act])
  })
}

/** The message for what stands in the way; ends the request when it is not for an author to mend. */
function wordsFor(problem: PublishProblem): MessageKey {
  if (problem === 'forbidden' || problem === 'not_found') throw new Problem(problem)
  return problem === 'overtaken' ? 'posts.overtaken.publish' : problem
}

interface NeedTold {
  readonly name: Need
  readonly value: string
  readonly fault: MessageKey | undefined
}

/** What the site still has to say of itself, as it was typed. */
function needsIn(desk: Desk, request: FastifyRequest): NeedTold[] {
  const { site } = desk.web.ask(request)
  return missingForPublication(site).map((name) => {
    const value = field(request, name).trim()
    const fault = value === '' ? 'posts.missing.fault' : settingFaults({ [name]: value })[name]
    return { name, value, fault }
  })
}

interface Told {
  readonly refused?: MessageKey
  readonly needs?: readonly NeedTold[]
  readonly time?: { readonly typed: TimeForm; readonly fault?: TimeFault }
}

async function ask(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  told: Told = {},
): Promise<FastifyReply> {
  const author = authorOf(desk, request)
  const asked = desk.web.ask(request)
  const draft = await findDraft(asked.read, idIn(request))
  if (!draft) throw new Problem('not_found')
  const post =
    draft.postId === undefined ? undefined : await findPostState(asked.read, draft.postId)
  const missing =
    told.needs ??
    missingForPublication(asked.site).map((name) => ({ name, value: '', fault: undefined }))
  const ahead = await foreseen(asked, author, { draft, post })
  const refused = told.refused ?? ahead.refused
  const newPath = await newPathOf(desk, draft, post)
  const chosen = { capacity: field(request, 'capacity'), address: isTicked(request, 'address') }
  const scheduling = {
    schedule: await findSchedule(asked.read, draft.id),
    ...{ typed: told.time?.typed, fault: told.time?.fault },
  }
  const model = publishModel(
    { draft, post, ...ahead, refused, missing, newPath, chosen, scheduling },
    asked,
  )
  return desk.show(request, reply, {
    view: view('posts/publish', model),
    title: model.heading,
    status: told.refused || told.needs || told.time ? 422 : 200,
  })
}

/** What would be refused anyway is said before the button; a missing capacity is chosen here. */
async function foreseen(
  { read, site, now }: Ask,
  author: Author,
  { draft, post }: { readonly draft: Draft; readonly post: PostState | undefined },
) {
  const written = await asPublished(read, draft)
  const decided = decidePublication(written.ok ? written.value : draft, post, now)
  const entries = await entriesReady(read, draft, { site, at: now })
  const isRefused = !decided.ok && decided.problem !== 'posts.refused.capacity'
  const speaker = await speakerOf(read, draft, { site, author })
  const open: MessageKey | undefined = entries.ok ? undefined : entries.problem
  const unready = written.ok ? open : written.problem
  const problem = speaker.ok ? unready : speaker.problem
  return {
    refused: isRefused ? decided.problem : problem,
    accounts: entries.ok ? entries.value.length : 0,
    approval: speaker.ok ? undefined : `/desk/drafts/${draft.id}/approval`,
  }
}

/** The address after the present title, when the post has another. */
async function newPathOf(
  desk: Desk,
  draft: Draft,
  post: PostState | undefined,
): Promise<string | undefined> {
  if (!post) return undefined
  const { yearMonth } = post
  const wanted = { yearMonth, slug: slug(draft.title, draft.language) }
  const free = await freeSlug(desk.web.house.storage.read, wanted, post.id)
  return free === post.slug ? undefined : pathOfPost({ yearMonth, slug: free })
}
