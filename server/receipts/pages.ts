/** A receipt as its holder sees it: the code, and what became of everything that was sent with it. */
import type { T } from '../language/catalogue.ts'
import { exactTime } from '../language/when.ts'
import type { Html } from '../text/html.ts'
import { type FormModel, formModel } from '../web/fields.ts'
import type { Views } from '../web/views.ts'
import { type Code, grouped } from './receipt.ts'
import { mayWithdraw, type Sent } from './sent.ts'
import { type StatementModel, statementModel, type Telling } from './statement-pages.ts'

export interface CodePage {
  readonly form: FormModel
}

export interface ReceiptPage {
  /** As it is copied, with dashes. */
  readonly code: string
  readonly groups: readonly string[]
  /** Where the code is typed in, without https. */
  readonly address: string
  readonly items: readonly SentItem[]
  readonly letters: readonly Views['letters/own'][]
  readonly requests: readonly Views['requests/own'][]
}

export interface SentItem {
  readonly number: number
  readonly look: 'waiting' | 'shown' | 'hidden'
  readonly status: string
  readonly since: string
  readonly html: Html
  readonly statement: StatementModel | undefined
  readonly received: { readonly words: string; readonly iso: string }
  /** Its public place, while it has one. */
  readonly href: string | undefined
  readonly post: Sent['post']
  readonly answers: readonly { readonly href: string; readonly words: string }[]
  readonly mayWithdraw: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'receipts/code': CodePage
    'receipts/receipt': ReceiptPage
    'receipts/sent': SentItem
  }
}

/** The form to type a code, empty or with what was typed and why it opened nothing. */
export const codeModel = (
  t: T,
  back: { readonly typed?: string; readonly fault?: 'receipts.unknown' | 'receipts.tooMany' } = {},
): CodePage => ({
  form: formModel(
    t,
    [{ name: 'code', label: 'receipts.code', hint: 'receipts.code.hint', look: 'code' }],
    {
      values: { code: back.typed },
      faults: back.fault ? { code: back.fault } : {},
    },
  ),
})

/** The page of one code. */
export const receiptModel = (
  telling: Telling,
  {
    code,
    sent,
    letters,
    requests,
    publicUrl,
  }: {
    code: Code
    sent: readonly Sent[]
    letters: ReceiptPage['letters']
    requests: ReceiptPage['requests']
    publicUrl: string
  },
): ReceiptPage => ({
  code: grouped(code),
  groups: grouped(code).split('-'),
  address: `${publicUrl.replace(/^https?:\/\//, '')}/receipt`,
  items: sent.map((one) => itemOf(one, telling)),
  letters,
  requests,
})

const looks = {
  pending: 'waiting',
  shown: 'shown',
  held: 'hidden',
  hidden: 'hidden',
  spam: 'hidden',
  withdrawn: 'hidden',
} as const satisfies Record<Sent['state'], SentItem['look']>

function itemOf(sent: Sent, telling: Telling): SentItem {
  const { t, language, site } = telling
  const time = (at: Sent['receivedAt']) => exactTime(at, language, site.timeZone)
  return {
    number: sent.number,
    look: looks[sent.state],
    status: t(`receipts.status.${sent.state}`),
    since: sinceWords(sent, telling),
    html: sent.html,
    statement: sent.statement && statementModel(sent.statement, telling),
    received: { words: time(sent.receivedAt), iso: `${sent.receivedAt.slice(0, 16)}Z` },
    href: sent.state === 'shown' && sent.post ? `/comments/${sent.number}` : undefined,
    post: sent.post,
    answers: sent.answers.map((answer) => ({
      href: `/comments/${answer.number}`,
      words: answerWords(answer, t),
    })),
    mayWithdraw: mayWithdraw(sent),
  }
}

/** What follows the status: when it is read, since when it holds, or when it was done. */
function sinceWords({ state, since, whenRead }: Sent, { t, language, site }: Telling): string {
  if (state === 'pending') return t('receipts.read', { when: whenRead })
  if (!since) return ''
  const time = exactTime(since, language, site.timeZone)
  const isDone = state === 'withdrawn' || state === 'spam'
  return isDone ? t('receipts.on', { time }) : t('receipts.since', { time })
}

function answerWords({ name, capacity }: Sent['answers'][number], t: T): string {
  if (capacity) return t(`receipts.answered.${capacity}`, { name })
  return name ? t('receipts.answered', { name }) : t('receipts.answered.nobody')
}
