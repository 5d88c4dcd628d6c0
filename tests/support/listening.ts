import type { App } from '../../server/web/house.ts'

/** Lets a real browser reach a site, on a free port of this machine alone; gives its origin. */
export const listening = (app: App): Promise<string> => app.listen({ host: '127.0.0.1', port: 0 })
