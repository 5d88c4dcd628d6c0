/** What is published later, kept on top, put into a series, or began with a comment; for readers and at the desk. */
import { MINUTE } from '../../server/kernel/clock.ts'
import { ledTo, needs, pressPublish, publishPost, writeDraft } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

const name = 'Svar på frågor från föreläsningen'

/** A blog with a post on top, a series of two of which one began with a question, and a draft that has its time. */
export async function publishingKinds(): Promise<Kind[]> {
  const site = await openTestSite()
  const cookie = await site.signIn('author')
  const first = await publishPost(site, cookie, { title: 'Plogningen börjar' })
  await site.post(`${first.desk}/pin`, { last_day: '2026-11-28' }, { cookie })
  const asked = { name: 'Sigrid', text: 'Vilken gata plogas först?', question: 'yes' }
  const { number } = await write(site, first.path, asked)
  await decide(site, await site.signIn('moderator'), number)
  site.advance(MINUTE)
  const draft = ledTo(await site.post(`/desk/comments/${number}/lift`, {}, { cookie }))
  const form = hiddenFields((await site.get(draft, { cookie })).body)
  const words = { title: 'Vilken gata som plogas först', source: 'Skolgatan.', language: 'sv' }
  await site.post(draft, { ...form, ...words, capacity: 'official', act: 'save' }, { cookie })
  const desk = ledTo(await pressPublish(site, cookie, draft))
  const path = '/2026/11/vilken-gata-som-plogas-forst'
  await site.post(`${first.desk}/series`, { series_name: name }, { cookie })
  await site.post(`${desk}/series`, { series: 'svar-pa-fragor-fran-forelasningen' }, { cookie })
  const brief = { source: 'Öppet hus på biblioteket klockan 14 till 18.', capacity: 'personal' }
  const aside = ledTo(await site.post('/desk/asides', brief, { cookie })).replace(
    '/publication',
    '',
  )
  await pressPublish(site, cookie, aside)
  const planned = await writeDraft(site, cookie, { title: 'God jul' })
  const seen = hiddenFields((await site.get(`${planned}/publication`, { cookie })).body)
  const time = { ...seen, ...needs, day: '2026-12-24', time: '07:00' }
  await site.post(`${planned}/schedule`, time, { cookie })
  const twice = { ...time, day: '2027-10-31', time: '02:30' }
  return [
    { name: 'a post on top', site, path: '/' },
    { name: 'an aside', site, path: '/2026/11/oppet-hus-pa-biblioteket-klockan-14-till-18' },
    { name: 'writing in brief', site, path: '/desk/asides/new', cookie },
    {
      name: 'an aside to mend',
      site,
      path: '/desk/asides',
      form: { source: '' },
      status: 422,
      cookie,
    },
    { name: 'a series', site, path: '/series/svar-pa-fragor-fran-forelasningen' },
    { name: 'a post that began with a question', site, path },
    { name: 'a question that became a post', site, path: `/comments/${number}` },
    { name: 'posts that are published later', site, path: '/desk/posts', cookie },
    { name: 'a draft that has its time', site, path: `${planned}/publication`, cookie },
    {
      name: 'a time that comes twice',
      site,
      path: `${planned}/schedule`,
      form: twice,
      status: 422,
      cookie,
    },
    { name: 'a post in a series at the desk', site, path: desk, cookie },
    { name: 'a post on top at the desk', site, path: first.desk, cookie },
    {
      name: 'a day that is none for the top',
      site,
      path: `${desk}/pin`,
      form: { last_day: '' },
      status: 422,
      cookie,
    },
  ]
}
