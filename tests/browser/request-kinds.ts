/** The pages of requests for documents, in the Swedish and in the Norwegian form. */
import { DAY } from '../../server/kernel/clock.ts'
import { choicesIn, postFiles } from '../files/chosen.ts'
import { askFor, goOn, openRequests } from '../requests/asking.ts'
import { type Form, hiddenFields, type TestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

const swedish = {
  ...{ ground: 'business_secret', provision: 'OSL 31 kap. 16 §' },
  reason: 'Företaget kan antas lida skada om konkurrenter får se priset.',
}
const norwegian = {
  ...{ ground: 'business_secret', wider: 'yes' },
  provision: 'offl § 13 første ledd, jf. fvl § 13 første ledd nr. 2',
  reason: 'Konkurrenter kan utnytte prisen.',
}

/** Requests in many states, as the registrar and whoever asked find them. */
export async function requestKinds(): Promise<Kind[]> {
  return [...(await swedishKinds()), ...(await norwegianKinds())]
}

async function swedishKinds(): Promise<Kind[]> {
  const { site, administrator, registrar: cookie, act, delegate } = await openRequests()
  const first = await askFor(site)
  await delegate('4')
  await act('question', { reply: 'Menar du avtalet från våren?' })
  const second = await askFor(site, 'Priset per tur.')
  await act('refuse', swedish, 2)
  await goOn(site, second, 'demand', { request: '2' })
  await act('decide', { ...swedish, piece: 'Priset är [[hemligt]].' }, 2)
  const third = await askFor(site, 'Avtalet med bilaga.')
  await releasePart(site, cookie)
  await askFor(site, 'Brev 1.')
  await act('refuse', swedish, 4)
  const fifth = await askFor(site, 'Avtalet från 2019.')
  await act('not_held', { reason: 'Det är gallrat.' }, 5)
  await goOn(site, fifth, 'demand', { request: '5' })
  const desk = { site, cookie }
  const at = (path: string) => `/desk/requests${path}`
  return [
    { name: 'how to ask here', site, path: '/request' },
    {
      ...{ name: 'a request before it is sent', site, path: '/request/preview' },
      form: { text: 'Avtalet om skolskjuts.' },
    },
    {
      ...{ name: 'a request to mend', site, path: '/request', status: 422 },
      form: { text: 'Avtalet.', code: 'XXXX' },
    },
    { name: 'a code with a request', site, path: '/receipt', cookie: first },
    { name: 'a code with a decision', site, path: '/receipt', cookie: second },
    { name: 'a code with a part and a file', site, path: '/receipt', cookie: third },
    {
      ...{ name: 'more of a request to mend', site, cookie: first, status: 422 },
      ...{ path: '/receipt/requests', form: { request: '1', act: 'more', text: ' ' } },
    },
    { name: 'the requests at the desk', ...desk, path: at('') },
    { name: 'a request at the desk', ...desk, path: at('/1') },
    { name: 'asking back', ...desk, path: at('/1/question') },
    { name: 'releasing', ...desk, path: at('/1/release') },
    { name: 'releasing a part', ...desk, path: at('/1/release_part') },
    { name: 'saying that it is not here', ...desk, path: at('/1/not_held') },
    { name: 'deciding', ...desk, path: at('/5/decide') },
    { name: 'deciding that it is not here', ...desk, path: at('/5/decide_not_held') },
    {
      ...{ name: 'a refusal to mend', ...desk, path: at('/1/refuse'), status: 422 },
      form: { reason: 'Nej.' },
    },
    {
      ...{ name: 'a link to mend', ...desk, path: at('/1/items'), status: 422 },
      form: { kind: 'letter', item: '99' },
    },
    { name: 'who may sign', site, path: at('/channel'), cookie: administrator },
  ]
}

async function norwegianKinds(): Promise<Kind[]> {
  const { site, act } = await openRequests({ country: 'no', language: 'nb' })
  const asked: string[] = []
  for (const id of [1, 2, 3, 4]) {
    asked.push(await askFor(site, `Kontrakt ${id}.`))
    await act('refuse', norwegian, id)
  }
  const [refused = '', ...others] = asked
  for (const [at, what] of (['ask_reasons', 'complain', 'complain'] as const).entries())
    await goOn(site, others[at] ?? '', what, { request: String(at + 2) })
  await act('forward', { reply: 'Klagen er sendt.' }, 4)
  site.advance(28 * DAY)
  const cookie = await site.signIn('registrar')
  const page = (name: string, path: string): Kind => ({
    ...{ name, site, cookie, path: `/desk/requests/${path}` },
  })
  return [
    { name: 'how to ask where offentleglova holds', site, path: '/request' },
    {
      ...{ name: 'a code with a refusal that can be complained about', site },
      ...{ path: '/receipt', cookie: refused },
    },
    page('a request with a complaint to come at the desk', '1'),
    page('closing a request', '1/close'),
    page('giving fuller reasons', '2/explain'),
    page('sending a complaint on', '3/forward'),
    page('what the county governor has settled', '4/uphold'),
  ]
}

/** Gives out a part as text and as a file. */
async function releasePart(site: TestSite, cookie: string): Promise<void> {
  const path = '/desk/requests/3/release_part'
  const form: Form = { ...swedish, reply: 'Varsågod.', piece: 'Turen kostar [[4 000 kronor]].' }
  const files = [{ name: 'avtal.txt', bytes: 'Avtal, med det strukna borta.' }]
  const seen = await postFiles(site, path, form, files, { cookie })
  await site.post(
    path,
    { ...form, ...hiddenFields(seen.body), ...choicesIn(seen.body) },
    { cookie },
  )
}
