/** Everything of the room accounts that is behind the door of the desk. */
import { view } from '../web/views.ts'
import { auditPage } from './audit-pages.ts'
import { auditLines } from './audit-store.ts'
import type { Desk } from './desk-context.ts'
import { allowed, speakingOf } from './desk-request.ts'
import type { Door } from './door.ts'
import { ownDesk } from './own-desk.ts'
import { peopleDesk } from './people-desk.ts'
import { secondFactorDesk } from './second-factor-desk.ts'
import { people } from './store.ts'

/** Registers one's own page, the second step, signing out, the people and the log of events. */
export function accountsDesk(desk: Desk, door: Door): void {
  secondFactorDesk(desk, door)
  ownDesk(desk)
  peopleDesk(desk)
  auditDesk(desk)
}

const LINES = 50

function auditDesk(desk: Desk): void {
  desk.app.get('/audit', async (request, reply) => {
    allowed(desk, request, 'audit.read')
    const { t, read } = desk.web.ask(request)
    const given = String((request.query as Record<string, unknown>).before ?? '')
    const before = /^\d{1,15}$/.test(given) ? Number(given) : undefined
    const lines = await auditLines(read, { before, limit: LINES })
    const last = lines.length === LINES ? lines.at(-1) : undefined
    const found = {
      lines,
      names: new Map((await people(read)).map(({ id, name }) => [id, name])),
      older: last && `/desk/audit?before=${last.id}`,
    }
    const page = view('accounts/audit', auditPage(found, speakingOf(desk.web, request)))
    return desk.show(request, reply, { view: page, title: t('accounts.audit.title') })
  })
}
