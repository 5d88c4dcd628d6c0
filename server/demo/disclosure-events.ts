/** The archive of the demo: what the official does not tell, and what came of looking again. */
import { readFileSync } from 'node:fs'
import { commentsOnReceipt } from '../comments/kept-store.ts'
import { makeDisclosure, writingAt } from '../disclosures/actions.ts'
import type { DisclosureEvent, On } from '../disclosures/disclosure.ts'
import { emptyDisclosure, formOf, parseDisclosure } from '../disclosures/form.ts'
import { correctionOf, type Look, type LookForm, parseLook } from '../disclosures/look.ts'
import { keepLook } from '../disclosures/look-actions.ts'
import { findDisclosure, findPostOf } from '../disclosures/store.ts'
import { DAY, type Instant, later } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { addDays } from '../language/workdays.ts'
import { dateIn } from '../language/zone.ts'
import { hashOfCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import type { Capacity } from '../storage/schema.ts'
import { momentOf } from './content.ts'
import { done } from './done.ts'
import type { Told } from './post-events.ts'
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
  /** An address, or `post:` and the title of a post. */
  readonly told?: string
}

interface Entry extends When, Review {
  readonly ground: string
  readonly canSay: string
  readonly why: string
  readonly state?: string
  readonly capacity?: Capacity
  readonly language?: Language
  readonly openness?: string
  readonly opennessWhy?: string
  /** The title of the post that it hangs on, or which comment below it. */
  readonly on?: { readonly post: string; readonly comment?: string }
  readonly then?: readonly Then[]
}

/** The entries of the demo as they lie in the file. */
export const disclosures = (): readonly Entry[] =>
  JSON.parse(readFileSync(new URL('disclosures.json', import.meta.url), 'utf8')) as Entry[]

/** Everything that happens in the archive. */
export const disclosureEvents = (story: Story, posts: readonly Told[]): Event[] =>
  disclosures().flatMap((entry) => {
    const made = { id: 0 }
    return [
      {
        at: timeOf(story, entry),
        act: async () => {
          made.id = await make(story, posts, entry)
        },
      },
      ...(entry.then ?? []).map((then) => ({
        at: timeOf(story, then),
        act: async () =>
          lookAgain(story, made.id, {
            ...then,
            told: await addressOf(story, posts, then.told ?? ''),
          }),
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

async function make(story: Story, posts: readonly Told[], entry: Entry): Promise<number> {
  const { canSay, ground, why, openness = 'mine', opennessWhy = '' } = entry
  const form = {
    ...emptyDisclosure(entry.language ?? 'sv', entry.capacity ?? 'personal'),
    ...{ canSay, ground, why, openness, opennessWhy, state: entry.state ?? 'withheld' },
    reviewOn: dayOf(story, entry),
  }
  const said = done(parseDisclosure(form, writing(story)))
  const on = await placeOf(story, posts, entry.on)
  return done(await makeDisclosure(story.house, story.staff.official, { said, on }))
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
  const form = {
    ...formOf(prior),
    reviewOn: '',
    why: then.why ?? prior.why,
    canSay: then.canSay ?? prior.canSay,
  }
  const said = done(parseDisclosure(form, writing(story)))
  return done(correctionOf(said, prior, { because: then.because ?? '', unwanted: '' }))
}

function titled(posts: readonly Told[], title: string): Told {
  const found = posts.find(({ head }) => head.title === title)
  if (!found) throw new Error(`The demo has no post ${title}`)
  return found
}

/** The path of a post by its title, or the address as it is. */
async function addressOf({ house }: Story, posts: readonly Told[], told: string): Promise<string> {
  if (!told.startsWith('post:')) return told
  const { id } = titled(posts, told.slice('post:'.length))
  return (await findPostOf(house.storage.read, id))?.path ?? ''
}

async function placeOf(
  { house, codes }: Story,
  posts: readonly Told[],
  on: Entry['on'],
): Promise<On> {
  if (!on) return {}
  const { id: postId } = titled(posts, on.post)
  if (!on.comment) return { postId }
  const { read } = house.storage
  const code = codes.get(`${postId} ${on.comment}`)
  const receiptId = code && (await findReceipt(read, hashOfCode(house.keys.receipt, code)))
  const [found] = receiptId ? await commentsOnReceipt(read, receiptId, 1) : []
  if (!found) throw new Error(`The demo has no comment ${on.comment} under ${on.post}`)
  return { commentId: found.id }
}
