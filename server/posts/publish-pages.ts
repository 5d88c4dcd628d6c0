/** The page of publication: what will happen, and one button. */
import type { MessageKey } from '../language/catalogue.ts'
import type { Draft } from './draft.ts'
import { type CardsModel, cardsModel } from './editor-pages.ts'
import { type FieldModel, fieldModel } from './fields-pages.ts'
import { type HintsModel, hintsModel } from './hints-pages.ts'
import type { Capacity } from './post.ts'
import type { PostState } from './publication.ts'
import { type ScheduleModel, type Scheduling, scheduleModel } from './schedule-pages.ts'
import type { Telling } from './telling-pages.ts'

/** What a site must say of itself before its first post. */
export type Need = 'contact_email' | 'telephone' | 'controller'

export interface PublishPage {
  readonly heading: string
  readonly capacity: Capacity | undefined
  /** The choice itself, when the draft was saved without it. */
  readonly cards: CardsModel | undefined
  readonly facts: readonly string[]
  readonly refused: string | undefined
  /** Where one asks for the official's yes. */
  readonly approval: string | undefined
  readonly hints: HintsModel
  readonly missing: readonly FieldModel[]
  readonly address: { readonly words: string; readonly isChosen: boolean } | undefined
  readonly action: string
  readonly seen: string
  /** Folded: publishing is one choice. */
  readonly schedule: ScheduleModel
  readonly button: string
  readonly back: string
}

declare module '../web/views.ts' {
  interface Views {
    'posts/publish': PublishPage
  }
}

/** What the page is made from. */
export interface Publishing {
  readonly draft: Draft
  readonly post: PostState | undefined
  readonly refused: MessageKey | undefined
  readonly approval: string | undefined
  /** How many accounts of what is withheld become public with it. */
  readonly accounts: number
  /** What the site still has to say, with what was typed and what must be mended. */
  readonly missing: readonly {
    readonly name: Need
    readonly value: string
    readonly fault: MessageKey | undefined
  }[]
  /** The address that a changed title would give. */
  readonly newPath: string | undefined
  /** What was chosen on this page before it had to come back. */
  readonly chosen: { readonly capacity: string; readonly address: boolean }
  /** The time that was chosen, or typed. */
  readonly scheduling: Omit<Scheduling, 'draft'>
}

/** The page of publication. */
export function publishModel(publishing: Publishing, telling: Telling): PublishPage {
  const { draft, post, refused, missing, newPath, chosen } = publishing
  const { t, site } = telling
  const { capacity } = draft
  const isChange = post?.state === 'published'
  return {
    heading: t(`posts.publish.as.${capacity ?? 'none'}`),
    capacity,
    cards: capacity ? undefined : cardsModel(chosen.capacity, { t, title: site.official.title }),
    facts: factsOf(publishing, telling),
    refused: refused && t(refused),
    approval: publishing.approval,
    hints: hintsModel(draft, `/desk/drafts/${draft.id}`, telling),
    missing: missing.map(({ name, value, fault }) =>
      fieldModel(
        { name, label: t(`posts.missing.${name}`), value, look: 'plain', rows: 0 },
        {
          hint: name === 'controller' ? t('posts.missing.controller.hint') : undefined,
          fault: fault && t(fault),
        },
      ),
    ),
    address: newPath
      ? { words: t('posts.publish.address', { path: newPath }), isChosen: chosen.address }
      : undefined,
    action: `/desk/drafts/${draft.id}/publication`,
    seen: draft.changedAt,
    schedule: scheduleModel({ draft, ...publishing.scheduling }, telling),
    button: t(isChange ? 'posts.publish.button.change' : 'posts.publish.button'),
    back: `/desk/drafts/${draft.id}`,
  }
}

/** What an author should know at that moment (LAW.md L21). */
function factsOf({ draft, post, accounts }: Publishing, { t, site }: Telling): string[] {
  const { capacity } = draft
  const isChange = post?.state === 'published'
  const from = post?.current.capacity
  const { title } = site.official
  return [
    ...(capacity ? [t(`posts.publish.fact.${capacity}`, { title })] : []),
    ...(isChange && from && capacity && from !== capacity
      ? [
          t('posts.publish.fact.correction', {
            from: t(`common.capacity.${from}`),
            to: t(`common.capacity.${capacity}`),
          }),
        ]
      : []),
    ...(accounts > 0 ? [t('posts.publish.fact.accounts', { count: accounts })] : []),
    t(isChange ? 'posts.publish.fact.change' : 'posts.publish.fact.undo'),
  ]
}
