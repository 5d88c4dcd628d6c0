/** An archive that is filled by the acts themselves, at whatever time a test says. */

import { done } from '../../server/demo/done.ts'
import { houseAt } from '../../server/demo/seed.ts'
import { makeDisclosure, type Responsible, writingAt } from '../../server/disclosures/actions.ts'
import type { On, Said } from '../../server/disclosures/disclosure.ts'
import { nextLook } from '../../server/disclosures/form.ts'
import { ground } from '../../server/disclosures/ground.ts'
import { type Look, saidOf } from '../../server/disclosures/look.ts'
import { keepLook } from '../../server/disclosures/look-actions.ts'
import { findDisclosure } from '../../server/disclosures/store.ts'
import type { Instant } from '../../server/kernel/clock.ts'
import type { House } from '../../server/web/house.ts'
import { openTestSite, staff, type TestSite, type Wanted } from '../support/site.ts'

/** What comes of a look: what of the entry changes. */
interface Looked {
  readonly kind: Look['kind']
  readonly said?: Partial<Said>
  readonly because?: string
  readonly told?: string
}

export interface Filled {
  readonly site: TestSite
  /** A house in which it is whatever time `at` says. */
  readonly house: House
  readonly who: Responsible
  readonly time: { now: Instant }
  /** Makes an entry at a moment; gives its number. */
  readonly make: (at: string, said: Partial<Said>, on?: On) => Promise<number>
  /** Looks at an entry again, or corrects it, at a moment; gives what it says from then on. */
  readonly look: (at: string, id: number, look: Looked) => Promise<Said>
}

/** Opens a site with an empty archive; what is made before the first page is asked for shows there. */
export async function openFilled(wanted: Wanted = {}): Promise<Filled> {
  const site = await openTestSite(wanted)
  const time = { now: site.clock() }
  const { storage, settings, keys, clock } = site
  const house = houseAt({ storage, settings, keys, clock }, time)
  await house.changed('site')
  const { name, title } = staff.official
  const who: Responsible = { accountId: 1, name, title, roles: new Set(['author'] as const) }
  return {
    ...{ site, house, who, time },
    make: async (at, said, on = {}) => {
      time.now = at as Instant
      return done(await makeDisclosure(house, who, { said: saidAt(house, said), on }))
    },
    look: async (at, id, { kind, said, because, told }) => {
      time.now = at as Instant
      const prior = await findDisclosure(storage.read, id)
      if (!prior) throw new Error(`no entry ${id}`)
      const look = { kind, said: { ...saidOf(prior), ...said }, because, told }
      done(await keepLook(house, who, { id, seen: prior.number, look }))
      return look.said
    },
  }
}

function saidAt(house: House, said: Partial<Said>): Said {
  const site = house.site()
  if (!site) throw new Error('the site is not set up')
  const writing = writingAt(site, house.clock())
  const id = said.ground ?? 'procurement'
  return {
    ...{ state: 'withheld', language: 'sv', capacity: 'personal', ground: id },
    canSay: 'Vi har köpt in skolskjutsar. Jag säger inte vilka som lämnade anbud.',
    why: 'Priset blir sämre om de vet om varandra.',
    ...{ openness: 'mine', opennessWhy: undefined, harm: undefined },
    ...{ decision: undefined, delegation: undefined, lift: undefined },
    reviewOn: nextLook(writing, ground(site.country, id).reviewMonths),
    ...said,
  }
}
