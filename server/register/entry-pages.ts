/** One letter in the register, as plain data: what is said of it, and what a registrar may do. */
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Country, Language } from '../language/locale.ts'
import { date, exactTime } from '../language/when.ts'
import type { Choices, FormFaults, FormModel } from '../web/fields.ts'
import { dueDay, type Entry, isLate } from './entry.ts'
import type { RegisterWords } from './office-actions.ts'
import type { Release } from './release.ts'

/** What a registrar may do with one letter; each has an address of its own. */
export type ActName =
  | ('description' | 'flag' | 'unflag' | 'mark' | 'unmark' | 'diary')
  | ('hold' | 'lift' | 'package' | 'erasure')

/** One act as a form of its own. */
export interface ActForm {
  readonly id: string
  readonly action: string
  readonly title: string
  readonly words: readonly string[]
  readonly form: FormModel
  readonly choices: readonly Choices[]
  readonly button: string
}

export interface EntryPage {
  readonly number: number
  readonly came: string
  readonly state: string
  readonly isLate: boolean
  /** What is known of it: a sentence each. */
  readonly facts: readonly string[]
  readonly back: string
  readonly letter: string
  /** What is missing before anything can be done: a second step, or that the letter is opened. */
  readonly before:
    | { readonly words: string; readonly href: string; readonly link: string }
    | undefined
  /** What somebody wrote for longer than the second step lasts. */
  readonly kept: string | undefined
  readonly acts: readonly ActForm[]
  /** Where it is given out, once it can be. */
  readonly release: string | undefined
  /** Copies that were given out. */
  readonly copies: readonly { readonly href: string; readonly words: string }[]
}

declare module '../web/views.ts' {
  interface Views {
    'register/entry': EntryPage
    'register/act': ActForm
  }
}

export interface Speaking {
  readonly t: T
  readonly language: Language
  readonly zone: string
  readonly country: Country
  readonly now: Instant
  /** The date in the site's zone. */
  readonly today: string
}

/** What came back from a form: which, what was typed and what to mend. */
export interface Back {
  readonly act?: string | undefined
  readonly values?: Readonly<Record<string, string>>
  readonly faults?: FormFaults
  readonly kept?: string | undefined
  readonly code?: number
}

/** The state of a letter in the register, in words. */
export const stateWords = ({ state }: Pick<Entry, 'state'>, t: T): string =>
  t(`register.state.${state}`)

/** The page of one letter; without its words while they are not open to this person. */
export function entryPage(
  entry: Entry,
  found: {
    readonly words: RegisterWords | undefined
    readonly before: EntryPage['before']
    /** What may be done with it just now. */
    readonly acts: readonly ActForm[]
    readonly releases: readonly Release[]
  },
  speaking: Speaking,
  back: Back,
): EntryPage {
  const { t, language, zone, today } = speaking
  const { letter } = entry
  const isErased = letter.sealedKey === undefined
  return {
    number: letter.id,
    came: t('letters.desk.came', { time: exactTime(letter.receivedAt, language, zone) }),
    state: isErased ? t('letters.erased') : stateWords(entry, t),
    isLate: isLate(entry, speaking, today),
    facts: factsOf(entry, found.words, speaking),
    back: '/desk/register',
    letter: `/desk/letters/${letter.id}`,
    before: found.before,
    kept: back.kept,
    acts: found.acts,
    release: found.words && `/desk/register/${letter.id}/release`,
    copies: found.releases
      .filter(({ copy }) => copy)
      .map(({ id, at, check }) => {
        const time = exactTime(at, language, zone)
        return {
          href: `/desk/register/${letter.id}/releases/${id}`,
          words: t('register.release.get', {
            title: t(`register.copy.${check.outcome}`, { time }),
          }),
        }
      }),
  }
}

function factsOf(
  { letter, flaggedAt, exempt, heldAt, askedAt, state }: Entry,
  words: RegisterWords | undefined,
  { t, language, zone, country }: Speaking,
): string[] {
  const day = (text: string) => date(`${text}T12:00:00.000Z` as Instant, language, 'UTC')
  const time = (at: Instant) => exactTime(at, language, zone)
  return [
    ...(letter.diary ? [t('register.fact.diary', { diary: letter.diary })] : []),
    t('register.fact.document', { what: t(`letters.document.${letter.document}`) }),
    ...(flaggedAt && state === 'waiting'
      ? [t('register.fact.flagged', { day: day(dueDay(flaggedAt, { zone, country })) })]
      : []),
    ...(exempt ? [t(`register.fact.exempt.${exempt}`)] : []),
    ...(words?.mark ? [t('register.fact.mark', { ...words.mark, on: day(words.mark.on) })] : []),
    ...(heldAt ? [t('register.fact.held', { time: time(heldAt) })] : []),
    ...(askedAt ? [t('register.fact.asked', { time: time(askedAt) })] : []),
  ]
}
