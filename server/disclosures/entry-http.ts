/** One entry for everybody, with all that happened to it and all that it hangs together with. */
import { citedTime } from '../language/when.ts'
import type { Tag } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask } from '../web/web.ts'
import { headingOf } from './archive-pages.ts'
import { type Disclosure, pathOf } from './disclosure.ts'
import { byline, entryModel, type PlaceModel } from './entry-pages.ts'
import { archivePath } from './filter.ts'
import { historyModel } from './history-pages.ts'
import { turnsOverdue } from './look.ts'
import { findCommentPlace } from './place-store.ts'
import { type Cited, findDisclosure, findPostOf, historyOf, postsWithMark } from './store.ts'

/** The page of an entry. */
export async function entryAnswer(ask: Ask, publicUrl: string): Promise<Answer> {
  const { t, site, now, read } = ask
  const entry = await findDisclosure(read, Number(ask.params.id))
  if (!entry) return { problem: 'not_found' }
  const { places, tags } = await placesOf(entry, ask)
  const title = t('disclosures.title.number', { number: entry.id })
  const label = t(`common.capacity.${entry.capacity}`)
  return {
    view: view('disclosures/show', {
      ...{ number: entry.id, capacity: entry.capacity, places },
      entry: { ...entryModel(entry, entry.told, ask), capacity: undefined }, // it stands above the title
      by: byline(entry, ask),
      history: historyModel(await historyOf(read, entry.id), ask),
      sameGround: archivePath({ ground: entry.ground }),
      always: t('disclosures.always'),
      only: t('disclosures.only_own', { name: site.official.name }),
      cite: citation(entry, { ask, publicUrl, label }),
    }),
    head: {
      title: `${title} – ${label}`,
      description: `${label}. ${headingOf(entry)}`,
      canonical: pathOf(entry.id),
      capacity: entry.capacity,
      published: entry.firstAt,
    },
    tags: ['openness', 'lists', ...tags],
    until: turnsOverdue(entry, { country: site.country, zone: site.timeZone, now }),
  }
}

interface Citing {
  readonly ask: Ask
  readonly publicUrl: string
  readonly label: string
}

/** Who said it, in which capacity, which wording and exactly when. */
function citation(entry: Disclosure, { ask, publicUrl, label }: Citing): string {
  const { t, language, site } = ask
  return t('openness.cite.words', {
    ...{ name: entry.responsible.name, title: entry.responsible.title, label },
    ...{ number: entry.id, event: entry.number, address: publicUrl + pathOf(entry.id) },
    time: citedTime(entry.at, language, site.timeZone),
  })
}

/** What the entry hangs on and where its text stands, as far as that is public, with what changes when that does. */
async function placesOf(
  entry: Disclosure,
  { read, t }: Ask,
): Promise<{ readonly places: PlaceModel[]; readonly tags: Tag[] }> {
  const post = entry.postId === undefined ? undefined : await findPostOf(read, entry.postId)
  const comment =
    entry.commentId === undefined ? undefined : await findCommentPlace(read, entry.commentId)
  const marked = (await postsWithMark(read, entry.id)).filter(({ id }) => id !== post?.id)
  const ofPost = ({ path, title, language, capacity }: Cited): PlaceModel => ({
    ...{ href: path, words: title, language, capacity },
  })
  return {
    places: [
      ...[...(post ? [post] : []), ...marked].map(ofPost),
      ...(comment
        ? [
            {
              ...{ href: `/comments/${comment.id}`, language: undefined, capacity: undefined },
              words: t('openness.on.comment', { name: comment.name }),
            },
          ]
        : []),
    ],
    tags: [
      ...[...(post ? [post] : []), ...marked].map(({ id }): Tag => `post:${id}`),
      ...(comment ? [`post:${comment.postId}` as const] : []),
    ],
  }
}
