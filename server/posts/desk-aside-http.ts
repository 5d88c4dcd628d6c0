/** How authors write an aside: one field, one choice, and then the page of publication. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { MOST_OF_ASIDE } from './aside.ts'
import { startAside } from './aside-actions.ts'
import { authorOf } from './desk-author-http.ts'
import { type CardsModel, cardsModel } from './editor-pages.ts'
import { isCapacity } from './post.ts'

export interface AsidePage {
  readonly cards: CardsModel
  readonly source: string
  readonly hint: string
  readonly fault: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'posts/aside': AsidePage
  }
}

/** Registers the form of asides. */
export function asideDesk(desk: Desk): void {
  desk.app.get('/asides/new', (request, reply) => showForm(desk, request, reply))
  desk.app.post('/asides', async (request, reply) => {
    const author = authorOf(desk, request)
    const capacity = field(request, 'capacity')
    const done = await startAside(desk.web.house, author, {
      source: field(request, 'source').trim(),
      capacity: isCapacity(capacity) ? capacity : undefined,
      language: desk.web.ask(request).site.language,
    })
    if (done.ok) return desk.back(reply, `/desk/drafts/${done.value.id}/publication`)
    if (done.problem === 'forbidden') throw new Problem('forbidden')
    return showForm(desk, request, reply, done.problem)
  })
}

function showForm(desk: Desk, request: FastifyRequest, reply: FastifyReply, fault?: MessageKey) {
  authorOf(desk, request)
  const { t, site } = desk.web.ask(request)
  const typed = (name: string) => (fault ? field(request, name) : '')
  return desk.show(request, reply, {
    view: view('posts/aside', {
      cards: cardsModel(typed('capacity'), { t, title: site.official.title }),
      source: typed('source'),
      hint: t('publishing.aside.hint', { most: MOST_OF_ASIDE }),
      fault: fault && t(fault),
    }),
    title: t('publishing.aside.write'),
    status: fault ? 422 : 200,
  })
}
