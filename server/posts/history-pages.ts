/** The history of a post: each version against the one before, word by word. */

import type { Views } from '../web/views.ts'
import { type PartModel, partsModel } from './difference-pages.ts'
import type { Capacity } from './post.ts'
import { type Link, type Telling, timeOf } from './telling-pages.ts'
import type { PublicVersion } from './version-store.ts'

export interface VersionModel {
  readonly id: string
  readonly heading: string
  readonly iso: string
  readonly capacity: Capacity
  readonly correctedFrom: Capacity | undefined
  readonly isFirst: boolean
  readonly isQuiet: boolean
  /** Both sides of a letter agreed to another text: of this one no word is shown. */
  readonly isReplaced: boolean
  /** What it can be compared with is not shown, so it stands whole. */
  readonly isWhole: boolean
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
  /** Asks for the post as it stood at a moment. */
  readonly moment: Views['sharing/moment']
}

declare module '../web/views.ts' {
  interface Views {
    'posts/history': HistoryPage
    'posts/version': VersionModel
  }
}

/** Versions on one page; to compare a long text takes time, and a page must not take for ever. */
export const VERSIONS_ON_PAGE = 10

/** The versions below number `before` (all when undefined), the latest first, as the page shows them. */
export function historyModel(
  post: { readonly path: string; readonly title: string; readonly capacity: Capacity },
  versions: readonly PublicVersion[],
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
    moment: {
      ...{ action: `${post.path}/at`, value: '', fault: undefined },
      hint: t('sharing.stood.hint', { zone: telling.site.timeZone }),
    },
  }
}

/** A version against the one before it; the first one stands as it was, and one after a letter's that was replaced. */
export function versionModel(
  version: PublicVersion,
  earlier: PublicVersion | undefined,
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
    isReplaced: version.isReplaced,
    isWhole: earlier?.isReplaced ?? false,
    language: version.language,
    author: version.author,
    parts: version.isReplaced
      ? []
      : partsModel(version, earlier?.isReplaced ? undefined : earlier, telling),
  }
}
