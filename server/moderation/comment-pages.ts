/** One comment at the desk: what became of it, and every form that this person may use. */
import type { Instant } from '../kernel/clock.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type FormModel, formModel } from '../web/fields.ts'
import { type CoverModel, coverModel, type ToldOfCover } from './cover-pages.ts'
import { may, mayChange } from './decision.ts'
import { type DecisionRow, decisionRow, type TellableDecision } from './decision-pages.ts'
import {
  type AtDesk,
  beginningOf,
  buttonsOf,
  type DeskComment,
  itemModel,
  nameOf,
  nameWithin,
  type QueueItem,
} from './item-pages.ts'

/** A form with the two buttons of a staff reply; someone without an author's mandate has one. */
export interface ReplyForm {
  readonly action: string
  readonly form: FormModel
  readonly isPersonal: boolean
  /** Where it is answered by its writer's code instead. */
  readonly direct: string | undefined
}

interface ReplyRow {
  readonly id: number
  readonly href: string
  readonly name: string
  readonly capacity: Capacity | undefined
  readonly words: string
  readonly time: { readonly words: string; readonly iso: string }
}

export interface CommentDeskPage {
  readonly item: QueueItem
  readonly title: string
  readonly state: string
  /** Its public page, while it has one. */
  readonly href: string | undefined
  /** Where an author accounts for what is not told about it. */
  readonly account: string | undefined
  /** Where an author says that it changed what they think. */
  readonly credit: string | undefined
  /** Where an author begins a post with it, while everybody can read it. */
  readonly lift: string | undefined
  /** Where the branch that begins with it is moved to a page of its own. */
  readonly move: string | undefined
  readonly refused: string | undefined
  readonly replies: readonly ReplyRow[]
  readonly language: Language
  /** For a question: whether it counts as answered, and the button that says otherwise. */
  readonly answered:
    | {
        readonly words: string
        readonly action: string
        readonly button: string | undefined
      }
    | undefined
  readonly reply: ReplyForm | undefined
  readonly change:
    | { readonly form: FormModel; readonly version: number; readonly href: string }
    | undefined
  readonly cover: CoverModel | undefined
  /** Said instead of the reasons to whoever held it: another person decides. */
  readonly leave: string | undefined
  readonly decisions: readonly DecisionRow[]
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/comment': CommentDeskPage
    'moderation/reply': ReplyForm
  }
}

/** What was refused of a form, and what had been typed. */
export interface ToldAtDesk {
  readonly reply?: { readonly text: string; readonly fault: MessageKey }
  readonly change?: { readonly text: string; readonly fault: MessageKey }
  readonly cover?: ToldOfCover
}

/** What else of a comment its page tells. */
export interface AboutComment {
  readonly decisions: readonly TellableDecision[]
  readonly replies: readonly {
    readonly id: number
    readonly name: string | null
    readonly capacity: Capacity | null
    readonly html: string | null
    readonly received_at: Instant
  }[]
  /** What a staff reply says now, as it was typed. */
  readonly text: string | undefined
  /** Whether this person may answer by the writer's code instead. */
  readonly hasDirect: boolean
}

/** An author begins a post with what a citizen said in public. */
const liftAction = (row: DeskComment, { viewer }: AtDesk): string | undefined =>
  row.kind === 'citizen' && row.state === 'shown' && viewer.roles.has('author')
    ? `/desk/comments/${row.id}/lift`
    : undefined

/** One comment, with the forms that this person may use. */
export function commentModel(
  row: DeskComment,
  about: AboutComment,
  at: AtDesk,
  told: ToldAtDesk = {},
): CommentDeskPage {
  const { t, viewer } = at
  const canReply = row.state === 'shown' && row.post_state === 'published'
  const cover = buttonsOf(row, at, ['hide', 'hold'])
  const isOwnHold = row.state === 'held' && row.last_account === viewer.accountId
  return {
    item: { ...itemModel(row, at), open: undefined, isAlone: true },
    title: t(row.capacity ? 'moderation.reply.title' : 'moderation.comment.title', {
      name: nameWithin(row.name, t),
    }),
    state: stateWords(row, at),
    href: publicHref(row),
    account:
      canReply && viewer.roles.has('author') ? `/desk/openness/new?comment=${row.id}` : undefined,
    ...aboutTalk(row, viewer, canReply),
    lift: liftAction(row, at),
    refused: told.cover?.fault && t(told.cover.fault),
    replies: about.replies.map((reply) => replyRow(reply, at)),
    language: row.language,
    answered: row.question === 1 ? answeredModel(row, about, at) : undefined,
    reply:
      canReply && may(viewer, 'replies.official')
        ? {
            ...replyForm(`/desk/comments/${row.id}/reply`, at, told.reply),
            direct: about.hasDirect ? `/desk/comments/${row.id}/direct` : undefined,
          }
        : undefined,
    change: canReply ? changeModel(row, about.text, at, told.change) : undefined,
    cover: cover.length > 0 ? coverModel(row, cover, at, told.cover) : undefined,
    leave: isOwnHold ? t('moderation.leave') : undefined,
    decisions: about.decisions.map((decision) => decisionRow(decision, at)),
  }
}

