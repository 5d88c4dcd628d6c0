/** The page of a series, its line in a post, and how authors put posts into one. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { authorOf } from './desk-author-http.ts'
import { wholesOf } from './list-http.ts'
import { entriesModel } from './list-pages.ts'
import { placeInSeries } from './series-actions.ts'
import { partModel, seriesForm } from './series-pages.ts'
import { allSeries, findSeries, partsOf, publicParts, seriesOf } from './series-store.ts'

const MOST_SERIES = 200

/** Registers the public address of series. */
export function seriesRoutes(app: App, web: Web): void {
  web.page(app, { path: '/series/:series', make: seriesPage })
}

/** A series with nothing public in it is not there. */
async function seriesPage(ask: Ask): Promise<Answer> {
  const series = await findSeries(ask.read, ask.params.series ?? '')
  const posts = series ? await publicParts(ask.read, series.id) : []
  if (!series || posts.length === 0) return { problem: 'not_found' }
  const wholes = await wholesOf(
    ask,
    posts.map(({ id }) => id),
  )
  const page = { top: undefined, posts, ...wholes, older: undefined }
  const title = ask.t('publishing.series.title', { name: series.name })
  return {
    view: view('posts/series', {
      ...entriesModel(page, { ...ask, newest: undefined }),
      title: series.name,
      language: series.language,
      summary: ask.t('publishing.series.count', { count: posts.length }),
    }),
    head: { title, canonical: `/series/${series.slug}` },
    tags: ['series', 'lists'],
  }
}

/** Where a post stands in its series, if it is in one. */
export async function partOf(ask: Ask, postId: number) {
  const series = await seriesOf(ask.read, postId)
  if (!series) return undefined
  return { model: partModel(series, await publicParts(ask.read, series.id), postId, ask) }
}

/** Registers the form that puts a post into a series; `again` shows the post with a name that is too long. */
export function seriesDesk(desk: Desk, again: Again): void {
  desk.app.post('/posts/:id/series', async (request, reply) => {
    const postId = idIn(request)
    const name = field(request, 'series_name')
    const place = Number.parseInt(field(request, 'place'), 10)
    const done = await placeInSeries(desk.web.house, authorOf(desk, request), {
      ...{ postId, name, slug: field(request, 'series') },
      place: place > 0 ? place : undefined,
    })
    if (done.ok) return desk.back(reply, `/desk/posts/${postId}`, 'publishing.series')
    const { problem } = done
    if (problem === 'forbidden' || problem === 'not_found') throw new Problem(problem)
    return again(request, reply, { name, fault: problem })
  })
}

type Typed = {
  readonly name: string
  readonly fault: 'publishing.series.fault.name' | 'publishing.series.fault.full'
}
type Again = (request: FastifyRequest, reply: FastifyReply, typed: Typed) => Promise<FastifyReply>

/** The form of the series for the page of a post at the desk. */
export async function seriesFormOf(ask: Ask, postId: number, typed: Typed | undefined) {
  const all = await allSeries(ask.read, MOST_SERIES)
  const now = await seriesOf(ask.read, postId)
  const place = now ? (await partsOf(ask.read, now.id)).indexOf(postId) + 1 : 0
  return seriesForm(postId, { all, now, place, typed }, ask)
}
