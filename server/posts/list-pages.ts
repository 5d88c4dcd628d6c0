/** How a list of posts is shown: a page of it, the way to the next, the three ways to see it. */
import type { Language } from '../language/locale.ts'
import { date, dayWords } from '../language/when.ts'
import type { Html } from '../text/html.ts'
import type { Pin } from './pin-store.ts'
import type { Capacity, PostEntry } from './post.ts'
import type { Link, Telling, Time } from './telling-pages.ts'

/** A post in a list. */
export interface EntryModel {
  /** Why it stands here: it is kept on top up to a day. */
  readonly top: string | undefined
  /** The whole text of a short item, which stands here without its title. */
  readonly aside: Html | undefined
  readonly href: string
  readonly capacity: Capacity
  readonly language: Language
  readonly title: string
  readonly summary: string
  /** The beginning of the text, in place of the summary, where its author said where it ends. */
  readonly beginning: Html | undefined
  readonly published: Time
  readonly comments: string
  readonly answers: string | undefined
}

export interface EntriesModel {
  readonly entries: readonly EntryModel[]
  readonly empty: string
  readonly more: string
  readonly links: readonly Link[]
}

/** A list of posts with the way to older ones. */
export function entriesModel(
  page: {
    /** The post that is kept on top; it does not stand in its place besides. */
    readonly top: { readonly pin: Pin; readonly post: PostEntry } | undefined
    readonly posts: readonly PostEntry[]
    readonly beginnings: ReadonlyMap<number, Html>
    readonly asides: ReadonlyMap<number, Html>
    readonly older: string | undefined
  },
  telling: Telling & { readonly newest: string | undefined },
): EntriesModel {
  const { t, language } = telling
  const { top } = page
  const entry = (post: PostEntry) => ({
    ...entryModel(post, page.beginnings.get(post.id), telling),
    aside: page.asides.get(post.id),
  })
  const day = top && dayWords(top.pin.lastDay, language)
  return {
    entries: [
      ...(top && day ? [{ ...entry(top.post), top: t('publishing.pin.top', { day }) }] : []),
      ...page.posts.filter(({ id }) => id !== top?.post.id).map(entry),
    ],
    empty: t('posts.list.empty'),
    more: t('posts.list.more'),
    links: [
      ...(page.older ? [{ href: page.older, words: t('posts.list.older') }] : []),
      ...(telling.newest ? [{ href: telling.newest, words: t('posts.list.newest') }] : []),
    ],
  }
}

function entryModel(
  post: PostEntry,
  beginning: Html | undefined,
  { t, language, site }: Telling,
): EntryModel {
  return {
    top: undefined,
    aside: undefined,
    href: post.path,
    capacity: post.capacity,
    language: post.language,
    title: post.title,
    summary: post.summary,
    beginning,
    published: {
      iso: post.firstPublishedAt,
      words: date(post.firstPublishedAt, language, site.timeZone),
    },
    comments: t('posts.comments', { count: post.commentCount }),
    answers: post.answerCount > 0 ? t('posts.answers', { count: post.answerCount }) : undefined,
  }
}
