/** Letters at the desk, as plain data. */

import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { shortTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Choices } from '../web/fields.ts'
import { isOpen, type Letter, type LetterReader, type LetterStatus, statuses } from './letter.ts'
import { type OfficeBack, type OfficePart, officePart } from './office-pages.ts'
import type { Opened, Step } from './opened.ts'
import { promiseOf } from './pages.ts'
import type { Passing } from './passing.ts'
import { type PassingLine, passingLine } from './passing-pages.ts'
import { type Helping, type ReplyHelp, replyHelp } from './reply-help-pages.ts'
import { type SaidModel, saidModel } from './said-pages.ts'
import { stepWords, whoWords } from './step-pages.ts'

export interface InboxPage {
  readonly letters: readonly {
    readonly href: string
    readonly words: string
    readonly status: string
    readonly since: string
    readonly promise: string | undefined
    readonly isLate: boolean
  }[]
  readonly more: string | undefined
  /** What was looked for, and how it went; undefined for the list of all. */
  readonly search: { readonly words: string; readonly told: string } | undefined
}

/** A letter before it was opened by this person, or while the second step was too long ago. */
export interface EnvelopePage {
  readonly number: number
  readonly words: string
  readonly promise: string | undefined
  /** Where the second step is given, when that is missing. */
  readonly step: { readonly href: string; readonly words: string } | undefined
  /** The key that it is locked with is not here. */
  readonly isLocked: boolean
  /** Its writer has added to it since this person opened it. */
  readonly hasMore: boolean
  /** What somebody wrote for longer than the second step lasts, or while the writer added. */
  readonly kept: string | undefined
}

export interface LetterPage {
  readonly number: number
  readonly words: string
  readonly language: Language
  readonly promise: string | undefined
  readonly name: string | undefined
  readonly hasEmail: boolean
  readonly said: readonly SaidModel[]
  readonly notes: readonly SaidModel[]
  readonly steps: readonly string[]
  readonly readers: string
  readonly erased: boolean
  readonly capacities: Choices | undefined
  readonly statuses: Choices
  readonly answerBy: string
  readonly typed: { readonly reply: string; readonly note: string }
  readonly fault: string | undefined
  /** Where its publication is agreed on, for whoever may write posts. */
  readonly proposal: string | undefined
  /** Nothing is registered or protected of what was erased. */
  readonly office: OfficePart | undefined
  readonly passing: PassingLine | undefined
  /** Where the comment is that it began as the answer to. */
  readonly comment: string | undefined
  readonly help: ReplyHelp
}

declare module '../web/views.ts' {
  interface Views {
    'letters/inbox': InboxPage
    'letters/envelope': EnvelopePage
    'letters/letter': LetterPage
  }
}

interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
  readonly now: Instant
}

/** The letters that this person may read; `today` is the date in the site's zone. */
export function inboxPage(
  letters: readonly Letter[],
  speaking: Speaking & { readonly today: string },
  { more, search }: Pick<InboxPage, 'more' | 'search'>,
): InboxPage {
  const { t, language, zone, now, today } = speaking
  return {
    letters: letters.map((letter) => ({
      href: `/desk/letters/${letter.id}`,
      words: t('letters.desk.number', { number: letter.id }),
      status: t(`letters.status.${letter.status}`),
      since: t('letters.desk.since', {
        time: shortTime(letter.receivedAt, language, { zone, now }),
      }),
      promise: promiseOf(letter, speaking),
      isLate: isOpen(letter) && letter.answerBy !== undefined && letter.answerBy < today,
    })),
    more,
    search,
  }
}

/** A letter that is not open to this person yet. */
export const envelopePage = (
  letter: Letter,
  speaking: Speaking,
  { step, isLocked, hasMore, kept }: Pick<EnvelopePage, 'step' | 'isLocked' | 'hasMore' | 'kept'>,
): EnvelopePage => ({
  number: letter.id,
  words: cameWords(letter, speaking),
  promise: promiseOf(letter, speaking),
  step,
  isLocked,
  hasMore,
  kept,
})

