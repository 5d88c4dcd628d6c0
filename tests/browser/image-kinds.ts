/** The pages of images: a post that shows one and brings a file, the editor that refuses one, the library. */
import { tellingPdf } from '../files/chosen.ts'
import { bring, description, draftWithImage, photo, published } from '../images/library.ts'
import { openTestSite } from '../support/site.ts'
import type { Kind } from './kind.ts'

/** Brings images and a PDF, describes some of them, publishes one post. */
export async function imageKinds(): Promise<Kind[]> {
  const site = await openTestSite()
  const cookie = await site.signIn('official')
  const source = 'Så här såg det ut.\n\n![Huset i maj](image)\n\nOch så här står det i utredningen.'
  const { draft } = await draftWithImage(site, cookie, { form: { source } })
  const seen = /name="seen" value="([^"]+)"/.exec((await site.get(draft, { cookie })).body)?.[1]
  const again = '![Huset i maj](image:1)'
  await bring(
    site,
    cookie,
    { name: 'Utredningen.pdf', bytes: await tellingPdf() },
    { draft, form: { source: again, seen: seen ?? '' } },
  )
  const { path } = await published(site, cookie, draft)
  const other = { name: 'bron.jpg', bytes: await photo(600, 400) }
  await bring(site, cookie, other, { form: { title: 'Bron' } })
  const presented = {
    ...{ picture: '1', brief: 'Har lett kommunen sedan 2019.' },
    interests: 'Jag äger skog vid Grönån och är gift med en av kommunens lärare.',
  }
  await site.post('/desk/profile', presented, { cookie })
  const said = { ...description, alt: '', licence: 'other' }
  return [
    { name: 'a post with an image and a file', site, path },
    { name: 'who speaks here with a picture', site, path: '/about' },
    { name: 'what an author says of themselves', site, path: '/desk/profile', cookie },
    {
      ...{ name: 'a presentation to mend', site, path: '/desk/profile', cookie, status: 422 },
      form: { picture: '99', brief: 'b'.repeat(301), interests: 'Skog.' },
    },
    { name: 'the library', site, path: '/desk/images', cookie },
    { name: 'an image without a description', site, path: '/desk/images/3?draft=2', cookie },
    { name: 'a file of the library', site, path: '/desk/images/2', cookie },
    { name: 'an image to mend', site, path: '/desk/images/3', cookie, form: said, status: 422 },
    {
      name: 'an editor without its image',
      site,
      path: '/desk/drafts/2/images',
      cookie,
      form: { title: 'Bron', capacity: 'personal', source: 'Bron.' },
      status: 422,
    },
    { name: 'a draft whose image lacks its words', site, path: '/desk/drafts/2/preview', cookie },
  ]
}
