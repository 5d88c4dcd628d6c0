/** Reads a page of a thread and makes it ready to be shown: under a post, or below one comment. */
import { disclosuresOnComments } from '../disclosures/store.ts'
import type { Instant } from '../kernel/clock.ts'
import { clauseNumbers } from '../policy/store.ts'
import type { PublicPost } from '../posts/post.ts'
import { promiseAt } from '../site/hours.ts'
import type { Ask } from '../web/web.ts'
import type { PublicComment } from './comment.ts'
import { directAnswers } from './direct-store.ts'
import { erasuresOf } from './erasure-store.ts'
import { formFor } from './form.ts'
import { calledOf, itemsOf, type Telling, type ThreadModel } from './pages.ts'
import { step } from './place.ts'
import { replyChanges } from './reply-store.ts'
import { childAfter, conversationAfter, publicThread, rangeBelow } from './store.ts'
import { PAGE, type ThreadPage, threadPage } from './thread.ts'

/** What a reason is called in public; handed in, since moderation lies above. */
export type ReasonName = Telling['reasonName']

/** What is asked for besides: the conversation a page begins with. */
const fromOf = (ask: Ask): number | undefined => {
  const from = ask.query.from
  return from && /^[1-9]\d{0,14}$/.test(from) ? Number(from) : undefined
}

/**
 * The thread under a post, from `?from=` on, and when the form's promise changes by itself. `path`
 * is that of the page it stands on.
 */
export async function threadUnder(
  ask: Ask,
  post: PublicPost,
  reasonName: ReasonName,
  path = post.path,
): Promise<{ model: ThreadModel; until: Instant | undefined }> {
  const { t, read, site, now } = ask
  const from = fromOf(ask)
  const rows = await publicThread(read, {
    post: post.id,
    from: from ? step(from) : '',
    end: '~',
    most: PAGE + 1,
  })
  const page = threadPage(rows, 0)
  const next = page.next ?? (page.cut && (await conversationAfter(read, page.cut)))
  const telling = await tellingOf(ask, page, { reasonName, mayReply: post.commentsOpen })
  const link = (id: number) => `${path}?from=${id}#comments`
  return {
    model: {
      heading: t('comments.count', { n: post.commentCount }),
      question: post.question || undefined,
      capacity: post.capacity,
      ...itemsOf(page.comments, telling),
      language: post.language,
      more: next ? { href: link(next), words: t('comments.more') } : undefined,
      first: from ? { href: `${path}#comments`, words: t('comments.first') } : undefined,
      closed: post.commentsOpen ? undefined : t('comments.closed'),
      form: post.commentsOpen ? formFor(ask, { post }) : undefined,
      follow: `${post.path}/follow`,
      officialName: site.official.name,
    },
    until: post.commentsOpen ? promiseAt(now, site.hours, site.timeZone).until : undefined,
  }
}

/** What stands below one comment, from `?from=` on; `count` when all of it does. */
export async function threadBelow(
  ask: Ask,
  comment: PublicComment,
  telling: Partial<Telling> & { reasonName: ReasonName },
) {
  const { read, t } = ask
  const from = fromOf(ask)
  const start = from ? comment.path + step(from) : undefined
  const rows = await publicThread(read, { ...rangeBelow(comment, start), most: PAGE + 1 })
  const page = threadPage(rows, comment.depth + 1)
  const next = page.next ?? (page.cut && (await childAfter(read, comment, page.cut)))
  const above = new Map([[comment.id, calledOf(comment, t)]])
  const full = { ...(await tellingOf(ask, page, { mayReply: true, above, ...telling })) }
  return {
    ...itemsOf(page.comments, full),
    count:
      from || next || page.comments.some(({ goesOn }) => goesOn) ? undefined : page.comments.length,
    more: next
      ? { href: `/comments/${comment.id}?from=${next}`, words: t('comments.more') }
      : undefined,
  }
}

/** The words of a page of comments, with the clauses that its markers name. */
export async function tellingOf(
  ask: Pick<Ask, 't' | 'language' | 'site' | 'read'>,
  page: Pick<ThreadPage, 'comments'>,
  rest: Partial<Telling> & { reasonName: ReasonName },
): Promise<Telling> {
  const clauses = page.comments.flatMap(({ comment }) =>
    comment.removedClause ? [comment.removedClause] : [],
  )
  return {
    t: ask.t,
    language: ask.language,
    zone: ask.site.timeZone,
    mayReply: true,
    above: new Map(),
    rules: await clauseNumbers(ask.read, clauses),
    erasures: await erasuresOf(
      ask.read,
      page.comments.flatMap(({ comment }) => (comment.exposure === 'marker' ? [comment.id] : [])),
    ),
    changes: await replyChanges(
      ask.read,
      page.comments.map(({ comment }) => comment),
    ),
    accounts: await disclosuresOnComments(
      ask.read,
      page.comments.map(({ comment }) => comment.id),
    ),
    directs: await directAnswers(
      ask.read,
      page.comments.map(({ comment }) => comment),
    ),
    ...rest,
  }
}
