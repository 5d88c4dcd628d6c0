/** A proposal at the desk, as plain data. */
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { redactionReasons } from '../text/agreed-letter.ts'
import type { Choices, FieldModel } from '../web/fields.ts'
import { isSettled, newest, saysYes } from './agreement.ts'
import { linesOf, type Typed, type TypedFaults } from './compose.ts'
import {
  capacityChoices,
  type Fault,
  faultList,
  faultWords,
  type LookModel,
  lookModel,
  outFields,
  shownMark,
} from './pages.ts'
import { MOST_PERSONS, resolutions } from './recognise.ts'
import type { VersionWords } from './sealed.ts'
import type { KeptProposal } from './store.ts'

/** Somebody who is mentioned, and how it stands with them. */
export interface PersonModel {
  readonly name: string
  readonly field: string
  readonly choices: Choices
}

export interface ProposalPage {
  readonly number: number
  readonly state: string
  readonly look: LookModel | undefined
  /** What an answer is to, as hidden fields carry it. */
  readonly seen: { readonly number: number; readonly hash: string } | undefined
  readonly persons: readonly PersonModel[]
  /** Whether its writer has written anything that could be shown. */
  readonly hasParts: boolean
  readonly mayPublish: boolean
  readonly mayAgree: boolean
  readonly mayTakeBack: boolean
  readonly mayWithdraw: boolean
  readonly post: string | undefined
  readonly fault: string | undefined
}

export interface ProposalForm {
  readonly number: number
  readonly kind: 'letter' | 'own_words'
  readonly language: Language
  readonly seen: number
  readonly faults: readonly Fault[]
  readonly title: string
  readonly titleFault: string | undefined
  readonly preface: string
  readonly prefaceFault: string | undefined
  readonly capacity: Choices
  readonly before: string
  readonly answerFault: string | undefined
  readonly parts: readonly {
    readonly number: number
    readonly text: string
    readonly isChosen: boolean
    readonly answer: string
    readonly fault: string | undefined
  }[]
  readonly out: readonly FieldModel[]
  readonly others: string
  readonly othersFault: string | undefined
  readonly persons: readonly PersonModel[]
  readonly look: LookModel | undefined
  /** By what the server knows that what is sent is what was shown. */
  readonly shown: string
}

declare module '../web/views.ts' {
  interface Views {
    'agreements/proposal': ProposalPage
    'agreements/form': ProposalForm
    'agreements/persons': { readonly persons: readonly PersonModel[] }
  }
}

/**
 * A proposal as the office sees it. What the writer has not said yes to waits, whether they said no, something else
 * or nothing: this page takes no notice of a no.
 */
export function proposalPage(
  t: T,
  about: {
    readonly letterId: number
    readonly hasParts: boolean
    readonly proposal: KeptProposal | undefined
    readonly words: VersionWords | undefined
    readonly unresolved: readonly string[]
    readonly post: string | undefined
    readonly fault: string | undefined
  },
): ProposalPage {
  const { letterId, proposal, words, unresolved, post, fault } = about
  const version = proposal && newest(proposal)
  const writer = proposal !== undefined && saysYes(proposal, 'writer')
  const official = proposal !== undefined && saysYes(proposal, 'official')
  const isDone = proposal !== undefined && isSettled(proposal)
  return {
    number: letterId,
    hasParts: about.hasParts,
    state: t(stateKey(proposal, post !== undefined)),
    look:
      words &&
      lookModel(
        words.content,
        { typed: words.typed, hash: version?.hash, day: isDone ? proposal.day : undefined },
        t,
      ),
    seen: version && { number: version.number, hash: version.hash },
    persons: personsModel(t, unresolved),
    mayPublish: writer && !isDone,
    mayAgree: version !== undefined && !official && !isDone,
    mayTakeBack: official && !isDone,
    mayWithdraw: proposal !== undefined && proposal.published === undefined,
    ...{ post, fault },
  }
}

function stateKey(proposal: KeptProposal | undefined, isPublic: boolean) {
  if (!proposal) return 'agreements.state.none'
  if (isSettled(proposal)) return isPublic ? 'agreements.state.published' : 'agreements.state.down'
  if (saysYes(proposal, 'writer'))
    return newest(proposal)?.side === 'writer' && !saysYes(proposal, 'official')
      ? 'agreements.state.writer_version'
      : 'agreements.state.agreed'
  return saysYes(proposal, 'official') ? 'agreements.state.waiting' : 'agreements.state.nobody'
}

/** Those of whom it must be said how it stands with them. */
export const personsModel = (
  t: T,
  names: readonly string[],
  chosen: Readonly<Record<string, string>> = {},
): PersonModel[] =>
  names.slice(0, MOST_PERSONS).map((name, at) => ({
    name,
    field: `person-${at}`,
    choices: {
      ...{ kind: 'radio', name: `resolved-${at}`, label: t('agreements.person', { name }) },
      ...{ hint: undefined, fault: undefined },
      choices: resolutions.map((value) => ({
        value,
        words: t(`agreements.person.${value}`),
        isChosen: chosen[name] === value,
      })),
    },
  }))

/** The form of a version, with what was typed, what to mend, and how it would look when nothing is to mend. */
export function proposalForm(
  t: T,
  about: {
    readonly letterId: number
    readonly kind: 'letter' | 'own_words'
    readonly language: Language
    readonly seen: number
    readonly paragraphs: readonly string[]
    readonly typed: Typed
    readonly faults: TypedFaults
    readonly unresolved: readonly string[]
    readonly resolved: Readonly<Record<string, string>>
    readonly words: VersionWords | undefined
  },
): ProposalForm {
  const { typed, faults, kind, paragraphs } = about
  const names = [...new Set([...Object.keys(about.resolved), ...about.unresolved])]
  return {
    ...{ number: about.letterId, kind, language: about.language, seen: about.seen },
    faults: faultList(t, faults),
    title: typed.title,
    titleFault: faultWords(t, faults.title),
    preface: typed.preface,
    prefaceFault: faultWords(t, faults.preface),
    capacity: capacityChoices(t, typed.capacity, faults.capacity?.key),
    before: typed.answers[0] ?? '',
    answerFault: faultWords(t, faults['answer-0']),
    parts:
      kind === 'own_words'
        ? []
        : paragraphs.map((text, at) => ({
            ...{ number: at + 1, text, isChosen: typed.chosen.includes(at + 1) },
            answer: typed.answers[at + 1] ?? '',
            fault: faultWords(t, faults[`answer-${at + 1}`]),
          })),
    out: kind === 'own_words' ? [] : outFields(t, redactionReasons, typed, faults),
    others: linesOf(typed.others).join('\n'),
    othersFault: faultWords(t, faults.others),
    persons: personsModel(t, names, about.resolved),
    look: about.words && lookModel(about.words.content, { typed: about.words.typed }, t),
    shown: about.words ? shownMark(about.words.content) : '',
  }
}
