/** The comment form: what stands in it before and after somebody has written. */

import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date, exactTime } from '../language/when.ts'
import { promiseAt } from '../site/hours.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Html } from '../text/html.ts'
import type { Site } from '../web/house.ts'
import { MAX_NAME } from './comment.ts'

/** A form that is empty, or that comes back with a person's words. */
export interface CommentForm {
  readonly title: string
  readonly post: number
  readonly postVersion: number
  readonly parent: number | undefined
  readonly parentVersion: number | undefined
  readonly values: FormValues
  readonly faults: { readonly name?: string; readonly text?: string; readonly form?: string }
  /** Who reads and when; what becomes of it; who runs the site (BBS 3 §). */
  readonly who: string
  readonly record: string
  readonly operator: string
  readonly official: string
  readonly maxName: number
  readonly waiting: { readonly href: string; readonly words: string } | undefined
  /** The two ways to send it, equally large; undefined while no letters are taken. */
  readonly doors: Doors | undefined
}

/** A public comment, or a letter that the blog does not show. */
export interface Doors {
  readonly comment: Door
  readonly letter: Door
}

interface Door {
  readonly words: string
  readonly hint: string
}

export interface FormValues {
  readonly name: string
  readonly text: string
  readonly question: boolean
}

/** The way back to the post, which has its label here too. */
export interface PostLink {
  readonly href: string
  readonly title: string
  readonly language: Language
  readonly capacity: Capacity
}

/** The page that says what will be public, with the words still to be changed. */
export interface PreviewPage {
  readonly form: CommentForm
  readonly post: PostLink
  /** Rendered as it will show; undefined while something must be mended. */
  readonly html: Html | undefined
  readonly name: string
  readonly replies: string
  readonly mark: string
  readonly code: string
  readonly altcha: string
  readonly trap: string
  /** What else was filled in at the other door, handed on unseen. */
  readonly carried: readonly { readonly name: string; readonly value: string }[]
  readonly sentences: readonly string[]
  readonly others: readonly { readonly href: string; readonly words: string }[]
}

export interface ReplyPage {
  readonly post: PostLink
  readonly comment: import('./pages.ts').CommentItem
  readonly form: CommentForm
  readonly officialName: string
  readonly language: Language
}

declare module '../web/views.ts' {
  interface Views {
    'comments/form': CommentForm
    'comments/fields': CommentForm
    'comments/doors': Doors
    'comments/waiting': { readonly count: string; readonly oldest: string | undefined }
    'comments/preview': PreviewPage
    'comments/reply': ReplyPage
  }
}

/** The link to the post that is answered. */
export const postLink = (post: Omit<PostLink, 'href'> & { readonly path: string }): PostLink => ({
  href: post.path,
  title: post.title,
  language: post.language,
  capacity: post.capacity,
})

/** What a form is about. */
export interface About {
  readonly post: { readonly id: number; readonly version: number }
  readonly parent?:
    | { readonly id: number; readonly version: number; readonly name: string }
    | undefined
}

const untouched: FormValues = { name: '', text: '', question: false }

/** The form for a post or a comment, empty unless values are handed back. */
export function formFor(
  { t, language, site, now }: { t: T; language: Language; site: Site; now: Instant },
  { post, parent }: About,
  back: { values?: FormValues; faults?: CommentForm['faults'] } = {},
): CommentForm {
  const official = site.official.name
  return {
    title: parent ? t('comments.write.reply', { name: parent.name }) : t('comments.write'),
    post: post.id,
    postVersion: post.version,
    parent: parent?.id,
    parentVersion: parent?.version,
    values: back.values ?? untouched,
    faults: back.faults ?? {},
    who: site.hasSecondPerson
      ? t('comments.who', { when: whenRead(site, now, language, t) })
      : t('comments.who.alone', { name: official, when: whenRead(site, now, language, t) }),
    record: t(`comments.record.${site.country}`),
    operator: t('comments.operator', { authority: site.authority }),
    official,
    maxName: MAX_NAME,
    waiting: site.hasSecondPerson ? undefined : { href: '/log', words: t('comments.waiting') },
    doors: site.letters && doorsOf(t, official),
  }
}

const doorsOf = (t: T, name: string): Doors => ({
  comment: { words: t('letters.send.comment'), hint: t('letters.door.comment.what') },
  letter: { words: t('letters.send', { name }), hint: t('letters.door.letter.what') },
})

/** When a comment sent now is read: "oftast inom 3 timmar", "från måndag 23 november kl. 08.00". */
export function whenRead(site: Site, now: Instant, language: Language, t: T): string {
  const promise = promiseAt(now, site.hours, site.timeZone)
  if (promise.when === 'now') return t('comments.when.now', { hours: promise.within })
  const from = exactTime(promise.from, language, site.timeZone)
  if (promise.when === 'later') return t('comments.when.later', { from })
  return t('comments.when.away', { from: date(promise.from, language, site.timeZone) })
}
