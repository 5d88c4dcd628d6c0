/** One entry at the desk: as everybody sees it, when it is due, what can be done, what happened. */
import type { Language } from '../language/locale.ts'
import { dayWords } from '../language/when.ts'
import { dateIn } from '../language/zone.ts'
import type { Capacity } from '../storage/schema.ts'
import { type Disclosure, type DisclosureEvent, type EventKind, isOpen } from './disclosure.ts'
import { byline, type EntryModel, entryModel, type Reading } from './entry-pages.ts'
import { outcomes, overdueFrom } from './look.ts'
import { dueOf } from './look-due.ts'

export interface DeskEntryPage {
  readonly number: number
  readonly entry: EntryModel
  readonly by: string
  readonly due: { readonly words: string; readonly isLate: boolean } | undefined
  /** What it hangs on, at the desk. */
  readonly on:
    | { readonly href: string; readonly words: string; readonly capacity: Capacity | undefined }
    | undefined
  /** The pages of looking again. */
  readonly outcomes: readonly {
    readonly href: string
    readonly words: string
    readonly hint: string
  }[]
  readonly history: readonly PastModel[]
}

/** An event, with the words that it changed. */
export interface PastModel {
  readonly kind: EventKind
  readonly by: string
  readonly capacity: Capacity
  readonly language: Language
  readonly because: string | undefined
  readonly said: readonly string[]
  readonly review: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/desk-entry': DeskEntryPage
  }
}

/** The page of an entry at the desk. */
export function deskEntryPage(
  {
    entry,
    events,
    on,
  }: {
    readonly entry: Disclosure
    readonly events: readonly DisclosureEvent[]
    readonly on: DeskEntryPage['on']
  },
  reading: Reading,
): DeskEntryPage {
  const { t } = reading
  return {
    number: entry.id,
    entry: entryModel(entry, entry.told, reading),
    by: byline(entry, reading),
    due: dueWords(entry, reading),
    on,
    outcomes: !isOpen(entry)
      ? []
      : outcomes.map((kind) => ({
          href: `/desk/openness/${entry.id}/${kind}`,
          words: t(`looks.${kind}`),
          hint: t(`looks.${kind}.hint`),
        })),
    history: events.map((event, at) => past(event, events[at - 1], reading)),
  }
}

/** When the next look is due, and since when or from when on the public is told that it did not happen. */
export function dueWords(
  entry: Pick<Disclosure, 'state' | 'reviewOn'>,
  { t, language, now, site: { country, timeZone } }: Reading,
): DeskEntryPage['due'] {
  const due = dueOf(entry, dateIn(now, timeZone), country)
  if (!due) return undefined
  const said = (day: string) => dayWords(day, language)
  const days = { day: said(entry.reviewOn), from: said(overdueFrom(entry.reviewOn, country)) }
  return { words: t(`looks.due.${due}`, days), isLate: due === 'overdue' || due === 'passed' }
}

/** Of an event what is said since then: of the first all, of the others what they changed. */
function past(
  event: DisclosureEvent,
  before: DisclosureEvent | undefined,
  reading: Reading,
): PastModel {
  const { t, language } = reading
  const day = dayWords(event.reviewOn, language)
  return {
    kind: event.kind,
    by: byline(event, reading),
    capacity: event.capacity,
    language: event.language,
    because: event.because,
    said: [
      ...(event.canSay === before?.canSay ? [] : [event.canSay]),
      ...(event.why === before?.why ? [] : [event.why]),
    ],
    review: event.reviewOn === before?.reviewOn ? undefined : t('looks.history.review', { day }),
  }
}
