/** What a text looks like while it is written: the same renderer as everywhere, and nothing is kept. */
import type { Desk } from '../accounts/desk-context.ts'
import { passagesBefore } from '../disclosures/passages-http.ts'
import { waitingWith } from '../disclosures/waiting-store.ts'
import { figuresBefore } from '../images/figures-http.ts'
import { Problem } from '../kernel/problem.ts'
import { isLanguage, type Language } from '../language/locale.ts'
import type { Html } from '../text/html.ts'
import { renderPost } from '../text/markdown.ts'
import { field, longForm, numberField } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { Ask } from '../web/web.ts'
import { authorOf } from './desk-author-http.ts'
import { limits } from './draft.ts'
import { type HintsModel, hintsModel } from './hints-pages.ts'

export interface LookPage extends HintsModel {
  readonly html: Html
  readonly language: Language
}

declare module '../web/views.ts' {
  interface Views {
    'posts/look': LookPage
  }
}

/** Registers POST /desk/look, for authors; a text that is too long for a draft is refused here too. */
export function lookDesk(desk: Desk): void {
  desk.app.post('/look', longForm, async (request, reply) => {
    authorOf(desk, request)
    const asked = desk.web.ask(request)
    const source = field(request, 'source')
    if (source.length > 2 * limits.source || [...source].length > limits.source)
      throw new Problem('too_large')
    const typed = field(request, 'language')
    const language = isLanguage(typed) ? typed : asked.site.language
    const html = await lookOf(asked, { id: numberField(request, 'draft'), source, language })
    const words = { title: field(request, 'title'), summary: field(request, 'summary') }
    const draft = { ...words, source, language, question: '', tags: [], decision: undefined }
    const model = { html, language, ...hintsModel(draft, '', asked) }
    return desk.show(request, reply, {
      view: view('posts/look', model),
      title: asked.t('editor.live.title'),
    })
  })
}

/** A text that is not public as it will look, with what waits to be accounted for in its draft. */
export async function lookOf(
  asked: Ask,
  text: { readonly id: number | undefined; readonly source: string; readonly language: Language },
): Promise<Html> {
  const waiting = text.id === undefined ? [] : await waitingWith(asked.read, text.id)
  const shown = renderPost(text.source, text.language)
  return passagesBefore(asked, await figuresBefore(asked, shown, text.language), {
    language: text.language,
    waiting: new Map(waiting.map(({ id, said }) => [id, said])),
  })
}
