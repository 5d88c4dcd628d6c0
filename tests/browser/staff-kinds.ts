/** What staff meet: the desk, accounts and links to them, writing. */
import { cookieFrom, staff } from '../support/site.ts'
import type { Inhabited } from './inhabited.ts'
import type { Kind } from './kind.ts'

/** One page of each kind that staff meet who have signed in or are about to. */
export const staffKinds = (house: Inhabited): Kind[] => [
  ...deskKinds(house),
  ...peopleKinds(house),
  ...writingKinds(house),
]

/** With the password alone: the second step is still to come. */
export async function halfWayKinds({ site }: Inhabited): Promise<Kind[]> {
  const { email, password } = staff.administrator
  const cookie = cookieFrom(await site.post('/sign-in', { email, password }))
  const path = '/desk/second-factor'
  return [
    { name: 'the second step', site, path, cookie },
    { name: 'a wrong code', site, path, cookie, form: { code: '000000' }, status: 400 },
  ]
}

function deskKinds({ site, cookies, thread, personal, fresh, changed }: Inhabited): Kind[] {
  const [author, moderator] = [cookies.official, cookies.moderator]
  const decision = `/desk/comments/${thread.question}/decision`
  return [
    { name: 'the queue', site, path: '/desk', cookie: moderator },
    { name: 'the queue of an author', site, path: '/desk', cookie: author },
    {
      ...{ name: 'the queue after a decision', site, cookie: moderator },
      path: `/desk?comment=${thread.spam}&done=moderation.spam`,
    },
    { name: 'what was decided', site, path: '/desk/decisions', cookie: moderator },
    { name: 'the conversations', site, path: '/desk/threads', cookie: moderator },
    {
      ...{ name: 'a number that no comment has', site, cookie: moderator, status: 404 },
      path: '/desk/threads?find=999',
    },
    {
      ...{ name: 'a conversation at the desk', site, cookie: author },
      path: personal.desk.replace('posts', 'threads'),
    },
    {
      ...{ name: 'one’s own changed reply', site, cookie: author },
      path: `/desk/comments/${thread.reply}`,
    },
    {
      ...{ name: 'a reply without words', site, cookie: author, status: 422 },
      ...{ path: `/desk/comments/${thread.question}/reply`, form: { capacity: 'personal' } },
    },
    { name: 'a waiting comment', site, path: `/desk/comments/${thread.pending}`, cookie: author },
    {
      ...{ name: 'a comment that shows', site, cookie: moderator },
      path: `/desk/comments/${thread.question}`,
    },
    {
      ...{ name: 'summing up a conversation', site, cookie: author },
      path: personal.desk.replace('posts', 'threads').concat('/summary'),
    },
    {
      ...{ name: 'saying that a comment changed one’s mind', site, cookie: author },
      path: `/desk/comments/${thread.question}/credit`,
    },
    {
      ...{ name: 'moving a branch to a page of its own', site, cookie: author },
      path: `/desk/comments/${thread.question}/discussion`,
    },
    {
      ...{ name: 'a hidden comment at the desk', site, cookie: moderator },
      path: `/desk/comments/${thread.hidden}`,
    },
    {
      ...{ name: 'a decision without a reason', site, path: decision, cookie: moderator },
      ...{ form: { act: 'hide' }, status: 422 },
    },
    { name: 'a post that can be undone', site, path: fresh.desk, cookie: author },
    { name: 'the posts at the desk', site, path: '/desk/posts', cookie: author },
    { name: 'a post at the desk', site, path: personal.desk, cookie: author },
    { name: 'a corrected post at the desk', site, path: changed.desk, cookie: author },
    {
      ...{ name: 'taking a post down without a reason', site, cookie: author },
      ...{ path: `${personal.desk}/unpublication`, form: { reason: '' }, status: 422 },
    },
    { name: 'mail that has gone out', site, path: '/desk/mail', cookie: cookies.administrator },
    { name: 'the settings', site, path: '/desk/settings?done=setup.settings', cookie: author },
    {
      ...{ name: 'settings to mend', site, path: '/desk/settings', cookie: author },
      ...{ form: { name: '', contact_email: 'x' }, status: 400 },
    },
  ]
}

function peopleKinds({ site, cookies, invitation, password }: Inhabited): Kind[] {
  const cookie = cookies.official
  const nobody = { name: '', title: '', password: 'kort' }
  return [
    { name: 'signing in', site, path: '/sign-in' },
    {
      ...{ name: 'signing in with what does not fit', site, path: '/sign-in' },
      ...{ form: { email: 'x@eken.example', password: 'x' }, status: 400 },
    },
    { name: 'oneself, with a second step', site, path: '/desk/me', cookie },
    { name: 'oneself, without', site, path: '/desk/me', cookie: cookies.moderator },
    {
      ...{ name: 'beginning a second step', site, cookie: cookies.moderator },
      path: '/desk/second-factor',
    },
    {
      ...{ name: 'new recovery codes', site, path: '/desk/second-factor/codes', cookie },
      form: { password: staff.official.password },
    },
    {
      ...{ name: 'a wrong password', site, path: '/desk/second-factor/codes', cookie },
      ...{ form: { password: 'x' }, status: 400 },
    },
    { name: 'the people', site, path: '/desk/accounts', cookie },
    { name: 'one of the people', site, path: '/desk/accounts/3', cookie },
    { name: 'what was done with accounts', site, path: '/desk/audit', cookie },
    { name: 'inviting somebody', site, path: '/desk/accounts/new', cookie },
    {
      ...{ name: 'an invitation to mend', site, path: '/desk/invitations', cookie },
      ...{ form: { email: 'x' }, status: 400 },
    },
    {
      ...{ name: 'a link to hand over', site, path: '/desk/invitations', cookie },
      form: { email: 'annan@eken.example', name: 'Ann', title: 'jurist', roles: 'moderator' },
    },
    { name: 'an invitation', site, path: invitation },
    { name: 'an invitation answered badly', site, path: invitation, form: nobody, status: 400 },
    { name: 'an invitation that is no more', site, path: '/invitation/x', status: 410 },
    { name: 'choosing a new password', site, path: password },
    { name: 'a password that is too short', site, path: password, form: nobody, status: 400 },
    { name: 'passing the office on', site, path: '/desk/official', cookie },
    {
      ...{ name: 'passing the office on to nobody', site, path: '/desk/official', cookie },
      ...{ form: {}, status: 400 },
    },
    { name: 'asking a second person', site, path: '/desk/welcome', cookie },
  ]
}

function writingKinds({ site, cookies, draft, changed }: Inhabited): Kind[] {
  const cookie = cookies.author
  const overtaken = { title: 'Det nya badhuset', source: 'Ett annat.', language: 'sv', seen: 'x' }
  return [
    { name: 'a new post', site, path: '/desk/posts/new', cookie },
    { name: 'a draft', site, path: `${draft}?done=posts.saved`, cookie },
    { name: 'a preview of a post', site, path: `${draft}/preview`, cookie },
    { name: 'publishing', site, path: `${draft}/publication`, cookie },
    {
      ...{ name: 'a draft to mend', site, path: draft, cookie },
      ...{ form: { title: 'x'.repeat(300), language: 'xx' }, status: 422 },
    },
    {
      ...{ name: 'a draft that somebody else saved', site, path: draft, cookie },
      ...{ form: overtaken, status: 409 },
    },
    {
      ...{ name: 'publishing what has no label', site, path: `${changed.desk}/correction`, cookie },
      ...{ form: {}, status: 400 },
    },
  ]
}
