/** How readers reach posts: lists, a post with its thread, its history, what is left of one taken down. */
import { passagesIn } from '../disclosures/passages-http.ts'
import { disclosuresOnPost } from '../disclosures/store.ts'
import { broughtBy, figuresIn } from '../images/figures-http.ts'
import { presentedBy } from '../images/profile-http.ts'
import type { Instant } from '../kernel/clock.ts'
import { translator } from '../language/catalogue.ts'
import { month } from '../language/when.ts'
import type { App, Tag } from '../web/house.ts'
import { type Views, view } from '../web/views.ts'
import type { Answer, Ask, Shown, Web } from '../web/web.ts'
import { addressOf, ofMonth, pageOfPost } from './address-http.ts'
import { isAside } from './aside-store.ts'
import { paperOf, postHead } from './head-pages.ts'
import { historyModel } from './history-pages.ts'
import { liftedModel } from './lifted-pages.ts'
import { liftedInto } from './lifted-store.ts'
import { beforeOf, listOf } from './list-http.ts'
import { accountsModel, correctionOf, type ListPage, wordsModel } from './pages.ts'
import type { PublicPost } from './post.ts'
import { partOf, seriesRoutes } from './series-http.ts'
import { findPublicTag, type PostFilter, publicPosts } from './store.ts'
import { timeOf, titleOf } from './telling-pages.ts'
import { findCorrection, publicVersions } from './version-store.ts'

/** The thread under a post, handed in, since comments lie above posts. */
export type ThreadOf = (
  ask: Ask,
  post: PublicPost,
) => Promise<{
  readonly model: Views['comments/thread']
  readonly until?: Instant | undefined
  readonly isRare?: boolean
}>

/** Registers the public addresses of posts, the front page excepted. */
export function postRoutes(app: App, web: Web, thread: ThreadOf): void {
  const { publicUrl } = web.house.settings
  for (const capacity of ['personal', 'official'] as const)
    web.page(app, {
      path: `/${capacity}`,
      query: ['before'],
      make: (ask) =>
        listPage(ask, `/${capacity}`, {
          filter: { capacity },
          hasFeed: true,
          title: ask.t(`posts.list.${capacity}`),
          summary: ask.t(`posts.list.${capacity}.words`),
        }),
    })
  seriesRoutes(app, web)
  web.page(app, { path: '/tags/:tag', query: ['before'], make: tagPage })
  web.page(app, { path: '/:year(^\\d{4}$)', query: ['before'], make: yearPage })
  web.page(app, { path: ofMonth, query: ['before'], make: monthPage })
  web.page(app, {
    path: `${ofMonth}/:slug`,
    query: ['order', 'from', 'to'],
    make: (ask) => pageOfPost(ask, '', (post) => postPage(ask, post, { thread, publicUrl })),
  })
  web.page(app, {
    path: `${ofMonth}/:slug/history`,
    query: ['before'],
    make: (ask) => pageOfPost(ask, '/history', (post) => historyPage(ask, post)),
  })
}

interface List {
  readonly filter: PostFilter
  /** Whether the list has a feed of its own. */
  readonly hasFeed?: boolean
  readonly title: string
  readonly summary?: string
}

async function listPage(ask: Ask, path: string, list: List): Promise<Answer> {
  const asked = beforeOf(ask)
  if (!asked) return { problem: 'not_found' }
  const { entries, filters } = await listOf(ask, path, { ...list.filter, ...asked })
  if (asked.before !== undefined && entries.entries.length === 0) return { problem: 'not_found' }
  const model: ListPage = {
    ...entries,
    title: list.title,
    summary: list.summary,
    capacity: list.filter.capacity,
    filters,
  }
  return {
    view: view('posts/index', model),
    head: {
      title: list.title,
      description: list.summary,
      canonical: path,
      noindex: asked.before !== undefined,
      feeds: list.hasFeed ? [{ path, title: list.title }] : [],
    },
    tags: ['lists'],
  }
}

