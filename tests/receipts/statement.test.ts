import { describe, expect, test } from 'vitest'
import { openThread } from '../moderation/sent.ts'
import { textOf } from '../posts/writing.ts'
import type { Wanted } from '../support/site.ts'

/** A comment that somebody decided about, and its writer's page. */
async function decidedAgainst(
  form: Record<string, string>,
  { wanted = {}, by = 'moderator' }: { wanted?: Wanted; by?: 'moderator' | 'author' } = {},
) {
  const thread = await openThread(wanted)
  const { number, code } = await thread.submit('Något som inte visas.')
  const done = await thread.decide(number, form, thread[by])
  expect(done.statusCode, done.body).toBe(303)
  const page = async (language = 'sv') =>
    (await thread.site.get('/receipt', { cookie: `receipt=${code}; language=${language}` })).body
  return { ...thread, number, code, page }
}

describe('the writer of a hidden comment is told', () => {
  test.each([
    [
      'sv',
      'En moderator, inte Kerstin Ahlby, bestämde det 21 november 2026. Grund: Hör inte till ämnet.',
      'Regel 2 i samtalsreglerna',
      'Så tänkte vi: Skriv under rätt inlägg.',
      'Be någon annan titta igen senast 24 maj 2027: så når du kommunen. Du kan också vända dig till JO.',
    ],
    [
      'nb',
      'En moderator, ikke Kerstin Ahlby, bestemte det 21. november 2026. Grunn: Utenfor temaet.',
      'Regel 2 i samtalereglene',
      'Slik tenkte vi: Skriv under rätt inlägg.',
      'Be en annen se på det igjen innen 24. mai 2027: slik når du kommunen. Du kan også klage til JO',
    ],
    [
      'en',
      'A moderator, not Kerstin Ahlby, decided it on 21 November 2026. Reason: Off topic.',
      'Rule 2 of the house rules',
      'Our thinking: Skriv under rätt inlägg.',
      'Ask someone else to look again by 24 May 2027: how to reach the municipality. You can also turn to',
    ],
  ])('in %s: who, when, on which ground, why, and where to turn', async (language, ...said) => {
    const form = { act: 'hide', reason: 'off_topic', sentence: 'Skriv under rätt inlägg.' }
    const { page } = await decidedAgainst(form)
    const body = await page(language)
    for (const words of said) expect(textOf(body)).toContain(words)
    expect(body).toContain('href="/contact"')
    expect(body).toContain('href="/policy/house-rules?version=1#clause-2"')
    expect(body).toContain('<blockquote class="statement__why" lang="sv">')
  })

  test.each([
    ['se', 'I lagen: brottsbalken 4 kap. 5 § och 17 kap. 1 §', 'lang="sv">brottsbalken', 'JO.'],
    ['no', 'I lagen: straffeloven §§ 263, 264 og 155', 'lang="nb">straffeloven', 'Sivilombudet'],
  ] as const)(
    'which law, in the language of that law, and which ombudsman: %s',
    async (country, law, marked, ombudsman) => {
      const form = { act: 'hide', reason: 'threat' }
      const { page, site, number } = await decidedAgainst(form, { wanted: { country } })
      const body = await page()
      expect(textOf(body)).toContain('Grund: Hot.')
      expect(textOf(body)).toContain(law)
      expect(textOf(body)).toContain(ombudsman)
      expect(body).toContain(marked)
      const open = textOf((await site.get(`/comments/${number}`)).body)
      expect(open).toContain('Kan strida mot lag')
      expect(open).not.toMatch(/Hot|brottsbalken|straffeloven/)
    },
  )

  test('who is named there is no moderator', async () => {
    const { page } = await decidedAgainst({ act: 'hide', reason: 'off_topic' })
    expect(await page()).not.toContain('Erik Lund')
  })
})

test('the writer of a held comment is told that another person decides, and on which ground', async () => {
  const { page } = await decidedAgainst({ act: 'hold', reason: 'threat' }, { by: 'author' })
  const words = textOf(await page())
  expect(words).toContain(
    'Den väntar sedan den 21 november 2026 på att en annan person ska bestämma.',
  )
  expect(words).toContain('Grund: Hot.')
  expect(words).not.toContain('En moderator, inte')
})

test('the writer of what was taken for spam is told so, and whom to ask', async () => {
  const { page } = await decidedAgainst({ act: 'spam' })
  const words = textOf(await page())
  expect(words).toContain('Grund: Reklam, spam eller falsk avsändare.')
  expect(words).toContain('Be någon annan titta igen')
  expect(words).not.toContain('Så tänkte vi')
})

test('what is put back needs no statement any more, and what is hidden again has the new one', async () => {
  const { page, decide, number } = await decidedAgainst({ act: 'hide', reason: 'off_topic' })
  await decide(number, { act: 'put_back' })
  expect(textOf(await page())).not.toContain('Grund:')
  await decide(number, { act: 'hide', reason: 'own_case', sentence: 'Ring oss i stället.' })
  const words = textOf(await page())
  expect(words).toContain('Grund: Gäller ditt eget ärende.')
  expect(words).toContain('Ring oss i stället.')
  expect(words).not.toContain('Hör inte till ämnet')
})

test('nobody but the holder of the code reads the statement', async () => {
  const form = { act: 'hide', reason: 'off_topic', sentence: 'Bara till dig.' }
  const { site, post, number, submit } = await decidedAgainst(form)
  const other = await submit('En annan.')
  for (const path of [post.path, `/comments/${number}`, '/', '/log', '/receipt'])
    expect((await site.get(path, { cookie: `receipt=${other.code}` })).body).not.toContain(
      'Bara till dig.',
    )
})
