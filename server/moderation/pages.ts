/** What the desk tells about comments: the queue, and one comment with what can be done. */
import type { Viewer } from '../accounts/account.ts'
import { type Sign, signs } from '../comments/suspicion.ts'
import type { Instant } from '../kernel/clock.ts'
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { age } from '../language/when.ts'
import type { CommentState } from '../storage/schema.ts'
import { type Html, trusted } from '../text/html.ts'
import { type Choices, type FieldSpec, type FormModel, formModel } from '../web/fields.ts'
import type { Site } from '../web/house.ts'
import { acts, type DecisionAct, type Judged, may, refusal } from './decision.ts'
import { publicName, readySentence, reasonById, reasons } from './reasons.ts'
import type { Listed } from './store.ts'

export interface ActButton {
  readonly act: DecisionAct
  readonly words: string
}

export interface QueueItem {
  readonly id: number
  readonly name: string
  readonly about: readonly string[]
  readonly post: { readonly href: string; readonly title: string; readonly language: Language }
  readonly question: string | undefined
  readonly iso: string
  readonly html: Html
  readonly signs: string | undefined
  readonly buttons: readonly ActButton[]
  readonly open: string | undefined
  readonly isMany: boolean
}

interface QuestionRow {
  readonly href: string
  readonly title: string
  readonly language: Language
  readonly html: Html
}

export interface QueuePage {
  readonly title: string
  readonly items: readonly QueueItem[]
  readonly unsettled: readonly QueueItem[]
  readonly questions: readonly QuestionRow[]
}

export interface CommentDeskPage {
  readonly item: QueueItem
  readonly title: string
  readonly state: string
  readonly refused: string | undefined
  readonly cover:
    | {
        readonly reasons: Choices
        readonly form: FormModel
        readonly buttons: readonly ActButton[]
      }
    | undefined
  readonly reply: { readonly form: FormModel; readonly isPersonal: boolean } | undefined
  readonly isAnswered: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/queue': QueuePage
    'moderation/item': QueueItem
    'moderation/comment': CommentDeskPage
  }
}

/** What the words depend on, and who reads. */
export interface AtDesk {
  readonly t: T
  readonly language: Language
  readonly site: Site
  readonly now: Instant
  readonly viewer: Viewer
}

interface OpenQuestion {
  readonly id: number
  readonly html: string | null
  readonly title: string
  readonly language: Language
}

/** The queue, what waits for a second person, and the questions without an answer. */
export const queueModel = (
  found: {
    readonly count: number
    readonly waiting: readonly Listed[]
    readonly unsettled: readonly Listed[]
    readonly questions: readonly OpenQuestion[]
  },
  at: AtDesk,
): QueuePage => ({
  title: at.t('moderation.waiting', { count: found.count }),
  items: found.waiting.map((row) => ({ ...itemModel(row, at), isMany: true })),
  unsettled: found.unsettled.map((row) => itemModel(row, at)),
  questions: found.questions.map(({ id, title, language, html }) => ({
    ...{ href: `/desk/comments/${id}`, title, language, html: trusted(html ?? '') },
  })),
})

/** What a row of the lists is judged as; only an author's spam comes unconfirmed into them. */
const judged = (row: Listed): Judged => ({
  kind: row.kind,
  state: row.state,
  wasPublic: row.shown_at !== null,
  isUnconfirmed: true,
})

function itemModel(row: Listed, at: AtDesk): QueueItem {
  const { t, site } = at
  const came = t('moderation.came', { age: age(row.received_at, at.language, at.now) })
  const answered = row.parent_id && (row.answered_name || t('moderation.name.none'))
  return {
    id: row.id,
    name: nameOf(row, t),
    about: answered ? [t('moderation.answers', { name: answered }), came] : [came],
    post: {
      href: `/desk/posts/${row.post_id}`,
      title: row.title ?? String(row.post_id),
      language: row.language ?? site.language,
    },
    question:
      row.question === 1 ? t('moderation.question', { name: site.official.name }) : undefined,
    iso: row.received_at,
    html: trusted(row.html),
    signs: signsOf(row, t),
    buttons: buttonsOf(row, at, ['let_through', 'spam', 'confirm', 'put_back']),
    open: openWords(row, at),
    isMany: false,
  }
}

const nameOf = (row: Listed, t: T): string => row.name || t('moderation.name.none')

function signsOf(row: Listed, t: T): string | undefined {
  const found = JSON.parse(row.signs) as Sign[]
  const words = signs.filter((sign) => found.includes(sign)).map((s) => t(`moderation.sign.${s}`))
  return words.length > 0 ? t('moderation.signs', { signs: words.join(', ') }) : undefined
}

/** The acts that this person may do with it, without a reason of their own. */
const buttonsOf = (row: Listed, { t, viewer }: AtDesk, some: readonly DecisionAct[]): ActButton[] =>
  some
    .filter((act) => refusal(viewer, act, judged(row), reasonById('threat')) === undefined)
    .map((act) => ({ act, words: t(`moderation.act.${act}`) }))

function openWords(row: Listed, at: AtDesk): string | undefined {
  const can = buttonsOf(row, at, acts).map(({ act }) => act)
  if (can.includes('hide')) return at.t('moderation.open.hide')
  return can.includes('hold') ? at.t('moderation.open.hold') : undefined
}

/** What was refused of a form, and what had been typed. */
export interface ToldAtDesk {
  readonly values?: Readonly<Record<string, string>>
  readonly faults?: Readonly<Partial<Record<string, MessageKey>>>
}

/** One comment, with the forms that this person may use. */
export function commentModel(
  row: Listed & { readonly answered_by: number | null },
  at: AtDesk,
  told: ToldAtDesk = {},
): CommentDeskPage {
  const { t, viewer } = at
  const cover = buttonsOf(row, at, ['hide', 'hold'])
  const reply = formModel(t, [{ name: 'text', label: 'moderation.reply.text', rows: 8 }], {
    ...told,
    faults: told.faults?.text ? { text: told.faults.text } : {},
  })
  const fault = told.faults?.reason
  return {
    item: itemModel(row, at),
    title: t('moderation.comment.title', { name: nameOf(row, t) }),
    state: t(`moderation.state.${row.state satisfies CommentState}`),
    refused: fault && t(fault),
    cover: cover.length > 0 ? { ...coverForm(at, told), buttons: cover } : undefined,
    reply: canReply(row, viewer)
      ? { form: reply, isPersonal: may(viewer, 'replies.personal') }
      : undefined,
    isAnswered: row.answered_by !== null,
  }
}

const canReply = (row: Listed, viewer: Viewer): boolean =>
  row.state === 'shown' && may(viewer, 'replies.official')

function coverForm({ t, language, viewer }: AtDesk, { values = {}, faults = {} }: ToldAtDesk) {
  const open = viewer.isAuthor ? reasons.filter(({ kind }) => kind === 'legal') : reasons
  const choices: Choices = {
    kind: 'radio',
    name: 'reason',
    label: t('moderation.reason'),
    hint: t('moderation.reason.hint', { marker: publicName(reasonById('threat'), language) }),
    fault: faults.reason && t(faults.reason),
    choices: open.map((reason) => ({
      value: reason.id,
      words: reason[language].name,
      hint: readySentence(reason, language),
      isChosen: values.reason === reason.id,
    })),
  }
  const sentence: FieldSpec = {
    name: 'sentence',
    label: 'moderation.sentence',
    hint: 'moderation.sentence.hint',
    isOptional: true,
    rows: 3,
  }
  return { reasons: choices, form: formModel(t, [sentence], { values }) }
}
