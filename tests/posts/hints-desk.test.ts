import { describe, expect, test } from 'vitest'
import { openTestSite } from '../support/site.ts'
import { ledTo, pressPublish, textOf, writeDraft } from './writing.ts'

const poor = {
  summary: '',
  source: `### Djupt\n\nLäs [här](https://eken.example). ![](https://eken.example/bild.jpg)`,
}

describe('the page of publication', () => {
  test('hints, and neither asks for a reason nor for anything else', async () => {
    const site = await openTestSite()
    const cookie = await site.signIn('author')
    const draft = await writeDraft(site, cookie, poor)
    const { body } = await site.get(`${draft}/publication`, { cookie })
    const text = textOf(body)
    expect(text).toContain('Inlägget har ingen sammanfattning.')
    expect(text).toContain('”Djupt”, börjar för djupt')
    expect(text).toContain('Länken ”här” säger inte vart den leder.')
    expect(text).toContain('En bild saknar beskrivning.')
    expect(text).toContain('Inget partipolitiskt.')
    expect(body).toContain(`href="${draft}#summary"`)
    expect(ledTo(await pressPublish(site, cookie, draft))).toMatch(/^\/desk\/posts\/\d+$/)
  })

  test('says in words how hard a text is to read', async () => {
    const site = await openTestSite()
    const cookie = `${await site.signIn('author')}; language=nb`
    const source = 'Kommunen bygger en ny skole ved elva i år. '.repeat(8)
    const draft = await writeDraft(site, cookie, { source })
    const text = textOf((await site.get(`${draft}/publication`, { cookie })).body)
    expect(text).toMatch(/LIKS \d+, (svært )?lett/)
  })

  test.each(['se', 'no'] as const)(
    'refuses an identity number in country %s, and says where it stands',
    async (country) => {
      const site = await openTestSite({ country })
      const cookie = await site.signIn('author')
      const change = { source: 'Ett.\n\nOm 811218-9876.', tags: 'skola, 01010750160' }
      const draft = await writeDraft(site, cookie, change)
      const refused = await pressPublish(site, cookie, draft)
      expect(refused.statusCode).toBe(422)
      const text = textOf(refused.body)
      expect(text).toContain('Texten innehåller ett personnummer.')
      expect(text).toContain('Texten, rad 3: 811218-••••')
      expect(text).toContain('Ämnena: 0101075••••')
      expect(refused.body).not.toContain('811218-9876')
      expect((await site.get('/')).body).not.toContain('Almskolan')
    },
  )
})
