/** An entry as it is read: what can be said, the ground, why, who answers for it, when it is looked at again. */

import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Country, Language } from '../language/locale.ts'
import { dayWords, exactTime } from '../language/when.ts'
import { dateIn } from '../language/zone.ts'
import type { Capacity } from '../storage/schema.ts'
import { type DisclosureEvent, isOpen, type Said, type State } from './disclosure.ts'
import { ground } from './ground.ts'
import type { EventModel } from './history-pages.ts'
import { isOverdue } from './look.ts'

/** What an entry says, ready to print. */
export interface EntryModel {
  readonly state: State
  readonly stateWords: string
  /** Missing only before it is public and while it is not chosen. */
  readonly capacity: Capacity | undefined
  readonly language: Language
  readonly canSay: string
  readonly ground: {
    readonly name: string
    readonly plain: string
    readonly provisions: string
    readonly language: Language
  }
  readonly why: string
  readonly harm: string | undefined
  readonly openness: string
  readonly opennessWhy: string | undefined
  readonly decision: string | undefined
  /** "Looked at again by 1 March 2027", or since when it should have been. */
  readonly review: string | undefined
  readonly isOverdue: boolean
  readonly lift: string | undefined
  readonly told: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/entry': EntryModel
    'disclosures/show': ShowPage
  }
}

/** Who reads, where and when. */
export interface Reading {
  readonly t: T
  readonly language: Language
  readonly now: Instant
  readonly site: { readonly country: Country; readonly timeZone: string }
}

/** An entry, or one of its events, as plain data. */
export function entryModel(
  said: Omit<Said, 'capacity'> & { readonly capacity: Capacity | undefined },
  told: string | undefined,
  reading: Reading,
): EntryModel {
  const { t, language, site, now } = reading
  const { country, timeZone } = site
  const kind = ground(country, said.ground)
  const late = isOverdue(said, dateIn(now, timeZone), country)
  const day = dayWords(said.reviewOn, language)
  return {
    state: said.state,
    stateWords: t(`disclosures.state.${said.state}`),
    capacity: said.capacity,
    language: said.language,
    canSay: said.canSay,
    ground: {
      ...kind[language],
      provisions: kind.provisions.join(', '),
      language: country === 'se' ? 'sv' : 'nb',
    },
    why: said.why,
    harm: said.harm,
    openness: t(`disclosures.openness.${said.openness}`),
    opennessWhy: said.opennessWhy,
    decision:
      said.decision &&
      t('disclosures.entry.decision', { number: said.decision, delegation: said.delegation ?? '' }),
    review: isOpen(said)
      ? t(late ? 'disclosures.entry.overdue' : 'disclosures.entry.review', { day })
      : undefined,
    isOverdue: late,
    lift: said.lift,
    told,
  }
}

/** When an event was, and who answers for it. */
export const byline = (event: DisclosureEvent, { t, language, site }: Reading): string =>
  t('disclosures.entry.by', {
    time: exactTime(event.at, language, site.timeZone),
    name: event.responsible.name,
    title: event.responsible.title,
  })

/** Where an entry belongs: a post in its capacity, or a comment. */
export interface PlaceModel {
  readonly href: string
  readonly words: string
  readonly language: Language | undefined
  readonly capacity: Capacity | undefined
}

/** One entry, for everybody. */
export interface ShowPage {
  readonly number: number
  readonly capacity: Capacity
  readonly entry: EntryModel
  readonly by: string
  readonly places: readonly PlaceModel[]
  /** Everything that happened, the first event first. */
  readonly history: readonly EventModel[]
  /** The entries with the same ground. */
  readonly sameGround: string
  readonly always: string
  readonly only: string
  readonly cite: string
}
