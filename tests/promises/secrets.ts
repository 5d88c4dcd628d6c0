/** What in the world is a secret: codes, sessions, invitations, salts, and who works there. */
import { MINUTE } from '../../server/kernel/clock.ts'
import { grouped, readCode } from '../../server/receipts/receipt.ts'
import type { Written } from '../support/citizen.ts'
import { staff, type TestSite } from '../support/site.ts'
import { administrators, type Marker, type Visitor, word } from './markers.ts'
import { saltMarkers } from './salts.ts'

type Said = Readonly<Record<'shown' | 'others', Written>>

/** A code is for its holder, whose page shows it in groups. */
export const codeMarkers = (said: Said): Marker[] =>
  (['shown', 'others'] as const).flatMap((name) => {
    const code = readCode(said[name].cookie.replace('receipt=', ''))
    const may: Visitor[] = [name === 'shown' ? 'holder' : 'other holder']
    return code ? [code, grouped(code)].map((text) => ({ word: text, may, must: [] })) : []
  })

/** People, sessions and invitations: what no citizen and few of the staff may know. */
export async function hideAway(
  site: TestSite,
  official: string,
  sessions: readonly string[],
): Promise<Marker[]> {
  const email = `${word('invited', 'email')}@eken.example`
  const form = { email, name: word('invited', 'name'), title: 'jurist', roles: 'registrar' }
  const invited = await site.post('/desk/invitations', form, { cookie: official })
  const token = /\/invitation\/([\w-]+)/.exec(invited.body)?.[1] ?? ''
  const own = (['author', 'moderator', 'registrar'] as const).map((who) => ({
    ...{ word: staff[who].email, may: [...administrators, who], must: administrators },
  }))
  site.advance(MINUTE)
  return [
    ...own,
    { word: staff.administrator.name, may: administrators, must: administrators }, // a registrar is named to whoever writes a letter
    { word: email, may: administrators, must: administrators },
    { word: form.name, may: administrators, must: [] },
    ...[token, ...sessions].map((secret) => ({ word: secret, may: [], must: [] })),
    ...saltMarkers(site),
  ]
}
