/** Every kind of page there is, and how one comes to it. */
import { later, MINUTE } from '../../server/kernel/clock.ts'
import { smtpCarrier } from '../../server/mail/smtp.ts'
import { changeMail } from '../../server/mail/store.ts'
import { newSetUpLink } from '../../server/site/actions.ts'
import { addModerator, openMonday, senderOf } from '../mail/office.ts'
import { openInbox } from '../support/inbox.ts'
import { openTestSite } from '../support/site.ts'
import { archiveKinds } from './archive-kinds.ts'
import { discussionKinds } from './discussion-kinds.ts'
import { editorKinds } from './editor-kinds.ts'
import { fileKinds } from './file-kinds.ts'
import { followKinds } from './follow-kinds.ts'
import { imageKinds } from './image-kinds.ts'
import { type Inhabited, openInhabitedSite } from './inhabited.ts'
import type { Kind } from './kind.ts'
import { letterKinds } from './letter-kinds.ts'
import { lookKinds } from './look-kinds.ts'
import { publishingKinds } from './publishing-kinds.ts'
import { registerKinds } from './register-kinds.ts'
import { requestKinds } from './request-kinds.ts'
import { searchKinds } from './search-kinds.ts'
import { sharingKinds } from './sharing-kinds.ts'
import { halfWayKinds, staffKinds } from './staff-kinds.ts'
import { withheldKinds } from './withheld-kinds.ts'

export type { Kind } from './kind.ts'

/** GET routes that answer with something else than a page of their own. */
export const notPages: Readonly<Record<string, string>> = {
  '/static/:file': 'stylesheets, scripts and icons',
  '/challenge': 'JSON for a script',
  '/images/:file': 'an image, or a file to be kept',
  '/desk/images/files/:file': 'an image, or a file to be kept',
  '/receipt/files/:id': 'a file to be kept',
  '/receipt/requests/:id/files/:file': 'a file to be kept',
  '/desk/requests/:id/files/:file': 'a file to be kept',
  '/desk/letters/:id/files/:file': 'a file to be kept',
  '/health': 'JSON for whoever watches the server',
  '/health/ready': 'JSON for whoever sends visitors to the server',
  '/robots.txt': 'text for machines',
  '/sitemap.xml': 'a map for search engines',
  '/sitemap/:part.xml': 'a part of the map',
  '/.well-known/security.txt': 'text for whoever found a flaw',
  ...Object.fromEntries(
    [
      ...['', '/personal', '/official', '/comments', '/tags/:tag'],
      '/:year(^\\d{4}$)/:month(^[01]\\d$)/:slug',
    ].flatMap((path) => [
      [`${path}/feed.atom`, 'Atom for readers of feeds'],
      [`${path}/feed.json`, 'JSON for readers of feeds'],
    ]),
  ),
  '/:year(^\\d{4}$)/:month(^[01]\\d$)/:slug.md': 'a post with its thread, to keep',
  '/ledger/checkpoint': 'text for whoever checks the ledger',
  '/ledger/key': 'text for whoever checks the ledger',
  '/ledger/entries/:file': 'JSON Lines for whoever checks the ledger',
  '/ledger/leaves/:file': 'text for whoever checks the ledger',
  '/ledger/inclusion/:index/:size': 'JSON for whoever checks the ledger',
  '/ledger/consistency/:first/:second': 'JSON for whoever checks the ledger',
  '/openness/feed.atom': 'Atom for readers of feeds',
  '/openness/feed.json': 'JSON for readers of feeds',
  '/openness.csv': 'a table to keep',
  '/openness.json': 'data to keep',
  '/openness/:id(^\\d{1,15}).json': 'data for programs',
  '/desk/': 'the same page as /desk',
  '/desk/register/:id/releases/:release': 'a file to keep',
  '/desk/letters/search': 'leads back to the letters: what was looked for stands in no address',
}

