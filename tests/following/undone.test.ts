/** What happens between an event and its mail: what may be told no more is not told, whatever kind of mail it is. */
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../server/kernel/clock.ts'
import { mailsOf } from '../mail/office.ts'
import { changePost, publishPost } from '../posts/writing.ts'
import { openFollowed, reader } from './reader.ts'

type Place = Awaited<ReturnType<typeof openFollowed>>

/** Something that a mail is to tell, and how it can be undone. */
interface Event {
  /** The link that stops it. */
  readonly link: string
  /** At the desk: the post that it stands in or under. */
  readonly desk: string
  /** What a citizen wrote, and their code. */
  readonly said?: { readonly number: number; readonly code: string }
  /** The question that was answered. */
  readonly question?: number
}

/** A comment that a citizen sends and that shows. */
async function say({ submit, decide }: Place, parentId?: number) {
  const said = await submit('Ord som någon skrev.', parentId ? { parentId } : {})
  await decide(said.number, { act: 'let_through' })
  return { number: said.number, code: String(said.code) }
}

/** Each kind of mail about something public: who asks for it, and what then happens. */
const kinds = {
  new_post: async (place: Place): Promise<Event> => {
    const link = await place.follow('/follow')
    const { desk } = await publishPost(place.site, place.author, { title: 'Nytt' })
    return { link, desk }
  },
  answer: async (place: Place): Promise<Event> => {
    const id = await place.show('En kommentar.')
    const link = await place.follow(`/comments/${id}/follow`)
    return { link, desk: place.post.desk, said: await say(place, id) }
  },
  question_answered: async (place: Place): Promise<Event> => {
    const question = await place.show('När?', { isQuestion: true })
    const link = await place.follow(`/comments/${question}/follow`, { way: 'question' })
    await place.answer(question)
    return { link, desk: place.post.desk, question }
  },
  thread: async (place: Place): Promise<Event> => {
    const link = await place.follow(`${place.post.path}/follow`)
    return { link, desk: place.post.desk, said: await say(place) }
  },
}
type Kind = keyof typeof kinds

type Undo = (place: Place, event: Event) => Promise<{ readonly statusCode: number }>

const decided =
  (form: Record<string, string>, by: 'moderator' | 'author' = 'moderator'): Undo =>
  (place, { said }) =>
    place.decide(said?.number ?? 0, form, place[by])

/** Everything that can be done about it, and to which kinds. */
const undoings: readonly {
  readonly what: string
  readonly of: readonly Kind[]
  readonly undo: Undo
}[] = [
  {
    what: 'hidden',
    of: ['answer', 'thread'],
    undo: decided({ act: 'hide', reason: 'personal_attack', sentence: 'Håll god ton.' }),
  },
  {
    what: 'held back',
    of: ['answer', 'thread'],
    undo: decided({ act: 'hold', reason: 'threat' }, 'author'),
  },
  { what: 'taken for spam', of: ['answer', 'thread'], undo: decided({ act: 'spam' }) },
  {
    what: 'withdrawn by who wrote it',
    of: ['answer', 'thread'],
    undo: ({ site }, { said }) =>
      site.post(
        '/receipt/withdrawal',
        { comment: String(said?.number) },
        { cookie: `receipt=${said?.code}` },
      ),
  },
  {
    what: 'taken down with its post',
    of: ['new_post', 'answer', 'question_answered', 'thread'],
    undo: ({ site, author }, { desk }) =>
      site.post(`${desk}/unpublication`, { reason: 'Fel siffror.' }, { cookie: author }),
  },
  {
    what: 'no answer after all',
    of: ['question_answered'],
    undo: ({ site, author }, { question }) =>
      site.post(`/desk/comments/${question}/unanswer`, {}, { cookie: author }),
  },
  {
    what: 'followed no more',
    of: ['new_post', 'answer', 'question_answered', 'thread'],
    undo: ({ site }, { link }) => site.post(link),
  },
]

