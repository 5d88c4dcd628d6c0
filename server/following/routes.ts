/** Following by mail without an account: the forms to ask. What the mails open is in links-http.ts. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HOUR } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { YearMonth } from '../language/when.ts'
import type { PostAddress } from '../posts/post.ts'
import { field, numberField } from '../web/forms.ts'
import { notStored, safeHeaders } from '../web/headers.ts'
import type { App } from '../web/house.ts'
import type { Limits } from '../web/limits.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { askToFollow } from './actions.ts'
import { followSecrets, readAddress, type Secrets } from './address.ts'
import { linkRoutes } from './links-http.ts'
import { type Own, offeredAnswers, offeredOwn, offeredPosts, offeredThread } from './offer-http.ts'
import { countAsked } from './often.ts'
import { askModel, inWay, type Offered, type Typed } from './pages.ts'

/** So many may be sent from one place: a library has many readers. */
const MOST_ASKED = 30

/** What a code opens, handed in: the comment with this number, if it hangs on the code that the browser holds. */
export type OwnComment = (request: FastifyRequest, id: number) => Promise<Own | undefined>

interface Room {
  readonly web: Web
  readonly secrets: Secrets
  readonly isTooMany: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>
  readonly isFlooded: (key: string) => boolean
}

const ofPost = '/:year(^\\d{4}$)/:month(^[01]\\d$)/:slug/follow'
const ofComment = '/comments/:id(^[1-9]\\d{0,14}$)/follow'

/** Registers what can be followed, and what the mails lead to. */
export function followRoutes(app: App, web: Web, limits: Limits, own: OwnComment): void {
  const secrets = followSecrets(web.house.keys.seal)
  const isFlooded = countAsked(web.house.clock)
  const room = { web, secrets, isTooMany: limits(MOST_ASKED, HOUR), isFlooded }
  const offers: readonly (readonly [string, (ask: Ask) => ReturnType<typeof offeredThread>])[] = [
    ['/follow', async () => offeredPosts],
    [ofPost, (ask) => offeredThread(ask, addressIn(ask))],
    [ofComment, (ask) => offeredAnswers(ask, Number(ask.params.id))],
  ]
  for (const [path, offer] of offers) {
    web.page(app, { path, make: (ask) => askPage(room, ask, offer) })
    app.post(path, async (request, reply) => {
      const offered = await offer(web.ask(request))
      if (!offered || 'moved' in offered) throw new Problem('not_found')
      return receive(room, request, reply, offered)
    })
  }
  web.page(app, { path: '/follow/asked', make: async (ask) => askedPage(ask) })
  const mine = async (request: FastifyRequest, number: number) => {
    const offered = await offeredOwn(web.ask(request), await own(request, number))
    if (!offered) throw new Problem('not_found')
    return offered
  }
  app.get('/receipt/follow', async (request, reply) => {
    const { comment = '' } = request.query as { readonly comment?: string }
    const offered = await mine(request, /^\d{1,15}$/.test(comment) ? Number(comment) : 0)
    return showForm(room, request, reply, { offered, typed: {} })
  })
  app.post('/receipt/follow', async (request, reply) =>
    receive(room, request, reply, await mine(request, numberField(request, 'comment') ?? 0)),
  )
  linkRoutes(app, web, secrets)
}

const addressIn = ({ params }: Ask): PostAddress => ({
  yearMonth: `${params.year}/${params.month}` as YearMonth,
  slug: params.slug ?? '',
})

async function askPage(
  { web }: Room,
  ask: Ask,
  offer: (ask: Ask) => ReturnType<typeof offeredThread>,
): Promise<Answer> {
  const offered = await offer(ask)
  if (!offered) return { problem: 'not_found' }
  if ('moved' in offered) return { redirect: `${offered.moved}/follow` }
  const model = modelOf(web, ask, offered, {})
  return {
    view: view('following/ask', model),
    head: { title: model.title, noindex: offered.post !== undefined },
    tags: offered.post ? [`post:${offered.post.id}`] : [],
  }
}

function modelOf(web: Web, { t, site }: Ask, offered: Offered, typed: Typed) {
  const { target, comment } = offered
  const isOwn = comment?.href === '/receipt'
  const hidden =
    isOwn && 'commentId' in target ? [{ name: 'comment', value: String(target.commentId) }] : []
  const action = `${isOwn ? '/receipt' : (comment?.href ?? offered.post?.href ?? '')}/follow`
  const isSending = web.house.settings.mail.server !== undefined
  return askModel(offered, { t, name: site.official.name }, { action, typed, isSending, hidden })
}

function showForm(
  { web }: Room,
  request: FastifyRequest,
  reply: FastifyReply,
  { offered, typed, status }: { offered: Offered; typed: Typed; status?: number },
): Promise<FastifyReply> {
  const model = modelOf(web, web.ask(request), offered, typed)
  const head = { title: model.title }
  return web.show(request, reply, {
    view: view('following/ask', model),
    head,
    status: status ?? 200,
  })
}

/** Takes the form. Whoever fills what nobody sees is answered like everybody, and nothing is kept. */
async function receive(
  room: Room,
  request: FastifyRequest,
  reply: FastifyReply,
  offered: Offered,
): Promise<FastifyReply> {
  const { web, secrets } = room
  const typed = { address: field(request, 'address').slice(0, 300), way: field(request, 'way') }
  const again = (status: number, fault: NonNullable<Typed['fault']>) =>
    showForm(room, request, reply, { offered, typed: { ...typed, fault }, status })
  const address = readAddress(typed.address)
  if (!address) return again(422, 'following.fault.address')
  if (await room.isTooMany(request, reply)) return again(429, 'following.fault.tooMany')
  const isMailed = field(request, 'website') === '' && !isFlooded(room, address)
  const { language } = web.ask(request)
  const target = inWay(offered.target, typed.way)
  if (isMailed) await askToFollow(web.house, secrets, { target, address, language })
  reply.headers({ ...safeHeaders(web.house.settings), ...notStored })
  return reply.redirect('/follow/asked', 303)
}

const isFlooded = ({ web, secrets, isFlooded }: Room, address: string): boolean =>
  web.house.settings.rateLimits && isFlooded(secrets.stopKeyOf(address))

function askedPage({ t }: Ask): Answer {
  const title = t('following.asked.title')
  return {
    view: view('following/link', {
      title,
      words: [t('following.asked.words'), t('following.asked.nothing')],
      act: undefined,
      link: { href: '/', words: t('following.back') },
    }),
    head: { title, noindex: true },
    tags: [],
  }
}
