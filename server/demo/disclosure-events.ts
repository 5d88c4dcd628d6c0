/** The archive of the demo: what the official does not tell, and what came of looking again. */
import { readFileSync } from 'node:fs'
import { makeDisclosure, writingAt } from '../disclosures/actions.ts'
import type { DisclosureEvent } from '../disclosures/disclosure.ts'
import { emptyDisclosure, formOf, parseDisclosure } from '../disclosures/form.ts'
import { correctionOf, type Look, type LookForm, parseLook } from '../disclosures/look.ts'
import { keepLook } from '../disclosures/look-actions.ts'
import { findDisclosure } from '../disclosures/store.ts'
import { DAY, type Instant, later } from '../kernel/clock.ts'
import { addDays } from '../language/workdays.ts'
import { dateIn } from '../language/zone.ts'
import type { Capacity } from '../storage/schema.ts'
import { momentOf } from './content.ts'
import { done } from './done.ts'
import type { Event, Story } from './story.ts'

interface When {
  readonly at?: string
  readonly days_ago?: number
}

/** A day of the next look: as it is, or counted from the day on which the demo begins. */
interface Review {
  readonly review?: string
  readonly review_in?: number
}

interface Then extends When, Review {
  readonly act: LookForm['outcome']
  readonly canSay?: string
  readonly why?: string
  readonly because?: string
  readonly told?: string
}

interface Told extends When, Review {
  readonly ground: string
  readonly canSay: string
  readonly why: string
  readonly state?: string
  readonly capacity?: Capacity
  readonly openness?: string
  readonly opennessWhy?: string
  readonly then?: readonly Then[]
}

const told = (): readonly Told[] =>
  JSON.parse(readFileSync(new URL('disclosures.json', import.meta.url), 'utf8')) as Told[]

/** Everything that happens in the archive. */
export const disclosureEvents = (story: Story): Event[] =>
  told().flatMap((entry) => {
    const made = { id: 0 }
    return [
      {
        at: timeOf(story, entry),
        act: async () => {
          made.id = await make(story, entry)
        },
      },
      ...(entry.then ?? []).map((then) => ({
        at: timeOf(story, then),
        act: () => lookAgain(story, made.id, then),
      })),
    ]
  })

const timeOf = ({ now, zone }: Story, { at, days_ago = 0 }: When): Instant =>
  at === undefined ? later(now, -days_ago * DAY) : momentOf(at, zone)

const dayOf = ({ now, zone }: Story, { review = '', review_in }: Review): string =>
  review_in === undefined ? review : addDays(dateIn(now, zone), review_in)

function writing({ house }: Story) {
  const site = house.site()
  if (!site) throw new Error('The demo has no site')
  return writingAt(site, house.clock())
}

async function make(story: Story, entry: Told): Promise<number> {
  const { canSay, ground, why, openness = 'mine', opennessWhy = '' } = entry
  const form = {
    ...emptyDisclosure('sv', entry.capacity ?? 'personal'),
    ...{ canSay, ground, why, openness, opennessWhy, state: entry.state ?? 'withheld' },
    reviewOn: dayOf(story, entry),
  }
  const said = done(parseDisclosure(form, writing(story)))
  return done(await makeDisclosure(story.house, story.staff.official, { said, on: {} }))
}

async function lookAgain(story: Story, id: number, then: Then): Promise<void> {
  const prior = await findDisclosure(story.house.storage.read, id)
  if (!prior) throw new Error(`The demo has no entry ${id}`)
  const look =
    then.act === 'corrected' ? correctionBy(story, prior, then) : lookBy(story, prior, then)
  done(await keepLook(story.house, story.staff.official, { id, seen: prior.number, look }))
}

function lookBy(story: Story, prior: DisclosureEvent, then: Then): Look {
  const { act: outcome, canSay = '', why = '', because = '', told: where = '' } = then
  const form = { outcome, canSay, why, because, told: where, unwanted: '' }
  return done(parseLook({ ...form, reviewOn: dayOf(story, then) }, prior, writing(story)))
}

function correctionBy(story: Story, prior: DisclosureEvent, then: Then): Look {
  const form = { ...formOf(prior), reviewOn: '', why: then.why ?? prior.why }
  const said = done(parseDisclosure(form, writing(story)))
  return done(correctionOf(said, prior, { because: then.because ?? '', unwanted: '' }))
}
