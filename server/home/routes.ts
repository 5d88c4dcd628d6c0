/** The front page, who speaks here, how to reach them, and whether the site is well. */
import { latestPublicComments, openQuestions } from '../comments/store.ts'
import { presentedIn } from '../images/profile-http.ts'
import { size } from '../ledger/store.ts'
import { beforeOf, listOf } from '../posts/list-http.ts'
import { notStored, safeHeaders } from '../web/headers.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { aboutModel, commentModel, contactModel, introOf, questionModel } from './pages.ts'

const MOST_IN_MARGIN = 5

/** Registers the addresses of the site itself. */
export function homeRoutes(app: App, web: Web): void {
  web.page(app, { path: '/', query: ['before'], make: frontPage })
  web.page(app, {
    path: '/about',
    make: async (ask) => ({
      view: view('home/about', aboutModel(ask, await presentedIn(ask))),
      head: { title: ask.t('home.about.title'), canonical: '/about' },
      tags: [],
    }),
  })
  web.page(app, {
    path: '/contact',
    make: async (ask) => ({
      view: view('home/contact', contactModel(ask)),
      head: { title: ask.t('home.contact.title'), canonical: '/contact' },
      tags: [],
    }),
  })
  // Live: the process answers. Whether it does more is another question, with an address of its own.
  app.get('/health', async (_, reply) => {
    reply.headers({ ...safeHeaders(web.house.settings), ...notStored })
    return {
      status: 'ok',
      ready: web.house.site() !== undefined,
      entries: await entriesOf(web),
    }
  })
  app.get('/health/ready', async (_, reply) => {
    const { house } = web
    const isOpen = (await entriesOf(web)) !== null
    const isReady = isOpen && !house.load.isFull()
    return reply
      .status(isReady ? 200 : 503)
      .headers({ ...safeHeaders(house.settings), ...notStored })
      .send({
        ready: isReady,
        database: isOpen ? 'open' : 'unreadable',
        load: house.load.isFull() ? 'full' : 'ok',
        writing: house.readOnly.now() ? 'read_only' : 'open',
        set_up: house.site() !== undefined,
      })
  })
}

/** How many entries the ledger has; null when the database cannot be read. */
const entriesOf = (web: Web): Promise<number | null> =>
  size(web.house.storage.read).catch(() => null)

async function frontPage(ask: Ask): Promise<Answer> {
  const asked = beforeOf(ask)
  if (!asked) return { problem: 'not_found' }
  const { entries, filters, until } = await listOf(ask, '/', asked)
  const isFirst = asked.before === undefined
  if (!isFirst && entries.entries.length === 0) return { problem: 'not_found' }
  const questions = await openQuestions(ask.read, MOST_IN_MARGIN)
  const comments = await latestPublicComments(ask.read, MOST_IN_MARGIN)
  return {
    view: view('home/front', {
      intro: introOf(ask.site),
      isFirst,
      entries,
      filters,
      questions: questions.map((question) => questionModel(question)),
      comments: comments.map((comment) => commentModel(comment, ask)),
    }),
    head: {
      ...{ title: ask.site.name, canonical: '/', noindex: !isFirst },
      feeds: [{ path: '/comments', title: ask.t('sharing.feed.comments') }],
    },
    tags: ['lists'],
    until,
  }
}
