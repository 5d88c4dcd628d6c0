/**
 * A site where everything has happened that may not be seen by everybody: drafts, posts changed,
 * corrected, taken back and taken down, comments in every state, codes, invitations. Each thing is
 * written in words of its own (`zq…zq`), and the world knows who may read which.
 */

import { changeComment } from '../../server/comments/kept-store.ts'
import { HOUR } from '../../server/kernel/clock.ts'
import { nameLedger } from '../../server/ledger/checkpoint-actions.ts'
import { changePost, ledTo, publishPost, writeDraft } from '../posts/writing.ts'
import { decide, type Written, write } from '../support/citizen.ts'
import {
  type Form,
  type KeptSite,
  keepSite,
  openKept,
  type Person,
  type TestSite,
  type Wanted,
} from '../support/site.ts'
import { askAbout } from './approvals.ts'
import { type Accounts, accountFor, accountMarkers, accountOn } from './disclosures.ts'
import { type Follower, followersOf, followMarkers, type Links } from './followers.ts'
import { type Images, imageMarkers, imagesOf } from './images.ts'
import { answerDirectly, correspond, type Letters } from './letters.ts'
import {
  type CommentName,
  commentMarkers,
  type fates,
  type Marker,
  plain,
  postMarkers,
  replies,
  type Visitor,
  word,
  written,
} from './markers.ts'
import { planInVain } from './planned.ts'
import { askForDocuments } from './requests.ts'
import { hashedEntries } from './salts.ts'

import { codeMarkers, hideAway } from './secrets.ts'

export interface World {
  readonly site: TestSite
  /** What each visitor's browser sends along. */
  readonly cookies: Readonly<Record<Visitor, string>>
  readonly markers: readonly Marker[]
  readonly posts: Readonly<Record<'open' | 'changed' | 'corrected' | 'gone' | 'undone', Post>>
  readonly comments: Readonly<Record<CommentName, number>>
  readonly drafts: readonly number[]
  /** Letters: one to all who read letters, and one from which the official is excluded. */
  readonly letters: readonly number[]
  /** The post that is a letter published by agreement. */
  readonly published: number
  /** The entries of the archive. */
  readonly accounts: Accounts
  /** The files that came with them. */
  readonly files: readonly number[]
  /** The library, and the post that shows some of it. */
  readonly images: Images
  /** Who follows by mail what happens here, from the beginning. */
  readonly followers: readonly Follower[]
  /** What stands in the mails to them: the tokens of their links. */
  readonly links: Links
  /** The entries of the ledger that say a hash. */
  readonly hashed: readonly number[]
}

interface Post {
  readonly id: number
  readonly path: string
  readonly desk: string
}

/** Each process builds it once per kind of site; every test begins with a copy that is gone when the test is. */
export async function openWorld(wanted: Wanted = {}): Promise<World> {
  const kind = JSON.stringify(wanted)
  const kept = worlds.get(kind) ?? keepSite(wanted, buildWorld)
  worlds.set(kind, kept)
  const { made, ...site } = await kept
  return { ...made, site: await openKept(site, wanted) }
}

const worlds = new Map<string, Promise<KeptSite & { readonly made: Omit<World, 'site'> }>>()

/** Builds it by the product's own forms. */
async function buildWorld(site: TestSite): Promise<Omit<World, 'site'>> {
  await nameLedger(site, { publicUrl: 'https://blogg.eken.example' })
  const staffCookies = await signInAll(site)
  const readers = followersOf(site)
  await readers.follow('follower', '/follow')
  const posts = await writePosts(site, staffCookies)
  await followThreads(readers, posts)
  const letters = await correspond(site, posts.open.id)
  const requests = await askForDocuments(site, letters)
  const said = await converse(site, staffCookies, { ...posts, ...letters }, readers)
  const accounts = await accountFor(site, staffCookies.author, {
    ...{ post: posts.open.id, changed: posts.changed.id, onComment: said.account },
  })
  const drafts = await takeDown(site, staffCookies, posts)
  await askAbout(site, accounts.draft)
  const sessions = Object.values(staffCookies).map((cookie) => cookie.replace('insyn=', ''))
  const images = await imagesOf(site, staffCookies.author)
  const secrets = await hideAway(site, staffCookies.official, sessions)
  const { followers, links } = await readers.told()
  const holder = said.shown.cookie
  return {
    cookies: { ...staffCookies, holder, 'other holder': said.others.cookie, stranger: '' },
    posts,
    drafts: [...drafts, accounts.draft, images.draft],
    comments: { ...numbersOf(said), ...(await repliesOf(site)) },
    markers: [
      ...postMarkers,
      ...commentMarkers,
      ...secrets,
      ...codeMarkers(said),
      ...followMarkers(followers),
      ...accountMarkers,
      ...imageMarkers,
      ...letters.markers,
      ...requests,
    ],
    letters: await lettersIn(site),
    published: letters.published,
    accounts,
    files: letters.files,
    images,
    followers,
    links,
    hashed: hashedEntries(site),
  }
}

