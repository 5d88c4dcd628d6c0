/** The pages of the register of letters. */
import { MINUTE } from '../../server/kernel/clock.ts'
import { eraseAt, openAt, openChannel } from '../letters/channel.ts'
import type { Kind } from './kind.ts'

/** Letters in every state of the register, as a registrar finds them. */
export async function registerKinds(): Promise<Kind[]> {
  const { site, write } = await openChannel()
  site.advance(40 * MINUTE) // later than a second step is fresh
  const early = await site.signIn('registrar')
  const texts = ['Taket läcker.', 'Bilaga med namn på ett barn.', 'Tack!', 'Kvitto.', 'Oläst.']
  const letters: { readonly number: number; readonly cookie: string }[] = []
  for (const text of texts) letters.push(await write({ text, name: 'Mirja' }))
  const numbers = letters.map(({ number }) => number)
  site.advance(40 * MINUTE)
  const cookie = await site.signIn('registrar')
  for (const number of numbers.slice(0, 4)) await openAt(site, number, { cookie })
  const [registered = 0, flagged = 0, exempt = 0, erased = 0, unopened = 0] = numbers
  const at = (number: number, act = '') => `/desk/register/${number}${act}`
  const post = (path: string, form = {}) => site.post(path, form, { cookie })
  await post(at(registered, '/description'), { subject: 'Tak på Granens förskola' })
  await post(at(registered, '/diary'), { diary: 'KS 2026/114' })
  const part = { outcome: 'partly', provision: '21 kap. 1 § OSL', reason: 'Namnet på ett barn.' }
  const piece = 'Bilaga med [[namn på ett barn]].'
  await post(at(flagged, '/release'), { ...part, piece })
  await post(at(flagged, '/flag'))
  const mark = { provision: '21 kap. 1 § OSL', on: '2026-11-21', authority: 'Kommunstyrelsen' }
  await post(at(flagged, '/mark'), mark)
  await post(at(flagged, '/hold'), { hold_reason: 'Begäran kom i dag.' })
  const why = { kind: 'trivial', exempt_reason: 'Ett tack.', ids: String(exempt) }
  await post('/desk/register/exempt', why)
  await eraseAt(site, erased)
  return [
    { name: 'the register', site, path: '/desk/register', cookie },
    { name: 'the register after too long', site, path: '/desk/register', cookie: early },
    { name: 'the register, filtered', site, path: '/desk/register?state=waiting', cookie },
    {
      ...{ name: 'the register, looked through', site, path: '/desk/register/search', cookie },
      form: { words: 'taket' },
    },
    {
      ...{ name: 'what need not be registered, to mend', site, cookie, status: 422 },
      ...{ path: '/desk/register/exempt', form: {} },
    },
    {
      ...{ name: 'an export to mend', site, cookie, status: 422 },
      ...{ path: '/desk/register/export', form: { format: 'csv', export_year: '2026' } },
    },
    { name: 'a registered letter', site, path: at(registered), cookie },
    { name: 'a letter that may be secret and is held', site, path: at(flagged), cookie },
    { name: 'an erased letter in the register', site, path: at(erased), cookie },
    { name: 'an unopened letter in the register', site, path: at(unopened), cookie },
    {
      ...{ name: 'a mark to mend', site, cookie, status: 422 },
      ...{ path: at(registered, '/mark'), form: { provision: '21 kap. 1 § OSL' } },
    },
    {
      ...{ name: 'an erasing to mend', site, cookie, status: 422 },
      ...{ path: at(exempt, '/erasure'), form: { reference: 'KS 2026/9' } },
    },
    { name: 'giving a letter out', site, path: at(registered, '/release'), cookie },
    {
      ...{ name: 'giving a letter out, to mend', site, cookie, status: 422 },
      ...{ path: at(registered, '/release'), form: { ...part, piece: 'Taket [[läcker.' } },
    },
    {
      ...{ name: 'what was given out, for its writer', site, cookie: letters[1]?.cookie },
      path: `/receipt/released/${flagged}`,
    },
    { name: 'letters kept for their time', site, path: '/desk/register/retention', cookie },
  ]
}
