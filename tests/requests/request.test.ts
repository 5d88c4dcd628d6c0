import { describe, expect, test } from 'vitest'
import type { Country, Language } from '../../server/language/locale.ts'
import { textOf } from '../posts/writing.ts'
import { openTestSite, type TestSite } from '../support/site.ts'

const contact = {
  telephone: '0123-45 67 89',
  contact_email: 'kommun@eken.example',
  postal_address: 'Ekens kommun\n123 45 Eken',
}

async function read(site: TestSite, language: Language): Promise<string> {
  const { body, statusCode } = await site.get('/request', {
    headers: { 'accept-language': language },
  })
  expect(statusCode).toBe(200)
  return textOf(body)
}

describe('the page on how to ask for a document', () => {
  test.each([
    ['se', 'sv', ['tryckfrihetsförordningen 2 kap.', '2 kap. 18 §', 'kammarrätten', 'tre veckor']],
    ['se', 'nb', ['«tryckfrihetsförordningen»', '«kammarrätten»', 'tre uker']],
    ['se', 'en', ['Freedom of the Press Act', 'kammarrätten', 'three weeks']],
    ['no', 'nb', ['offentleglova § 3', 'fem arbeidsdager', 'merinnsyn', 'Statsforvalteren']],
    ['no', 'sv', ['offentleglova § 3', 'fem arbetsdagar', 'Statsforvalteren']],
    ['no', 'en', ['Norwegian Freedom of Information Act', 'five working days', 'three weeks']],
  ] as const)('says what the law of %s gives, in %s', async (country, language, sentences) => {
    const site = await openTestSite({ country, language: country === 'se' ? 'sv' : 'nb' })
    const page = await read(site, language)
    for (const words of sentences) expect(page).toContain(words)
    const foreign: Record<Country, RegExp> = {
      se: /Statsforvalter|offentleglova/,
      no: /kammarr|tryckfrihet/,
    }
    expect(page).not.toMatch(foreign[country])
  })

  test('is there from the first day on, and linked from every page', async () => {
    const site = await openTestSite({ alone: true })
    expect(await read(site, 'sv')).toContain('Kontaktuppgifter kommer här')
    for (const path of ['/', '/contact', '/receipt', '/about'])
      expect((await site.get(path)).body).toContain('href="/request"')
  })

  test('names every way there is, and says that the blog is none', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('administrator')
    const settings = await site.get('/desk/settings', { cookie })
    const fields = Object.fromEntries(
      [...settings.body.matchAll(/name="(\w+)"[^>]* value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
    const form = {
      ...fields,
      ...contact,
      hours_days: ['1', '2'],
      authority: 'Ekens kommun',
      language: 'sv',
    }
    await site.post('/desk/settings', form as never, { cookie })
    const search = 'https://diarium.eken.example/sok'
    const sent = await site.post('/desk/requests/channel', { search }, { cookie })
    expect(sent.statusCode).toBe(303)
    const { body } = await site.get('/request')
    expect(body).toContain(`<a href="${search}" rel="noopener">Sök i diariet</a>`)
    expect(textOf(body)).toContain('Du kan inte skicka en begäran härifrån.')
    expect(body).toContain('tel:0123456789')
  })

  test('keeps no cookie with whoever reads it', async () => {
    const site = await openTestSite()
    expect((await site.get('/request')).headers['set-cookie']).toBeUndefined()
  })
})

describe('how requests are taken', () => {
  test.each(['http://x.example', 'javascript:alert(1)', 'eInnsyn', 'https://'])(
    'is no address: %s, and it comes back',
    async (search) => {
      const site = await openTestSite()
      const cookie = await site.signIn('administrator')
      const { statusCode, body } = await site.post('/desk/requests/channel', { search }, { cookie })
      expect(statusCode).toBe(422)
      expect(body).toContain(`value="${search}"`)
    },
  )

  test('is for administrators to say', async () => {
    const site = await openTestSite()
    for (const person of ['author', 'moderator', 'registrar'] as const) {
      const cookie = await site.signIn(person)
      const shown = await site.get('/desk/requests/channel', { cookie })
      const sent = await site.post('/desk/requests/channel', { search: '' }, { cookie })
      expect([person, shown.statusCode, sent.statusCode]).toEqual([person, 403, 403])
    }
  })

  test('does not open without the key that locks what comes', async () => {
    const site = await openTestSite({ letterKey: null })
    const cookie = await site.signIn('administrator')
    const { statusCode, body } = await site.post(
      '/desk/requests/channel',
      { open: 'yes' },
      { cookie },
    )
    expect(statusCode).toBe(422)
    expect(textOf(body)).toContain('Nyckeln till breven måste finnas')
  })
})