/** Every letter there is, also those that began as an answer to a comment. */
async function lettersIn({ storage }: TestSite): Promise<number[]> {
  const rows = await storage.read.selectFrom('letter').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

type StaffCookies = Record<Person, string>
type Readers = ReturnType<typeof followersOf>

/** One reader follows threads too, asks once more for what they have, and of one thing is not sure. */
async function followThreads(readers: Readers, { open, gone }: Posts): Promise<void> {
  for (const { path } of [open, gone]) await readers.follow('follower', `${path}/follow`)
  await readers.onlyAsk('follower', '/follow')
}

async function signInAll(site: TestSite): Promise<StaffCookies> {
  const people = ['official', 'author', 'moderator', 'registrar', 'administrator'] as const
  const cookies: [Person, string][] = []
  for (const who of people) cookies.push([who, await site.signIn(who)])
  return Object.fromEntries(cookies) as StaffCookies
}

async function writePosts(site: TestSite, { author, official }: StaffCookies) {
  const posts = {
    open: await publishPost(site, author, written('open')),
    changed: await publishPost(site, author, { ...written('changed'), ...plain }),
    corrected: await publishPost(site, official, { ...written('corrected'), ...plain }),
    gone: await publishPost(site, author, written('goneearlier')),
    undone: await publishPost(site, author, written('undone')),
  }
  await press(site, author, `${posts.undone.desk}/undo`)
  site.advance(2 * HOUR)
  const change = { ...written('changedagain'), ...plain }
  const again = { change, publish: { address: 'new' } }
  await changePost(site, author, posts.changed.desk, again)
  await changePost(site, author, posts.gone.desk, { change: written('gone') })
  await press(site, author, `${posts.corrected.desk}/correction`, { capacity: 'official' })
  return posts
}

/** Sends a form of the desk, which must do what it is for. */
async function press(site: TestSite, cookie: string, path: string, form: Form = {}) {
  const answer = await site.post(path, form, { cookie })
  if (answer.statusCode !== 303) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
  return ledTo(answer)
}

type Posts = Awaited<ReturnType<typeof writePosts>>

/** With the code that the holder's letters hang on, and then their comments too. */
type Coded = Posts & Pick<Letters, 'code' | 'official'>

async function takeDown(site: TestSite, { author }: StaffCookies, { gone, open, undone }: Posts) {
  const reason = { reason: `Siffrorna var fel, ${word('gone', 'reason')}.` }
  await press(site, author, `${gone.desk}/unpublication`, reason)
  const draft = await writeDraft(site, author, written('draft'))
  const change = await press(site, author, `${open.desk}/change`)
  const seen = /name="seen" value="([^"]+)"/.exec(
    (await site.get(change, { cookie: author })).body,
  )?.[1]
  const typed = { ...written('change'), seen: seen ?? '', language: 'sv', act: 'save' }
  await press(site, author, change, typed)
  const taken = await press(site, author, `${undone.desk}/change`)
  await planInVain(site, Number(draft.split('/').at(-1)))
  return [draft, change, taken].map((path) => Number(path.split('/').at(-1)))
}

type Said = Record<keyof typeof fates, Written>

type Name = keyof typeof fates

/** How the one who holds the first code speaks, and what is decided about it. */
function speaker(site: TestSite, cookies: StaffCookies, posts: Coded) {
  const said: Partial<Said> = {}
  let { code } = posts
  const say = async (name: Name, at = posts.open.path, rest = {}) => {
    const words = { name: word(name, 'name'), text: word(name, 'text'), code, ...rest }
    said[name] = await write(site, at, words)
    code ||= said[name].cookie.replace('receipt=', '')
    return said[name].number
  }
  const act = (number: number, form = {}, cookie = cookies.moderator) =>
    decide(site, cookie, number, { act: 'let_through', ...form })
  const seen = async (name: Name, at?: string, rest = {}) => {
    const number = await say(name, at, rest)
    await act(number)
    return number
  }
  const withdraw = (number: number) =>
    site.post('/receipt/withdrawal', { comment: String(number) }, { cookie: said.shown?.cookie })
  return { said: said as Said, say, act, seen, withdraw }
}

