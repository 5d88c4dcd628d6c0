/** Asking for a document: the page that says how, which is always there. */
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { requestPage } from './pages.ts'

/** Registers /request. */
export function requestRoutes(app: App, web: Web): void {
  web.page(app, {
    path: '/request',
    make: async (ask) => ({
      view: view('requests/request', requestPage(ask)),
      head: { title: ask.t('requests.title'), canonical: '/request' },
      tags: [],
    }),
  })
}
