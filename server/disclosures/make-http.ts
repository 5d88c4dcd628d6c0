/** Writing an entry at the desk that stands alone or hangs on something public: the form, a look at it, one button. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { Ask } from '../web/web.ts'
import { answering, makeDisclosure, may, writingAt } from './actions.ts'
import type { On } from './disclosure.ts'
import { entryModel } from './entry-pages.ts'
import {
  type DisclosureFaults,
  type DisclosureField,
  type DisclosureForm,
  emptyDisclosure,
  parseDisclosure,
} from './form.ts'
import { disclosureFields, type MakePage } from './make-pages.ts'
import { authors } from './people-store.ts'
import { findCommentPlace } from './place-store.ts'
import { hiddenOf } from './preview-pages.ts'
import { findPostOf } from './store.ts'

const names: readonly DisclosureField[] = [
  ...(['state', 'canSay', 'ground', 'why', 'capacity', 'language', 'openness'] as const),
  ...(['opennessWhy', 'harm', 'decision', 'delegation', 'reviewOn', 'lift'] as const),
  ...(['responsible', 'unwanted'] as const),
]

/** The fields of an entry as they came. */
export const formIn = (request: FastifyRequest): DisclosureForm =>
  Object.fromEntries(names.map((name) => [name, field(request, name)])) as unknown as DisclosureForm

/** Whoever writes in the archive; ends the request as forbidden otherwise. */
export function writerOf(desk: Desk, request: FastifyRequest) {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'openness.write')) throw new Problem('forbidden')
  return viewer
}

/** Registers /desk/openness/new. */
export function makeDesk(desk: Desk): void {
  desk.app.get('/openness/new', async (request, reply) => {
    writerOf(desk, request)
    const asked = desk.web.ask(request)
    const form = emptyDisclosure(asked.site.language)
    return showForm(desk, request, reply, { form, faults: {} })
  })
  desk.app.post('/openness/new', (request, reply) => answer(desk, request, reply))
}

interface Typed {
  readonly form: DisclosureForm
  readonly faults: DisclosureFaults
}

/** A page with the fields of an entry, as they were filled in. */
export interface Making {
  readonly form: DisclosureForm
  readonly faults: DisclosureFaults
  readonly page: Omit<MakePage, 'fields'>
  readonly withLanguage: boolean
}

/** Shows the fields of an entry in a page of the desk; 422 when something must be mended. */
export async function showMake(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, faults, page, withLanguage }: Making,
): Promise<FastifyReply> {
  const { t, language, site, read } = desk.web.ask(request)
  const { name, accountId } = desk.viewer(request)
  const others = (await authors(read)).filter(({ id }) => id !== accountId)
  const writer = { t, language, name, others, country: site.country }
  return desk.show(request, reply, {
    view: view('disclosures/make', {
      ...page,
      fields: disclosureFields(form, faults, writer, { withLanguage }),
    }),
    title: page.heading,
    status: Object.keys(faults).length > 0 ? 422 : 200,
  })
}

async function showForm(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, faults }: Typed,
): Promise<FastifyReply> {
  const asked = desk.web.ask(request)
  const { t } = asked
  const place = await placeOf(asked, request)
  return showMake(desk, request, reply, {
    ...{ form, faults, withLanguage: true },
    page: {
      heading: t('disclosures.make.title'),
      action: `/desk/openness/new${place.query}`,
      on: place.words ? { words: place.words, capacity: place.capacity } : undefined,
      place: undefined,
      button: t('disclosures.make.look'),
      back: { href: place.back, words: t('disclosures.make.back') },
    },
  })
}

async function answer(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const who = writerOf(desk, request)
  const asked = desk.web.ask(request)
  const act = field(request, 'act')
  const form = formIn(request)
  if (act === 'change') return showForm(desk, request, reply, { form, faults: {} })
  const isChosen = act === 'personal' || act === 'official'
  // Until the last page nobody has said in which capacity: it is chosen there, never guessed.
  const given = { ...form, capacity: isChosen ? act : 'personal' }
  const said = parseDisclosure(given, writingAt(asked.site, asked.now))
  if (!said.ok) return showForm(desk, request, reply, { form, faults: said.problem })
  const place = await placeOf(asked, request)
  if (!isChosen) {
    const { t } = asked
    const by = await answering(asked.read, who, responsibleIn(form))
    return desk.show(request, reply, {
      view: view('disclosures/before', {
        action: `/desk/openness/new${place.query}`,
        entry: entryModel({ ...said.value, capacity: place.capacity }, undefined, asked),
        hidden: hiddenOf(form),
        by: t('disclosures.before.by', { name: by.name, title: by.title }),
        capacity: place.capacity,
      }),
      title: t('disclosures.before.title'),
    })
  }
  const made = await makeDisclosure(desk.web.house, who, {
    ...{ said: said.value, on: place.on, responsible: responsibleIn(form) },
  })
  if (!made.ok) throw new Problem(made.problem)
  return desk.back(reply, `/desk/openness/${made.value}`, 'disclosures.made')
}

/** Which other author answers for the entry, if one was chosen. */
export const responsibleIn = ({ responsible }: DisclosureForm): number | undefined =>
  numberIn(responsible || undefined)

/** What the entry is to hang on, which must be public; the address names it. */
async function placeOf({ read, t }: Ask, request: FastifyRequest) {
  const { post, comment } = request.query as Record<string, unknown>
  const on: On = { postId: numberIn(post), commentId: numberIn(comment) }
  if (on.postId !== undefined) {
    const found = await findPostOf(read, on.postId)
    if (!found) throw new Problem('not_found')
    return {
      ...{ on: { postId: found.id }, query: `?post=${found.id}`, capacity: found.capacity },
      ...{ back: `/desk/posts/${found.id}` },
      words: t('disclosures.make.on.post', { title: found.title }),
    }
  }
  if (on.commentId === undefined)
    return { on: {}, query: '', back: '/desk/openness', words: undefined, capacity: undefined }
  const found = await findCommentPlace(read, on.commentId)
  if (!found) throw new Problem('not_found')
  return {
    ...{ on: { commentId: found.id }, query: `?comment=${found.id}`, capacity: undefined },
    ...{ back: `/desk/comments/${found.id}` },
    words: t('disclosures.make.on.comment', { name: found.name }),
  }
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined
