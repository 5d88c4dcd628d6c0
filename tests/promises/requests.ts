/** Requests for documents in the world: what is asked and answered is for whoever holds the code, and for the registrar. */
import { choicesIn, postFiles } from '../files/chosen.ts'
import { askFor } from '../requests/asking.ts'
import { type Form, hiddenFields, type TestSite } from '../support/site.ts'
import { administrators, type Marker, word } from './markers.ts'

/** Opens the channel; one request is refused, decided and linked to a letter, another is released with a file. */
export async function askForDocuments(
  site: TestSite,
  { official, code }: { readonly official: string; readonly code: string },
): Promise<readonly Marker[]> {
  const registrar = await site.signIn('registrar')
  await press(site, official, '/desk/requests/channel', { open: 'yes', search: '' })
  const reference = word('request', 'reference')
  const delegation = { account: '4', reference }
  await press(site, official, '/desk/requests/channel/delegations', delegation)
  const cookie = await askFor(site, word('request', 'text'), { code })
  const act = (what: string, form: Form, id = 1) =>
    press(site, registrar, `/desk/requests/${id}/${what}`, form)
  const goOn = (what: string, form: Form = {}) =>
    press(site, cookie, '/receipt/requests', { request: '1', act: what, ...form })
  await act('question', { reply: word('request', 'reply') })
  await goOn('more', { text: word('request', 'more') })
  await act('items', { kind: 'letter', item: '1' })
  await act('refuse', refusal('refused'))
  await goOn('demand')
  await act('decide', refusal('decided'))
  await askFor(site, word('requestfile', 'text'), { code })
  await release(site, registrar)
  return markers
}

const refusal = (thing: string) => ({
  ...{ ground: 'health_private', provision: word(`request${thing}`, 'provision') },
  reason: word(`request${thing}`, 'reason'),
})

/** Gives out words and a file, by way of the page that shows what it tells. */
async function release(site: TestSite, cookie: string): Promise<void> {
  const path = '/desk/requests/2/release'
  const form = { piece: word('requestfile', 'piece') }
  const files = [
    { name: `${word('requestfile', 'file')}.txt`, bytes: word('requestfile', 'inside') },
  ]
  const seen = await postFiles(site, path, form, files, { cookie })
  await press(site, cookie, path, { ...form, ...hiddenFields(seen.body), ...choicesIn(seen.body) })
}

async function press(site: TestSite, cookie: string, path: string, form: Form) {
  const answer = await site.post(path, form, { cookie })
  if (answer.statusCode !== 303) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
}

const places = [
  ...(['requesttext', 'requestreply', 'requestmore', 'requestfiletext'] as const),
  ...(['requestrefusedprovision', 'requestrefusedreason', 'requestdecidedprovision'] as const),
  ...([
    'requestdecidedreason',
    'requestfilepiece',
    'requestfilefile',
    'requestfileinside',
  ] as const),
]

const handlers = ['registrar', 'holder'] as const

const markers: readonly Marker[] = [
  ...places.map((place) => ({ word: word(place, ''), may: handlers, must: handlers })),
  // Who may sign is set up by administrators, and stands under what was signed.
  {
    word: word('request', 'reference'),
    ...{ may: [...administrators, ...handlers], must: [...administrators, ...handlers] },
  },
]
