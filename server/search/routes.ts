/** How readers search. */
import type { App } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import { searchNames } from './narrowing.ts'
import { searchAnswer } from './search-http.ts'

/** Registers /search. */
export function searchRoutes(app: App, web: Web): void {
  web.page(app, {
    ...{ path: '/search', query: [...searchNames, 'before'], isCut: true },
    make: searchAnswer,
  })
}
