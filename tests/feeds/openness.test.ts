import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import { openFilled } from '../disclosures/filled.ts'

async function openFeeds() {
  const { site, make, look } = await openFilled()
  const id = await make('2026-10-01T08:00:00.000Z', { canSay: 'Taket & badet.' })
  await make('2026-10-02T08:00:00.000Z', {
    ...{ canSay: 'Vi forhandler.', language: 'nb', capacity: 'official', state: 'partly' },
  })
  const said = { why: 'Domen dröjer.', reviewOn: '2028-01-10' }
  await look('2026-10-03T08:00:00.000Z', id, { kind: 'kept', said })
  const atom = (await site.get('/openness/feed.atom')).body
  const json = JSON.parse((await site.get('/openness/feed.json')).body)
  return { site, atom, json, id }
}

describe('the feeds of the archive', () => {
  test('tell each event as an item of its own, the latest first, under ids that stay', async () => {
    const { atom, json, id } = await openFeeds()
    const ids = [
      `tag:localhost,2026-10-01:openness/${id}/2`,
      'tag:localhost,2026-10-02:openness/2',
      `tag:localhost,2026-10-01:openness/${id}`,
    ]
    const document = new DOMParser().parseFromString(atom, 'application/xml')
    const entries = Array.from(document.getElementsByTagName('entry'))
    expect(entries.map((one) => one.getElementsByTagName('id')[0]?.textContent)).toEqual(ids)
    expect(json.items.map((one: { id: string }) => one.id)).toEqual(ids)
    expect(json.items[0].url).toBe(`http://localhost:3000/openness/${id}#event-2`)
    expect(json.items[0].content_text).toContain('Domen dröjer.')
    expect(json.version).toBe('https://jsonfeed.org/version/1.1')
  })

  test('say the label first in title and text, in the language of the account', async () => {
    const { atom, json } = await openFeeds()
    const [kept, norwegian, made] = json.items
    expect(kept.title).toMatch(/^Personligt: Jag tittade igen/)
    expect(norwegian.title).toBe(`${norwegian.tags[0]}: Delvis fortalt. Vi forhandler.`)
    expect(norwegian.tags[0]).toMatch(/^Offisiel/)
    expect(norwegian).toMatchObject({
      language: 'nb',
      _insyn: { capacity: 'official', state: 'partly' },
    })
    for (const item of json.items)
      expect(item.content_text.startsWith(`${item.tags[0]}. `)).toBe(true)
    expect(made.title).toBe('Personligt: Inte berättat. Taket & badet.')
    expect(atom).toContain('<title>Personligt: Inte berättat. Taket &amp; badet.</title>')
    expect(atom.match(/<category term="(personal|official)"/g)).toHaveLength(3)
  })

  test('carry the checkpoint of the ledger, and tell of what comes', async () => {
    const { site, atom, json } = await openFeeds()
    const checkpoint = (await site.get('/ledger/checkpoint')).body
    expect(atom).toContain(checkpoint.split('\n')[2])
    expect(json._insyn.checkpoint).toBe(checkpoint)
    const cookie = await site.signIn('official')
    const form = { state: 'withheld', ground: 'not_yet', language: 'sv', canSay: 'Nytt', why: 'b' }
    await site.post('/desk/openness/new', { ...form, act: 'personal' }, { cookie })
    expect((await site.get('/openness/feed.atom')).body).toContain('Nytt')
  })
})
