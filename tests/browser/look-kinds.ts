/** What authors meet in the archive: an entry that is overdue, looking again with every outcome, and a correction. */
import { DAY } from '../../server/kernel/clock.ts'
import { account, accounted, look, openArchive } from '../disclosures/archive.ts'
import { publishPost } from '../posts/writing.ts'
import { long } from './inhabited.ts'
import type { Kind } from './kind.ts'

/** One of each page on which authors look again. */
export async function lookKinds(): Promise<Kind[]> {
  const { site, author: early, id } = await openArchive({}, { reviewOn: '2026-12-01' })
  const post = await publishPost(site, await site.signIn('official'))
  const on = await account(site, early, { why: long, reviewOn: '2027-02-02' }, `?post=${post.id}`)
  const told = await account(site, early)
  await look(site, early, { id: told, what: 'narrowed', canSay: 'Mer.', reviewOn: '2027-06-01' })
  await look(site, early, { id: told, what: 'disclosed', told: post.path })
  site.advance(60 * DAY)
  const cookie = await site.signIn('author')
  const at = (number: number, rest = '') => ({
    site,
    cookie,
    path: `/desk/openness/${number}${rest}`,
  })
  const kept = { seen: '1', why: 'Anbudet löper ut.' }
  const mended = { ...accounted(), capacity: 'personal', seen: '1', why: '', because: '' }
  return [
    { name: 'writing an entry of the archive', site, cookie, path: '/desk/openness/new' },
    { name: 'an entry that everybody reads', site, path: `/openness/${told}` },
    { name: 'the archive at the desk', site, cookie, path: '/desk/openness' },
    { name: 'what is told of the archive', site, cookie, path: '/desk/openness?state=disclosed' },
    { name: 'an entry of the archive that is overdue', ...at(id) },
    { name: 'an entry that hangs on a post', ...at(on) },
    { name: 'an entry that is told now', ...at(told) },
    { name: 'looking again: told', ...at(id, '/disclosed') },
    {
      name: 'looking again: told nowhere',
      ...at(id, '/disclosed'),
      form: { seen: '1' },
      status: 422,
    },
    { name: 'looking again: more can be said', ...at(id, '/narrowed') },
    { name: 'looking again: still not', ...at(id, '/kept') },
    { name: 'looking again: for no reason', ...at(id, '/kept'), form: { seen: '1' }, status: 422 },
    { name: 'looking again: nothing left', ...at(id, '/ended') },
    {
      name: 'looking again: overtaken',
      ...at(id, '/kept'),
      form: { ...kept, seen: '7' },
      status: 409,
    },
    { name: 'looking again: too late', ...at(told, '/kept'), form: kept, status: 409 },
    { name: 'correcting an entry', ...at(id, '/correction') },
    { name: 'correcting without a reason', ...at(on, '/correction'), form: mended, status: 422 },
    { name: 'correcting what was changed', ...at(told, '/correction'), form: mended, status: 409 },
  ]
}
