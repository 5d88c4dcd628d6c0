/** Forms that never end: a file may take its time on a slow line, anything else is short. */
import { SECOND } from '../kernel/clock.ts'
import { isRead } from './guards.ts'
import type { App } from './house.ts'

/** So long may a form without files take to come in. */
const PATIENCE = 30 * SECOND

/** Hangs up on forms without files that take too long; the server's own limit is for those with. */
export function endSlowForms(app: App, patience = PATIENCE): void {
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const isLong = /^multipart\//i.test(request.headers['content-type'] ?? '')
    if (!isRead(request) && !isLong) {
      const timer = setTimeout(() => request.raw.destroy(), patience).unref()
      request.raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
    }
    done()
  })
}
