/** A comment in its context, the forms to answer, and what a citizen sends. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import { age, exactTime } from '../language/when.ts'
import type { PublicPost } from '../posts/post.ts'
import { findPublicPostById } from '../posts/store.ts'
import { receiptCookie } from '../receipts/cookie.ts'
import { readCode } from '../receipts/receipt.ts'
import { promiseAt } from '../site/hours.ts'
import { field, isTicked, longLetter, numberField } from '../web/forms.ts'
import { notStored, safeHeaders } from '../web/headers.ts'
import type { App } from '../web/house.ts'
import type { Limits } from '../web/limits.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { submitComment } from './actions.ts'
import { calledOf } from './beside-pages.ts'
import { judgeProof, newChallenge } from './challenge.ts'
import { type PublicComment, parseComment } from './comment.ts'
import { creditsUnder } from './credit-store.ts'
import { formFor, postLink } from './form.ts'
import { historyPage } from './history-http.ts'
import { waiting } from './kept-store.ts'
import { itemAlone } from './pages.ts'
import { showPreview } from './preview.ts'
import { sideAround, sideModel } from './side-pages.ts'
import { sidesUnder, wasSide } from './side-store.ts'
import { findPublicComment, publicAncestors } from './store.ts'
import { readSubmission } from './submission.ts'
import { creditsByComment, type ReasonName, tellingOf, threadBelow } from './threads.ts'

/** So many from one place: a whole town hall may sit behind one address. */
const MOST_SUBMISSIONS = 60
const SUBMISSION_WINDOW = 10 * MINUTE

/** Registers the public addresses of comments. */
export function commentRoutes(app: App, web: Web, limits: Limits, reasonName: ReasonName): void {
  web.page(app, {
    path: '/comments/:id(^[1-9]\\d{0,14}$)',
    query: ['from', 'to'],
    make: (ask) => commentPage(ask, reasonName),
  })
  web.page(app, {
    path: '/discussions/:id(^[1-9]\\d{0,14}$)',
    query: ['from', 'to'],
    make: (ask) => discussionPage(ask, reasonName),
  })
  web.page(app, {
    path: '/comments/:id(^[1-9]\\d{0,14}$)/reply',
    make: (ask) => replyPage(ask, reasonName),
  })
  web.page(app, { path: '/comments/:id(^[1-9]\\d{0,14}$)/history', make: historyPage })
  app.post('/comments/preview', longLetter, (request, reply) => showPreview(web, request, reply))
  const tooMany = limits(MOST_SUBMISSIONS, SUBMISSION_WINDOW)
  app.post('/comments', async (request, reply) => {
    if (await tooMany(request, reply))
      return showPreview(web, request, reply, { status: 429, fault: 'comments.fault.tooMany' })
    return receive(web, request, reply)
  })
  app.get('/log', async (request, reply) => showWaiting(web, request, reply))
  app.get('/challenge', async (_, reply) =>
    reply
      .headers({ ...safeHeaders(web.house.settings), ...notStored })
      .send(await newChallenge(web.house.keys.challenge, web.house.clock())),
  )
}

async function receive(web: Web, request: FastifyRequest, reply: FastifyReply) {
  const { house } = web
  const words = parseComment({
    name: field(request, 'name'),
    text: field(request, 'text'),
    question: isTicked(request, 'question'),
  })
  if (!words.ok) return showPreview(web, request, reply)
  const typed = field(request, 'code')
  const code = readCode(typed)
  if (typed.trim() !== '' && !code)
    return showPreview(web, request, reply, { status: 422, fault: 'comments.fault.unknown_code' })
  const sent = await submitComment(house, {
    words: words.value,
    postId: numberField(request, 'post') ?? 0,
    parentId: numberField(request, 'parent'),
    postVersion: numberField(request, 'post_version'),
    parentVersion: numberField(request, 'parent_version'),
    mark: readSubmission(house.keys.submission, field(request, 'mark')),
    code,
    seen: {
      trap: field(request, 'website') !== '',
      ...judgeProof(field(request, 'altcha'), house.keys.challenge, house.clock()),
    },
  })
  if (!sent.ok)
    return showPreview(web, request, reply, {
      status: sent.problem === 'unknown_code' ? 422 : 409,
      fault: `comments.fault.${sent.problem}`,
    })
  return reply
    .header('set-cookie', receiptCookie(house.settings, sent.value.code, { remember: false }))
    .redirect('/receipt', 303)
}

async function found(ask: Ask) {
  const comment = await findPublicComment(ask.read, Number(ask.params.id))
  const post = comment && (await findPublicPostById(ask.read, comment.postId))
  return comment && post ? { comment, post } : undefined
}

/** The page of a branch, whose address stays: of one that was moved back it is the comment's. */
async function discussionPage(ask: Ask, reasonName: ReasonName): Promise<Answer> {
  if (!(await wasSide(ask.read, Number(ask.params.id)))) return { problem: 'not_found' }
  return commentPage(ask, reasonName, true)
}

