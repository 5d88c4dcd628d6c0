import { describe, expect, test } from 'vitest'
import { houseRules } from '../../server/policy/rules.ts'
import { textOf } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'

describe('the house rules', () => {
  test('stand with an address for each clause, and say from when they apply', async () => {
    const page = await (await openTestSite()).get('/policy/house-rules')
    expect(page.statusCode, page.body).toBe(200)
    for (const { number, sv } of houseRules('se')) {
      expect(page.body).toContain(`id="clause-${number}"`)
      expect(textOf(page.body)).toContain(sv.title)
    }
    expect(textOf(page.body)).toContain('Version 1, gäller från den 20 november 2026')
  })

  test('are found by the number of their version, and no other number', async () => {
    const site = await openTestSite()
    expect((await site.get('/policy/house-rules?version=1')).statusCode).toBe(200)
    for (const version of ['2', '01', 'x'])
      expect((await site.get(`/policy/house-rules?version=${version}`)).statusCode).toBe(404)
  })

  test('speak the language of the reader', async () => {
    const site = await openTestSite({ country: 'no', language: 'nb' })
    const page = await site.get('/policy/house-rules')
    for (const { nb } of houseRules('no')) expect(textOf(page.body)).toContain(nb.title)
  })
})

describe('the long texts', () => {
  test.each(['privacy', 'accessibility'])('%s has no gap without a word', async (policy) => {
    const page = await (await openTestSite()).get(`/policy/${policy}`)
    expect(page.statusCode, page.body).toBe(200)
    const text = textOf(page.body)
    expect(text).toContain('Ekens kommun')
    expect(text).toContain('(uppgiften kommer)')
    expect(text).not.toMatch(/\{\w+\}|undefined/)
    expect(page.body.match(/<h1/g)).toHaveLength(1)
  })

  test('are found from one page', async () => {
    const page = await (await openTestSite()).get('/policy')
    for (const path of ['house-rules', 'privacy', 'accessibility'])
      expect(page.body).toContain(`href="/policy/${path}"`)
  })
})
