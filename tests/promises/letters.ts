/** Letters in the world: what is said of one is for those who may read it, and for its writer. */
import { MINUTE } from '../../server/kernel/clock.ts'
import { choicesIn, postFiles } from '../files/chosen.ts'
import { writeLetter } from '../letters/channel.ts'
import { type Form, hiddenFields, type TestSite } from '../support/site.ts'
import { speakOfPublishing } from './agreements.ts'
import { administrators, type Marker, type Visitor, word } from './markers.ts'

/** What came of them: the code that they hang on, and who may read their words. */
export interface Letters {
  readonly code: string
  /** The official, with a second step that is fresh. */
  readonly official: string
  /** The numbers of their files. */
  readonly files: readonly number[]
  /** The post that is a letter published by agreement. */
  readonly published: number
  readonly markers: readonly Marker[]
}

const places = [
  ...(['text', 'name', 'reply', 'note', 'more', 'file', 'inside'] as const),
  ...(['recipient', 'passed', 'reason', 'lawful'] as const),
] as const

/** Opens the channel and writes two letters, with everything that can be said of one; of one the official is excluded. */
export async function correspond(site: TestSite, post: number): Promise<Letters> {
  const official = await site.signIn('official')
  const registrar = await site.signIn('registrar')
  const whistle = 'https://visselblasning.eken.example/'
  const channel = { whistle, days: '10', open: 'yes', kept: word('key', 'kept') }
  await press(site, official, '/desk/letters/channel', channel)
  const logs = { attested: 'yes', how: word('logs', 'how') }
  await press(site, official, '/desk/letters/channel/logs', logs)
  const phrase = { name: 'Tack', text: word('phrase', 'text'), language: 'sv' }
  await press(site, official, '/desk/letters/phrases', phrase)
  const one = await write(site, { thing: 'letter', who: official, post, code: '', exclude: [] })
  const { code } = one
  const exclude = ['1']
  await write(site, { thing: 'letterexcluded', who: registrar, post, code, exclude })
  const rows = await site.storage.read.selectFrom('letter_file').select('id').execute()
  const files = rows.map(({ id }) => id)
  const { agreed, published } = await speakOfPublishing(site, { official, code })
  return { code, official, files, published, markers: [...markersOf(), ...agreed] }
}

interface Wished {
  readonly thing: string
  readonly who: string
  readonly post: number
  readonly code: string
  readonly exclude: readonly string[]
}

async function write(site: TestSite, { thing, who, post, code, exclude }: Wished) {
  const [text, name] = [word(thing, 'text'), word(thing, 'name')]
  const { number, cookie } = await writeLetter(site, { text, name, code, post: `${post}`, exclude })
  const at = `/desk/letters/${number}`
  await press(site, who, `${at}/opening`)
  await press(site, who, `${at}/reply`, { capacity: 'official', reply: word(thing, 'reply') })
  await press(site, who, `${at}/draft`, { reply: word(thing, 'draft') })
  await press(site, who, `${at}/note`, { note: word(thing, 'note') })
  const passing = { recipient: word(thing, 'recipient'), reason: word(thing, 'reason') }
  const lawful = { ...passing, text: word(thing, 'lawful'), by: 'law', law: 'se_danger' }
  await press(site, who, `${at}/passing`, lawful)
  await press(site, who, `${at}/passing`, { ...passing, text: word(thing, 'passed') })
  await enter(site, number, thing)
  const more = { letter: String(number), text: word(thing, 'more') }
  await press(site, cookie, '/receipt/letter', more)
  await attach(site, cookie, { thing, form: { ...more, text: word(thing, 'more') } })
  return { number, code: cookie.replace('receipt=', '') }
}

/** Writes more with a file, by way of the page that shows what it tells. */
async function attach(
  site: TestSite,
  cookie: string,
  { thing, form }: { readonly thing: string; readonly form: Form },
) {
  const files = [{ name: `${word(thing, 'file')}.txt`, bytes: word(thing, 'inside') }]
  const seen = await postFiles(site, '/receipt/letter', form, files, { cookie })
  await press(site, cookie, '/receipt/letter', {
    ...{ ...form, ...hiddenFields(seen.body), ...choicesIn(seen.body) },
  })
}

/** What a registrar notes of a letter: what the register says, a mark, that somebody asked for it. */
async function enter(site: TestSite, number: number, thing: string): Promise<void> {
  site.advance(MINUTE)
  const registrar = await site.signIn('registrar')
  await press(site, registrar, `/desk/letters/${number}/opening`)
  const at = `/desk/register/${number}`
  await press(site, registrar, `${at}/description`, { subject: word(thing, 'subject') })
  const mark = { provision: word(thing, 'provision'), on: '2026-11-20', authority: 'Nämnden' }
  await press(site, registrar, `${at}/mark`, mark)
  const copy = await site.get(`${at}/release`, { cookie: registrar })
  const pieces = [...copy.body.matchAll(/<textarea[^>]*name="piece"[^>]*>\n([^<]*)/g)]
  const checked = { outcome: 'whole', reason: word(thing, 'checked') }
  await press(site, registrar, `${at}/release`, {
    ...checked,
    piece: pieces.map(([, text]) => text ?? ''),
  })
  await press(site, registrar, `${at}/hold`, { hold_reason: word(thing, 'held') })
}

async function press(site: TestSite, cookie: string, path: string, form: Form = {}) {
  const answer = await site.post(path, form, { cookie })
  if (answer.statusCode !== 303) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
}

/** Answers a comment by its writer's code; with a cookie its writer lets the thread say so. */
export async function answerDirectly(
  site: TestSite,
  official: string,
  { comment, holder }: { readonly comment: number; readonly holder?: string },
) {
  const form = { capacity: 'personal', text: word('direct', 'text') }
  await press(site, official, `/desk/comments/${comment}/direct`, form)
  const rows = site.storage.read.selectFrom('letter').select((eb) => eb.fn.max('id').as('id'))
  const letter = String((await rows.executeTakeFirstOrThrow()).id)
  if (holder) await press(site, holder, '/receipt/direct', { letter, shown: 'yes' })
}

/** A note is not for the writer; where the key's copy is, only administrators are told. */
function markersOf(): Marker[] {
  const readers: readonly Visitor[] = ['official', 'registrar']
  const marker = (thing: string, place: string, may: readonly Visitor[]): Marker => ({
    ...{ word: word(thing, place), may, must: [] },
  })
  return [
    ...places.flatMap((place) => {
      const writer: readonly Visitor[] = place === 'note' ? [] : ['holder']
      return [
        marker('letter', place, [...readers, ...writer]),
        marker('letterexcluded', place, ['registrar', ...writer]),
      ]
    }),
    marker('direct', 'text', [...readers, 'holder']),
    marker('letter', 'draft', ['official']),
    marker('letterexcluded', 'draft', ['registrar']),
    { word: word('phrase', 'text'), may: readers, must: readers },
    marker('key', 'kept', administrators),
    { word: word('logs', 'how'), may: administrators, must: administrators },
    ...['letter', 'letterexcluded'].map((thing) => marker(thing, 'subject', ['registrar'])),
    ...['provision', 'held', 'checked'].flatMap((place) => [
      marker('letter', place, [...readers, 'holder']),
      marker('letterexcluded', place, ['registrar', 'holder']),
    ]),
  ]
}
