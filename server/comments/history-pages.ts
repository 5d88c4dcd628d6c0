/** The versions of a staff reply, each against the one before, word by word. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import { differences, inParagraphs } from '../text/difference.ts'
import { trusted } from '../text/html.ts'
import type { Views } from '../web/views.ts'

interface VersionModel {
  readonly id: string
  readonly heading: string
  readonly isFirst: boolean
  readonly part: Views['posts/pieces']
}

export interface ReplyHistoryPage {
  readonly title: string
  readonly capacity: 'personal' | 'official'
  readonly name: string
  readonly role: string
  readonly href: string
  readonly language: Language
  readonly versions: readonly VersionModel[]
}

declare module '../web/views.ts' {
  interface Views {
    'comments/history': ReplyHistoryPage
  }
}

interface Version {
  readonly number: number
  readonly text: string
  readonly html: string
  readonly at: Instant
}

/** Every version, the latest first; the first one stands as readers saw it. */
export function historyModel(
  reply: {
    readonly id: number
    readonly name: string
    readonly title: string
    readonly capacity: 'personal' | 'official'
    readonly language: Language
  },
  versions: readonly Version[],
  telling: {
    readonly t: T
    readonly language: Language
    readonly site: { readonly timeZone: string }
  },
): ReplyHistoryPage {
  const { t, language, site } = telling
  return {
    title: t('comments.history.title', { name: reply.name }),
    capacity: reply.capacity,
    name: reply.name,
    role: reply.title,
    href: `/comments/${reply.id}`,
    language: reply.language,
    versions: versions
      .map((version, at) => ({
        id: `v${version.number}`,
        heading: t('posts.history.version', {
          number: version.number,
          time: exactTime(version.at, language, site.timeZone),
        }),
        isFirst: at === 0,
        part: { name: '', blocks: blocksOf(version, versions[at - 1], reply.language) },
      }))
      .reverse(),
  }
}

const blocksOf = (
  version: Version,
  earlier: Version | undefined,
  language: Language,
): Views['posts/pieces']['blocks'] =>
  earlier
    ? [{ paragraphs: inParagraphs(differences(earlier.text, version.text, language)) }]
    : [{ html: trusted(version.html) }]
