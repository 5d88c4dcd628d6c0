/** How the texts are told that a draft was saved with, and what two meet who wrote in one. */
import type { T } from '../language/catalogue.ts'
import { type PartModel, partsModel } from './difference-pages.ts'
import type { Draft, DraftContent } from './draft.ts'
import type { Capacity } from './post.ts'
import type { Saving } from './saving-store.ts'
import { type Link, type Telling, timeOf } from './telling-pages.ts'
import type { Open } from './writing.ts'

export interface EarlierPage {
  readonly heading: string
  readonly texts: readonly (Link & { readonly note: string })[]
  readonly back: Link
}

export interface EarlierTextPage {
  readonly capacity: Capacity | undefined
  readonly heading: string
  readonly words: string
  readonly parts: readonly PartModel[]
  readonly action: string
  readonly number: number
  readonly seen: string
  readonly back: Link
}

/** What stands over the editor when somebody else has saved. */
export interface OvertakenModel {
  readonly words: string
  /** Whether both texts can be brought together. */
  readonly canMerge: boolean
  readonly parts: readonly PartModel[]
}

declare module '../web/views.ts' {
  interface Views {
    'posts/earlier': EarlierPage
    'posts/earlier-text': EarlierTextPage
    'posts/overtaken': OvertakenModel
  }
}

/** The texts of a draft but for the present one, the latest first. */
export function earlierModel(
  draft: Draft,
  savings: readonly Saving[],
  telling: Telling,
): EarlierPage {
  const { t } = telling
  return {
    heading: t('editor.earlier.title'),
    texts: savings
      .filter(({ at }) => at !== draft.changedAt)
      .map(({ number, at, by, content }) => ({
        href: `/desk/drafts/${draft.id}/earlier/${number}`,
        words: timeOf(at, telling).words,
        note: t('editor.earlier.by', { name: by, count: content.source.length }),
      })),
    back: backTo(draft, t),
  }
}

/** One of them, as it differs from what the draft says now. */
export function earlierTextModel(draft: Draft, saving: Saving, telling: Telling): EarlierTextPage {
  const { t } = telling
  return {
    capacity: draft.capacity ?? saving.content.capacity,
    heading: t('editor.earlier.one', { time: timeOf(saving.at, telling).words }),
    words: t('editor.earlier.words', { name: saving.by }),
    parts: partsModel(wordsOf(saving.content), wordsOf(draft), telling),
    action: `/desk/drafts/${draft.id}/earlier`,
    number: saving.number,
    seen: draft.changedAt,
    back: backTo(draft, t),
  }
}

const backTo = ({ id }: Draft, t: T): Link => ({
  href: `/desk/drafts/${id}`,
  words: t('posts.preview.back'),
})

const wordsOf = (content: DraftContent) => content

/** Who else has the draft open, each in a sentence; `now` says how long ago it was. */
export const othersModel = (
  others: readonly Open[],
  { t, now }: Telling & { readonly now: string },
): string[] =>
  others.map(({ name, since }) => {
    const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(since)) / 60_000))
    return t('editor.others', { name, count: minutes })
  })