async function commentPage(ask: Ask, reasonName: ReasonName, isSide = false): Promise<Answer> {
  const both = await found(ask)
  if (!both) return { problem: 'not_found' }
  const { comment, post } = both
  const { ancestors, left } = await publicAncestors(ask.read, comment)
  const above = new Map(ancestors.map((one) => [one.id, calledOf(one, ask.t)]))
  const mayReply = post.commentsOpen
  const credits = creditsByComment(await creditsUnder(ask.read, post.id))
  const telling = await tellingOf(ask, [...ancestors, comment], {
    ...{ reasonName, above, mayReply, credits },
  })
  const around = sideAround(await sidesUnder(ask.read, post.id), comment.path)
  const isOwn = isSide && around?.comment_id === comment.id
  const path = `/${isOwn ? 'discussions' : 'comments'}/${comment.id}`
  const below = await threadBelow(ask, comment, { reasonName, mayReply, credits }, path)
  const item = itemAlone(comment, telling)
  const model = {
    side: around && sideModel(around, telling, { path: post.path, isOwn }),
    post: { href: post.path, title: post.title, capacity: post.capacity },
    ancestors: ancestors.map((one) => itemAlone(one, telling)),
    left: left > 0 ? ask.t('comments.left', { n: left }) : undefined,
    comment: item,
    answered: [
      ...answeredPost(ask, comment.postVersion, post),
      ...answeredReply(ask, comment, ancestors.at(-1)),
    ],
    heading:
      below.count === undefined
        ? ask.t('comments.replies.title')
        : ask.t('comments.repliesCount', { n: below.count }),
    items: below.items,
    open: below.open,
    paging: below.paging,
    language: post.language,
    officialName: ask.site.official.name,
  }
  return {
    view: view('comments/comment', model),
    head: {
      title: isOwn
        ? ask.t(`posts.page.title.${post.capacity}`, { title: around?.title ?? '' })
        : item.marker
          ? ask.t('comments.hidden.title')
          : titleOf({ ...comment, name: item.name }, post, ask.t),
      canonical: path,
      ...(comment.capacity ? { capacity: comment.capacity } : {}),
    },
    tags: [`post:${post.id}`],
  }
}

/** What a page of one comment is called: in tabs and bookmarks both labels must stand in the words. */
function titleOf({ name, capacity }: PublicComment, post: PublicPost, t: T): string {
  const words = { name, post: post.title }
  const title = capacity
    ? t('comments.title.staff', { ...words, capacity: t(`common.capacity.${capacity}`) })
    : t('comments.title', words)
  return t(`posts.page.title.${post.capacity}`, { title })
}

function answeredPost(ask: Ask, version: number, post: { path: string; version: number }) {
  if (version === post.version) return []
  return [
    {
      words: ask.t('comments.answeredVersion', { before: version, now: post.version }),
      href: `${post.path}/history`,
    },
  ]
}

/** A staff reply may have changed since it was answered; a citizen's words never do. */
function answeredReply(ask: Ask, { parentVersion }: PublicComment, parent?: PublicComment) {
  if (!parentVersion || !parent || parent.version === parentVersion) return []
  return [
    {
      words: ask.t('comments.answeredReply', { before: parentVersion, now: parent.version }),
      href: `/comments/${parent.id}/history`,
    },
  ]
}

async function replyPage(ask: Ask, reasonName: ReasonName): Promise<Answer> {
  const both = await found(ask)
  if (both?.comment.exposure !== 'text') return { problem: 'not_found' }
  const { comment, post } = both
  const telling = await tellingOf(ask, [comment], { reasonName, mayReply: false })
  if (!post.commentsOpen) return { redirect: `/comments/${comment.id}` }
  const parent = { id: comment.id, version: comment.version, name: calledOf(comment, ask.t) }
  return {
    view: view('comments/reply', {
      post: postLink(post),
      comment: itemAlone(comment, telling),
      form: formFor(ask, { post, parent }),
      officialName: ask.site.official.name,
      language: post.language,
    }),
    head: { title: ask.t('comments.write.reply', { name: parent.name }), noindex: true },
    tags: [`post:${post.id}`],
    until: promiseAt(ask.now, ask.site.hours, ask.site.timeZone).until,
  }
}

/** How many wait to be read and since when: public, since it tells how fast the conversation is. */
async function showWaiting(web: Web, request: FastifyRequest, reply: FastifyReply) {
  const { t, read, language, site, now } = web.ask(request)
  const { count, oldest } = await waiting(read)
  const time = oldest && exactTime(oldest, language, site.timeZone)
  return web.show(request, reply, {
    view: view('comments/waiting', {
      count: t('comments.waiting.count', { n: count }),
      oldest: time && t('comments.waiting.oldest', { time, age: age(oldest, language, now) }),
    }),
    head: { title: t('comments.waiting.title') },
  })
}
