/** A post as it stood at a moment, and the form that asks for one. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { citedTime } from '../language/when.ts'
import type { PublicPost } from '../posts/post.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Html } from '../text/html.ts'
import type { Ask } from '../web/web.ts'
import type { StoodVersion } from './store.ts'

/** Asks for a moment; what was typed stays. */
export interface MomentForm {
  readonly action: string
  readonly value: string
  readonly fault: string | undefined
  readonly hint: string
}

export interface StoodPage {
  readonly capacity: Capacity
  readonly language: Language
  readonly title: string
  readonly summary: string
  /** Undefined where a letter's words are not shown any more. */
  readonly html: Html | undefined
  readonly question: string
  readonly author: string
  readonly notice: string
  readonly now: { readonly href: string; readonly words: string }
  readonly history: string
  readonly form: MomentForm
}

declare module '../web/views.ts' {
  interface Views {
    'sharing/moment': MomentForm
    'sharing/stood': StoodPage
    'sharing/when': {
      readonly capacity: Capacity
      readonly title: string
      readonly back: string
      readonly form: MomentForm
    }
  }
}

/** The form; the history of a post has one too. */
export const momentForm = (
  post: Pick<PublicPost, 'path'>,
  { t, site }: Pick<Ask, 't' | 'site'>,
  { value = '', fault }: { readonly value?: string; readonly fault?: string | undefined } = {},
): MomentForm => ({
  ...{ action: `${post.path}/at`, value, fault },
  hint: t('sharing.stood.hint', { zone: site.timeZone }),
})

/** The page; `html` has what the archive said then in its places. */
export function stoodModel(
  { post, version, at }: { post: PublicPost; version: StoodVersion; at: Instant },
  html: Html | undefined,
  ask: Ask,
): StoodPage {
  const { t, language, site } = ask
  const time = citedTime(at, language, site.timeZone)
  const isNow = version.number === post.version
  return {
    ...{ capacity: version.capacity, language: version.language, html },
    ...{ title: version.title, summary: version.summary, question: version.question },
    author: [version.author.name, version.author.title].filter(Boolean).join(', '),
    notice: t('sharing.stood.notice', { time, number: version.number }),
    now: {
      href: post.path,
      words: t(isNow ? 'sharing.stood.same' : 'sharing.stood.now', { number: post.version }),
    },
    history: `${post.path}/history`,
    form: momentForm(post, ask),
  }
}
