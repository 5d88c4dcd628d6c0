/** What the links in mails open: looking changes nothing, sending the form does. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languages } from '../language/locale.ts'
import { findPublicPostById } from '../posts/store.ts'
import { field } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { chooseAnew, confirmFollow, followBehind, stopFollowing } from './actions.ts'
import type { Purpose, Secrets } from './address.ts'
import { type Follow, wordOf } from './follow.ts'
import { offeredAnswers, offeredPosts } from './offer-http.ts'
import { inWay, languagesOf, type Offered, wayFor, waysOf } from './pages.ts'

interface Room {
  readonly web: Web
  readonly secrets: Secrets
}

const confirmation = '/follow/confirmation/:token'
const unsubscribe = '/unsubscribe/:token'

/** Registers /follow/confirmation/… and /unsubscribe/…. */
export function linkRoutes(app: App, web: Web, secrets: Secrets): void {
  const room = { web, secrets }
  app.get(confirmation, async (request, reply) => {
    const follow = await behind(room, request, 'confirm')
    return follow ? showConfirmation(web, request, reply, follow) : showGone(web, request, reply)
  })
  app.post(confirmation, async (request, reply) => {
    const follow = await behind(room, request, 'confirm')
    if (!follow) return showGone(web, request, reply)
    await confirmFollow(web.house, follow)
    return showConfirmed(room, request, reply, follow)
  })
  app.get(unsubscribe, async (request, reply) => {
    const follow = await behind(room, request, 'unsubscribe')
    return follow
      ? showChoice(web, request, reply, { follow, saved: false })
      : showGone(web, request, reply)
  })
  app.post(`${unsubscribe}/choice`, async (request, reply) => {
    const follow = await behind(room, request, 'unsubscribe')
    return follow ? change(web, request, reply, follow) : showGone(web, request, reply)
  })
  app.register(async (scope) => {
    // One click (RFC 8058): a mail program sends either kind of form, nothing else, and follows no redirect.
    scope.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_, __, done) =>
      done(null, {}),
    )
    scope.post(unsubscribe, async (request, reply) => {
      const follow = await behind(room, request, 'unsubscribe')
      if (follow) await stopFollowing(web.house, follow)
      return showStopped(web, request, reply)
    })
  })
}

function behind({ web, secrets }: Room, request: FastifyRequest, purpose: Purpose) {
  web.ask(request) // before set-up nothing is here
  const { token } = request.params as { readonly token: string }
  return followBehind(web.house, secrets, { token, purpose })
}

/** A page that only says something, perhaps with one button and one link. */
function say(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  page: {
    readonly name: 'confirm' | 'confirmed' | 'gone' | 'stopped'
    readonly status?: number
    readonly more?: string
    readonly action?: string
    readonly href?: string
  },
): Promise<FastifyReply> {
  const { t } = web.ask(request)
  const { name, status = 200, more, action, href = '/' } = page
  const title = t(`following.${name}.title`)
  const model = {
    title,
    words: [t(`following.${name}.words`), ...(more ? [more] : [])],
    act: action ? { action, words: t('following.confirm') } : undefined,
    link: { href, words: t(href === '/' ? 'following.back' : 'following.mail.choose') },
  }
  return web.show(request, reply, { view: view('following/link', model), head: { title }, status })
}

const showConfirmation = (
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  follow: Follow,
) => {
  const { t } = web.ask(request)
  const more = t('following.wish', { what: t(`following.what.${wordOf(follow)}`) })
  const action = request.url.replace(/\?.*/, '')
  return say(web, request, reply, { name: 'confirm', more, action })
}

const showGone = (web: Web, request: FastifyRequest, reply: FastifyReply) =>
  say(web, request, reply, { name: 'gone', status: 410 })

const showStopped = (web: Web, request: FastifyRequest, reply: FastifyReply) =>
  say(web, request, reply, { name: 'stopped' })

const showConfirmed = (
  { web, secrets }: Room,
  request: FastifyRequest,
  reply: FastifyReply,
  follow: Follow,
) => {
  const href = `/unsubscribe/${secrets.tokenOf('unsubscribe', follow)}`
  return say(web, request, reply, { name: 'confirmed', href })
}

/** What is followed, as far as it still is public: the rest keeps its words to itself. */
async function offeredBy(
  web: Web,
  request: FastifyRequest,
  { target }: Follow,
): Promise<Pick<Offered, 'target' | 'post' | 'comment'>> {
  const ask = web.ask(request)
  if (target.topic === 'posts') return { ...offeredPosts, target }
  if (target.topic !== 'thread') {
    const offered = await offeredAnswers(ask, target.commentId)
    return { post: offered?.post, comment: offered?.comment, target }
  }
  const post = await findPublicPostById(ask.read, target.postId)
  return { target, post: post && { ...post, href: post.path }, comment: undefined }
}

async function showChoice(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { follow, saved }: { readonly follow: Follow; readonly saved: boolean },
): Promise<FastifyReply> {
  const { t, site } = web.ask(request)
  const { name } = site.official
  const offered = await offeredBy(web, request, follow)
  const ways = waysOf(offered, { t, name }, wayFor(follow.target))
  const { token } = request.params as { readonly token: string }
  const title = t('following.choice.title')
  const { topic } = follow.target
  const follows = t('following.follows', { what: t(`following.what.${wordOf(follow)}`) })
  const words = topic === 'posts' ? follows : `${follows} ${t(`following.ends.${topic}`)}`
  const model = {
    ...{ title, words, saved, post: offered.post, action: `/unsubscribe/${token}` },
    choices: [...(ways ? [ways] : []), languagesOf(t, follow.language)],
  }
  return web.show(request, reply, { view: view('following/choice', model), head: { title } })
}

async function change(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  follow: Follow,
): Promise<FastifyReply> {
  const asked = field(request, 'language')
  const language = languages.find((one): one is Language => one === asked) ?? follow.language
  const target = inWay(follow.target, field(request, 'way'))
  await chooseAnew(web.house, follow, { target, language })
  return showChoice(web, request, reply, { follow: { ...follow, target, language }, saved: true })
}
