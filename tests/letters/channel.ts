/** A site that takes letters, and ways to write and read them by the real forms. */

import { MINUTE } from '../../server/kernel/clock.ts'
import { saveStep } from '../../server/letters/words-store.ts'
import { publishPost } from '../posts/writing.ts'
import type { Person, Sent } from '../support/site.ts'
import {
  type Form,
  hiddenFields,
  openTestSite,
  type TestSite,
  type Wanted,
} from '../support/site.ts'

/** A site with a post and an open channel: the official and the registrar read, and a deputy if one is named. */
export async function openChannel(wanted: Wanted = {}) {
  const site = await openTestSite(wanted)
  const official = await site.signIn('official')
  const post = await publishPost(site, official)
  const opened = await openFor(site, official)
  if (opened.statusCode !== 303) throw new Error(`${opened.statusCode} ${opened.body}`)
  const again = (who: Person) => stepAgain(site, who)
  return { site, official, post, write: (form: Form) => writeLetter(site, form), again }
}

/** Opens the channel at the desk. */
export const openFor = (site: TestSite, cookie: string, form: Form = {}) =>
  site.post(
    '/desk/letters/channel',
    { whistle: 'https://visselblasning.eken.example/', days: '10', open: 'yes', kept: '', ...form },
    { cookie },
  )

/** Writes a letter by the forms; gives its number and the cookie that holds the code. */
export async function writeLetter(site: TestSite, form: Form) {
  const preview = await site.post('/letter/preview', form)
  const sent = await site.post('/letter', { ...form, ...hiddenFields(preview.body) })
  if (sent.statusCode !== 303) throw new Error(`${sent.statusCode} ${sent.body}`)
  const cookie = String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  const last = site.storage.read.selectFrom('letter').select((eb) => eb.fn.max('id').as('id'))
  const { id } = await last.executeTakeFirstOrThrow()
  return { number: Number(id), cookie }
}

/** Signs in with a second step that is fresh. */
async function stepAgain(site: TestSite, who: Person): Promise<string> {
  site.advance(2 * MINUTE)
  return site.signIn(who)
}

/** Erases a letter as the database alone lets it be: registered, and with the decision among its steps. */
export const eraseAt = ({ storage, clock }: TestSite, number: number) =>
  storage.transact(async (tx) => {
    const step = { letterId: number, kind: 'erased', at: clock() } as const
    await saveStep(tx, { ...step, detail: '2026-11-20 other KS 2026/9' })
    for (const set of [{ diary: 'KS 2026/7' }, { sealed_key: null }])
      await tx.updateTable('letter').set(set).where('id', '=', number).execute()
  })

/** Opens a letter at the desk and gives its page. */
export async function openAt(site: TestSite, number: number, sent: Sent) {
  await site.post(`/desk/letters/${number}/opening`, {}, sent)
  return site.get(`/desk/letters/${number}`, sent)
}
