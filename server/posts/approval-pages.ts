/** How the official's yes is asked for and given. */
import type { MessageKey } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Html } from '../text/html.ts'
import type { Approval, ApprovalStep } from './approval.ts'
import type { Draft } from './draft.ts'
import { type FieldModel, fieldModel } from './fields-pages.ts'
import type { Capacity } from './post.ts'
import { type Link, type Telling, timeOf } from './telling-pages.ts'

export interface ApprovalPage {
  readonly state: string
  readonly note: string
  readonly about: string
  readonly refused: string | undefined
  readonly action: string
  readonly hash: string
  readonly fingerprint: string
  /** The act of each button, and its words. */
  readonly acts: readonly { readonly act: string; readonly words: string }[]
  /** What the official writes when it is sent back. */
  readonly field: FieldModel | undefined
  readonly links: readonly Link[]
  readonly title: string
  readonly summary: string
  readonly question: string
  readonly tags: string
  readonly decision: string
  readonly capacity: Capacity | undefined
  readonly language: Language
  readonly html: Html
}

declare module '../web/views.ts' {
  interface Views {
    'posts/approval': ApprovalPage
  }
}

/** The page of a draft for whoever asks and whoever answers. */
export function approvalModel(
  found: {
    readonly draft: Draft
    readonly html: Html
    readonly hash: string
    readonly stands: Approval
    readonly last: ApprovalStep | undefined
    readonly isAsking: boolean
    readonly refused: MessageKey | undefined
    readonly typed: { readonly note: string; readonly fault: MessageKey | undefined }
  },
  telling: Telling,
): ApprovalPage {
  const { draft, hash, stands, last, isAsking, typed } = found
  const { t, site } = telling
  const { name, title } = site.official
  const time = last ? timeOf(last.at, telling).words : ''
  const at = `/desk/drafts/${draft.id}`
  return {
    state: t(`editor.approval.state.${stands}`, { name: last?.by ?? '', time }),
    note: stands === 'returned' ? (last?.note ?? '') : '',
    about: t('editor.approval.about', { name, title }),
    refused: found.refused && t(found.refused),
    ...{ action: `${at}/approval`, hash },
    fingerprint: t('editor.approval.hash', { hash: hash.slice(0, 16) }),
    acts: actsOf(stands, isAsking).map((act) => ({ act, words: t(buttons[act], { name }) })),
    field: !isAsking && stands === 'asked' ? noteField(typed, telling) : undefined,
    links: [
      { href: at, words: t('posts.preview.back') },
      ...(stands === 'approved' || !isAsking
        ? [{ href: `${at}/publication`, words: t('editor.approval.publish') }]
        : []),
    ],
    title: draft.title || t('posts.desk.untitled'),
    ...{ summary: draft.summary, question: draft.question, tags: draft.tags.join(', ') },
    decision: [draft.decision?.text, draft.decision?.url].filter(Boolean).join(' '),
    ...{ capacity: draft.capacity, language: draft.language, html: found.html },
  }
}

const buttons = {
  asked: 'editor.approval.ask',
  withdrawn: 'editor.approval.withdraw',
  approved: 'editor.approval.yes',
} as const

function actsOf(stands: Approval, isAsking: boolean): (keyof typeof buttons)[] {
  if (!isAsking) return stands === 'asked' ? ['approved'] : []
  return stands === 'asked' || stands === 'approved' ? ['withdrawn'] : ['asked']
}

const noteField = (
  { note, fault }: { readonly note: string; readonly fault: MessageKey | undefined },
  { t }: Telling,
): FieldModel =>
  fieldModel(
    { name: 'note', label: t('editor.approval.note'), value: note, look: 'low', rows: 3 },
    { hint: undefined, fault: fault && t(fault) },
  )
