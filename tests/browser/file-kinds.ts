/** The pages of files that go with letters: what they tell before they are sent, and where they are fetched. */
import { choicesIn, plainPicture, postFiles, tellingPdf, tellingPhoto } from '../files/chosen.ts'
import { openAt, openChannel } from '../letters/channel.ts'
import { hiddenFields } from '../support/site.ts'
import type { Kind } from './kind.ts'

/** Chooses files for a letter and sends it, chooses some for another, and finds the way to each kind of page. */
export async function fileKinds(): Promise<Kind[]> {
  const { site, official, post } = await openChannel()
  const form = { text: 'Trapphuset är för smalt. Se bilden.', post: String(post.id) }
  const files = [
    { name: 'trappan.jpg', bytes: await tellingPhoto() },
    { name: 'utkast.pdf', bytes: await tellingPdf() },
    { name: 'plan.png', bytes: await plainPicture() },
    { name: 'trasig.pdf', bytes: '%PDF-1.7 avbruten' },
  ]
  const choose = async () => {
    const page = await postFiles(site, '/letter/preview', form, files)
    return { ...form, ...hiddenFields(page.body), ...choicesIn(page.body) }
  }
  const sent = await postFiles(site, '/letter', await choose())
  const cookie = String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  const chosen = await choose()
  await openAt(site, 1, { cookie: official })
  const more = { ...chosen, letter: '1', text: '' }
  return [
    { name: 'a letter with files before it is sent', site, path: '/letter/preview', form: chosen },
    {
      ...{ name: 'a comment whose files stay with the letter', site, path: '/comments/preview' },
      form: chosen,
    },
    { name: 'a code with files', site, path: '/receipt', cookie },
    { name: 'a letter with files', site, path: '/desk/letters/1', cookie: official },
    {
      ...{ name: 'more with files, to mend', site, path: '/receipt/letter', status: 422 },
      ...{ form: more, cookie },
    },
    {
      ...{ name: 'more without the code', site, path: '/receipt/letter', status: 403 },
      form: { letter: '1', text: 'Jag glömde en sak.' },
    },
  ]
}
