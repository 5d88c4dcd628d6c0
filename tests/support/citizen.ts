import { type Form, hiddenFields, type TestSite } from './site.ts'

/** What a citizen sent: its number, and the cookie that holds the code. */
export interface Written {
  readonly number: number
  readonly cookie: string
}

/**
 * Writes a comment by the forms of a page (a post, or `/comments/3/reply`), with the preview
 * between, as a browser without JavaScript does. Throws when it is not taken in.
 */
export async function write(site: TestSite, at: string, words: Form): Promise<Written> {
  const form = { ...hiddenFields((await site.get(at)).body), ...words }
  const preview = await site.post('/comments/preview', form)
  const sent = await site.post('/comments', { ...form, ...hiddenFields(preview.body) })
  if (sent.statusCode !== 303) throw new Error(`not taken in: ${sent.statusCode} ${sent.body}`)
  const { number } = await site.storage.read
    .selectFrom('comment')
    .select(({ fn }) => fn.max('id').as('number'))
    .executeTakeFirstOrThrow()
  const cookie = String([sent.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  return { number: Number(number), cookie }
}

/** Decides about a comment by the form at the desk; throws when it is refused. */
export async function decide(
  site: TestSite,
  cookie: string,
  number: number,
  form: Form = { act: 'let_through' },
): Promise<void> {
  const answer = await site.post(`/desk/comments/${number}/decision`, form, { cookie })
  if (answer.statusCode !== 303) throw new Error(`refused: ${answer.statusCode} ${answer.body}`)
}