/** One of each kind of page, on sites in every standing; gone when the test is. */
export interface Kinds {
  readonly house: Inhabited
  /** What a reader meets, problems and one-time links included. */
  readonly readers: readonly Kind[]
  /** What staff meet when they have signed in. */
  readonly staff: readonly Kind[]
}

/** Opens the sites and finds the way to each kind of page. */
export async function openKinds(): Promise<Kinds> {
  const house = await openInhabitedSite()
  const all = [
    ...publicKinds(house),
    ...searchKinds(house),
    ...commentKinds(house),
    ...sharingKinds(house),
    ...staffKinds(house),
    ...problemKinds(house),
    ...(await followKinds(house)),
    ...(await halfWayKinds(house)),
    ...(await archiveKinds()),
    ...(await discussionKinds()),
    ...(await letterKinds()),
    ...(await fileKinds()),
    ...(await imageKinds()),
    ...(await registerKinds()),
    ...(await lookKinds()),
    ...(await withheldKinds()),
    ...(await editorKinds()),
    ...(await publishingKinds()),
    ...(await requestKinds()),
    ...(await bareKinds()),
    ...(await aloneKinds()),
    ...(await stuckKinds()),
  ]
  return {
    house,
    readers: all.filter((kind) => !isOfStaff(kind)),
    staff: all.filter(isOfStaff),
  }
}

const isOfStaff = ({ path }: Kind): boolean => /^\/desk\b/.test(path)

const publicKinds = ({ site, personal, official, changed, closed, gone }: Inhabited): Kind[] => [
  { name: 'the front page', site, path: '/' },
  { name: 'the front page further back', site, path: '/?before=3' },
  { name: 'personal posts', site, path: '/personal' },
  { name: 'official posts', site, path: '/official' },
  { name: 'posts with a tag', site, path: '/tags/vinter' },
  { name: 'posts of a month', site, path: '/2026/11' },
  { name: 'posts of a year', site, path: '/2026' },
  { name: 'a personal post with its thread', site, path: personal.path },
  { name: 'an official post with everything in it', site, path: official.path },
  { name: 'a changed and corrected post', site, path: changed.path },
  { name: 'a post closed for comments', site, path: closed.path },
  { name: 'what is left of a post taken down', site, path: gone.path, status: 410 },
  { name: 'the versions of a post', site, path: `${changed.path}/history` },
  { name: 'who speaks here', site, path: '/about' },
  { name: 'other ways to reach them', site, path: '/contact' },
  { name: 'how to ask for a document', site, path: '/request' },
  { name: 'what applies here', site, path: '/policy' },
  { name: 'the house rules', site, path: '/policy/house-rules' },
  { name: 'privacy', site, path: '/policy/privacy' },
  { name: 'accessibility', site, path: '/policy/accessibility' },
  { name: 'comments that wait', site, path: '/log' },
  { name: 'the control log', site, path: '/ledger' },
  { name: 'a page of the control log', site, path: '/ledger/pages/1' },
  { name: 'an entry of the control log', site, path: '/ledger/1' },
  { name: 'what the control log shows', site, path: '/ledger/about' },
]

function commentKinds({ site, personal, thread }: Inhabited): Kind[] {
  const { question, goesOn, deepest, hidden, receipts } = thread
  const preview = { site, path: '/comments/preview' }
  const words = { post: '1', post_version: '1', text: 'Vem *bestämmer*?', name: 'Sigrid' }
  return [
    { name: 'a comment in its context', site, path: `/comments/${question}` },
    { name: 'where a deep thread goes on', site, path: `/comments/${goesOn}` },
    { name: 'the deepest comment', site, path: `/comments/${deepest}` },
    { name: 'a hidden comment', site, path: `/comments/${hidden}` },
    { name: 'the versions of a staff reply', site, path: `/comments/${thread.reply}/history` },
    { name: 'the form to reply', site, path: `/comments/${question}/reply` },
    { name: 'the preview', ...preview, form: words },
    { name: 'the preview of a reply', ...preview, form: { ...words, parent: String(question) } },
    { name: 'a comment to mend', ...preview, form: { ...words, text: ' ' }, status: 422 },
    {
      ...{ name: 'a comment with a code that is none', site, path: '/comments' },
      ...{ form: { ...words, code: 'XXXX' }, status: 422 },
    },
    {
      ...{ name: 'words whose post is gone', ...preview, status: 410 },
      ...{ form: { ...words, post: '999' }, headers: { referer: personal.path } },
    },
    { name: 'the form for a code', site, path: '/receipt' },
    {
      ...{ name: 'a code that is none', site, path: '/receipt' },
      ...{ form: { code: 'abcd efgh' }, status: 422 },
    },
    { name: 'a code with answers', site, path: '/receipt', cookie: receipts.shown },
    { name: 'a code for what is hidden', site, path: '/receipt', cookie: receipts.hidden },
    { name: 'a code for what is withdrawn', site, path: '/receipt', cookie: receipts.withdrawn },
  ]
}

