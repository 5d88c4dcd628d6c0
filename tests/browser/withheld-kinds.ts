/** The pages on which something is withheld: written, looked at before it is public, and read. */
import { ledTo, pressPublish, writeDraft } from '../posts/writing.ts'
import { decide, write } from '../support/citizen.ts'
import { openTestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

const three = {
  state: 'withheld',
  canSay: 'Vi talar med en markägare vid Eken.',
  ground: 'municipal_economy',
  why: 'Vet säljaren vad vi vill betala blir det dyrare för alla.',
}

/** A post with a place, an account on a comment, and a draft with one place filled and one that is not. */
export async function withheldKinds(): Promise<Kind[]> {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const source = 'Om marken vid Eken.\n\n::: withheld\n\nResten är öppet.'
  const draft = await writeDraft(site, cookie, { source, title: 'Marken vid Eken' })
  await site.post(`${draft}/withheld`, three, { cookie })
  const desk = ledTo(await pressPublish(site, cookie, draft))
  const post = Number(desk.split('/').at(-1))
  const body = (await site.get(desk, { cookie })).body
  const path = /href="(\/\d{4}\/\d\d\/[^"/]+)"/.exec(body)?.[1] ?? ''
  await site.post(
    `/desk/openness/new?post=${post}`,
    { ...three, language: 'sv', act: 'personal' },
    { cookie },
  )
  const { number } = await write(site, path, { text: 'Vad kostar det?', name: 'Bo' })
  await decide(site, await site.signIn('moderator'), number, { act: 'let_through' })
  const onComment = `/desk/openness/new?comment=${number}`
  await site.post(onComment, { ...three, language: 'sv', act: 'official' }, { cookie })
  const again = await writeDraft(site, cookie, { source: `${source}\n\n::: withheld` })
  await site.post(`${again}/withheld`, three, { cookie })
  return [
    { name: 'a post with something withheld', site, path },
    { name: 'a draft with something withheld', site, path: again, cookie },
    { name: 'a preview with something withheld', site, path: `${again}/preview`, cookie },
    { name: 'withholding something in a draft', site, path: `${again}/withheld`, cookie },
    { name: 'accounting for something', site, path: '/desk/openness/new', cookie },
    { name: 'accounting for something on a comment', site, path: onComment, cookie },
    {
      ...{ name: 'an account to mend', site, cookie, status: 422, path: '/desk/openness/new' },
      form: { ...three, why: '', openness: 'not_asked', unwanted: 'Eken' },
    },
    {
      ...{ name: 'an account before it is public', site, cookie, path: '/desk/openness/new' },
      form: { ...three, language: 'sv' },
    },
  ]
}
