import { describe, expect, test } from 'vitest'
import { DAY } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { askFor, goOn, mine, openRequests } from './asking.ts'

const norway = { country: 'no', language: 'nb' } as const
const refusal = {
  ground: 'business_secret',
  provision: 'offl § 13 første ledd, jf. fvl § 13 første ledd nr. 2',
  reason: 'Prisene kan brukes av konkurrenter.',
  wider: 'yes',
}

describe('a request in Norway', () => {
  test('is refused in writing, explained on request, complained about and sent on', async () => {
    const { site, act } = await openRequests(norway)
    const cookie = await askFor(site, 'Kontrakten om skoleskyss.')
    expect(await mine(site, cookie)).toContain('Svaret bør komme senest 27. november 2026')
    expect((await act('refuse', refusal)).statusCode).toBe(303)
    const page = await mine(site, cookie)
    for (const words of [
      'Avslått',
      'Forretningshemmeligheter',
      refusal.provision,
      'Merinnsyn er vurdert.',
      'Statsforvalteren',
      'innen tre uker',
      'innen ti arbeidsdager',
    ])
      expect(page).toContain(words)
    await goOn(site, cookie, 'ask_reasons')
    expect(await mine(site, cookie)).toContain('Svaret bør komme senest 4. desember 2026')
    await act('explain', { reason: 'Avtalen løper til 2028.' })
    await goOn(site, cookie, 'complain', { text: 'Beløpet er offentlige penger.' })
    expect(await mine(site, cookie)).toContain('Klagen har kommet')
    await act('forward', { reply: 'Vi har sendt klagen videre.' })
    await act('release', { reply: 'Statsforvalteren ga deg medhold.', piece: 'Kontrakten.' })
    expect(await mine(site, cookie)).toContain('Statsforvalteren ga deg medhold.')
  })

  test('is released in part, with what was taken out and how to complain', async () => {
    const { site, act } = await openRequests(norway)
    const cookie = await askFor(site, 'Kontrakten om skoleskyss.')
    const piece = 'Turen koster [[4000 kroner]].'
    expect((await act('release_part', { ...refusal, piece })).statusCode).toBe(303)
    const page = await mine(site, cookie)
    expect(page).toContain('Turen koster [opplysning fjernet 21. november 2026, offl § 13')
    expect(page).toContain('Statsforvalteren')
    expect(page).not.toContain('4000 kroner')
  })

  test('is refused by five working days of silence, and can be complained about from then on', async () => {
    const { site } = await openRequests(norway)
    const cookie = await askFor(site)
    site.advance(6 * DAY) // Friday, the fifth working day
    expect(await mine(site, cookie)).not.toContain('Send klagen')
    expect((await goOn(site, cookie, 'complain')).statusCode).toBe(303)
    expect(await mine(site, cookie)).toContain('Venter på svar')
    site.advance(DAY)
    expect(await mine(site, cookie)).toContain('Fem arbeidsdager uten svar regnes som et avslag')
    await goOn(site, cookie, 'complain')
    expect(await mine(site, cookie)).toContain('Klagen har kommet')
  })

  test.each([
    ['without considering more', { ...refusal, wider: '' }, 'Vurder om dere kan gi mer innsyn'],
    ['without ledd', { ...refusal, provision: 'offl § 13' }, 'Skriv paragraf, ledd'],
    ['without a paragraph', { ...refusal, provision: 'første ledd' }, 'Skriv paragraf, ledd'],
  ])('is no refusal %s', async (_, form, words) => {
    const { site, act } = await openRequests(norway)
    const cookie = await askFor(site)
    const { statusCode, body } = await act('refuse', form)
    expect([statusCode, textOf(body)]).toEqual([422, expect.stringContaining(words)])
    expect(body).toContain(form.reason)
    expect(await mine(site, cookie)).toContain('Venter på svar')
  })

  test('has no step that Swedish law has and Norwegian has not', async () => {
    const { site, act } = await openRequests(norway)
    const cookie = await askFor(site)
    await act('refuse', refusal)
    await goOn(site, cookie, 'demand')
    expect(await mine(site, cookie)).toContain('Avslått')
    expect((await act('decide', refusal)).statusCode).toBe(409)
  })
})
