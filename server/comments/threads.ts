/** Reads a page of a thread and makes it ready to be shown: under a post, or below one comment. */
import { disclosuresOnComments } from '../disclosures/store.ts'
import type { Instant } from '../kernel/clock.ts'
import { clauseNumbers } from '../policy/store.ts'
import { becameOf } from '../posts/lifted-store.ts'
import type { PublicPost } from '../posts/post.ts'
import { promiseAt } from '../site/hours.ts'
import type { Ask } from '../web/web.ts'
import { calledOf } from './beside-pages.ts'
import type { PublicComment } from './comment.ts'
import { conversationPage } from './conversation-page-store.ts'
import type { Credit } from './credit-store.ts'
import { directAnswers } from './direct-store.ts'
import { erasuresOf } from './erasure-store.ts'
import { formFor } from './form.ts'
import { askedOf } from './order.ts'
import { itemsOf, type Telling, type ThreadModel } from './pages.ts'
import { pagingOf } from './paging-pages.ts'
import { endOf, idsOn } from './place.ts'
import { replyChanges } from './reply-store.ts'
import { type Side, sidesUnder } from './side-store.ts'
import { pathOf, publicCommentsWith, publicThread, publicThreadBack, rangeBelow } from './store.ts'
import { bridged, bridges, outermost, PAGE, placed, withMoved } from './thread.ts'
import { orderLinks, topModel } from './top-pages.ts'
import { topOf } from './top-store.ts'

/** What a reason is called in public; handed in, since moderation lies above. */
export type ReasonName = Telling['reasonName']

/**
 * A page of the thread under a post, and when the form's promise changes by itself. `path` is that of the page it stands
 * on; `isRare` when nothing known was asked for.
 */
export async function threadUnder(
  ask: Ask,
  post: PublicPost,
  reasonName: ReasonName,
  path = post.path,
): Promise<{ model: ThreadModel; until: Instant | undefined; isRare: boolean }> {
  const { t, read, site, now } = ask
  const asked = askedOf(ask.query)
  const sides = await sidesUnder(read, post.id)
  const line = { post: post.id, official: site.official.accountId, sides }
  const page = await conversationPage(read, asked, line)
  const comments = page.lines.flatMap((line) => ('comment' in line ? [line.comment] : []))
  const top = await topOf(read, post.id, site.official.accountId)
  const telling = await tellingOf(ask, comments, {
    ...{ reasonName, mayReply: post.commentsOpen, credits: creditsByComment(top.credits) },
    summary: path === post.path ? top.summary?.comment : undefined,
    sides: sidesByComment(sides),
  })
  return {
    model: {
      heading: t('comments.count', { n: post.commentCount }),
      question: post.question || undefined,
      capacity: post.capacity,
      ...itemsOf(page.lines, telling),
      language: post.language,
      orders: orderLinks(ask, {
        ...{ path, order: asked.order, post },
        hasAnswers: top.answers.count > 0,
      }),
      top: topModel(top, ask, { path, language: post.language }),
      ...pagingOf(page, ask, { path, order: asked.order }),
      closed: post.commentsOpen ? undefined : t('comments.closed'),
      form: post.commentsOpen ? formFor(ask, { post }) : undefined,
      follow: `${post.path}/follow`,
      officialName: site.official.name,
    },
    until: post.commentsOpen ? promiseAt(now, site.hours, site.timeZone).until : undefined,
    isRare: !asked.isKnown || (page.isPart && comments.length === 0),
  }
}

/** What stands below one comment, a page of it; `count` when all of it does. */
export async function threadBelow(
  ask: Ask,
  comment: PublicComment,
  telling: Partial<Telling> & { reasonName: ReasonName },
  path: string,
) {
  const { read, t } = ask
  const all = await sidesUnder(read, comment.postId)
  const sides = outermost(
    all.filter(({ path }) => path !== comment.path),
    comment.path,
  )
  const { rows, next, before, isPart, sides: moved } = await rowsBelow(ask, comment, sides)
  const base = comment.depth + 1
  const between = await publicCommentsWith(read, bridged(idsOn(firstOf(rows, moved)), base))
  const above = new Map([comment, ...between].map((one) => [one.id, calledOf(one, t)]))
  const lines = [...bridges(between, base), ...withMoved(placed(rows, base), moved, base)]
  const told = { mayReply: true, above, sides: sidesByComment(all), ...telling }
  const full = { ...(await tellingOf(ask, rows, told)) }
  return {
    ...itemsOf(lines, full),
    count: isPart || next || moved.length > 0 ? undefined : rows.length,
    ...pagingOf({ next, before, isPart }, ask, {
      path,
      order: 'oldest',
    }),
  }
}

