/** How authors see their posts: the list, and what can be done with one. */
import type { Instant } from '../kernel/clock.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Draft } from './draft.ts'
import { type FieldModel, fieldModel } from './fields-pages.ts'
import { type PinModel, pinModel } from './pin-pages.ts'
import type { Pin } from './pin-store.ts'
import { type Capacity, pathOfPost, UNDONE } from './post.ts'
import { mayUndo, type PostState } from './publication.ts'
import { scheduleRow } from './schedule-pages.ts'
import type { SeriesForm } from './series-pages.ts'
import { type Link, type Telling, type Time, timeOf } from './telling-pages.ts'

export interface RowModel extends Link {
  readonly language: Language
  readonly capacity: Capacity | undefined
  readonly state: string | undefined
  readonly note: string | undefined
  readonly time: Time
}

/** A form with one button. */
export interface ActModel {
  readonly action: string
  readonly words: string
}

export interface UndoModel extends ActModel {
  readonly title: string
  readonly until: string
}

export interface PostsPage {
  readonly undo: readonly UndoModel[]
  /** Drafts that become public by themselves. */
  readonly planned: readonly RowModel[]
  readonly drafts: readonly RowModel[]
  readonly posts: readonly RowModel[]
  readonly older: readonly Link[]
}

export interface DeskPostPage {
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
  readonly facts: readonly string[]
  readonly links: readonly Link[]
  readonly undo: UndoModel | undefined
  /** Undefined for a published letter: it changes where its agreement is. */
  readonly change: ActModel | undefined
  readonly correct: (ActModel & { readonly to: Capacity }) | undefined
  readonly comments: (ActModel & { readonly state: string; readonly value: string }) | undefined
  readonly unpublish: { readonly action: string; readonly field: FieldModel } | undefined
  /** Undefined for a post that is not public. */
  readonly pin: PinModel | undefined
  readonly series: SeriesForm
  readonly refused: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'posts/rows': { readonly rows: readonly RowModel[]; readonly none: string }
    'posts/undo': UndoModel
    'posts/desk-list': PostsPage
    'posts/desk-post': DeskPostPage
  }
}

/** A post as the list of the desk has it. */
interface Listed {
  readonly id: number
  readonly state: PostState['state']
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
  readonly firstPublishedAt: Instant
  readonly feedsFrom: Instant
  readonly commentCount: number
}

/** The list of drafts and posts. */
export function postsModel(
  found: {
    readonly planned: readonly Parameters<typeof scheduleRow>[0][]
    readonly drafts: readonly Draft[]
    /** The numbers of those that wait for the official's yes. */
    readonly asked: readonly number[]
    readonly posts: readonly Listed[]
    readonly older: string | undefined
  },
  telling: Telling & { readonly now: Instant },
): PostsPage {
  const { t, now } = telling
  return {
    undo: found.posts
      .filter((post) => post.state === 'published' && now < post.feedsFrom)
      .map((post) => undoModel(post, telling)),
    planned: found.planned.map((one) => scheduleRow(one, telling)),
    drafts: found.drafts
      .filter(({ id }) => !found.planned.some(({ draftId }) => draftId === id))
      .map((draft) => draftRow(draft, found.asked.includes(draft.id), telling)),
    posts: found.posts.map((post) => postRow(post, telling)),
    older: found.older ? [{ href: found.older, words: t('posts.list.older') }] : [],
  }
}

const draftRow = (draft: Draft, isAsked: boolean, { t, language, site }: Telling): RowModel => ({
  href: isAsked ? `/desk/drafts/${draft.id}/approval` : `/desk/drafts/${draft.id}`,
  words: draft.title || t('posts.desk.untitled'),
  language: draft.title ? draft.language : language,
  capacity: draft.capacity,
  state: draft.capacity ? undefined : t('posts.preview.unlabelled'),
  note: noteOf(draft, isAsked, t),
  time: { iso: draft.changedAt, words: date(draft.changedAt, language, site.timeZone) },
})

function noteOf({ postId }: Draft, isAsked: boolean, t: Telling['t']): string | undefined {
  if (isAsked) return t('editor.approval.waits')
  return postId === undefined ? undefined : t('posts.desk.change_of')
}

