/** How a thread is shown: comments in reading order become plain data for one loop of a template. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import type { Became } from '../posts/lifted-store.ts'
import type {
  PublicChangedMindView,
  PublicDirectAnswerView,
  PublicDiscussionView,
} from '../storage/schema.ts'
import { type Html, trusted } from '../text/html.ts'
import {
  calledOf,
  changedLink,
  creditWords,
  directWords,
  lineOf,
  summaryLine,
} from './beside-pages.ts'
import type { PublicComment } from './comment.ts'
import type { Erasure } from './erasure-store.ts'
import type { CommentForm } from './form.ts'
import { markerWords, ruleLink } from './marker-pages.ts'
import type { Link, Paging } from './paging-pages.ts'
import type { SideModel } from './side-pages.ts'
import type { Placed } from './thread.ts'
import type { OrderLink, TopModel } from './top-pages.ts'

/** Where a line stands in the list. */
interface Standing {
  /** How many levels end before it; a first child ends none and opens one. */
  readonly closes: number
  readonly opens: boolean
  readonly level: number
}

/** What stands for comments that are elsewhere: a link to them. */
export interface LineItem extends Standing {
  readonly line: Link & {
    readonly id?: string
    /** Who moved a branch to its own page, when and why. */
    readonly note?: string
  }
}

/** One comment, or the marker in its place. */
export interface CommentItem extends Standing {
  readonly line: undefined
  readonly id: number
  /** The words of a marker; undefined when the comment itself shows. */
  readonly marker: string | undefined
  readonly rule: { readonly href: string; readonly words: string } | undefined
  readonly capacity: 'personal' | 'official' | undefined
  readonly name: string
  readonly title: string
  /** "svarar Mirja", empty for a root. */
  readonly replies: string
  /** ", nivå 3", for those who listen. */
  readonly depth: string
  readonly html: Html
  readonly time: string
  readonly iso: string
  /** "Ändrat 21 november 2026 kl. 09.12": a staff reply that says something else than at first. */
  readonly changed: { readonly href: string; readonly words: string } | undefined
  readonly isQuestion: boolean
  readonly answer: number | undefined
  /** The numbers of the entries of the archive that hang on it. */
  readonly accounts: readonly number[]
  /** The posts that it became, while its own words show. */
  readonly became: readonly Became[]
  /** Who answered its writer directly and when, as far as that writer lets it be told. */
  readonly directs: readonly {
    readonly capacity: 'personal' | 'official'
    readonly words: string
  }[]
  /** That it changed what an author thinks, with the reason if one was given. */
  readonly credit:
    | { readonly capacity: 'personal' | 'official'; readonly words: string; readonly why: string }
    | undefined
  readonly mayReply: boolean
  /** "til Mirja": whom a reply is for, said after the word of the link. */
  readonly whom: string
}

export interface ThreadModel {
  readonly heading: string
  readonly question: string | undefined
  readonly capacity: 'personal' | 'official'
  readonly orders: readonly OrderLink[]
  readonly top: TopModel
  readonly items: readonly (CommentItem | LineItem)[]
  /** Levels still open after the last item. */
  readonly open: number
  readonly language: Language
  readonly paging: Paging
  readonly closed: string | undefined
  readonly form: CommentForm | undefined
  /** Where the thread is followed by mail. */
  readonly follow: string
  readonly officialName: string
}

export interface CommentPage {
  /** The branch that this page is for, or the one in which the comment stands. */
  readonly side: SideModel | undefined
  readonly post: {
    readonly href: string
    readonly title: string
    readonly capacity: 'personal' | 'official'
  }
  readonly ancestors: readonly CommentItem[]
  readonly left: string | undefined
  readonly comment: CommentItem
  /** What it answered, where that has another version now: the post, and a staff reply. */
  readonly answered: readonly { readonly words: string; readonly href: string }[]
  readonly heading: string
  readonly items: ThreadModel['items']
  readonly open: number
  readonly paging: Paging
  readonly language: Language
  readonly officialName: string
}

declare module '../web/views.ts' {
  interface Views {
    'comments/thread': ThreadModel
    'comments/items': Pick<ThreadModel, 'items' | 'open' | 'language' | 'officialName'>
    'comments/comment': CommentPage
  }
}

