/** A proposal as the writer of the letter sees it, behind the code. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import type { Choices, FieldModel } from '../web/fields.ts'
import { isSettled, newest, saysYes, wordOf } from './agreement.ts'
import type { TypedFaults } from './compose.ts'
import type { OwnTyped } from './own-actions.ts'
import {
  creditChoices,
  type Fault,
  faultList,
  faultWords,
  type LookModel,
  lookModel,
  outFields,
  shownMark,
} from './pages.ts'
import { tellsIn, textOf } from './recognise.ts'
import type { VersionWords } from './sealed.ts'
import type { KeptProposal } from './store.ts'

export interface OwnProposal {
  readonly number: number
  readonly title: string
  readonly state: string
  /** How the office stands to it, and that a no needs no reason. */
  readonly sentences: readonly string[]
  readonly look: LookModel
  readonly seen: { readonly number: number; readonly hash: string }
  readonly isPreview: boolean
  /** By what the server knows that what is sent is what was shown. */
  readonly shown: string
  /** What could tell who wrote it. */
  readonly tells: readonly string[]
  readonly mayAnswer: boolean
  readonly mayTakeBack: boolean
  readonly post: string | undefined
  readonly mayAskWithdrawal: boolean
  readonly reason: string
  readonly form: OwnForm | undefined
  readonly fault?: string | undefined
}

export interface OwnForm {
  readonly words: string
  readonly faults: readonly Fault[]
  readonly credit: Choices
  readonly creditWords: string
  readonly creditFault: string | undefined
  readonly language: Language
  readonly parts: readonly {
    readonly number: number
    readonly text: string
    readonly isChosen: boolean
  }[]
  readonly out: readonly FieldModel[]
}

declare module '../web/views.ts' {
  interface Views {
    'agreements/own': OwnProposal
    'agreements/own-form': OwnForm & Pick<OwnProposal, 'number' | 'seen' | 'shown'>
  }
}

/** A proposal with what the writer may say of it now. */
export function ownProposal(
  t: T,
  about: {
    readonly letterId: number
    readonly proposal: KeptProposal
    /** The newest version, or the writer's changes as they would look. */
    readonly words: VersionWords
    readonly isPreview: boolean
    readonly official: string
    readonly typed: OwnTyped
    readonly faults: TypedFaults
    readonly paragraphs: readonly string[]
    readonly post: string | undefined
    readonly reason: string
  },
): OwnProposal {
  const { proposal, words, isPreview, official } = about
  const version = newest(proposal)
  const yes = saysYes(proposal, 'writer')
  const isDone = isSettled(proposal)
  return {
    number: about.letterId,
    title:
      isDone && about.post
        ? t('agreements.link.own.published')
        : t('agreements.own.title', { number: about.letterId }),
    state: t(
      isPreview ? 'agreements.own.state.preview' : ownState(proposal, about.post !== undefined),
      { name: official },
    ),
    sentences: isDone
      ? []
      : [
          t(`agreements.own.${proposal.kind}`, { name: official }),
          t('agreements.own.no', { name: official }),
        ],
    look: lookModel(
      words.content,
      {
        typed: words.typed,
        ...(isPreview ? {} : { hash: version?.hash, day: isDone ? proposal.day : undefined }),
      },
      t,
    ),
    seen: { number: version?.number ?? 0, hash: version?.hash ?? '' },
    isPreview,
    shown: isPreview ? shownMark(words.content) : '',
    tells: tellsIn(textOf(words.content)).map((found) =>
      t('agreements.tell', { kind: t(`agreements.tell.${found.kind}`), words: found.words }),
    ),
    mayAnswer: !isPreview && !isDone && !yes,
    mayTakeBack: !isPreview && !isDone && (yes || wordOf(proposal, 'writer') === 'no'),
    post: about.post,
    mayAskWithdrawal: proposal.published !== undefined && about.post !== undefined,
    reason: about.reason,
    form: formOf(t, about),
  }
}

function ownState(proposal: KeptProposal, isPublic: boolean) {
  if (isSettled(proposal))
    return isPublic ? 'agreements.own.state.published' : 'agreements.own.state.down'
  const word = wordOf(proposal, 'writer')
  if (word === 'yes')
    return saysYes(proposal, 'official')
      ? 'agreements.own.state.agreed'
      : 'agreements.own.state.yes'
  return word === 'no' ? 'agreements.own.state.no' : 'agreements.own.state.open'
}

function formOf(t: T, about: Parameters<typeof ownProposal>[1]): OwnForm | undefined {
  const { typed, faults, proposal, paragraphs, words } = about
  if (proposal.kind === 'own_words') return undefined
  return {
    words: t('agreements.own.change.words', { name: about.official }),
    faults: faultList(t, faults),
    credit: creditChoices(t, typed.credit.kind),
    creditWords: typed.credit.words,
    creditFault: faultWords(t, faults.credit_words),
    language: words.content.language,
    parts: paragraphs.map((text, at) => ({
      ...{ number: at + 1, text, isChosen: typed.chosen.includes(at + 1) },
    })),
    out: outFields(t, ['writer'], typed, faults),
  }
}
