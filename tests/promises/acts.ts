/** Everything that people do to a site, each time to something else of it. */
import { DAY, HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { changePost, publishPost } from '../posts/writing.ts'
import { write } from '../support/citizen.ts'
import type { Form, Person, TestSite } from '../support/site.ts'

const MOST_POSTS = 4
const MOST_COMMENTS = 10

export interface State {
  readonly site: TestSite
  readonly random: () => number
  readonly cookies: Map<Person, string>
  readonly receipts: Map<number, string>
  readonly done: Set<string>
}

/** Whose account is closed stays outside. */
export async function signIn({ site, cookies }: State): Promise<void> {
  for (const who of ['official', 'author', 'moderator'] as const)
    cookies.set(who, await site.signIn(who).catch(() => ''))
}

export const cookie = ({ cookies }: State, who: Person): string => cookies.get(who) ?? ''

export const pick = <T>({ random }: State, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T

/** Sends a form of the desk; whether it did what it is for. */
async function press(state: State, who: Person, path: string, form: Form = {}): Promise<boolean> {
  const answer = await state.site.post(path, form, { cookie: cookie(state, who) })
  if (answer.statusCode >= 500) throw new Error(`${path}: ${answer.body}`)
  return answer.statusCode === 303
}

const posts = ({ site }: State) =>
  site.storage.read.selectFrom('post').selectAll().orderBy('id').execute()

const comments = ({ site }: State) =>
  site.storage.read.selectFrom('comment').selectAll().orderBy('id').execute()

/** One of the posts, most often the first, where the conversation is. */
async function anyPost(state: State) {
  const all = await posts(state)
  return state.random() < 0.5 ? (all[0] ?? pick(state, all)) : pick(state, all)
}

async function onPost(state: State, what: string, form: Form = {}): Promise<boolean> {
  return press(state, 'author', `/desk/posts/${(await anyPost(state)).id}/${what}`, form)
}

/** An act about some comment in one of these states. */
async function onComment(
  state: State,
  states: readonly string[],
  act: (id: number) => Promise<boolean>,
): Promise<boolean> {
  const fitting = (await comments(state)).filter((one) => states.includes(one.state))
  return fitting.length > 0 && act(pick(state, fitting).id)
}

const decides =
  (states: readonly string[], form: Form, who: Person = 'moderator') =>
  (state: State): Promise<boolean> =>
    onComment(state, states, (id) => press(state, who, `/desk/comments/${id}/decision`, form))

const settles =
  (who: Person, path: string, form: Form) =>
  (state: State): Promise<boolean> =>
    press(state, who, path, form)

const passes =
  (time: number) =>
  async (state: State): Promise<boolean> => {
    state.site.advance(time)
    await signIn(state)
    return true
  }

/** Each says whether it was taken. */
export const acts: Readonly<Record<string, (state: State) => Promise<boolean>>> = {
  publish: async (state) => {
    if ((await posts(state)).length >= MOST_POSTS) return false
    const change = {
      title: `Nytt ${pick(state, ['a', 'b'])}`,
      tags: pick(state, ['skola', 'vinter']),
    }
    const capacity = pick(state, ['personal', 'official'])
    await publishPost(state.site, cookie(state, 'author'), { ...change, capacity })
    return true
  },
  change: async (state) => {
    const { id, state: is } = await anyPost(state)
    const change = {
      source: `Nu ${state.random()}`,
      capacity: pick(state, ['personal', 'official']),
    }
    const title = pick(state, ['Inlägg', 'Annan titel', 'Tredje titeln'])
    const publish = state.random() < 0.5 ? { address: 'new' } : {}
    const rest = { change: { ...change, title }, publish }
    await changePost(state.site, cookie(state, 'author'), `/desk/posts/${id}`, rest)
    return is === 'published'
  },
  correct: (state) =>
    onPost(state, 'correction', { capacity: pick(state, ['personal', 'official']) }),
  undo: (state) => onPost(state, 'undo'),
  unpublish: (state) => onPost(state, 'unpublication', { reason: 'Fel siffror.' }),
  closeComments: (state) => onPost(state, 'comments', { comments: 'closed' }),
  openComments: (state) => onPost(state, 'comments', { comments: 'open' }),
  write: (state) => comment(state, false),
  writeMore: (state) => comment(state, true),
  letThrough: decides(['pending', 'held', 'spam'], { act: 'let_through' }),
  hide: decides(['shown'], { act: 'hide', reason: 'off_topic', sentence: 'Fel plats.' }),
  hideByLaw: decides(['pending'], { act: 'hide', reason: 'threat', sentence: 'Hot.' }),
  hold: decides(['shown', 'pending'], { act: 'hold', reason: 'threat' }, 'author'),
  spam: decides(['shown', 'pending'], { act: 'spam' }),
  spamByAuthor: decides(['pending'], { act: 'spam' }, 'author'),
  confirm: decides(['spam'], { act: 'confirm' }),
  putBack: decides(['hidden', 'held', 'spam'], { act: 'put_back' }),
  withdraw: async (state) => {
    const [number, held] = pick(state, [...state.receipts]) ?? []
    if (!held) return false
    const form = { comment: String(number) }
    return (await state.site.post('/receipt/withdrawal', form, { cookie: held })).statusCode === 303
  },
  reply: (state) =>
    onComment(state, ['shown'], (id) => {
      const form = {
        capacity: pick(state, ['personal', 'official']),
        text: `Svar ${state.random()}`,
      }
      return press(state, 'official', `/desk/comments/${id}/reply`, form)
    }),
  changeReply: async (state) => {
    const replies = (await comments(state)).filter(({ kind }) => kind === 'staff')
    if (replies.length === 0) return false
    const { id, version } = pick(state, replies)
    const form = { change: `Ändrat ${state.random()}`, version: String(version) }
    return press(state, 'official', `/desk/comments/${id}/change`, form)
  },
  unanswer: (state) => mark(state, 'unanswer'),
  answer: (state) => mark(state, 'answer'),
  rename: async (state) => {
    const at = '/desk/settings'
    const page = (await state.site.get(at, { cookie: cookie(state, 'official') })).body
    const values = [...page.matchAll(/<input[^>]*name="(\w+)"[^>]*value="([^"]*)"/g)]
    const hours = { hours_days: ['1', '2', '3'], hours_from: '08:00', hours_to: '17:00' }
    const form = {
      ...Object.fromEntries(values.map(([, name = '', value = '']) => [name, value])),
      ...{ ...hours, language: pick(state, ['sv', 'nb']), time_zone: 'Europe/Oslo' },
      ...{
        approval_asked: '',
        name: `Blogg ${state.random()}`,
        presentation: `Jag är ${state.random()}.`,
      },
    }
    return press(state, 'official', at, form)
  },
  rewriteSelf: settles('official', '/desk/me', { name: 'Kerstin Ahlby', title: 'direktör' }),
  passOn: (state) =>
    press(state, 'official', '/desk/official', {
      ...{ who: '2', title: 'tf direktör', from: `${state.site.clock().slice(0, 8)}28` },
      notice: 'Jonas Rask tar över.',
    }),
  loseSecond: settles('official', '/desk/accounts/3/closure', {}),
  regainSecond: async (state) => {
    const isBack = await press(state, 'official', '/desk/accounts/3/closure/end')
    if (isBack) state.cookies.set('moderator', await state.site.signIn('moderator'))
    return isBack
  },
  aMinute: passes(MINUTE),
  someHours: passes(5 * HOUR),
  aDay: passes(DAY),
}

/** How often, where it is not the usual: a site where little is said and much taken down shows little. */
export const often: Readonly<Record<string, number>> = {
  ...{
    write: 8,
    writeMore: 4,
    letThrough: 8,
    reply: 4,
    unanswer: 4,
    answer: 3,
    putBack: 6,
    changeReply: 3,
  },
  ...{ unpublish: 1, closeComments: 1, loseSecond: 1, regainSecond: 4, openComments: 3, change: 4 },
  ...{ undo: 2, someHours: 3, aDay: 1, rename: 1, rewriteSelf: 1, passOn: 1 },
}

/** Takes back that some question is answered, or says that it is. */
async function mark(state: State, as: 'answer' | 'unanswer'): Promise<boolean> {
  const questions = (await comments(state)).filter(
    ({ question, answered_by }) => question === 1 && (answered_by === null) === (as === 'answer'),
  )
  if (questions.length === 0) return false
  return press(state, 'author', `/desk/comments/${pick(state, questions).id}/${as}`)
}

async function comment(state: State, isMore: boolean): Promise<boolean> {
  const [{ year_month: month = '', slug = '', state: is = '', id = 0 } = {}] = [
    await anyPost(state),
  ]
  const all = await comments(state)
  if (all.length >= MOST_COMMENTS || is !== 'published') return false
  const shown = all.filter((one) => one.post_id === id && one.state === 'shown')
  const parent = isMore && shown.length > 0 ? pick(state, shown) : undefined
  const at = parent ? `/comments/${parent.id}/reply` : `/${month}/${slug}`
  const words = { text: `Ord ${state.random()}`, question: state.random() < 0.5 ? 'yes' : '' }
  const taken = await write(state.site, at, words).catch(() => undefined) // the thread may be closed
  if (taken) state.receipts.set(taken.number, taken.cookie)
  return taken !== undefined
}
