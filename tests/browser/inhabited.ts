/**
 * A site where everything has happened once: posts of both capacities with versions, a correction
 * and one taken down; a thread deeper than a page, with every marker and both kinds of staff reply;
 * a queue with every kind of item; people, invitations and a planned change of official.
 */
import { MINUTE } from '../../server/kernel/clock.ts'
import { changePost, needs, publishPost, writeDraft } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { openTestSite, type Person, type TestSite } from '../support/site.ts'

export interface Inhabited {
  readonly site: TestSite
  readonly cookies: Readonly<Record<Person, string>>
  readonly personal: Place
  readonly official: Place
  readonly changed: Place
  readonly closed: Place
  /** Published a moment ago: it can be undone. */
  readonly fresh: Place
  readonly gone: Place
  /** At the desk: a draft with all its parts, and one that somebody else has saved meanwhile. */
  readonly draft: string
  readonly thread: Thread
  /** The path of an invitation that can still be used, and of a link for a new password. */
  readonly invitation: string
  readonly password: string
}

interface Place {
  readonly path: string
  readonly desk: string
}

export interface Thread {
  readonly question: number
  readonly unanswered: number
  /** The comment whose conversation goes on at its own page, and the one deepest down. */
  readonly goesOn: number
  readonly deepest: number
  readonly hidden: number
  readonly pending: number
  readonly spam: number
  /** A staff reply that says something else than at first. */
  readonly reply: number
  /** Codes that hold something shown with an answer, hidden, and withdrawn. */
  readonly receipts: {
    readonly shown: string
    readonly hidden: string
    readonly withdrawn: string
  }
}

/** Longer than a narrow screen, without a place to break. */
export const long = 'Kommunalförbundsdirektionsledamöternas https://eken.example/'.concat(
  'a'.repeat(90),
)

const source = `## Vägarna

${long}

### Ordningen

- först bussarna
- sedan *skolorna*

1. plogen
2. sanden

> Kör sakta. **Alltid.**

| Väg | Klockan | Meter |
|:----|:-------:|------:|
| Storgatan, Bruksgatan och Kommunalförbundsvägen | 05.30 | 1 200 |
| Skolvägen | 06.00 | 340 |

\`\`\`
plog --nu ${'x'.repeat(120)}
\`\`\`

---

Se [ordningen](https://eken.example/ordning) och \`plog\`.`

/** Opens the site; it is gone when the test is. */
export async function openInhabitedSite(): Promise<Inhabited> {
  const site = await openTestSite()
  const cookies = await signInAll(site)
  await site.post('/desk/settings', settings, { cookie: cookies.official })
  const personal = await publishPost(site, cookies.official, { summary: long })
  const official = await publishPost(site, cookies.author, {
    ...{ capacity: 'official', title: 'Så plogar vi i vinter', source, tags: 'vinter' },
    ...{ decisionText: 'KS 2026/114', decisionUrl: 'https://eken.example/114' },
  })
  const changed = await publishPost(site, cookies.author, { title: 'Räkningen', question: '' })
  const closed = await publishPost(site, cookies.author, { title: 'Stängt', question: '' })
  await site.post(`${closed.desk}/comments`, { comments: 'closed' }, { cookie: cookies.author })
  const gone = await publishPost(site, cookies.author, { title: 'För tidigt' })
  const reason = { reason: 'Siffrorna var fel och ska räknas om.' }
  await site.post(`${gone.desk}/unpublication`, reason, { cookie: cookies.author })
  const thread = await converse(site, cookies, personal.path)
  await write(site, changed.path, { text: 'Stämmer summan?' }).then(({ number }) =>
    decide(site, cookies.moderator, number),
  )
  site.advance(70 * MINUTE) // later than the hour in which a change is quiet
  await changeTwice(site, cookies.author, changed.desk)
  const fresh = await publishPost(site, cookies.official, { title: 'Nyss', question: '' })
  const draft = await writeDraft(site, cookies.author, { title: 'Det nya badhuset' })
  return {
    ...{ site, cookies, personal, official, changed, closed, fresh, gone, draft, thread },
    ...(await invite(site, cookies.official)),
  }
}

/** What the site is called and how it is reached, as the form of settings sends it. */
export const settings = {
  ...{ name: 'Kommundirektörens blogg', authority: 'Ekens kommun', language: 'sv' },
  ...{ time_zone: 'Europe/Stockholm', ...needs, postal_address: 'Storgatan 1\n123 45 Eken' },
  presentation: 'Jag leder förvaltningen och **skriver** själv.\n\n- om beslut\n- om tvivel',
  data_protection_officer: 'dataskydd@eken.example',
  ...{ hours_days: ['1', '2', '3', '4', '5'], hours_from: '08:00', hours_to: '16:00' },
  ...{ hours_within: '3', away_until: '' },
}