/** The path of what a page begins with. */
const firstOf = (rows: readonly PublicComment[], moved: readonly Side[]): string =>
  [rows[0]?.path, moved[0]?.path].filter((path) => path !== undefined).sort()[0] ?? ''

/** A page of what stands below a comment, in reading order, and the comments that the pages beside it begin or end with. */
async function rowsBelow({ read, query }: Ask, comment: PublicComment, sides: readonly Side[]) {
  const { from, to } = askedOf(query)
  const within = async (id: number) => {
    const path = await pathOf(read, id)
    return path?.startsWith(comment.path) && path !== comment.path ? path : undefined
  }
  const spot = (one: PublicComment | undefined) => one && { root: one.id, isRest: false, asOf: 0 }
  const between = (start: string, end: string) =>
    sides.filter(({ path }) => path >= start && path < end)
  const forth = (start: string | undefined, most: number) =>
    publicThread(read, { ...rangeBelow(comment, start), most }, sides)
  const back = (end: string, most: number) =>
    publicThreadBack(read, comment, { to: end, most }, sides)
  if (to) {
    const end = (to === 'last' ? undefined : await within(to.root)) ?? endOf(comment.path)
    const rows = await back(end, PAGE + 1)
    const [after] = await forth(`${end} `, 1)
    const start = rows[PAGE] ? `${rows[PAGE].path} ` : comment.path
    const shown = rows.slice(0, PAGE).reverse()
    const moved = between(start, after?.path ?? endOf(comment.path))
    return { rows: shown, before: spot(rows[PAGE]), next: spot(after), isPart: true, sides: moved }
  }
  const start = from && (await within(from.root))
  const rows = await forth(start, PAGE + 1)
  const earlier = start ? await back(start, 2) : []
  const before = spot(earlier.find(({ path }) => path !== start))
  const next = rows[PAGE]
  const moved = between(start ?? comment.path, next?.path ?? endOf(comment.path))
  const isPart = start !== undefined
  return { rows: rows.slice(0, PAGE), before, next: spot(next), isPart, sides: moved }
}

/** The branches with a page of their own by the comment that each begins with. */
const sidesByComment = (sides: readonly Side[]): Telling['sides'] =>
  new Map(sides.map((side) => [side.comment_id, side]))

/** The marks under a post by the comment that each stands at. */
export const creditsByComment = (credits: readonly Credit[]): Telling['credits'] =>
  new Map(credits.map((credit) => [credit.comment_id, credit]))

/** The words of some comments, with the clauses that their markers name. */
export async function tellingOf(
  ask: Pick<Ask, 't' | 'language' | 'site' | 'read'>,
  comments: readonly PublicComment[],
  rest: Partial<Telling> & { reasonName: ReasonName },
): Promise<Telling> {
  const { read } = ask
  const ids = comments.map(({ id }) => id)
  const clauses = comments.flatMap(({ removedClause }) => (removedClause ? [removedClause] : []))
  const markers = comments.flatMap(({ id, exposure }) => (exposure === 'marker' ? [id] : []))
  return {
    t: ask.t,
    language: ask.language,
    zone: ask.site.timeZone,
    mayReply: true,
    above: new Map(),
    credits: new Map(),
    sides: new Map(),
    summary: undefined,
    rules: await clauseNumbers(read, clauses),
    erasures: await erasuresOf(read, markers),
    changes: await replyChanges(read, comments),
    became: Map.groupBy(await becameOf(read, ids), ({ commentId }) => commentId),
    accounts: await disclosuresOnComments(read, ids),
    directs: await directAnswers(read, comments),
    ...rest,
  }
}
