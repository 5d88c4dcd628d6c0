/** A site where whoever may write anything wrote something hostile into every field. */
import { publishPost, writeDraft } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { hostile } from '../support/hostile.ts'
import { openTestSite, type TestSite } from '../support/site.ts'

/** Opens the site; its pages for everybody and, with the cookie, at the desk. Gone when the test is. */
export async function openHostileSite() {
  const site = await openTestSite({ settings: { rateLimits: false } })
  const cookie = await site.signIn('official')
  const moderator = await site.signIn('moderator')
  const written = [...hostile].filter((text) => /\S/.test(text))
  const posts: string[] = []
  for (const text of written.filter((_text, at) => at % 10 === 0))
    posts.push((await publishPost(site, cookie, post(text))).path)
  await site.post('/desk/settings', settings(written[0] ?? ''), { cookie })
  const draft = await writeDraft(site, cookie, post(written[1] ?? ''))
  const [first = ''] = posts
  const taken = await takeIn(site, first, written)
  for (const number of taken.slice(0, -10)) await decide(site, moderator, number)
  const some = taken.filter((_number, at) => at % 9 === 0).slice(0, -2)
  const paths = [
    ...['/', '/personal', '/2026/11', '/about', '/contact', '/log', '/policy/privacy'],
    ...[...posts, `${first}/history`, ...some.map((number) => `/comments/${number}`)],
    ...some.map((number) => `/comments/${number}/reply`),
    ...['/desk', '/desk/posts', draft, `${draft}/preview`, `${draft}/publication`],
    ...some.map((number) => `/desk/comments/${number}`),
  ]
  return { site, paths, cookie }
}

const post = (text: string) => ({
  ...{ title: text.slice(0, 150), summary: text, source: text, question: text.slice(0, 300) },
  ...{ tags: text.replaceAll(',', ' ').slice(0, 30), decisionText: '', decisionUrl: '' },
})

const settings = (text: string) => ({
  ...{ name: text.slice(0, 80), authority: text.slice(0, 80), language: 'sv' },
  ...{ time_zone: 'Europe/Stockholm', contact_email: 'kommun@eken.example', telephone: text },
  ...{ controller: text, postal_address: text, presentation: hostile.join('\n\n').slice(0, 3_000) },
  ...{ hours_days: ['1', '2', '3'], hours_from: '08:00', hours_to: '16:00', hours_within: '3' },
})

/** Sends each as the words and the name of a comment; gives the numbers of those taken in. */
async function takeIn(site: TestSite, at: string, texts: readonly string[]): Promise<number[]> {
  const numbers: number[] = []
  for (const text of texts) {
    const words = { text, name: text.slice(0, 80) }
    const question = numbers.length % 5 === 0 ? { question: 'yes' } : {}
    numbers.push((await write(site, at, { ...words, ...question })).number)
  }
  return numbers
}
