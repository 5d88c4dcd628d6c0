/** The pages of letters, for their writers and for the office. */
import { MINUTE } from '../../server/kernel/clock.ts'
import { openAt, openChannel } from '../letters/channel.ts'
import { decide, write } from '../support/citizen.ts'
import { agreedKinds } from './agreed-kinds.ts'
import type { Kind } from './kind.ts'

/** A letter whose key is not here, for its writer and at the desk. */
async function lockedAway(): Promise<Kind[]> {
  const { site, official, write } = await openChannel()
  const { number, cookie } = await write({ text: 'Ett brev utan nyckel.' })
  await site.storage.transact((tx) =>
    tx.updateTable('letter').set({ key_id: 'fedcba9876543210' }).execute(),
  )
  return [
    { name: 'a code with a letter whose key is missing', site, path: '/receipt', cookie },
    {
      ...{ name: 'a letter whose key is missing', site, path: `/desk/letters/${number}` },
      cookie: official,
    },
  ]
}

/** A comment that was answered directly: the form, what its writer sees, and the thread that says so. */
async function answeredDirectly(): Promise<Kind[]> {
  const { site, post, official } = await openChannel()
  const { number, cookie } = await write(site, post.path, { name: 'Mirja', text: 'Vem plogar?' })
  await decide(site, official, number)
  const path = `/desk/comments/${number}/direct`
  const form = { capacity: 'personal', text: 'Ring mig gärna.' }
  await site.post(path, form, { cookie: official })
  await site.post('/receipt/direct', { letter: '1', shown: 'yes' }, { cookie })
  return [
    { name: 'answering a comment directly', site, path, cookie: official },
    {
      ...{ name: 'answering a comment directly without words', site, path, status: 422 },
      ...{ form: { ...form, text: '' }, cookie: official },
    },
    { name: 'a code with a direct answer', site, path: '/receipt', cookie },
    { name: 'a comment that was answered directly', site, path: `/comments/${number}` },
  ]
}

/** Opens a channel, writes two letters of which one is answered, and finds the way to each kind of page. */
export async function letterKinds(): Promise<Kind[]> {
  const { site, post, write: writeLetter, official } = await openChannel()
  site.advance(40 * MINUTE) // later than a second step is fresh
  const text = 'Jag arbetar på förskolan.\n\nVi är för få.\nNi vet det redan.'
  const about = { post: String(post.id), text, name: 'Mirja' }
  const answered = await writeLetter(about)
  const waiting = await writeLetter({ text: 'Ett brev om ingenting särskilt.' })
  const fresh = await writeLetter({ text: 'Ett brev till.' })
  const cookie = await site.signIn('official')
  const at = `/desk/letters/${answered.number}`
  await openAt(site, answered.number, { cookie })
  const reply = { capacity: 'personal', reply: 'Tack. Kom förbi på tisdag.' }
  await site.post(`${at}/reply`, reply, { cookie })
  const phrase = { name: 'Tack', text: 'Tack för att du skrev.', language: 'sv' }
  await site.post('/desk/letters/phrases', phrase, { cookie })
  await site.post(`${at}/draft`, { reply: 'Och en sak till:' }, { cookie })
  await site.post(`${at}/note`, { note: 'Fråga förskolechefen.' }, { cookie })
  await openAt(site, waiting.number, { cookie })
  const passing = `/desk/letters/${waiting.number}/passing`
  const asked = {
    recipient: 'Rektorn',
    text: 'Det är för få på förskolan.',
    reason: 'Hon vet mer.',
  }
  await site.post(passing, { ...asked, by: 'law', law: 'se_danger' }, { cookie })
  await site.post(passing, asked, { cookie })
  const preview = { site, path: '/letter/preview' }
  const registrar = await site.signIn('registrar')
  const locked = await lockedAway()
  return [
    { name: 'a post with two doors', site, path: post.path },
    { name: 'writing a letter', site, path: '/letter' },
    { name: 'writing a letter about a post', site, path: `/letter?post=${post.id}` },
    { name: 'help to choose', site, path: '/letter/choice' },
    {
      ...{ name: 'help to choose a letter', site, path: '/letter/choice' },
      form: { ...about, about: 'idea', outcome: 'fair', known: 'no', internal: 'no', asked: 'yes' },
    },
    {
      ...{ name: 'help to choose the whistleblower channel', site, path: '/letter/choice' },
      form: { about: 'wrong', asked: 'yes' },
    },
    {
      ...{ name: 'help to choose, to mend', site, path: '/letter/choice', status: 422 },
      form: { asked: 'yes' },
    },
    { name: 'a letter before it is sent', ...preview, form: about },
    { name: 'a letter to mend', ...preview, form: { text: ' ', email: 'fel' }, status: 422 },
    { name: 'a comment that could be a letter', site, path: '/comments/preview', form: about },
    { name: 'a code with letters', site, path: '/receipt', cookie: waiting.cookie },
    {
      name: 'a code with a letter that was just sent',
      site,
      path: '/receipt',
      cookie: fresh.cookie,
    },
    { name: 'a code with an answered letter', site, path: '/receipt', cookie: answered.cookie },
    {
      ...{ name: 'more of a letter to mend', site, path: '/receipt/letter', status: 422 },
      ...{ form: { letter: String(waiting.number), text: ' ' }, cookie: waiting.cookie },
    },
    { name: 'ready phrases', site, path: '/desk/letters/phrases', cookie },
    {
      ...{ name: 'ready phrases to mend', site, path: '/desk/letters/phrases', status: 422 },
      ...{ form: { name: 'Tack', text: '' }, cookie },
    },
    {
      ...{ name: 'an answer with a ready phrase', site, path: `${at}/phrase`, cookie },
      form: { reply: 'Hej!', phrase: '1' },
    },
    { name: 'passing a letter on', site, path: passing, cookie },
    {
      ...{ name: 'passing a letter on, to mend', site, path: passing, status: 422 },
      ...{ form: { text: 'Taket läcker.', by: 'law' }, cookie },
    },
    ...locked,
    ...(await answeredDirectly()),
    ...(await agreedKinds()),
    { name: 'the letters at the desk', site, path: '/desk/letters', cookie },
    {
      ...{ name: 'showing again that it is you', site, cookie: official },
      path: '/desk/second-factor/again?to=%2Fdesk%2Fletters',
    },
    { name: 'a letter after too long', site, path: at, cookie: official },
    { name: 'a letter that is not opened', site, path: at, cookie: registrar },
    { name: 'an opened letter', site, path: at, cookie },
    {
      ...{ name: 'an answer without a capacity', site, path: `${at}/reply`, status: 422 },
      ...{ form: { reply: 'Hej.' }, cookie },
    },
    {
      ...{ name: 'an answer after too long', site, path: `${at}/reply`, status: 403 },
      ...{ form: { reply: 'Det här skrev jag länge på.', capacity: 'personal' }, cookie: official },
    },
    {
      ...{ name: 'a day that there is not', site, path: `${at}/status`, status: 422 },
      ...{ form: { status: 'read', answer_by: '2026-02-31' }, cookie },
    },
    { name: 'the letter channel', site, path: '/desk/letters/channel', cookie },
    { name: 'how requests are taken', site, path: '/desk/requests/channel', cookie },
    {
      ...{ name: 'logs to attest', site, path: '/desk/letters/channel/logs', status: 422 },
      ...{ form: { how: 'Nginx loggar inga adresser.' }, cookie },
    },
    {
      ...{ name: 'the letter channel to mend', site, path: '/desk/letters/channel', status: 422 },
      ...{ form: { whistle: 'fel', days: 'x' }, cookie },
    },
  ]
}
