/** A site that takes requests, and ways to ask and to answer by the real forms. */
import { textOf } from '../posts/writing.ts'
import {
  type Form,
  hiddenFields,
  openTestSite,
  type TestSite,
  type Wanted,
} from '../support/site.ts'

/** A site whose administrator has opened the channel, and a registrar at the desk. */
export async function openRequests(wanted: Wanted = {}) {
  const site = await openTestSite(wanted)
  const administrator = await site.signIn('administrator')
  await fillContact(site, administrator, wanted.language ?? 'sv')
  const opened = await site.post(
    '/desk/requests/channel',
    { open: 'yes', search: '' },
    { cookie: administrator },
  )
  if (opened.statusCode !== 303) throw new Error(`${opened.statusCode} ${opened.body}`)
  const registrar = await site.signIn('registrar')
  const sent = { cookie: registrar }
  const act = (what: string, form: Form = {}, id = 1) =>
    site.post(`/desk/requests/${id}/${what}`, form, sent)
  const desk = async (path = '/desk/requests/1') => textOf((await site.get(path, sent)).body)
  const delegate = (account: string, reference = 'KS 2026/3 § 12') =>
    site.post(
      '/desk/requests/channel/delegations',
      { account, reference },
      { cookie: administrator },
    )
  return { site, administrator, registrar, sent, act, desk, delegate }
}

/** Fills in how the authority is reached, without which the channel does not open. */
async function fillContact(site: TestSite, cookie: string, language: string): Promise<void> {
  const { body } = await site.get('/desk/settings', { cookie })
  const fields = [...body.matchAll(/<input [^>]*name="(\w+)"[^>]*value="([^"]*)"/g)]
  await site.post(
    '/desk/settings',
    {
      ...Object.fromEntries(fields.map(([, name, value]) => [name ?? '', value ?? ''])),
      ...{ telephone: '0123-45 67 89', contact_email: 'kommun@eken.example', language },
      ...{ postal_address: 'Ekens kommun\n123 45 Eken', controller: 'Kommunstyrelsen' },
      ...{ data_protection_officer: 'Dan Ombud', presentation: 'Jag heter Kerstin.' },
      ...{ hours_days: ['1', '2', '3', '4', '5'] },
    },
    { cookie },
  )
}

/** Asks for a document by the forms; gives the cookie that holds the code. */
export async function askFor(
  site: TestSite,
  text = 'Avtalet om skolskjuts från 2024.',
  form: Form = {},
): Promise<string> {
  const preview = await site.post('/request/preview', { text, ...form })
  const sent = await site.post('/request', { text, ...form, ...hiddenFields(preview.body) })
  if (sent.statusCode !== 303) throw new Error(`${sent.statusCode} ${sent.body}`)
  return String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
}

/** The page behind the code. */
export const mine = async (site: TestSite, cookie: string): Promise<string> =>
  textOf((await site.get('/receipt', { cookie })).body)

/** Sends an act from the page behind the code. */
export const goOn = (site: TestSite, cookie: string, act: string, form: Form = {}) =>
  site.post('/receipt/requests', { request: '1', act, ...form }, { cookie })