/** Ways to what can be done with the conversation that begins with it. */
const aboutTalk = ({ id, kind }: DeskComment, { roles }: AtDesk['viewer'], canReply: boolean) => ({
  move: canReply ? `/desk/comments/${id}/discussion` : undefined,
  credit:
    canReply && kind === 'citizen' && roles.has('author')
      ? `/desk/comments/${id}/credit`
      : undefined,
})

/** A reply's text and its buttons, empty or with what was typed and what to mend. */
export const replyForm = (
  action: string,
  { t, viewer }: Pick<AtDesk, 't' | 'viewer'>,
  told?: ToldAtDesk['reply'],
): ReplyForm => ({
  action,
  direct: undefined,
  isPersonal: may(viewer, 'replies.personal'),
  form: formModel(
    t,
    [{ name: 'text', label: 'moderation.reply.text', hint: 'moderation.reply.hint', rows: 8 }],
    { values: { text: told?.text }, faults: told ? { text: told.fault } : {} },
  ),
})

function stateWords(row: DeskComment, { t, language, site }: AtDesk): string {
  const words = t(`moderation.state.${row.state}`)
  if (row.state !== 'shown' || !row.shown_at) return words
  const time = exactTime(row.shown_at, language, site.timeZone)
  return t('moderation.state.since', { state: words, time })
}

const publicHref = ({ id, state, shown_at, post_state }: DeskComment): string | undefined =>
  post_state === 'published' && (state === 'hidden' || (shown_at && state !== 'pending'))
    ? `/comments/${id}`
    : undefined

const MOST_OF_REPLY = 160

const replyRow = (
  reply: AboutComment['replies'][number],
  { t, language, site }: AtDesk,
): ReplyRow => ({
  href: `/desk/comments/${reply.id}`,
  id: reply.id,
  name: nameOf(reply.name, t),
  capacity: reply.capacity ?? undefined,
  words: beginningOf(reply.html, MOST_OF_REPLY),
  time: { words: exactTime(reply.received_at, language, site.timeZone), iso: reply.received_at },
})

function answeredModel(
  row: DeskComment,
  { replies }: AboutComment,
  { t, viewer }: AtDesk,
): CommentDeskPage['answered'] {
  const mayMark = may(viewer, 'replies.official')
  if (row.answered_by !== null)
    return {
      words: t('moderation.answered'),
      action: `/desk/comments/${row.id}/unanswer`,
      button: mayMark ? t('moderation.unanswer') : undefined,
    }
  // Only what is public stands in the list of questions without an answer.
  if (row.state !== 'shown') return undefined
  return {
    words: t('moderation.unanswered'),
    action: `/desk/comments/${row.id}/answer`,
    button:
      mayMark && replies.some(({ capacity }) => capacity) ? t('moderation.answer') : undefined,
  }
}

function changeModel(
  row: DeskComment,
  text: string | undefined,
  { t, viewer }: AtDesk,
  told: ToldAtDesk['change'],
): CommentDeskPage['change'] {
  if (text === undefined || !mayChange(viewer, row)) return undefined
  return {
    form: formModel(
      t,
      [
        {
          name: 'change',
          label: 'moderation.change.text',
          hint: 'moderation.change.hint',
          rows: 8,
        },
      ],
      { values: { change: told?.text ?? text }, faults: told ? { change: told.fault } : {} },
    ),
    version: row.version,
    href: `/comments/${row.id}/history`,
  }
}
