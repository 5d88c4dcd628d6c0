import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { askFor, goOn, mine, openRequests } from './asking.ts'

const refusal = {
  ground: 'health_private',
  provision: 'OSL 21 kap. 1 §',
  reason: 'Den det gäller kan antas lida betydande men.',
}

describe('a request in Sweden', () => {
  test('is asked for with one field, answered, and read with the code alone', async () => {
    const { site, act, desk } = await openRequests()
    const cookie = await askFor(site)
    expect(await mine(site, cookie)).toContain('Svar bör komma senast 23 november 2026')
    expect(await desk()).toContain('Avtalet om skolskjuts från 2024.')
    const form = { reply: 'Varsågod.', piece: 'Avtal mellan Ekens kommun och Bussbolaget.' }
    const done = await act('release', form)
    expect([done.statusCode, done.headers.location]).toEqual([
      303,
      '/desk/requests/1?done=requests.saved',
    ])
    const page = await mine(site, cookie)
    for (const words of ['Utlämnad', 'Varsågod.', form.piece, 'Maj Sund, registrator'])
      expect(page).toContain(words)
    for (const path of ['/', '/request', '/feed.atom'])
      expect((await site.get(path)).body).not.toContain('Bussbolaget')
  })

  test('is released in part: the passage is not kept, and it says where it was', async () => {
    const { site, act } = await openRequests()
    const cookie = await askFor(site)
    const piece = 'Priset är [[4 000 kronor per tur]] enligt avtalet.'
    expect((await act('release_part', { ...refusal, piece })).statusCode).toBe(303)
    const page = await mine(site, cookie)
    expect(page).toContain(
      'Priset är [uppgift borttagen 21 november 2026, OSL 21 kap. 1 §] enligt avtalet.',
    )
    expect(page).toContain('Du kan kräva ett skriftligt beslut av Ekens kommun.')
    expect(page).not.toContain('4 000 kronor')
  })

  test('is refused, demanded in writing, decided by who may, and can be appealed', async () => {
    const { site, act, delegate, desk } = await openRequests()
    const cookie = await askFor(site)
    expect((await act('refuse', refusal)).statusCode).toBe(303)
    expect(await mine(site, cookie)).toContain('6 kap. 3 §')
    expect((await goOn(site, cookie, 'demand')).statusCode).toBe(303)
    expect(await desk()).toContain('Ingen är registrerad för dig.')
    expect((await act('decide', refusal)).statusCode).toBe(403)
    expect((await site.get('/desk/requests/1/decide', { cookie })).statusCode).toBe(303)
    expect((await delegate('4')).statusCode).toBe(303)
    expect((await act('decide', refusal)).statusCode).toBe(303)
    const page = await mine(site, cookie)
    for (const words of [
      'Beslut av myndigheten',
      'kammarrätten',
      'inom tre veckor',
      'OSL 21 kap. 1 §',
      'Den det gäller kan antas lida betydande men.',
      'Maj Sund, registrator',
      'KS 2026/3 § 12',
      'Skicka till: kommun@eken.example; Ekens kommun, 123 45 Eken.',
    ])
      expect(page).toContain(words)
  })

  test('is answered in writing on demand too when the document is not held here', async () => {
    const { site, act, delegate } = await openRequests()
    const cookie = await askFor(site)
    await act('not_held', { reason: 'Regionen har den.' })
    await goOn(site, cookie, 'demand')
    await delegate('4')
    const done = await act('decide_not_held', { reason: 'Vi har letat i arkivet.' })
    expect(done.statusCode).toBe(303)
    expect(await mine(site, cookie)).toContain('kammarrätten')
  })

  test('is late on the second working day, at the desk and for whoever asked', async () => {
    const { site } = await openRequests()
    const cookie = await askFor(site)
    site.advance(2 * DAY) // Monday
    expect(await mine(site, cookie)).toContain('Svar bör komma senast')
    site.advance(DAY)
    const cookieNow = await site.signIn('registrar')
    const desk = async (path: string) => textOf((await site.get(path, { cookie: cookieNow })).body)
    expect(await desk('/desk/me')).toContain('En begäran borde redan ha fått svar.')
    expect(await desk('/desk/requests')).toContain('Sen')
    expect(await mine(site, cookie)).toContain('Justitieombudsmannen')
  })

  test.each([
    ['refuse', { ...refusal, ground: '' }, 'Välj en grund.'],
    ['refuse', { ...refusal, provision: ' ' }, 'Skriv bestämmelsen'],
    ['refuse', { ...refusal, reason: ' ' }, 'Skriv motiveringen.'],
    ['refuse', { ...refusal, ground: 'editorial_choice' }, 'Välj en grund.'],
    ['not_held', { reason: '' }, 'Skriv motiveringen.'],
    ['release', {}, 'Något måste lämnas ut.'],
    ['release', { piece: 'Priset är [[hemligt]].' }, 'Här lämnas allt ut.'],
    ['release_part', { ...refusal, piece: 'Hela texten.' }, 'Sätt [[ och ]] kring'],
    ['release_part', { ...refusal, piece: 'En [[halv.' }, 'Varje [[ behöver ett ]].'],
    ['question', { reply: '' }, 'Skriv något i fältet.'],
  ])(
    '%s without what it needs is none, and what was typed comes back',
    async (what, form, words) => {
      const { site, act } = await openRequests()
      const cookie = await askFor(site)
      const answer = await act(what, form)
      expect([answer.statusCode, textOf(answer.body)]).toEqual([
        422,
        expect.stringContaining(words),
      ])
      for (const typed of Object.values(form).filter(
        (one) => one.length > 12 && one !== 'editorial_choice',
      ))
        expect(answer.body).toContain(typed)
      expect(await mine(site, cookie)).toContain('Väntar på svar')
    },
  )

  test('goes back and forth while it is open, and can be taken back', async () => {
    const { site, act } = await openRequests()
    const cookie = await askFor(site)
    await act('question', { reply: 'Menar du avtalet från våren?' })
    expect(await mine(site, cookie)).toContain('Menar du avtalet från våren?')
    await goOn(site, cookie, 'more', { text: 'Ja, det från april.' })
    expect(await mine(site, cookie)).toContain('Ja, det från april.')
    await goOn(site, cookie, 'withdraw')
    expect(await mine(site, cookie)).toContain('Återtagen')
    expect((await act('release', { piece: 'Här.' })).statusCode).toBe(409)
  })
})