async function converse(
  site: TestSite,
  cookies: StaffCookies,
  posts: Coded,
  { follow, onlyAsk }: Readers,
): Promise<Said & { readonly account: number }> {
  const { said, say, act, seen, withdraw } = speaker(site, cookies, posts)
  const sentence = (name: Name) => ({ act: 'hide', sentence: word(name, 'sentence') })
  const hold = { act: 'hold', reason: 'threat' }

  const shown = await seen('shown', posts.open.path, { question: 'yes' })
  const holder = said.shown.cookie
  await answerDirectly(site, posts.official, { comment: shown, holder })
  await follow('waiter', `/comments/${shown}/follow`, { way: 'question' })
  await follow('asker', `/comments/${shown}/follow`)
  await onlyAsk('follower', `/comments/${shown}/follow`)
  const house = await seen('house')
  await credit(site, cookies.official, house, 'credithidden')
  await credit(site, cookies.official, shown, 'creditshown')
  await answerDirectly(site, posts.official, { comment: house, holder })
  const account = await accountOn(site, cookies.author, house)
  await follow('asker', `/comments/${house}/follow`)
  await seen('replied', `/comments/${house}/reply`)
  await act(house, { ...sentence('house'), reason: 'personal_attack' })
  await act(await seen('lawful'), { ...sentence('lawful'), reason: 'threat' })
  await act(await say('hiddenunseen'), { ...sentence('hiddenunseen'), reason: 'threat' })
  await act(await seen('heldseen'), hold, cookies.author)
  await act(await say('heldunseen'), hold, cookies.author)
  await withdraw(await seen('withdrawnseen'))
  await withdraw(await say('withdrawnunseen'))
  await act(await say('spam'), { act: 'spam' }, cookies.author)
  await act(await seen('spamseen'), { act: 'spam' })
  const back = await seen('putback', posts.open.path, { question: 'yes' })
  await act(back, { act: 'hide', reason: 'off_topic' })
  await act(back, { act: 'put_back' })
  await credit(site, cookies.official, back, 'creditback')
  await press(site, cookies.official, `/desk/comments/${back}/credit/end`, {})
  await move(site, cookies.moderator, back, 'sideback')
  await press(site, cookies.moderator, `/desk/comments/${back}/discussion/end`, {})
  await answerDirectly(site, posts.official, { comment: back })
  await seen('undergone', posts.gone.path)
  await say('pending')
  await say('others', posts.open.path, { code: '' })
  await answer(site, cookies.official, shown)
  await move(site, cookies.moderator, shown, 'side') // with what is hidden and what waits below it
  await say('pendingreply', `/comments/${(await repliesOf(site)).staffpersonal}/reply`)
  return { ...said, account }
}

/** The official says that a comment changed what they think, and what of it. */
const credit = (site: TestSite, cookie: string, comment: number, name: string) =>
  press(site, cookie, `/desk/comments/${comment}/credit`, {
    ...{ capacity: 'personal', reason: word(name, 'reason') },
  })

/** A branch gets a page of its own. */
const move = (site: TestSite, cookie: string, comment: number, name: string) =>
  press(site, cookie, `/desk/comments/${comment}/discussion`, {
    ...{ title: word(name, 'title'), reason: word(name, 'reason') },
  })

/** Replies of which two were changed, and one was hidden in a way that no form offers yet. */
async function answer(site: TestSite, cookie: string, comment: number): Promise<void> {
  for (const name of replies) {
    const capacity = name === 'staffpersonal' ? 'personal' : 'official'
    const isChanged = name !== 'staffofficial'
    const text = word(name, isChanged ? 'earlier' : 'text')
    await press(site, cookie, `/desk/comments/${comment}/reply`, { capacity, text })
    const change = { change: word(name, 'text'), version: '1' }
    if (isChanged)
      await press(site, cookie, `/desk/comments/${(await repliesOf(site))[name]}/change`, change)
  }
  const { staffhidden } = await repliesOf(site)
  const at = { removed_at: site.clock(), removed_reason: 'off_topic', removed_clause: 1 }
  await site.storage.transact((tx) => changeComment(tx, staffhidden, { state: 'hidden', ...at }))
}

const numbersOf = (said: Said) =>
  Object.fromEntries(Object.entries(said).map(([name, { number }]) => [name, number])) as Record<
    keyof typeof fates,
    number
  >

/** The staff replies in the order in which they were written. */
async function repliesOf({ storage }: TestSite) {
  const rows = await storage.read
    .selectFrom('comment')
    .select('id')
    .where('kind', '=', 'staff')
    .orderBy('id')
    .execute()
  const numbered = replies.map((name, at) => [name, rows[at]?.id ?? 0])
  return Object.fromEntries(numbered) as Record<(typeof replies)[number], number>
}
