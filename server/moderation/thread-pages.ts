/** Conversations at the desk: the posts with what was said under them, and one thread with its forms. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type FormModel, formModel } from '../web/fields.ts'
import type { Views } from '../web/views.ts'
import { type ReplyForm, replyForm, type ToldAtDesk } from './comment-pages.ts'
import { may } from './decision.ts'
import type { AtDesk } from './item-pages.ts'

interface Link {
  readonly href: string
  readonly words: string
}

export interface ThreadsPage {
  readonly find: FormModel
  readonly rows: Views['posts/rows']
  readonly older: readonly Link[]
}

export interface ThreadDeskPage {
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
  readonly href: string
  readonly count: string
  readonly items: Views['comments/thread']['items']
  readonly open: number
  readonly paging: readonly Link[]
  readonly closed: string | undefined
  /** Where an author sums it up. */
  readonly summary: string | undefined
  readonly reply: ReplyForm | undefined
  readonly officialName: string
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/threads': ThreadsPage
    'moderation/thread': ThreadDeskPage
  }
}

/** A post in the list. */
interface Listed {
  readonly id: number
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
  readonly firstPublishedAt: Instant
  readonly commentCount: number
}

/** The published posts, the latest first, and a field to find one comment. */
export const threadsModel = (
  posts: readonly Listed[],
  { t, language, site }: Pick<AtDesk, 't' | 'language' | 'site'>,
  { older, unknown }: { readonly older: number | undefined; readonly unknown: string | undefined },
): ThreadsPage => ({
  find: findForm(t, unknown),
  rows: {
    none: t('moderation.threads.none'),
    rows: posts.map((post) => ({
      href: `/desk/threads/${post.id}`,
      words: post.title,
      language: post.language,
      capacity: post.capacity,
      state: undefined,
      note: t('posts.comments', { count: post.commentCount }),
      time: {
        iso: post.firstPublishedAt,
        words: date(post.firstPublishedAt, language, site.timeZone),
      },
    })),
  },
  older: older
    ? [{ href: `/desk/threads?before=${older}`, words: t('moderation.threads.older') }]
    : [],
})

const findForm = (t: T, unknown: string | undefined): FormModel =>
  formModel(
    t,
    [{ name: 'find', label: 'moderation.find', hint: 'moderation.find.hint', look: 'short' }],
    {
      values: { find: unknown },
      faults: unknown === undefined ? {} : { find: 'moderation.fault.find' },
    },
  )

/** The thread of one post, with a form to answer the post itself while it is open. */
export function threadModel(
  post: {
    readonly id: number
    readonly title: string
    readonly language: Language
    readonly capacity: Capacity
    readonly path: string
    readonly commentsOpen: boolean
  },
  thread: Views['comments/thread'],
  at: Pick<AtDesk, 't' | 'viewer'>,
  told?: ToldAtDesk['reply'],
): ThreadDeskPage {
  return {
    title: post.title,
    language: post.language,
    capacity: post.capacity,
    href: post.path,
    count: thread.heading,
    items: thread.items,
    open: thread.open,
    paging: thread.paging.below,
    closed: post.commentsOpen ? undefined : at.t('moderation.closed'),
    summary: at.viewer.roles.has('author') ? `/desk/threads/${post.id}/summary` : undefined,
    reply:
      post.commentsOpen && may(at.viewer, 'replies.official')
        ? replyForm(`/desk/threads/${post.id}/reply`, at, told)
        : undefined,
    officialName: thread.officialName,
  }
}

/** The number of a comment in what somebody typed or pasted: `123`, or an address that leads to it. */
export function commentNumberIn(typed: string): number | undefined {
  const text = typed.trim()
  const [, number] =
    /\/comments\/(\d{1,15})(?=\D|$)/.exec(text) ??
    /^\S*#c(\d{1,15})$/.exec(text) ??
    /^#?c?(\d{1,15})$/.exec(text) ??
    []
  return number === undefined ? undefined : Number(number)
}
