/** The history of an entry: each event against the one before it, word by word, with whose act it was and why. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { dayWords, exactTime } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Difference, differences, inParagraphs } from '../text/difference.ts'
import { type DisclosureEvent, type EventKind, isOpen, type State } from './disclosure.ts'
import type { Reading } from './entry-pages.ts'
import { ground } from './ground.ts'

export interface EventModel {
  readonly id: string
  readonly kind: EventKind
  readonly iso: Instant
  readonly when: string
  readonly by: string
  readonly capacity: Capacity
  /** Where a correction changed it. */
  readonly capacityBefore: Capacity | undefined
  readonly language: Language
  readonly because: string | undefined
  readonly told: string | undefined
  /** The state that it went into, and the one it came from; undefined when it stayed. */
  readonly became: { readonly state: State; readonly from: string; readonly to: string } | undefined
  /** The day of the next look, and the one before it; undefined when it stayed. */
  readonly day: string | undefined
  /** What was changed in the texts; of the first event all of them. */
  readonly parts: readonly PartModel[]
  readonly salt: string
  readonly hash: string
}

export interface PartModel {
  readonly name: string
  readonly language: Language
  readonly paragraphs: readonly (readonly Difference[])[]
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/event': EventModel
    'disclosures/pieces': PartModel
  }
}

/** Every event, the first one first. */
export const historyModel = (
  events: readonly DisclosureEvent[],
  reading: Reading,
): readonly EventModel[] => events.map((event, at) => eventModel(event, events[at - 1], reading))

function eventModel(
  event: DisclosureEvent,
  prior: DisclosureEvent | undefined,
  reading: Reading,
): EventModel {
  const { t, language, site } = reading
  const { name, title } = event.responsible
  const state = (one: State) => t(`disclosures.state.${one}`)
  return {
    id: `event-${event.number}`,
    kind: event.kind,
    iso: event.at,
    when: exactTime(event.at, language, site.timeZone),
    by: title === '' ? name : `${name}, ${title}`,
    capacity: event.capacity,
    capacityBefore: prior && prior.capacity !== event.capacity ? prior.capacity : undefined,
    language: event.language,
    because: event.because,
    told: event.kind === 'disclosed' ? event.told : undefined,
    became:
      prior && prior.state !== event.state
        ? { state: event.state, from: state(prior.state), to: state(event.state) }
        : undefined,
    day: dayOf(event, prior, reading),
    parts: partsOf(event, prior, reading),
    ...{ salt: event.salt, hash: event.hash },
  }
}

function dayOf(
  event: DisclosureEvent,
  prior: DisclosureEvent | undefined,
  { t, language }: Reading,
): string | undefined {
  const words = (day: string) => dayWords(day, language)
  if (!isOpen(event) || prior?.reviewOn === event.reviewOn) return undefined
  return prior
    ? t('openness.event.day', { before: words(prior.reviewOn), day: words(event.reviewOn) })
    : t('openness.event.day.first', { day: words(event.reviewOn) })
}

const own = ['canSay', 'why', 'opennessWhy', 'harm', 'decision', 'delegation', 'lift'] as const

/** The texts of its own that changed, in its own language, and the choices, in the reader's. */
function partsOf(
  event: DisclosureEvent,
  prior: DisclosureEvent | undefined,
  { t, language, site }: Reading,
): PartModel[] {
  const part = (name: string, before: string, after: string, lang: Language): PartModel[] =>
    (prior ? before === after : after === '')
      ? []
      : [
          {
            ...{ name, language: lang },
            paragraphs: inParagraphs(changes(prior ? before : after, after, lang)),
          },
        ]
  const groundOf = (one: DisclosureEvent) => ground(site.country, one.ground)[language].name
  const opennessOf = (one: DisclosureEvent) => t(`disclosures.openness.${one.openness}`)
  const choice = (name: string, of: (one: DisclosureEvent) => string) =>
    part(name, prior ? of(prior) : '', of(event), language)
  return [
    ...choice(t('disclosures.entry.ground'), groundOf),
    ...own.flatMap((name) =>
      part(t(`openness.part.${name}`), prior?.[name] ?? '', event[name] ?? '', event.language),
    ),
    ...choice(t('disclosures.entry.openness'), opennessOf),
  ]
}

/** Word by word where much stayed; a text that was written anew is told as the old one and the new one. */
function changes(before: string, after: string, language: Language): Difference[] {
  const pieces = differences(before, after, language)
  const kept = pieces.filter(({ kind }) => kind === 'same').map(({ text }) => text.trim())
  if (2 * kept.join('').length >= Math.max(before.length, after.length)) return pieces
  const lines = [
    before && { kind: 'removed', text: `${before}\n` },
    after && { kind: 'added', text: after },
  ]
  return lines.filter((line): line is Difference => line !== '')
}
