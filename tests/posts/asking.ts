import { expect } from 'vitest'
import type { TestSite } from '../support/site.ts'
import { needs } from './writing.ts'

/** The administrator says by the form of settings that a colleague's draft needs a yes. */
export async function askFirst(site: TestSite): Promise<void> {
  const cookie = await site.signIn('administrator')
  const { body } = await site.get('/desk/settings', { cookie })
  const values = [...body.matchAll(/name="(\w+)"[^>]*value="([^"]*)"/g)]
    .map(([, name = '', value = '']) => [name, value])
    .filter(([name]) => name !== 'hours_days' && name !== 'ledger_shown')
  const sent = { ...Object.fromEntries(values), ...needs, language: 'sv', approval_asked: 'yes' }
  const saved = await site.post('/desk/settings', { ...sent, hours_days: ['1'] }, { cookie })
  expect(saved.statusCode, saved.body).toBe(303)
}
