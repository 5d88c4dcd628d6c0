/** How posts and comments are taken along with their context: cited, as they stood, as a file. */
import type { ReasonName } from '../comments/threads.ts'
import type { App } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import { citeRoutes } from './cite-http.ts'
import { markdownRoutes } from './markdown-http.ts'
import { stoodRoutes } from './stood-http.ts'

/** Registers the addresses below posts and comments that help to share them. */
export function sharingRoutes(app: App, web: Web, reasonName: ReasonName): void {
  citeRoutes(app, web)
  stoodRoutes(app, web)
  markdownRoutes(app, web, reasonName)
}