const cameWords = ({ receivedAt }: Letter, { t, language, zone, now }: Speaking): string =>
  t('letters.desk.came', { time: shortTime(receivedAt, language, { zone, now }) })

const beganWords = ({ receivedAt }: Letter, { t, language, zone, now }: Speaking): string =>
  t('letters.direct.began', { time: shortTime(receivedAt, language, { zone, now }) })

/** What came back from a form of the page. */
export interface Back extends OfficeBack {
  readonly reply?: string | undefined
  readonly capacity?: Capacity | undefined
  readonly note?: string
  readonly status?: LetterStatus | undefined
  readonly answerBy?: string
  readonly fault?: string | undefined
}

/** A letter with everything that was said and done. */
export function letterPage(
  found: {
    readonly letter: Letter
    readonly opened: Opened | undefined
    readonly steps: readonly Step[]
    readonly readers: readonly LetterReader[]
    /** In which capacities this person may answer. */
    readonly capacities: readonly ('personal' | 'official')[]
    readonly isRegistrar: boolean
    readonly passings: readonly Passing[] | undefined
    readonly helping: Helping
    /** The comment that it began as the answer to. */
    readonly commentId: number | undefined
  },
  speaking: Speaking,
  back: Back,
): LetterPage {
  const { t } = speaking
  const { letter, opened, steps, readers, capacities, isRegistrar } = found
  const { draft } = found.helping
  const hasEmail = opened?.email !== undefined
  const name = opened?.name ?? t('letters.desk.writer')
  const writer = { name, files: `/desk/letters/${letter.id}/files` }
  const said = (opened?.said ?? []).map((one) => ({ one, model: saidModel(one, speaking, writer) }))
  return {
    number: letter.id,
    words: found.commentId ? beganWords(letter, speaking) : cameWords(letter, speaking),
    comment: found.commentId ? `/desk/comments/${found.commentId}` : undefined,
    language: letter.language,
    promise: promiseOf(letter, speaking),
    name: opened?.name,
    hasEmail,
    said: said.filter(({ one }) => one.kind !== 'note').map(({ model }) => model),
    notes: said.filter(({ one }) => one.kind === 'note').map(({ model }) => model),
    steps: steps.map((step) => stepWords(step, speaking)),
    readers: t('letters.desk.readers', { names: readers.map((one) => whoWords(one)).join(', ') }),
    erased: opened === undefined,
    capacities: capacitiesOf(t, capacities, back.capacity ?? draft?.capacity),
    statuses: statusesOf(t, back.status ?? letter.status),
    answerBy: back.answerBy ?? letter.answerBy ?? '',
    typed: { reply: back.reply ?? draft?.text ?? '', note: back.note ?? '' },
    help: replyHelp(speaking, letter.id, found.helping),
    fault: back.fault,
    passing: found.passings && passingLine(t, letter.id, found.passings),
    proposal:
      capacities.includes('personal') && opened && !letter.handedOverAt
        ? `/desk/letters/${letter.id}/proposal`
        : undefined,
    office: opened && officePart(t, letter, { isRegistrar, hasEmail, back }),
  }
}

/** Nothing is chosen before somebody has; whoever has one mandate alone answers in that. */
const capacitiesOf = (
  t: T,
  capacities: LetterCapacities,
  chosen: Capacity | undefined,
): Choices | undefined =>
  capacities.length === 0
    ? undefined
    : {
        ...{ kind: 'radio', name: 'capacity', label: t('letters.desk.capacity') },
        ...{ hint: undefined, fault: undefined },
        choices: capacities.map((value) => ({
          value,
          words: t(`common.capacity.${value}`),
          hint: t(`common.capacity.${value}.meaning`),
          isChosen: capacities.length === 1 || value === chosen,
        })),
      }

type LetterCapacities = readonly ('personal' | 'official')[]

const statusesOf = (t: T, status: LetterStatus): Choices => ({
  ...{ kind: 'radio', name: 'status', label: t('letters.desk.status') },
  ...{ hint: t('letters.desk.status.hint'), fault: undefined },
  choices: statuses
    .filter((one) => one !== 'received')
    .map((value) => ({
      value,
      words: t(`letters.status.${value}`),
      isChosen: value === status,
    })),
})