const postRow = (post: Listed, { t, language, site }: Telling): RowModel => ({
  href: `/desk/posts/${post.id}`,
  words: post.title,
  language: post.language,
  capacity: post.capacity,
  state: undefined,
  note:
    post.state === 'unpublished'
      ? t('posts.desk.unpublished')
      : t('posts.comments', { count: post.commentCount }),
  time: { iso: post.firstPublishedAt, words: date(post.firstPublishedAt, language, site.timeZone) },
})

const undoModel = (
  post: { readonly id: number; readonly title: string; readonly feedsFrom: Instant },
  telling: Telling,
): UndoModel => ({
  action: `/desk/posts/${post.id}/undo`,
  words: telling.t('posts.desk.undo'),
  title: post.title,
  until: telling.t('posts.desk.undo.words', { time: timeOf(post.feedsFrom, telling).words }),
})

/** What else the page of one post depends on. */
export interface AtPost extends Telling {
  readonly now: Instant
  /** The change that is being written. */
  readonly draft: Draft | undefined
  readonly reason: string
  readonly fault: MessageKey | undefined
  readonly refused: MessageKey | undefined
  /** Whether it is on top, and a day that was none. */
  readonly pin: Pin | undefined
  readonly pinTyped: string | undefined
  readonly series: SeriesForm
}

/** One post and what can be done with it. */
export function deskPostModel(post: PostState, at: AtPost): DeskPostPage {
  const { t } = at
  const isPublic = post.state === 'published'
  const path = pathOfPost(post)
  const { title, language, capacity } = post.current
  const to = capacity === 'personal' ? 'official' : 'personal'
  return {
    title,
    language,
    capacity,
    facts: factsOf(post, at),
    links: isPublic
      ? [
          { href: path, words: t('posts.desk.public') },
          { href: `${path}/history`, words: t('posts.desk.history') },
          { href: `/desk/openness/new?post=${post.id}`, words: t('posts.desk.account') },
        ]
      : [],
    undo: mayUndo(post, at.now) ? undoModel({ ...post, title }, at) : undefined,
    change: post.isAgreed
      ? undefined
      : { action: `/desk/posts/${post.id}/change`, words: t(changeKey(post, at.draft)) },
    correct:
      isPublic && !post.isAgreed
        ? {
            action: `/desk/posts/${post.id}/correction`,
            words: t(`posts.desk.correct.to.${to}`),
            to,
          }
        : undefined,
    comments: isPublic ? commentsModel(post, at) : undefined,
    unpublish: isPublic
      ? { action: `/desk/posts/${post.id}/unpublication`, field: reasonField(at) }
      : undefined,
    pin: isPublic ? pinModel(post.id, { pin: at.pin, typed: at.pinTyped }, at) : undefined,
    series: at.series,
    refused: at.refused && t(at.refused),
  }
}

function factsOf(post: PostState, at: AtPost): string[] {
  const { t } = at
  const { current, unpublished } = post
  const facts = [
    t('posts.desk.since', { time: timeOf(post.firstPublishedAt, at).words }),
    t('posts.desk.version', { number: current.number, time: timeOf(current.at, at).words }),
  ]
  if (post.isAgreed) facts.push(t('posts.desk.agreed'))
  if (!unpublished) return facts
  const told = t('posts.desk.unpublished.words', { time: timeOf(unpublished.at, at).words })
  return [...facts, unpublished.reason === UNDONE ? told : `${told} ${unpublished.reason}`]
}

function changeKey(post: PostState, draft: Draft | undefined): MessageKey {
  if (draft) return 'posts.desk.change.on'
  return post.state === 'published' ? 'posts.desk.change' : 'posts.desk.again'
}

const commentsModel = (post: PostState, { t }: AtPost): DeskPostPage['comments'] => ({
  action: `/desk/posts/${post.id}/comments`,
  value: post.commentsOpen ? 'closed' : 'open',
  state: t(post.commentsOpen ? 'posts.desk.comments.are_open' : 'posts.desk.comments.are_closed'),
  words: t(post.commentsOpen ? 'posts.desk.comments.close' : 'posts.desk.comments.open'),
})

const reasonField = ({ t, reason, fault }: AtPost): FieldModel =>
  fieldModel(
    {
      name: 'reason',
      label: t('posts.desk.unpublish.reason'),
      value: reason,
      look: 'low',
      rows: 3,
    },
    { hint: undefined, fault: fault && t(fault) },
  )
