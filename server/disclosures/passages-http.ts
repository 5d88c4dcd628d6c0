/** The places of a text, filled with what the entries say now. */
import type { Instant } from '../kernel/clock.ts'
import { translator } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { dayWords } from '../language/when.ts'
import { dateIn } from '../language/zone.ts'
import { concat, type Html } from '../text/html.ts'
import { filled, type Marked, marksIn } from '../text/marks.ts'
import { missingHtml, type Withheld, withheldHtml } from '../text/withheld.ts'
import type { Ask } from '../web/web.ts'
import { type Disclosure, isOpen, pathOf, type Said } from './disclosure.ts'
import { ground } from './ground.ts'
import { isOverdue, turnsOverdue } from './look.ts'
import { disclosuresWith, saidAt } from './store.ts'

type Asked = Pick<Ask, 'read' | 'site' | 'now'>

/** A text with its places filled. */
export interface Passages {
  readonly html: Html
  /** The next moment at which a date alone changes it. */
  readonly until: Instant | undefined
  /** The entries that have a place in it. */
  readonly ids: readonly number[]
}

/** Fills the places of a published text, in its own language. A place whose entry there is not is left out. */
export async function passagesIn(
  asked: Asked,
  text: Marked,
  language: Language,
): Promise<Passages> {
  const ids = marksIn(text)
  const entries = await disclosuresWith(asked.read, ids)
  const found = new Map(entries.map((entry) => [entry.id, entry]))
  return {
    html: filled(text, (id) => {
      const entry = found.get(id)
      return entry ? blockOf(entry, entry.told, { ...asked, id, language }) : concat([])
    }),
    until: nextTurn(entries, asked),
    ids: entries.map(({ id }) => id),
  }
}

/** As above at an earlier moment, for a version that was public then. */
export async function passagesAt(
  asked: Asked,
  text: Marked,
  { language, at }: { readonly language: Language; readonly at: Instant },
): Promise<Html> {
  const said = await saidAt(asked.read, marksIn(text), at)
  return filled(text, (id) => {
    const event = said.get(id)
    return event
      ? blockOf(event, event.told, { site: asked.site, now: at, id, language })
      : concat([])
  })
}

/** As above before it is public: entries that wait with the draft are shown, and places without one are named. */
export async function passagesBefore(
  asked: Asked,
  text: Marked,
  {
    language,
    waiting,
  }: { readonly language: Language; readonly waiting: ReadonlyMap<number, Said> },
): Promise<Html> {
  const entries = await disclosuresWith(asked.read, marksIn(text))
  return filled(text, (id) => {
    const entry = entries.find((one) => one.id === id)
    const said = entry ?? waiting.get(id)
    return said ? blockOf(said, entry?.told, { ...asked, id, language }) : missingHtml(language)
  })
}

/** The next moment at which one of these entries becomes overdue. */
export function nextTurn(
  entries: readonly Disclosure[],
  { site, now }: Pick<Asked, 'site' | 'now'>,
): Instant | undefined {
  const where = { country: site.country, zone: site.timeZone, now }
  return entries
    .map((entry) => turnsOverdue(entry, where))
    .filter((at) => at !== undefined)
    .sort()[0]
}

interface Place extends Pick<Asked, 'site' | 'now'> {
  readonly id: number
  readonly language: Language
}

function blockOf(said: Said, told: string | undefined, place: Place): Html {
  return withheldHtml(withheldOf(said, told, place), place.language)
}

function withheldOf(said: Said, told: string | undefined, place: Place): Withheld {
  const { country, timeZone } = place.site
  const { language } = place
  const kind = ground(country, said.ground)
  const late = isOverdue(said, dateIn(place.now, timeZone), country)
  const t = translator(language)
  const day = dayWords(said.reviewOn, language)
  return {
    ...{ href: pathOf(place.id), state: said.state, language: said.language },
    ...{ canSay: said.canSay, why: said.why, told },
    ground: `${kind[language].name}.`,
    review: isOpen(said)
      ? t(late ? 'disclosures.entry.overdue' : 'disclosures.entry.review', { day })
      : undefined,
  }
}
