/** Lets two years of an invented municipality happen again, through the acts of the product itself. */
import { type Clock, DAY, type Instant, later } from '../kernel/clock.ts'
import { openVault } from '../letters/vault.ts'
import type { Code } from '../receipts/receipt.ts'
import { siteAt } from '../site/official.ts'
import { findSite } from '../site/store.ts'
import type { Storage } from '../storage/database.ts'
import type { LetterKey } from '../storage/letter-key.ts'
import { pageCache } from '../web/cache.ts'
import type { House, Keys, Settings, Site } from '../web/house.ts'
import { openLoad } from '../web/load.ts'
import { commentEvents } from './comment-events.ts'
import { momentOf, people, posts } from './content.ts'
import { disclosureEvents } from './disclosure-events.ts'
import { discussionEvents } from './discussion-events.ts'
import { bringItems, numberedItems } from './image-events.ts'
import { letterEvents } from './letter-events.ts'
import { settle } from './people.ts'
import { postEvents } from './post-events.ts'
import { publishingEvents } from './publishing-events.ts'
import { requestEvents } from './request-events.ts'
import type { Event, Story } from './story.ts'

interface Deps {
  readonly storage: Storage
  readonly clock: Clock
  readonly settings: Settings
  readonly keys: Keys
  /** What locks the letters of the demo. */
  readonly letterKey: LetterKey
}

type Codes = ReadonlyMap<string, Code>

/** Fills an empty database, in order of time and dated as it was; gives the codes of its letters by their names. */
export async function seedDemo(deps: Deps, publicUrl: string): Promise<Codes> {
  const zone = people().time_zone
  const written = posts(publicUrl)
  const now = deps.clock()
  const time = { now: later(momentOf(written[0]?.head.published ?? '', zone), -DAY) }
  const house = houseAt(deps, time)
  const story: Story = { house, staff: await settle(house), zone, now, codes: new Map() }
  const items = await bringItems(house, story.staff.official)
  const told = written.map(({ bodies, ...post }) => ({
    ...{ ...post, id: 0 },
    bodies: bodies.map((body) => numberedItems(body, items)),
  }))
  const events = [
    ...told.flatMap((post) => [...postEvents(story, post), ...commentEvents(story, post)]),
    ...letterEvents(story, openVault(deps.letterKey), told),
    ...disclosureEvents(story, told),
    ...publishingEvents(story, told),
    ...discussionEvents(story, told),
    ...requestEvents(story, openVault(deps.letterKey, 'request')),
  ]
  for (const { at, act } of inOrder(events)) {
    if (at > now) break
    time.now = at
    await act()
  }
  return story.codes
}

const inOrder = (events: readonly Event[]): Event[] =>
  [...events].sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))

/** A house nobody visits yet, in which it is whatever time the story says. */
export function houseAt(deps: Omit<Deps, 'letterKey'>, time: { readonly now: Instant }): House {
  let site: Site | undefined
  return {
    ...deps,
    clock: () => time.now,
    cache: pageCache(0),
    readOnly: { now: () => undefined, look: () => false },
    load: openLoad(1),
    site: () => site && siteAt(site, time.now),
    changed: async (...tags) => {
      if (tags.includes('site')) site = await findSite(deps.storage.read, time.now)
    },
  }
}
