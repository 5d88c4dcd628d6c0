/** The archive as a list at the desk, a page at a time. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { view } from '../web/views.ts'
import type { Ask } from '../web/web.ts'
import { deskListPage, type Filter, filters, listPath } from './desk-list-pages.ts'
import { type Disclosure, isOneOf } from './disclosure.ts'
import { type After, closedEntries, groundsInUse, hasEntries, openEntries } from './look-store.ts'
import { writerOf } from './make-http.ts'

const ON_PAGE = 50

/** Shows what of the archive is asked for. */
export async function showList(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  writerOf(desk, request)
  const asked = desk.web.ask(request)
  const { read, query } = asked
  const given = query.state ?? ''
  const filter = isOneOf(filters, given) ? given : 'open'
  const found = await entriesOf(asked, filter)
  const entries = found.slice(0, ON_PAGE)
  const last = found.length > ON_PAGE ? entries.at(-1) : undefined
  const model = deskListPage(
    {
      ...{ entries, filter, grounds: await groundsInUse(read), hasAny: await hasEntries(read) },
      more: last && morePath(filter, last),
    },
    asked,
  )
  return desk.show(request, reply, {
    view: view('disclosures/desk-list', model),
    title: asked.t('disclosures.title'),
  })
}

function entriesOf({ read, query }: Ask, filter: Filter): Promise<Disclosure[]> {
  const most = ON_PAGE + 1
  if (filter === 'disclosed' || filter === 'ended')
    return closedEntries(read, { state: filter, before: numberIn(query.before), most })
  const state = filter === 'open' ? undefined : filter
  return openEntries(read, { state, after: afterIn(query.after), most })
}

function morePath(filter: Filter, { id, reviewOn }: Disclosure): string {
  const isOpen = filter !== 'disclosed' && filter !== 'ended'
  const path = listPath(filter)
  return `${path}${path.includes('?') ? '&' : '?'}${isOpen ? `after=${reviewOn}.${id}` : `before=${id}`}`
}

const numberIn = (text: string | undefined): number | undefined =>
  /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined

function afterIn(text: string | undefined): After | undefined {
  const [, reviewOn, id] = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})$/.exec(text ?? '') ?? []
  return reviewOn ? { reviewOn, id: Number(id) } : undefined
}
