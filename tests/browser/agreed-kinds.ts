/** The pages about publishing a letter by agreement, for both sides, and a published letter itself. */
import { letterText, openLetter, postsOf, proposal } from '../agreements/agreeing.ts'
import type { Kind } from './kind.ts'

/** Three letters: one of which nothing is proposed, one that is proposed, one that is published. */
export async function agreedKinds(): Promise<Kind[]> {
  return [...(await begun()), ...(await proposed()), ...(await published())]
}

const form = { ...proposal, number: '0' }

async function begun(): Promise<Kind[]> {
  const { site, at, own, desk, holder } = await openLetter(`${letterText}\n\nFråga Eva Lind.`)
  return [
    { name: 'no publication is proposed', site, path: at, ...desk },
    { name: 'proposing to publish a letter', site, path: `${at}/form`, ...desk },
    { name: 'answering in own words', site, path: `${at}/form?kind=own_words`, ...desk },
    {
      ...{ name: 'a proposal to mend', site, path: `${at}/preview`, status: 422, ...desk },
      form: { ...form, title: '', part: ['1', '4'], 'out-writer': 'Söderskolan' },
    },
    {
      ...{ name: 'a proposal before it is made', site, path: `${at}/preview`, ...desk },
      form: { ...form, 'out-writer': 'Norrskolan' },
    },
    {
      ...{ name: 'a proposal that names somebody', site, path: `${at}/preview`, status: 422 },
      ...{ form: { ...form, part: ['1', '4'] }, ...desk },
    },
    { name: 'no proposal behind the code', site, path: own, status: 404, ...holder },
  ]
}

async function proposed(): Promise<Kind[]> {
  const { site, at, own, desk, holder, propose } = await openLetter()
  await propose()
  const mine = { site, path: own, ...holder }
  return [
    { name: 'a proposal at the desk', site, path: at, ...desk },
    { name: 'a code with a proposal', site, path: '/receipt', ...holder },
    { name: 'a proposal behind the code', ...mine },
    {
      ...{ name: 'changes to a proposal', ...mine, path: `${own}/preview` },
      form: { credit: 'colleague', part: ['1', '2'], 'out-writer': 'Norrskolan\n14 år' },
    },
    {
      ...{ name: 'changes to a proposal, to mend', ...mine, path: `${own}/preview` },
      ...{ form: { credit: 'name', credit_words: '' }, status: 422 },
    },
  ]
}

async function published(): Promise<Kind[]> {
  const there = await openLetter()
  const { site, at, own, desk, holder, propose, change, publish } = there
  await propose()
  const named = { credit: 'role', credit_words: 'en lärare', part: ['1', '2', '3'] }
  await change({ ...named, 'out-writer': '14 år' })
  await publish()
  const [post] = await postsOf(there)
  return [
    { name: 'a published letter', site, path: `/${post?.year_month}/${post?.slug}` },
    { name: 'a published letter at the desk', site, path: at, ...desk },
    { name: 'a published letter behind the code', site, path: own, ...holder },
    {
      name: 'a post that is a letter, at the desk',
      site,
      path: `/desk/posts/${post?.id}`,
      ...desk,
    },
    {
      ...{ name: 'asking at too great length', site, path: own.replace('proposal', 'withdrawal') },
      ...{ form: { reason: 'x'.repeat(1001) }, status: 422, ...holder },
    },
  ]
}
