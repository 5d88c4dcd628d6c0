/** How each journey begins. */
import { codeAt } from '../../server/accounts/second-factor.ts'
import { MINUTE } from '../../server/kernel/clock.ts'
import { newSetUpLink } from '../../server/site/actions.ts'
import { accept, arrive, inviteSecond, setUp, signInAgain } from './acts.ts'
import type { Place } from './place.ts'

/** Set-up by the printed link, a second person, and signing in with both steps. */
export async function settleIn(place: Place): Promise<void> {
  const { site, origin, story, citizen, official, moderator, t } = place
  await citizen.page.goto(origin)
  await arrive(citizen, t('site.opening.title'))
  const link = `${origin}/setup/${await newSetUpLink(site)}`
  const secret = await setUp(official, link, story, site.clock())
  await accept(moderator, await inviteSecond(official, story), story)
  site.advance(MINUTE)
  await signInAgain(moderator, story.moderator)
  await signInAgain(official, story.official, codeAt(secret, site.clock()))
  await official.page.goto(link)
  await arrive(official, t('setup.link_gone.title'))
  await official.page.goto(`${origin}/desk`)
}
