/** The queue: what waits, what waits for a second person, and the questions without an answer. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { age } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Html, trusted } from '../text/html.ts'
import { type AtDesk, type DeskComment, itemModel, nameOf, type QueueItem } from './item-pages.ts'

interface QuestionRow {
  readonly id: number
  readonly post: number
  readonly name: string
  readonly came: { readonly words: string; readonly iso: string }
  readonly title: string
  readonly capacity: Capacity
  readonly language: Language
  readonly html: Html
}

export interface QueuePage {
  readonly title: string
  readonly oldest: string | undefined
  /** That more waits than one page shows. */
  readonly more: string | undefined
  /** What a key does, for those whose browser has JavaScript. */
  readonly keys: readonly { readonly key: string; readonly words: string }[]
  readonly items: readonly QueueItem[]
  readonly unsettled: readonly QueueItem[]
  readonly questions: readonly QuestionRow[]
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/queue': QueuePage
    'moderation/keys': Pick<QueuePage, 'keys'>
  }
}

interface OpenQuestion {
  readonly id: number
  readonly post_id: number
  readonly name: string | null
  readonly html: string | null
  readonly shown_at: Instant | null
  readonly received_at: Instant
  readonly title: string
  readonly language: Language
  readonly post_capacity: Capacity
}

/** Everything that waits for somebody at the desk. */
export function queueModel(
  found: {
    readonly count: number
    readonly oldest: Instant | undefined
    readonly waiting: readonly DeskComment[]
    readonly unsettled: readonly DeskComment[]
    readonly questions: readonly OpenQuestion[]
  },
  at: AtDesk,
): QueuePage {
  const { t, language, now } = at
  const { count, oldest, waiting } = found
  return {
    title: t('moderation.waiting', { count }),
    oldest: oldest && t('moderation.oldest', { age: age(oldest, language, now) }),
    more:
      count > waiting.length ? t('moderation.more', { shown: waiting.length, count }) : undefined,
    keys: keysOf(t),
    items: waiting.map((row) => ({ ...itemModel(row, at), isMany: true })),
    unsettled: found.unsettled.map((row) => itemModel(row, at)),
    questions: found.questions.map((question) => questionRow(question, at)),
  }
}

/** static/js/desk.js presses what carries the key; J and K move. */
const keysOf = (t: T): QueuePage['keys'] => [
  { key: 'J', words: t('moderation.keys.next') },
  { key: 'K', words: t('moderation.keys.previous') },
  { key: 'A', words: t('moderation.act.let_through') },
  { key: 'S', words: t('moderation.act.spam') },
  { key: 'H', words: t('moderation.keys.hide') },
  { key: 'M', words: t('moderation.keys.mark') },
  { key: 'O', words: t('moderation.keys.open') },
]

const questionRow = (question: OpenQuestion, { t, language, now }: AtDesk): QuestionRow => ({
  id: question.id,
  post: question.post_id,
  name: nameOf(question.name, t),
  came: {
    words: t('moderation.asked', { age: age(question.received_at, language, now) }),
    iso: question.received_at,
  },
  title: question.title,
  capacity: question.post_capacity,
  language: question.language,
  html: trusted(question.html ?? ''),
})
