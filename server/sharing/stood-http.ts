/** The addresses of a post as it stood: one for each moment, and one that finds it for the clocks of the site. */
import { passagesAt } from '../disclosures/passages-http.ts'
import { figuresIn } from '../images/figures-http.ts'
import type { Instant } from '../kernel/clock.ts'
import { exactTime } from '../language/when.ts'
import { ofMonth, pageOfPost } from '../posts/address-http.ts'
import type { PublicPost } from '../posts/post.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { inAddress, momentIn, momentTyped } from './moment.ts'
import { momentForm, stoodModel } from './stood-pages.ts'
import { type StoodVersion, versionAt } from './store.ts'

/** Registers `…/at` and `…/at/2026-11-03T14:05:00Z` under posts. */
export function stoodRoutes(app: App, web: Web): void {
  web.page(app, {
    path: `${ofMonth}/:slug/at`,
    query: ['time'],
    make: (ask) => pageOfPost(ask, '/at', (post) => find(ask, post)),
  })
  web.page(app, {
    path: `${ofMonth}/:slug/at/:moment`,
    make: (ask) =>
      pageOfPost(ask, `/at/${encodeURIComponent(ask.params.moment ?? '')}`, (post) =>
        stood(ask, post),
      ),
  })
}

/** Leads to the moment that was typed, or says what to mend. */
async function find(ask: Ask, post: PublicPost): Promise<Answer> {
  const typed = ask.query.time
  if (typed === undefined) return asking(ask, post)
  const at = momentTyped(typed, ask.site.timeZone)
  if (!at) return asking(ask, post, { value: typed, fault: ask.t('sharing.stood.fault.time') })
  const fault = await faultOf(ask, post, at)
  if (fault) return asking(ask, post, { value: typed, fault })
  return { redirect: `${post.path}/at/${inAddress(at)}` }
}

async function faultOf(ask: Ask, post: PublicPost, at: Instant): Promise<string | undefined> {
  const { t, language, site, now, read } = ask
  if (at > now) return t('sharing.stood.fault.future')
  if (await versionAt(read, post.id, at)) return undefined
  const time = exactTime(post.firstPublishedAt, language, site.timeZone)
  return t('sharing.stood.fault.before', { time })
}

function asking(
  ask: Ask,
  post: PublicPost,
  typed: { readonly value?: string; readonly fault?: string } = {},
): Answer {
  const title = ask.t('sharing.stood.title', { title: post.title })
  return {
    view: view('sharing/when', {
      ...{ capacity: post.capacity, title, back: post.path },
      form: momentForm(post, ask, typed),
    }),
    head: { ...headOf(ask, post), title: ask.t(`posts.page.title.${post.capacity}`, { title }) },
    tags: [`post:${post.id}`],
    ...(typed.fault === undefined ? {} : { status: 422 }),
    isRare: true,
  }
}

/** The version that was public then; before the first one, and in the time to come, there is none. */
async function stood(ask: Ask, post: PublicPost): Promise<Answer> {
  const { t, language, site, read, now } = ask
  const at = momentIn(ask.params.moment ?? '')
  if (!at || at > now) return { problem: 'not_found' }
  const version = await versionAt(read, post.id, at)
  if (!version) return { problem: 'not_found' }
  const address = inAddress(at)
  if (address !== ask.params.moment) return { redirect: `${post.path}/at/${address}` }
  const model = stoodModel({ post, version, at }, await htmlAt(ask, post, version, at), ask)
  const title = t('sharing.stood.page', {
    title: version.title || post.title,
    time: exactTime(at, language, site.timeZone),
  })
  return {
    view: view('sharing/stood', model),
    head: {
      ...headOf(ask, { ...post, capacity: version.capacity }),
      title: t(`posts.page.title.${version.capacity}`, { title }),
    },
    tags: [`post:${post.id}`, 'openness'],
    isRare: true,
  }
}

/** The text with what the archive said then; of the present version of a letter what both sides agreed to. */
async function htmlAt(ask: Ask, post: PublicPost, version: StoodVersion, at: Instant) {
  const text = version.number === post.version ? post.html : version.html
  const shown = text && (await figuresIn(ask, text, version.language))
  return shown && (await passagesAt(ask, shown, { language: version.language, at }))
}

/** Another address of the same post, for people who look closely. */
const headOf = (ask: Ask, post: PublicPost) => ({
  description: `${ask.t(`common.capacity.${post.capacity}`)}.`,
  canonical: post.path,
  noindex: true,
  capacity: post.capacity,
})
