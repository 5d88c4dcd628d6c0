/** How a list of posts is shown: a page of it, the way to the next, the three ways to see it. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date, month, type YearMonth } from '../language/when.ts'
import type { Html } from '../text/html.ts'
import type { Capacity, PostEntry } from './post.ts'
import type { Link, Telling, Time } from './telling-pages.ts'

/** A post in a list. */
export interface EntryModel {
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
    readonly posts: readonly PostEntry[]
    readonly beginnings: ReadonlyMap<number, Html>
    readonly older: string | undefined
  },
  telling: Telling & { readonly newest: string | undefined },
): EntriesModel {
  const { t } = telling
  return {
    entries: page.posts.map((post) => entryModel(post, page.beginnings.get(post.id), telling)),
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

/** One way to see the list; `here` is the present one. */
export interface ShowLink extends Link {
  readonly here: boolean
}

/** The three ways to see the list: everything, one capacity, the other. */
export const showModel = (t: T, path: string): ShowLink[] =>
  (
    [
      ['/', 'home.show.all'],
      ['/personal', 'home.show.personal'],
      ['/official', 'home.show.official'],
    ] as const
  ).map(([href, key]) => ({ href, words: t(key), here: href === path }))

/** The months with posts, each with how many. */
export const monthsModel = (
  months: readonly { readonly month: YearMonth; readonly count: number }[],
  { language }: Pick<Telling, 'language'>,
  path: string,
): ShowLink[] =>
  months.map(({ month: which, count }) => ({
    href: `/${which}`,
    words: `${month(which, language)} (${count})`,
    here: `/${which}` === path,
  }))
