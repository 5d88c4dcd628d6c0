/** Every post with its thread as a file: `…/slug.md`, in parts when the thread is long. */

import { plainThread } from '../comments/plain-http.ts'
import type { ReasonName } from '../comments/threads.ts'
import { passagesIn } from '../disclosures/passages-http.ts'
import { broughtBy } from '../images/figures-http.ts'
import { fileOfPost, ofMonth } from '../posts/address-http.ts'
import type { PublicPost } from '../posts/post.ts'
import { trusted } from '../text/html.ts'
import { marked, markOf, marksIn } from '../text/marks.ts'
import type { FileAnswer } from '../web/files.ts'
import type { App } from '../web/house.ts'
import type { Ask, Web } from '../web/web.ts'
import { markdownFile } from './markdown-pages.ts'

/** Comments in one file: what a program takes at once, and what may lie in memory. */
const COMMENTS_IN_FILE = 500

/** Registers the files. */
export function markdownRoutes(app: App, web: Web, reasonName: ReasonName): void {
  const { publicUrl } = web.house.settings
  web.file(app, {
    path: `${ofMonth}/:slug.md`,
    type: 'text/markdown; charset=utf-8',
    query: ['from'],
    make: (ask) => fileOfPost(ask, '.md', (post) => fileOf(ask, post, { publicUrl, reasonName })),
  })
}

async function fileOf(
  ask: Ask,
  post: PublicPost,
  { publicUrl, reasonName }: { readonly publicUrl: string; readonly reasonName: ReasonName },
): Promise<FileAnswer> {
  const asked = ask.query.from
  if (asked !== undefined && !/^[1-9]\d{0,14}$/.test(asked)) return { problem: 'not_found' }
  const from = asked === undefined ? undefined : Number(asked)
  const thread = await plainThread(ask, post, { from, most: COMMENTS_IN_FILE, reasonName })
  if (!thread) return { problem: 'not_found' }
  const { passages, until } = await passagesOf(ask, post)
  const { site } = ask
  return {
    body: markdownFile({
      brought: await broughtBy(ask, post.html),
      ...{ post, passages, site, publicUrl, isRest: from !== undefined },
      ...thread,
    }),
    tags: [`post:${post.id}`, 'openness'],
    until,
  }
}

/** No text has this sign: it parts what is filled in one go. */
const BETWEEN = '\u0000'

/** What the archive says of each place in a post. */
async function passagesOf(ask: Ask, post: PublicPost) {
  const ids = marksIn(post.html)
  const places = marked(ids.map((id) => markOf(id)).join(BETWEEN))
  const { html, until } = await passagesIn(ask, places, post.language)
  const said = html.split(BETWEEN).map((one) => trusted(one))
  return { passages: new Map(ids.map((id, at) => [id, said[at] ?? trusted('')])), until }
}
