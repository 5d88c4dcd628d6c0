import { submitComment } from '../../server/comments/actions.ts'
import { findComment } from '../../server/comments/kept-store.ts'
import { entriesFrom } from '../../server/ledger/store.ts'
import type { Code } from '../../server/receipts/receipt.ts'
import type { House } from '../../server/web/house.ts'
import { publishPost } from '../posts/writing.ts'
import { type Form, openTestSite, type Wanted } from '../support/site.ts'

/** What a citizen does besides writing. */
interface Sending {
  readonly isQuestion?: boolean
  readonly trap?: boolean
  readonly name?: string
  readonly parentId?: number
  readonly parentVersion?: number
  readonly code?: Code
}

/** A site with one post and the sign-ins of those who decide. */
export async function openThread(wanted: Wanted = {}, change: Form = {}) {
  const site = await openTestSite(wanted)
  const author = await site.signIn('official')
  const post = await publishPost(site, author, change)
  const moderator = wanted.alone ? '' : await site.signIn('moderator')
  /** Sends a comment as a citizen and gives its number and its code. */
  const submit = async (text: string, by: Sending = {}) => {
    const house = { storage: site.storage, clock: site.clock, keys: site.keys } as unknown as House
    const sent = await submitComment(house, {
      words: { name: by.name ?? 'Mirja', text, isQuestion: by.isQuestion ?? false },
      ...{ postId: post.id, postVersion: 1 },
      ...{ parentId: by.parentId, parentVersion: by.parentVersion },
      ...{ mark: undefined, code: by.code },
      seen: { trap: by.trap ?? false, proof: 'solved', seconds: 60 },
    })
    if (!sent.ok) throw new Error(sent.problem)
    return sent.value
  }
  const send = async (text: string, by: Sending = {}) => (await submit(text, by)).number
  const decide = (id: number, form: Record<string, string>, cookie = moderator) =>
    site.post(`/desk/comments/${id}/decision`, form, { cookie })
  /** Sends a comment and lets it through. */
  const show = async (text: string, by: Sending = {}) => {
    const id = await send(text, by)
    await decide(id, { act: 'let_through' }, moderator || author)
    return id
  }
  /** Answers at the desk and gives the number of the answer. */
  const answer = async (id: number, form: Form = {}, cookie = author) => {
    const given = { capacity: 'personal', text: 'Ett svar.', ...form }
    const sent = await site.post(`/desk/comments/${id}/reply`, given, { cookie })
    if (sent.statusCode !== 303) throw new Error(`${sent.statusCode} ${sent.body}`)
    return Number((await lastEntry()).number)
  }
  const comment = async (id: number) => {
    const row = await findComment(site.storage.read, id)
    if (!row) throw new Error(`no comment ${id}`)
    return row
  }
  const decisions = () => site.storage.read.selectFrom('decision').selectAll().execute()
  const entries = async () =>
    (await entriesFrom(site.storage.read, 0, 200)).map(({ body }) => JSON.parse(body))
  const lastEntry = async () => (await entries()).at(-1) ?? {}
  const counts = () =>
    site.storage.read
      .selectFrom('post')
      .select(['comment_count', 'answer_count'])
      .where('id', '=', post.id)
      .executeTakeFirstOrThrow()
  return {
    ...{ site, post, author, moderator, submit, send, show, answer, decide },
    ...{ comment, decisions, entries, lastEntry, counts },
  }
}
