/** How readers reach the archive. */
import type { App } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import { archiveAnswer } from './archive-http.ts'
import { entryAnswer } from './entry-http.ts'
import { archiveFiles } from './export-http.ts'
import { figuresAnswer } from './figure-http.ts'
import { filterNames } from './filter.ts'

/** Registers /openness and what is below it. */
export function disclosureRoutes(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  archiveFiles(app, web)
  web.page(app, { path: '/openness', query: [...filterNames, 'before'], make: archiveAnswer })
  web.page(app, { path: '/openness/figures', make: figuresAnswer })
  web.page(app, {
    path: '/openness/:id(^\\d{1,15}$)',
    make: (ask) => entryAnswer(ask, publicUrl),
  })
}