async function signInAll(site: TestSite): Promise<Record<Person, string>> {
  const cookies: Partial<Record<Person, string>> = {}
  for (const who of ['official', 'author', 'moderator', 'registrar', 'administrator'] as const)
    cookies[who] = await site.signIn(who)
  return cookies as Record<Person, string>
}

async function changeTwice(site: TestSite, cookie: string, desk: string): Promise<void> {
  const change = { title: 'Räkningen', question: '', source: 'I onsdags fick jag *tolv* frågor.' }
  await changePost(site, cookie, desk, { change })
  await site.post(`${desk}/correction`, { capacity: 'official' }, { cookie })
}

/** A conversation nine levels deep, and beside it one of everything that can become of a comment. */
async function converse(
  site: TestSite,
  cookies: Inhabited['cookies'],
  post: string,
): Promise<Thread> {
  const say = async (at: string, text: string, name = 'Mirja', rest = {}) => {
    const written = await write(site, at, { text, name, ...rest })
    await decide(site, cookies.moderator, written.number)
    return written
  }
  const answer = (number: number, capacity: string) =>
    site.post(
      `/desk/comments/${number}/reply`,
      { capacity, text: `Ja, det gör vi. ${long}` },
      { cookie: cookies.official },
    )
  const asked = await say(post, `Plogas *skolvägen*?\n\n> ${long}`, 'Mirja', { question: 'yes' })
  const line = [asked.number]
  for (let level = 2; level <= 9; level++) {
    const at = `/comments/${line.at(-1)}/reply`
    line.push((await say(at, `Nivå ${level}: ${level % 2 ? 'Nej.' : long}`, '')).number)
  }
  await answer(asked.number, 'official')
  await answer(line[2] ?? 0, 'personal')
  const reply = (line[8] ?? 0) + 1
  const change = { version: '1', change: `Nej, inte i år. ${long}` }
  await site.post(`/desk/comments/${reply}/change`, change, { cookie: cookies.official })
  const unanswered = await say(post, 'Varför sist?', 'Ali', { question: 'yes' })
  const hidden = await say(post, 'Du är en idiot.')
  await say(`/comments/${hidden.number}/reply`, 'Det där var onödigt.', 'Sigrid')
  await decide(site, cookies.moderator, hidden.number, { act: 'hide', reason: 'personal_attack' })
  const held = await say(post, 'Hans dotter heter Eva.')
  await decide(site, cookies.official, held.number, { act: 'hold', reason: 'personal_data' })
  const unlawful = await say(post, 'Jag vet var du bor.')
  await decide(site, cookies.moderator, unlawful.number, { act: 'hide', reason: 'threat' })
  const withdrawn = await say(post, 'Glöm det.')
  const given = { comment: String(withdrawn.number) }
  await site.post('/receipt/withdrawal', given, { cookie: withdrawn.cookie })
  const spam = await write(site, post, { text: 'Köp nu' })
  await decide(site, cookies.official, spam.number, { act: 'spam' })
  const links = 'https://a.example https://b.example https://c.example'
  const pending = await write(site, post, { text: `${long}\n\n${links}`, website: 'x' })
  await write(site, post, { text: 'Får jag fråga?', name: 'Mirja', question: 'yes' })
  return {
    ...{ question: asked.number, goesOn: line[6] ?? 0, deepest: line[8] ?? 0 },
    unanswered: unanswered.number,
    ...{ hidden: hidden.number, pending: pending.number, spam: spam.number, reply },
    receipts: { shown: asked.cookie, hidden: hidden.cookie, withdrawn: withdrawn.cookie },
  }
}

async function invite(site: TestSite, cookie: string) {
  const person = { name: 'Nils Ny', title: 'kommunikatör', email: 'ny@eken.example' }
  const roles = ['author', 'moderator']
  const invited = await site.post('/desk/invitations', { ...person, roles }, { cookie })
  const accounts = await site.get('/desk/accounts', { cookie })
  const id = /\/desk\/accounts\/(\d+)">Erik Lund/.exec(accounts.body)?.[1]
  const linked = await site.post(`/desk/accounts/${id}/password-link`, {}, { cookie })
  return {
    invitation: /\/invitation\/[\w-]+/.exec(invited.body)?.[0] ?? '',
    password: /\/password\/[\w-]+/.exec(linked.body)?.[0] ?? '',
  }
}