async function tagPage(ask: Ask): Promise<Answer> {
  const tag = await findPublicTag(ask.read, ask.params.tag ?? '')
  if (!tag) return { problem: 'not_found' }
  const title = ask.t('posts.list.tag', { tag: tag.name })
  return listPage(ask, `/tags/${tag.slug}`, {
    ...{ filter: { tag: tag.slug }, title, hasFeed: true },
  })
}

async function monthPage(ask: Ask): Promise<Answer> {
  const yearMonth = addressOf(ask).yearMonth
  const [any] = await publicPosts(ask.read, { yearMonth }, 1)
  if (!any) return { problem: 'not_found' }
  const title = ask.t('posts.list.month', { month: month(yearMonth, ask.language) })
  return listPage(ask, `/${yearMonth}`, { filter: { yearMonth }, title })
}

async function yearPage(ask: Ask): Promise<Answer> {
  const year = ask.params.year ?? ''
  const [any] = await publicPosts(ask.read, { year }, 1)
  if (!any) return { problem: 'not_found' }
  return listPage(ask, `/${year}`, {
    ...{ filter: { year }, title: ask.t('publishing.list.year', { year }) },
  })
}

async function postPage(
  ask: Ask,
  post: PublicPost,
  { thread, publicUrl }: { readonly thread: ThreadOf; readonly publicUrl: string },
): Promise<Shown> {
  const below = await thread(ask, post)
  const text = await figuresIn(ask, post.html, post.language)
  const passages = await passagesIn(ask, text, post.language)
  const hanging = (await disclosuresOnPost(ask.read, post.id)).filter(
    ({ id }) => !passages.ids.includes(id),
  )
  const turns = [below.until, passages.until].filter((at) => at !== undefined)
  const correction = await findCorrection(ask.read, post.id)
  const part = await partOf(ask, post.id)
  const lifted = await liftedInto(ask.read, { postId: post.id })
  const [image] = (await broughtBy(ask, post.html)).filter(({ kind }) => kind === 'image')
  const speak = translator(post.language)
  // An aside has no title of its own: its beginning would be said twice.
  const named = (await isAside(ask.read, { postId: post.id })) && {
    title: speak('publishing.aside'),
  }
  return {
    view: view('posts/show', {
      ...wordsModel({ ...post, html: passages.html, ...named }, ask),
      accounts: accountsModel(hanging, ask),
      lifted: lifted && liftedModel(lifted, ask),
      part: part?.model,
      preview: undefined,
      published: timeOf(post.firstPublishedAt, ask),
      changed: post.changedAt && timeOf(post.changedAt, ask),
      history: `${post.path}/history`,
      cite: `${post.path}/cite`,
      markdown: `${post.path}.md`,
      paper: paperOf(post, { ...ask, publicUrl }),
      correction: correction && correctionOf(correction, ask),
      presented: await presentedBy(ask, post.author),
      question: undefined,
      thread: below.model,
    }),
    head: postHead(post, image, { ...ask, publicUrl }),
    tags: [
      ...tagsOf(post),
      ...(part ? ['series' as const] : []),
      ...(lifted ? [`post:${lifted.fromPost}` as const] : []),
      ...(passages.ids.length + hanging.length > 0 ? openness : []),
    ],
    until: turns.sort()[0],
    ...(below.isRare ? { isRare: true } : {}),
  }
}

async function historyPage(ask: Ask, post: PublicPost): Promise<Answer> {
  const asked = beforeOf(ask)
  const versions = await publicVersions(ask.read, post.id)
  if (!asked || asked.before === 1) return { problem: 'not_found' }
  const model = historyModel(post, versions, { ...ask, ...asked })
  return {
    view: view('posts/history', model),
    head: {
      title: titleOf({ capacity: post.capacity, title: model.title }, ask.t),
      capacity: post.capacity,
      canonical: `${post.path}/history`,
    },
    tags: tagsOf(post),
  }
}

const openness: readonly Tag[] = ['openness']

const tagsOf = (post: PublicPost): Tag[] => [`post:${post.id}`]
