/** The reasons for hiding and holding: each opens with its ready sentence, to be sent or changed. */
import type { MessageKey } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { DecisionAct } from './decision.ts'
import type { ActButton, AtDesk, DeskComment } from './item-pages.ts'
import { type Reason, type ReasonId, readySentence, reasons } from './reasons.ts'

interface ReasonModel {
  readonly id: ReasonId
  readonly name: string
  readonly sentence: string
  readonly fault: string | undefined
  readonly isOpen: boolean
  readonly buttons: readonly ActButton[]
  /** What comes first for this reason. */
  readonly first: DecisionAct | undefined
}

export interface CoverModel {
  readonly title: string
  readonly action: string
  /** The language that the writer most likely reads: that of the post. */
  readonly language: Language
  readonly hint: string
  readonly groups: readonly {
    readonly id: string
    readonly title: string
    readonly hint: string
    readonly reasons: readonly ReasonModel[]
  }[]
}

declare module '../web/views.ts' {
  interface Views {
    'moderation/cover': CoverModel
  }
}

/** What was refused of a decision, and what had been chosen and typed. */
export interface ToldOfCover {
  readonly fault: MessageKey
  readonly reason: ReasonId | undefined
  readonly sentence: string
}

/** Every reason that this person may use, with the acts it may lead to. */
export function coverModel(
  row: DeskComment,
  buttons: readonly ActButton[],
  { t, language, viewer }: AtDesk,
  told: ToldOfCover | undefined,
): CoverModel {
  const kinds = viewer.roles.has('author') ? (['legal'] as const) : (['house', 'legal'] as const)
  return {
    title: t(
      buttons.some(({ act }) => act === 'hide') ? 'moderation.cover' : 'moderation.cover.hold',
    ),
    action: `/desk/comments/${row.id}/decision`,
    language: row.language,
    hint: t('moderation.sentence.hint', { language: t(`common.language.${row.language}`) }),
    groups: kinds.map((kind) => ({
      id: kind,
      title: t(`moderation.reasons.${kind}`),
      hint: t(`moderation.reasons.${kind}.hint`),
      reasons: reasons
        .filter((reason) => reason.kind === kind)
        .map((reason) => reasonModel(reason, row.language, buttons, { t, language, told })),
    })),
  }
}

function reasonModel(
  reason: Reason,
  theirs: Language,
  buttons: readonly ActButton[],
  {
    t,
    language,
    told,
  }: Pick<AtDesk, 't' | 'language'> & { readonly told: ToldOfCover | undefined },
): ReasonModel {
  const ordered = inOrder(reason, buttons)
  const isMeant = told?.reason === reason.id
  const kept = told?.sentence && (isMeant || !told.reason) ? told.sentence : undefined
  return {
    id: reason.id,
    name: reason[language].name,
    sentence: kept ?? readySentence(reason, theirs),
    fault: isMeant && told ? t(told.fault) : undefined,
    isOpen: isMeant,
    buttons: ordered,
    first: ordered[0]?.act,
  }
}

/** Where a second person should look, to hold comes first: one hides only what is obvious. */
const inOrder = ({ action }: Reason, buttons: readonly ActButton[]): readonly ActButton[] =>
  action === 'second' ? [...buttons].reverse() : buttons
