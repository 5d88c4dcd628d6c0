import { expect } from 'vitest'
import { HOUR, MINUTE } from '../../server/kernel/clock.ts'
import { publishPost } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { type Form, openTestSite } from '../support/site.ts'

/** An official post with a question, an answer to it, and a hidden comment; nothing in it is a letter. */
export async function openTalk(change: Form = {}) {
  const site = await openTestSite()
  const author = await site.signIn('author')
  const moderator = await site.signIn('moderator')
  const source = 'Det snöar *mycket*.[^1]\n\nVi plogar & sandar.\n\n[^1]: Enligt <SMHI>.'
  const post = await publishPost(site, author, {
    ...{ title: 'Snö <nu>', source, capacity: 'official', ...change },
  })
  site.advance(HOUR)
  const send = async (at: string, words: Form) => {
    const { number } = await write(site, at, words)
    site.advance(MINUTE)
    await decide(site, moderator, number)
    return number
  }
  const asked = await send(post.path, { name: 'Mirja', text: 'Vem *plogar*?\nOch när?' })
  const reply = async (to: number, text: string, capacity = 'official') => {
    const sent = await site.post(
      `/desk/comments/${to}/reply`,
      { text, capacity },
      { cookie: author },
    )
    expect(sent.statusCode, sent.body).toBe(303)
    const { number } = await site.storage.read
      .selectFrom('comment')
      .select(({ fn }) => fn.max('id').as('number'))
      .executeTakeFirstOrThrow()
    return Number(number)
  }
  site.advance(MINUTE)
  const answered = await reply(asked, 'Kommunen, enligt *planen*.')
  site.advance(MINUTE)
  return { site, author, moderator, post, asked, answered, send, reply }
}

/** What stands in a field that can be copied. */
export function copied(body: string, id: string): string {
  const found = new RegExp(`<textarea[^>]*id="${id}"[^>]*>\n?([\\s\\S]*?)</textarea>`).exec(body)
  return (found?.[1] ?? '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
}