/** What the words of a thread depend on, besides the comments. */
export interface Telling {
  readonly t: T
  readonly language: Language
  readonly zone: string
  readonly mayReply: boolean
  /** Names of comments that stand above the page's own, by id. */
  readonly above: ReadonlyMap<number, string>
  readonly rules: ReadonlyMap<number, { readonly clause: number; readonly version: number }>
  /** When staff replies were last changed, by id. */
  readonly changes: ReadonlyMap<number, Instant>
  /** Posts that comments became, by the id of the comment. */
  readonly became: ReadonlyMap<number, readonly Became[]>
  /** Entries of the archive that hang on comments, by the id of the comment. */
  readonly accounts: ReadonlyMap<number, readonly number[]>
  /** What was erased, and on which decision, by the id of the comment. */
  readonly erasures: ReadonlyMap<number, Erasure>
  /** Direct answers that may be told of, by the id of the comment. */
  readonly directs: ReadonlyMap<number, readonly PublicDirectAnswerView[]>
  /** Comments that changed what an author thinks, by their id. */
  readonly credits: ReadonlyMap<number, PublicChangedMindView>
  /** Branches that have a page of their own, by the comment that each begins with. */
  readonly sides: ReadonlyMap<number, PublicDiscussionView>
  /** The reply that stands on top of the page as its summary: in its place a line says so. */
  readonly summary: number | undefined
  /** What a reason is called in public (LAW.md section 3). */
  readonly reasonName: (reason: string, language: Language) => string
}

/** The lines of a page as a template wants them, and how many levels are open after the last. */
export function itemsOf(
  lines: readonly Placed[],
  telling: Telling,
): { items: (CommentItem | LineItem)[]; open: number } {
  const names = new Map(telling.above)
  for (const line of lines)
    if ('comment' in line) names.set(line.comment.id, calledOf(line.comment, telling.t))
  const depths = levelWords(telling.t)
  let before = 0
  const items = lines.map((line) => {
    const { level } = line
    const standing = { level, closes: Math.max(0, before - level), opens: level > before }
    before = level
    if (!('comment' in line)) return { ...standing, line: lineOf(line, telling) }
    const { comment } = line
    if (comment.id === telling.summary)
      return { ...standing, line: summaryLine(comment.id, telling) }
    return itemOf(comment, telling, {
      ...standing,
      replied: comment.parentId === undefined ? undefined : names.get(comment.parentId),
      depth: level > 1 ? (depths[level] ?? '') : '',
    })
  })
  return { items, open: before }
}

/** One comment alone, as its own page and the desk show it. */
export const itemAlone = (comment: PublicComment, telling: Telling): CommentItem =>
  itemOf(comment, telling, {
    level: 1,
    closes: 0,
    opens: true,
    replied: comment.parentId === undefined ? undefined : telling.above.get(comment.parentId),
    depth: '',
  })

interface Around extends Standing {
  readonly replied: string | undefined
  readonly depth: string
}

function itemOf(comment: PublicComment, telling: Telling, around: Around): CommentItem {
  const { t, language, zone } = telling
  const isMarker = comment.exposure === 'marker'
  return {
    line: undefined,
    id: comment.id,
    closes: around.closes,
    opens: around.opens,
    level: around.level,
    marker: isMarker ? markerWords(comment, telling) : undefined,
    rule: isMarker ? ruleLink(comment, telling) : undefined,
    capacity: comment.capacity,
    name: comment.name || t('comments.noName'),
    title: comment.title,
    replies: around.replied === undefined ? '' : `${t('comments.replies')} ${around.replied}`,
    depth: around.depth,
    html: trusted(comment.html),
    time: exactTime(comment.receivedAt, language, zone),
    iso: `${comment.receivedAt.slice(0, 16)}Z`,
    changed: changedLink(comment, telling),
    isQuestion: comment.isQuestion && !isMarker,
    answer: comment.answeredBy,
    directs: isMarker ? [] : directWords(comment, telling),
    accounts: isMarker ? [] : (telling.accounts.get(comment.id) ?? []),
    credit: isMarker ? undefined : creditWords(comment, telling),
    became: isMarker ? [] : (telling.became.get(comment.id) ?? []),
    mayReply: telling.mayReply && !isMarker,
    whom: t('comments.reply.whom', { name: calledOf(comment, t) }),
  }
}

/** The words for each level, made once per language and not once per comment. */
function levelWords(t: T): readonly string[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((level) => t('comments.level', { level }))
}
