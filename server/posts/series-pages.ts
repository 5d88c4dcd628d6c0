/** How a series is shown: its own page, its line in a post, and its form at the desk. */
import type { MessageKey } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { EntriesModel } from './list-pages.ts'
import type { Capacity, PostEntry } from './post.ts'
import type { Series } from './series-store.ts'
import type { Link, Telling } from './telling-pages.ts'

export interface SeriesPage extends EntriesModel {
  readonly title: string
  readonly language: Language
  readonly summary: string
}

/** A neighbour in a series; a post carries its label here too. */
interface Neighbour extends Link {
  readonly capacity: Capacity
  readonly language: Language
  readonly what: string
}

/** The line in a post that says where in a series it stands. */
export interface PartModel {
  readonly words: string
  readonly name: string
  readonly language: Language
  readonly href: string
  readonly neighbours: readonly Neighbour[]
}

export interface SeriesForm {
  readonly action: string
  readonly series: readonly {
    readonly slug: string
    readonly name: string
    readonly isChosen: boolean
  }[]
  readonly name: string
  readonly place: string
  readonly fault: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'posts/series': SeriesPage
    'posts/part': PartModel
    'posts/series-form': SeriesForm
  }
}

/** Where a post stands among the public posts of its series; nothing when it stands alone there. */
export function partModel(
  series: Series,
  parts: readonly PostEntry[],
  postId: number,
  { t }: Telling,
): PartModel | undefined {
  const at = parts.findIndex(({ id }) => id === postId)
  if (at < 0 || parts.length < 2) return undefined
  const neighbour = (post: PostEntry | undefined, key: MessageKey): Neighbour[] =>
    post
      ? [
          {
            href: post.path,
            words: post.title,
            what: t(key),
            capacity: post.capacity,
            language: post.language,
          },
        ]
      : []
  return {
    words: t('publishing.series.part', { number: at + 1, count: parts.length }),
    name: series.name,
    language: series.language,
    href: `/series/${series.slug}`,
    neighbours: [
      ...neighbour(parts[at - 1], 'publishing.series.previous'),
      ...neighbour(parts[at + 1], 'publishing.series.next'),
    ],
  }
}

/** The form with which an author puts a post into a series; what was typed comes back with what is wrong. */
export const seriesForm = (
  postId: number,
  found: {
    readonly all: readonly Series[]
    readonly now: Series | undefined
    readonly place: number
    readonly typed: { readonly name: string; readonly fault: MessageKey } | undefined
  },
  { t }: Telling,
): SeriesForm => ({
  action: `/desk/posts/${postId}/series`,
  series: found.all.map(({ id, slug, name }) => ({ slug, name, isChosen: id === found.now?.id })),
  name: found.typed?.name ?? '',
  place: found.now ? String(found.place) : '',
  fault: found.typed && t(found.typed.fault),
})