const problemKinds = ({ site, cookies }: Inhabited): Kind[] => [
  { name: 'a page that is not', site, path: '/nothing-here', status: 404 },
  {
    ...{ name: 'a page that is not, at the desk', site, path: '/desk/nothing-here', status: 404 },
    cookie: cookies.moderator,
  },
  {
    name: 'a page without a mandate',
    site,
    path: '/desk/audit',
    status: 403,
    cookie: cookies.author,
  },
  { name: 'an address that only receives', site, path: '/comments', status: 405 },
  {
    ...{ name: 'a form from another site', site, path: '/comments', form: {}, status: 403 },
    headers: { 'sec-fetch-site': 'cross-site' },
  },
  { name: 'too much', site, path: '/comments', form: { text: 'å'.repeat(400_000) }, status: 413 },
]

async function bareKinds(): Promise<Kind[]> {
  const site = await openTestSite({ bare: true })
  const path = `/setup/${await newSetUpLink(site)}`
  return [
    { name: 'before anything is set up', site, path: '/' },
    { name: 'setting up', site, path },
    { name: 'setting up with things to mend', site, path, form: {}, status: 400 },
    { name: 'a set-up link that is no more', site, path: '/setup/x', status: 410 },
  ]
}

/** One person and nobody else, who has published nothing yet. */
async function aloneKinds(): Promise<Kind[]> {
  const site = await openTestSite({ alone: true })
  const cookie = await site.signIn('official')
  const form = { title: 'Det första', source: 'Hej.', language: 'sv', act: 'save' }
  const saved = await site.post('/desk/drafts', form, { cookie })
  const draft = String(saved.headers.location).replace(/\?.*/, '')
  const publication = `${draft}/publication`
  return [
    { name: 'an empty front page', site, path: '/' },
    { name: 'an empty queue without a second person', site, path: '/desk', cookie },
    { name: 'the first publication', site, path: publication, cookie },
    {
      ...{ name: 'the first publication with nothing filled in', site, path: publication, cookie },
      ...{ form: {}, status: 422 },
    },
    { name: 'contact without a telephone', site, path: '/contact' },
  ]
}

/** Where mail does not get through: one is refused, and one is tried again. */
async function stuckKinds(): Promise<Kind[]> {
  const { site, send, decide: judge, author } = await openMonday()
  await addModerator(site, { email: 'ann@eken.example' })
  await addModerator(site, { email: 'bo@privat.example', name: 'Bo Privat' })
  const inbox = await openInbox()
  inbox.recipient = (address) => (address === 'ann@eken.example' ? 451 : 550)
  await judge(await send('Ett hot.'), { act: 'hold', reason: 'threat' }, author)
  await senderOf(site, smtpCarrier(inbox.url)).send()
  const due_at = later(site.clock(), 5 * MINUTE) // when it is tried again is a little by chance
  await site.storage.transact((tx) => changeMail(tx, 2, { state: 'waiting', due_at }))
  const cookie = await site.signIn('administrator')
  return [{ name: 'mail that is stuck', site, path: '/desk/mail', cookie }]
}
