/** The history of a post: each version against the one before, word by word. */
import { type Difference, differences } from '../text/difference.ts'
import type { Html } from '../text/html.ts'
import { renderPost } from '../text/markdown.ts'
import type { Capacity, PostVersion } from './post.ts'
import { type Link, type Telling, timeOf } from './telling-pages.ts'

/** A stretch of words that was kept, struck out or added. */
export type Piece = Difference

/** One part of a version, such as its title, in paragraphs. */
export interface PartModel {
  readonly name: string
  /** The text as readers saw it, where there is nothing to compare it with. */
  readonly html: Html | undefined
  readonly paragraphs: readonly (readonly Piece[])[]
}

export interface VersionModel {
  readonly id: string
  readonly heading: string
  readonly iso: string
  readonly capacity: Capacity
  readonly correctedFrom: Capacity | undefined
  readonly isFirst: boolean
  readonly isQuiet: boolean
  readonly language: string
  readonly author: { readonly name: string; readonly title: string }
  readonly parts: readonly PartModel[]
}

export interface HistoryPage {
  readonly title: string
  readonly capacity: Capacity
  readonly post: string
  readonly versions: readonly VersionModel[]
  readonly list: readonly Link[]
  readonly older: readonly Link[]
}

declare module '../web/views.ts' {
  interface Views {
    'posts/history': HistoryPage
    'posts/version': VersionModel
    'posts/pieces': PartModel
  }
}

/** Versions on one page; to compare a long text takes time, and a page must not take for ever. */
export const VERSIONS_ON_PAGE = 10

/** The versions below number `before` (all when undefined), the latest first, as the page shows them. */
export function historyModel(
  post: { readonly path: string; readonly title: string; readonly capacity: Capacity },
  versions: readonly PostVersion[],
  { before, ...telling }: Telling & { readonly before: number | undefined },
): HistoryPage {
  const { t } = telling
  const asked = versions.filter(({ number }) => before === undefined || number < before)
  const shown = asked.slice(-VERSIONS_ON_PAGE)
  const oldest = shown[0]?.number ?? 1
  const models = shown.map((version) =>
    versionModel(version, versions[version.number - 2], telling),
  )
  return {
    title: t('posts.history.title', { title: post.title }),
    capacity: post.capacity,
    post: post.path,
    versions: models.toReversed(),
    list: models.map(({ id, heading }) => ({ href: `#${id}`, words: heading })).toReversed(),
    older:
      oldest > 1
        ? [{ href: `${post.path}/history?before=${oldest}`, words: t('posts.history.older') }]
        : [],
  }
}

/** A version against the one before it; the first one stands as it was. */
export function versionModel(
  version: PostVersion,
  earlier: PostVersion | undefined,
  telling: Telling,
): VersionModel {
  const time = timeOf(version.at, telling)
  const { number } = version
  return {
    id: `v${number}`,
    heading: telling.t('posts.history.version', { number, time: time.words }),
    iso: time.iso,
    capacity: version.capacity,
    correctedFrom: version.correctedFrom,
    isFirst: earlier === undefined,
    isQuiet: version.isQuiet,
    language: version.language,
    author: version.author,
    parts: partsModel(version, earlier, telling),
  }
}

const partNames = ['title', 'summary', 'question', 'source', 'tags', 'decision'] as const

type Words = Pick<
  PostVersion,
  'title' | 'summary' | 'question' | 'source' | 'tags' | 'decision' | 'language'
>

/** The parts of a text that are not empty in both; of what was not changed only the text itself is told. */
export function partsModel(
  version: Words,
  earlier: Words | undefined,
  { t }: Pick<Telling, 't'>,
): PartModel[] {
  const now = partsOf(version)
  const then = earlier && partsOf(earlier)
  return partNames
    .filter((part) => now[part] !== '' || (then !== undefined && then[part] !== ''))
    .filter((part) => then === undefined || part === 'source' || now[part] !== then[part])
    .map((part) => ({
      name: t(`posts.part.${part}`),
      html: part === 'source' && !then ? renderPost(version.source, version.language) : undefined,
      paragraphs: paragraphs(
        differences(then ? then[part] : now[part], now[part], version.language),
      ),
    }))
}

const partsOf = ({
  decision,
  tags,
  ...words
}: Words): Record<(typeof partNames)[number], string> => ({
  title: words.title,
  summary: words.summary,
  question: words.question,
  source: words.source,
  tags: tags.join(', '),
  decision: [decision?.text, decision?.url].filter(Boolean).join('\n'),
})

/** Cuts the pieces where a line ends, so that a change over several paragraphs is marked in each. */
export function paragraphs(pieces: readonly Piece[]): Piece[][] {
  const all: Piece[][] = [[]]
  for (const { kind, text } of pieces)
    for (const [at, line] of text.split(/\n+/).entries()) {
      if (at > 0) all.push([])
      if (line !== '') all.at(-1)?.push({ kind, text: line })
    }
  return all.filter((paragraph) => paragraph.length > 0)
}