/** When it is undone: before anything was made of it, or while the mail waits for the server. */
const moments = {
  'before it is due': async () => {},
  'while its mail waits': async (place: Place, kind: Kind) => {
    place.inbox.recipient = () => 451
    await place.pass()
    await place.pass(HOUR)
    place.inbox.recipient = () => undefined
    const waiting = (await mailsOf(place.site)).filter((mail) => mail.kind === kind)
    expect(waiting).toMatchObject([{ state: 'waiting', problem: 'later' }])
  },
}

/** How many mails still come to the reader in the day after. */
async function comes({ pass }: Place): Promise<number> {
  const came = [...(await pass()), ...(await pass(HOUR)), ...(await pass(DAY))]
  for (const { to_ } of came) expect(to_).toBe(reader)
  return came.length
}

const cases = Object.keys(moments).flatMap((when) =>
  undoings.flatMap(({ what, of, undo }) => of.map((kind) => ({ kind, what, when, undo }))),
) as { kind: Kind; what: string; when: keyof typeof moments; undo: Undo }[]

describe('what a mail was to tell', () => {
  test.each(cases)('$kind: $what $when, is not told', async ({ kind, when, undo }) => {
    const place = await openFollowed()
    const event = await kinds[kind](place)
    await moments[when](place, kind)
    const { statusCode } = await undo(place, event)
    expect([200, 303]).toContain(statusCode)
    expect(await comes(place)).toBe(0)
  })

  const left = Object.keys(kinds).flatMap((kind) =>
    Object.keys(moments).map((when) => ({ kind, when })),
  ) as { kind: Kind; when: keyof typeof moments }[]

  test.each(left)('$kind: and nothing happens $when, is told once', async ({ kind, when }) => {
    const place = await openFollowed()
    await kinds[kind](place)
    await moments[when](place, kind)
    expect(await comes(place)).toBe(1)
  })
})

describe('what was undone and is done again', () => {
  const times = Object.keys(moments) as (keyof typeof moments)[]

  test.each(times)('is told: another answer, after one that was none $0', async (when) => {
    const place = await openFollowed()
    const { site, author, answer, pass } = place
    const { question = 0 } = await kinds.question_answered(place)
    await moments[when](place, 'question_answered')
    await site.post(`/desk/comments/${question}/unanswer`, {}, { cookie: author })
    expect(await pass()).toEqual([])
    await answer(question, { text: 'Det rätta svaret.' })
    const [mail, ...more] = await pass()
    expect(more).toEqual([])
    expect(mail?.text).toContain('> Det rätta svaret.')
    expect(await comes(place)).toBe(0)
  })

  test.each(times)(
    'is told: a post that was taken down $0 and is published again',
    async (when) => {
      const place = await openFollowed()
      const { site, author, pass } = place
      const { desk } = await kinds.new_post(place)
      await moments[when](place, 'new_post')
      await site.post(`${desk}/unpublication`, { reason: 'Fel siffror.' }, { cookie: author })
      expect(await pass()).toEqual([])
      await changePost(site, author, desk, { change: { title: 'Rätt siffror' } })
      expect((await pass()).map(({ subject }) => subject)).toEqual(['[Personligt] Rätt siffror'])
      expect(await comes(place)).toBe(0)
    },
  )
})

describe('a question whether somebody wants to follow', () => {
  test('is not asked when its time is past before it could be sent', async () => {
    const { inbox, ask, deliver, pass } = await openFollowed()
    inbox.recipient = () => 451
    await ask('/follow')
    await deliver()
    inbox.recipient = () => undefined
    expect(await pass(2 * DAY + 1)).toEqual([])
  })

  test('is not answered to who has stopped meanwhile', async () => {
    const { site, inbox, ask, follow, deliver, pass } = await openFollowed()
    const link = await follow('/follow')
    inbox.recipient = () => 451
    await ask('/follow')
    await deliver()
    await site.post(link)
    inbox.recipient = () => undefined
    expect(await pass(DAY)).toEqual([])
    expect(await mailsOf(site)).toEqual([])
  })
})
