/** A letter that is proposed to be published, by the real forms. */
import { openAt, openChannel } from '../letters/channel.ts'
import { type Form, hiddenFields, type TestSite, type Wanted } from '../support/site.ts'

export const letterText = `Jag har arbetat som lärare på Norrskolan i 14 år.

Schemat lades om i augusti och ingen frågade oss.

Kan vi få ett möte om det?`

/** What the official types at first: everything, with an answer after the second paragraph. */
export const proposal: Form = {
  capacity: 'personal',
  title: 'Ett brev om scheman',
  preface: 'En fråga som fler har ställt.',
  part: ['1', '2', '3'],
  'answer-2': 'Det borde vi ha gjort.',
  'answer-3': 'Ja, den **3 december**.',
}

/** An opened letter at the desk, and behind its code. */
export async function openLetter(text = letterText, wanted: Wanted = {}) {
  const { site, official, write, post: aPost } = await openChannel(wanted)
  const { number, cookie } = await write({ text })
  await openAt(site, number, { cookie: official })
  return {
    site,
    official,
    number,
    cookie,
    aPost,
    ...agreeingOn(site, { number, cookie, official }),
  }
}

/** What each side does towards publishing a letter, by the real forms. */
export function agreeingOn(
  site: TestSite,
  { number, cookie, official }: { number: number; cookie: string; official: string },
) {
  const at = `/desk/letters/${number}/proposal`
  const own = `/receipt/letters/${number}/proposal`
  const desk = { cookie: official }
  const holder = { cookie }
  /** Proposes by the form: shown first, then sent. */
  const propose = async (form: Form = proposal) => {
    const empty = await site.get(`${at}/form`, desk)
    const typed = { ...hiddenFields(empty.body), ...form }
    const shown = await site.post(`${at}/preview`, typed, desk)
    return site.post(at, { ...typed, ...hiddenFields(shown.body) }, desk)
  }
  const page = async (side: 'desk' | 'own') =>
    (await site.get(side === 'desk' ? at : own, side === 'desk' ? desk : holder)).body
  /** Answers as the page of that side is now, or was when it was fetched. */
  const say = async (answer: 'yes' | 'no' | 'back', seen?: string) =>
    site.post(`${own}/answer`, { ...hiddenFields(seen ?? (await page('own'))), answer }, holder)
  const officialSays = async (answer: 'yes' | 'back', form: Form = {}, seen?: string) =>
    site.post(
      `${at}/answer`,
      { ...hiddenFields(seen ?? (await page('desk'))), answer, ...form },
      desk,
    )
  const publish = async (form: Form = {}, seen?: string) =>
    site.post(`${at}/publication`, { ...hiddenFields(seen ?? (await page('desk'))), ...form }, desk)
  /** The writer's changes: shown first, then sent. */
  const change = async (form: Form, seen?: string) => {
    const typed = { ...hiddenFields(seen ?? (await page('own'))), ...form }
    const shown = await site.post(`${own}/preview`, typed, holder)
    return site.post(own, { ...typed, ...hiddenFields(shown.body) }, holder)
  }
  return { at, own, desk, holder, propose, page, say, officialSays, publish, change }
}

/** The addresses of the posts that there are, the newest first. */
export async function postsOf({ site }: Pick<Awaited<ReturnType<typeof openLetter>>, 'site'>) {
  const posts = site.storage.read.selectFrom('public_post').selectAll().orderBy('id', 'desc')
  return posts.execute()
}
