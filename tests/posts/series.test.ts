import { expect, test } from 'vitest'
import { type Form, openTestSite } from '../support/site.ts'
import { changePost, publishPost, textOf } from './writing.ts'

const name = 'Svar på frågor från föreläsningen'
const path = '/series/svar-pa-fragor-fran-forelasningen'

/** Three posts, and how they are put into series. */
async function openPosts() {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const [one, two, three] = [
    await publishPost(site, cookie, { title: 'Ett' }),
    await publishPost(site, cookie, { title: 'Två', capacity: 'official' }),
    await publishPost(site, cookie, { title: 'Tre' }),
  ]
  const place = (post: { desk: string }, form: Form) =>
    site.post(
      `${post.desk}/series`,
      { series: '', series_name: '', place: '', ...form },
      { cookie },
    )
  const series = path.slice('/series/'.length)
  const nav = async (post: { path: string }) =>
    textOf(
      /<nav class="part"[\s\S]*?<\/nav>/.exec((await site.get(post.path)).body)?.[0] ?? '',
    ).trim()
  const titles = async () =>
    [...(await site.get(path)).body.matchAll(/entry__title[^>]*><a href="[^"]+">([^<]+)/g)].map(
      ([, title]) => title,
    )
  return { site, cookie, one, two, three, place, series, nav, titles }
}

test('a series has a page in its order, and each post in it leads to its neighbours with their labels', async () => {
  const { site, one, two, three, place, series, nav, titles } = await openPosts()
  expect((await site.get(path)).statusCode).toBe(404)
  expect((await place(one, { series_name: name })).statusCode).toBe(303)
  expect(await nav(one)).toBe('')
  await place(two, { series })
  await place(three, { series, place: '1' })
  expect(await titles()).toEqual(['Tre', 'Ett', 'Två'])
  expect(await nav(one)).toBe(
    `Del 2 av 3 i serien ${name} Förra delen: Personligt Tre Nästa del: Officiellt Två`,
  )
  expect(await nav(two)).toBe(`Del 3 av 3 i serien ${name} Förra delen: Personligt Ett`)
  expect(textOf((await site.get(path)).body)).toContain(`Serie ${name} 3 inlägg, i ordning.`)
})

test('a series tells of what is public alone, and follows it at once', async () => {
  const { site, cookie, one, two, three, place, series, nav, titles } = await openPosts()
  await place(one, { series_name: name })
  await place(two, { series })
  await place(three, { series })
  expect(await nav(one)).toContain('Två')
  await site.post(`${two.desk}/unpublication`, { reason: 'Det var fel siffror.' }, { cookie })
  expect(await titles()).toEqual(['Ett', 'Tre'])
  expect(await nav(one)).toBe(`Del 1 av 2 i serien ${name} Nästa del: Personligt Tre`)
  await changePost(site, cookie, three.desk, { change: { title: 'Fyra' } })
  expect(await nav(one)).toContain('Nästa del: Personligt Fyra')
  await place(three, {})
  expect(await nav(one)).toBe('')
  await site.post(`${one.desk}/unpublication`, { reason: 'Det var fel siffror.' }, { cookie })
  expect((await site.get(path)).statusCode).toBe(404)
})

test('a post is in one series, a name that is taken gets an address of its own, and one too long comes back', async () => {
  const { site, cookie, one, two, place, titles } = await openPosts()
  await place(one, { series_name: name })
  await place(two, { series_name: `  ${name} ` })
  expect(await titles()).toEqual(['Ett'])
  expect((await site.get(`${path}-2`)).statusCode).toBe(200)
  const refused = await place(one, { series_name: 'å'.repeat(81) })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain(`value="${'å'.repeat(81)}"`)
  expect(textOf(refused.body)).toContain('Namnet får ha högst 80 tecken.')
  expect((await place(one, { series: 'ingen' })).statusCode).toBe(404)
  expect(await titles()).toEqual(['Ett'])
  const moderator = await site.signIn('moderator')
  expect((await site.post(`${one.desk}/series`, {}, { cookie: moderator })).statusCode).toBe(403)
  expect((await site.get(one.desk, { cookie })).body).toContain('selected')
})
