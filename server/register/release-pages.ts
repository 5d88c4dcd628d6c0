/** Giving a letter out, as plain data: the form, the copy to print, and what its writer reads of it. */
import type { T } from '../language/catalogue.ts'
import type { Country, Language } from '../language/locale.ts'
import { exactTime } from '../language/when.ts'
import type { Said } from '../letters/opened.ts'
import type { Html } from '../text/html.ts'
import { type Choices, type FormFaults, type FormModel, formModel } from '../web/fields.ts'
import type { Speaking } from './entry-pages.ts'
import { printed } from './print-pages.ts'
import { type Copy, outcomes, type Parts, type Release } from './release.ts'

export interface ReleasePage {
  readonly number: number
  readonly refusal: string
  readonly fault: string | undefined
  readonly pieces: readonly {
    readonly id: string
    readonly label: string
    readonly text: string
    readonly language: Language
  }[]
  readonly hides: Choices | undefined
  readonly files: Choices | undefined
  readonly outcome: Choices
  readonly wider: Choices | undefined
  readonly form: FormModel
}

/** What was given out of a letter, for its writer. */
export interface ReleasedPage {
  readonly number: number
  readonly releases: readonly ReleasedModel[]
}

interface ReleasedModel {
  readonly title: string
  readonly check: string
  readonly pieces: readonly { readonly who: string; readonly text: readonly string[] }[]
  readonly files: readonly string[]
}

declare module '../web/views.ts' {
  interface Views {
    'register/release': ReleasePage
    'register/released': ReleasedPage
  }
}

/** What came back from the form. */
export interface ReleaseBack {
  readonly pieces?: readonly string[]
  readonly chosen?: readonly string[]
  readonly values?: Readonly<Record<string, string>>
  readonly faults?: FormFaults
}

/** The form by which a letter is given out. */
export function releasePage(
  found: {
    readonly number: number
    readonly language: Language
    readonly said: readonly Said[]
    readonly name: string | undefined
    readonly files: readonly { readonly id: number; readonly name: string }[]
    readonly country: Country
  },
  { t, language, zone }: Pick<Speaking, 't' | 'language' | 'zone'>,
  back: ReleaseBack,
): ReleasePage {
  const { values = {}, faults = {}, chosen } = back
  const several = choices(t, { values, faults, chosen: chosen ?? [] })
  return {
    number: found.number,
    refusal: t(`register.release.refusal.${found.country}`),
    fault: faults.piece && t(faults.piece),
    pieces: found.said.map(({ at, author, text }, index) => ({
      id: `piece-${index + 1}`,
      label: `${author ? `${author.name}, ${author.title}` : t('letters.desk.writer')}, ${exactTime(at, language, zone)}`,
      text: back.pieces?.[index] ?? text,
      language: found.language,
    })),
    hides: found.name
      ? several('checkbox', 'hides', [['name', t('register.release.name', { name: found.name })]])
      : undefined,
    files:
      found.files.length > 0
        ? several(
            'checkbox',
            'files',
            found.files.map(({ id, name }) => [String(id), name]),
          )
        : undefined,
    outcome: several(
      'radio',
      'outcome',
      outcomes.map((one) => [one, t(`register.outcome.${one}`)]),
    ),
    wider:
      found.country === 'no'
        ? several('checkbox', 'wider', [['yes', t('register.release.wider.yes')]])
        : undefined,
    form: formModel(
      t,
      [
        {
          ...{ name: 'provision', label: 'register.release.provision', isOptional: true },
          hint: 'register.release.provision.hint',
        },
        { name: 'reason', label: 'letters.office.reason', hint: 'letters.office.reason.hint' },
      ],
      { values, faults: faults.piece ? {} : faults },
    ),
  }
}

type Field = 'hides' | 'files' | 'outcome' | 'wider'

const choices =
  (t: T, { values, faults, chosen }: Required<Pick<ReleaseBack, 'values' | 'faults' | 'chosen'>>) =>
  (kind: Choices['kind'], name: Field, all: readonly (readonly [string, string])[]): Choices => ({
    ...{ kind, name, label: t(`register.release.${name}`), hint: undefined },
    fault: faults[name] && t(faults[name]),
    choices: all.map(([value, words]) => ({
      ...{ value, words },
      isChosen: kind === 'radio' ? values[name] === value : chosen.includes(`${name} ${value}`),
    })),
  })

type Telling = Pick<Speaking, 't' | 'language' | 'zone'>

/** The copy as a page that stands by itself; what is withheld is not in it, and it says where. */
export function copyPage(
  number: number,
  { at, check, copy }: Release & { readonly copy: Copy },
  speaking: Telling,
): Html {
  const { t, language, zone } = speaking
  const who = writerOf(copy, t)
  return printed(
    {
      title: t('letters.desk.number', { number }),
      facts: [
        t(`register.copy.${check.outcome}`, { time: exactTime(at, language, zone) }),
        ...(check.provision === ''
          ? []
          : [t('register.copy.provision', { provision: check.provision })]),
        ...copy.files.map(({ name }) => t('register.fact.file', { name })),
      ],
      pieces: copy.pieces.map((piece) => ({
        at: piece.at,
        who: piece.by ? `${piece.by.name}, ${piece.by.title}` : who,
        text: wordsOf(piece.parts, t),
      })),
      steps: [],
    },
    speaking,
  )
}

const writerOf = ({ name }: Copy, t: T): string => name ?? t('letters.desk.writer')

const wordsOf = (parts: Parts, t: T): string =>
  parts.map((part) => part ?? t('register.withheld')).join('')

/** What its writer reads: what was given out, when and under which check; never to whom. */
export const releasedPage = (
  number: number,
  releases: readonly Release[],
  { t, language, zone }: Telling,
): ReleasedPage => ({
  number,
  releases: releases.map(({ at, check, copy }) => ({
    title: t(`register.copy.${check.outcome}`, { time: exactTime(at, language, zone) }),
    check: t('register.release.check', {
      provision: check.provision || t('register.release.none'),
      reason: check.reason,
    }),
    pieces: (copy?.pieces ?? []).map((piece) => ({
      who: piece.by ? `${piece.by.name}, ${piece.by.title}` : t('letters.you'),
      text: wordsOf(piece.parts, t).split(/\n{2,}/),
    })),
    files: (copy?.files ?? []).map(({ name }) => t('register.fact.file', { name })),
  })),
})
