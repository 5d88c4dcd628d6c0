/** How a post shows the comment that it began with: whole, with its writer's name, and only while the thread does. */
import type { Language } from '../language/locale.ts'
import { type Html, trusted } from '../text/html.ts'
import type { Lifted } from './lifted-store.ts'
import type { Telling } from './telling-pages.ts'

export interface LiftedModel {
  readonly words: string
  /** Missing while the words are not shown where they were written. */
  readonly html: Html | undefined
  readonly language: Language
  /** The comment in its context; missing when it has no public place. */
  readonly href: string | undefined
  readonly link: string
}

declare module '../web/views.ts' {
  interface Views {
    'posts/lifted': LiftedModel
  }
}

/** The block above the text of a post. */
export function liftedModel(lifted: Lifted, { t, language }: Telling): LiftedModel {
  const { shown, commentId, hasPlace } = lifted
  const name = shown?.name || t('comments.noName')
  return {
    words: shown
      ? t(shown.isQuestion ? 'publishing.lifted.question' : 'publishing.lifted.comment', { name })
      : t('publishing.lifted.gone'),
    html: shown && trusted(shown.html),
    language: shown?.language ?? language,
    href: hasPlace ? `/comments/${commentId}` : undefined,
    link: t('publishing.lifted.link'),
  }
}
