import type { MessageKey } from '../language/catalogue.ts'
import { date } from '../language/when.ts'
import { dateIn, startOf } from '../language/zone.ts'
import type { Choices, FormFaults, FormModel } from '../web/fields.ts'
import { formModel } from '../web/fields.ts'
import { type Item, itemKinds } from './item.ts'
import type { OpenedRequest } from './open-actions.ts'
import { type StepModel, stepModels, type Telling } from './own-pages.ts'
import { type DocumentRequest, dueDay, isLate, isOver, movesFrom } from './request.ts'

export interface QueuePage {
  readonly waiting: readonly QueueRow[]
  readonly answered: readonly QueueRow[]
  readonly more: string | undefined
}

export interface RowsModel {
  readonly rows: readonly QueueRow[]
  readonly caption: MessageKey
  readonly isDue: boolean
}

interface QueueRow {
  readonly href: string
  readonly number: string
  readonly came: string
  readonly state: string
  readonly due: string
  readonly isLate: boolean
}

export interface DeskRequestPage {
  readonly number: number
  readonly title: string
  readonly state: string
  readonly due: string | undefined
  readonly isLate: boolean
  readonly isLocked: boolean
  readonly steps: readonly StepModel[]
  readonly acts: readonly { readonly href: string; readonly words: string }[]
  /** Set when a decision is due that this person cannot sign. */
  readonly noDelegation: boolean
  readonly items: readonly {
    readonly id: number
    readonly words: string
    readonly unlink: string
  }[]
  /** The form to link what is asked for; undefined once it is over. */
  readonly link: { readonly kind: Choices; readonly form: FormModel } | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'requests/queue': QueuePage
    'requests/rows': RowsModel
    'requests/desk': DeskRequestPage
  }
}

/** The queue: what waits for the office by age, and then what was answered. */
export const queuePage = (
  waiting: readonly DocumentRequest[],
  answered: readonly DocumentRequest[],
  telling: Telling,
  more: string | undefined,
): QueuePage => ({
  waiting: waiting.map((request) => rowOf(request, telling)),
  answered: answered.map((request) => rowOf(request, telling)),
  more,
})

function rowOf(request: DocumentRequest, telling: Telling): QueueRow {
  const { t, language, zone } = telling
  return {
    href: `/desk/requests/${request.id}`,
    number: String(request.id),
    came: date(request.receivedAt, language, zone),
    state: t(`requests.state.${request.state}`),
    ...clockOf(request, telling),
  }
}

function clockOf(request: DocumentRequest, { language, zone, now }: Telling) {
  const due = dueDay(request, zone)
  return {
    due: due === undefined ? '' : date(startOf(due, zone), language, zone),
    isLate: isLate(request, zone, dateIn(now, zone)),
  }
}

/** One request at the desk. */
export function deskRequestPage(
  request: DocumentRequest,
  found: {
    readonly opened: OpenedRequest | undefined
    readonly items: readonly Item[]
    readonly maySign: boolean
  },
  telling: Telling,
  back: { readonly values?: Readonly<Record<string, string>>; readonly faults?: FormFaults } = {},
): DeskRequestPage {
  const { t, now } = telling
  const { opened, items, maySign } = found
  const moves = opened ? movesFrom(request, 'office', now) : []
  const clock = clockOf(request, telling)
  return {
    number: request.id,
    title: t('requests.own.title', { number: request.id }),
    state: t(`requests.state.${request.state}`),
    due: clock.due === '' ? undefined : t('requests.own.due', { day: clock.due }),
    isLate: clock.isLate,
    isLocked: opened === undefined,
    steps: opened ? stepModels(opened, telling, '/desk/requests') : [],
    acts: moves
      .filter(({ needs }) => maySign || !needs.delegation)
      .map(({ act }) => ({
        href: `/desk/requests/${request.id}/${act}`,
        words: t(`requests.act.${act as 'release'}`),
      })),
    noDelegation: !maySign && moves.some(({ needs }) => needs.delegation),
    items: items.map(({ id, kind, number }) => {
      const words = t(`requests.desk.item.${kind}`, { number })
      return { id, words, unlink: t('requests.desk.unlink', { what: words }) }
    }),
    link: isOver(request.state) ? undefined : linkForm(telling, back),
  }
}

const linkForm = (
  { t }: Telling,
  back: { readonly values?: Readonly<Record<string, string>>; readonly faults?: FormFaults },
): DeskRequestPage['link'] => ({
  kind: {
    ...{ kind: 'radio', name: 'kind', label: t('requests.desk.kind') },
    ...{ hint: undefined, fault: undefined },
    choices: itemKinds.map((value) => ({
      ...{ value, words: t(`requests.desk.kind.${value}`) },
      isChosen: (back.values?.kind ?? 'letter') === value,
    })),
  },
  form: formModel(t, [{ name: 'item', label: 'requests.desk.item.number', look: 'short' }], back),
})
