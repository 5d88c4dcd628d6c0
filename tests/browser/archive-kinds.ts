/** The pages of the archive, as everybody reads them. */
import { openFilled } from '../disclosures/filled.ts'
import { long } from './inhabited.ts'
import type { Kind } from './kind.ts'

/** An archive with something in every state, and an empty one. */
export async function archiveKinds(): Promise<Kind[]> {
  const empty = await openFilled()
  const { site, make } = await openFilled()
  await make('2025-02-03T08:00:00.000Z', {
    ...{ ground: 'union_negotiation', capacity: 'official', reviewOn: '2026-02-02' },
    canSay: 'Vi förhandlar om hur sju förvaltningar blir fyra.',
  })
  const whole = await make('2026-10-01T08:00:00.000Z', {
    ...{ state: 'partly', ground: 'business_secret', openness: 'not_asked' },
    ...{ canSay: `Priset på vattnet. ${long}`, opennessWhy: 'Bolaget finns inte längre.' },
    ...{ harm: 'Den som köper kan pressa priset.', decision: 'KS 2026/14 § 3' },
    ...{ delegation: 'punkt 4.2', lift: 'när avtalet är skrivet' },
  })
  for (let minute = 10; minute < 32; minute++)
    await make(`2026-10-02T08:${minute}:00.000Z`, { state: 'disclosed', ground: 'not_yet' })
  return [
    { name: 'an archive without entries', site: empty.site, path: '/openness' },
    { name: 'the archive', site, path: '/openness' },
    { name: 'the archive further back', site, path: '/openness?before=4' },
    { name: 'the archive, narrowed', site, path: '/openness?state=withheld&ever=1&overdue=1' },
    { name: 'the archive, without a hit', site, path: '/openness?words=ingenting+s%C3%A5dant' },
    {
      name: 'the figures of an archive without entries',
      site: empty.site,
      path: '/openness/figures',
    },
    { name: 'the figures of the archive', site, path: '/openness/figures' },
    { name: 'an account', site, path: `/openness/${whole}` },
    { name: 'an account that is overdue', site, path: '/openness/1' },
  ]
}
