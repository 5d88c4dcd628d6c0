/** A site with letters that a registrar has opened, and ways to act on them by the real forms. */
import { openAt, openChannel } from '../letters/channel.ts'
import { textOf } from '../posts/writing.ts'
import type { Form, Wanted } from '../support/site.ts'

/** A channel with one letter, opened by the registrar, whose second step is fresh. */
export async function openRegister(wanted: Wanted = {}) {
  const channel = await openChannel(wanted)
  const { site, write } = channel
  const registrar = await site.signIn('registrar')
  const sent = { cookie: registrar }
  const receive = async (form: Form = {}) => {
    const one = await write({ text: 'Taket läcker på Granens förskola.', name: 'Mirja', ...form })
    await openAt(site, one.number, sent)
    return one
  }
  const { number, cookie } = await receive()
  const act = (what: string, form: Form = {}, id = number) =>
    site.post(`/desk/register/${id}/${what}`, form, sent)
  const page = async (path = `/desk/register/${number}`) =>
    textOf((await site.get(path, sent)).body)
  const list = (query = '') => page(`/desk/register${query}`)
  const mine = async () => textOf((await site.get('/receipt', { cookie })).body)
  const exempt = (ids: readonly number[], form: Form = {}) =>
    site.post(
      '/desk/register/exempt',
      { ids: ids.map(String), kind: 'orderly', exempt_reason: 'Hålls ordnat här.', ...form },
      sent,
    )
  return { ...channel, cookie, registrar, sent, receive, number, act, page, list, mine, exempt }
}

/** What the database has of a letter in the register. */
export const stateOf = async (
  { storage }: Awaited<ReturnType<typeof openRegister>>['site'],
  id: number,
) =>
  (
    await storage.read
      .selectFrom('letter_state')
      .selectAll()
      .where('letter_id', '=', id)
      .executeTakeFirstOrThrow()
  ).state
