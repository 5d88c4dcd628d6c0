/** How readers reach the archive. */
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { archiveAnswer } from './archive-http.ts'
import { pathOf } from './disclosure.ts'
import { byline, entryModel } from './entry-pages.ts'
import { archiveFiles } from './export-http.ts'
import { figuresAnswer } from './figure-http.ts'
import { filterNames } from './filter.ts'
import { turnsOverdue } from './look.ts'
import { findDisclosure, historyOf } from './store.ts'

/** Registers /openness and what is below it. */
export function disclosureRoutes(app: App, web: Web): void {
  archiveFiles(app, web)
  web.page(app, { path: '/openness', query: [...filterNames, 'before'], make: archiveAnswer })
  web.page(app, { path: '/openness/figures', make: figuresAnswer })
  web.page(app, { path: '/openness/:id(^\\d{1,15}$)', make: entryPage })
}

async function entryPage(ask: Ask): Promise<Answer> {
  const entry = await findDisclosure(ask.read, Number(ask.params.id))
  if (!entry) return { problem: 'not_found' }
  const history = await historyOf(ask.read, entry.id)
  const { t, site, now } = ask
  const title = t('disclosures.title.number', { number: entry.id })
  return {
    view: view('disclosures/show', {
      number: entry.id,
      entry: entryModel(entry, entry.told, ask),
      by: byline(entry, ask),
      history: history.map((event) => ({
        ...{ kind: event.kind, by: byline(event, ask), because: event.because },
        entry: entryModel(event, event.told, ask),
      })),
      always: t('disclosures.always'),
      only: t('disclosures.only_own', { name: site.official.name }),
    }),
    head: { title, canonical: pathOf(entry.id), capacity: entry.capacity },
    tags: ['openness'],
    until: turnsOverdue(entry, { country: site.country, zone: site.timeZone, now }),
  }
}
