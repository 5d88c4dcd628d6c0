/** What was given out of a letter, for whoever holds its code. */
import type { FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { findOwn } from '../letters/store.ts'
import type { Vault } from '../letters/vault.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { releasesOf } from './release-actions.ts'
import { releasedPage } from './release-pages.ts'

/** Registers the page behind the code on which a writer reads what was given out, when and under which check. */
export function releasedRoutes(
  app: App,
  web: Web,
  {
    vault,
    held,
  }: {
    readonly vault: Vault | undefined
    readonly held: (request: FastifyRequest) => Promise<{ readonly id: number } | undefined>
  },
): void {
  app.get('/receipt/released/:id', async (request, reply) => {
    const receipt = await held(request)
    if (!receipt) return reply.redirect('/receipt', 303)
    const { t, read, language, site } = web.ask(request)
    const { id } = request.params as { readonly id: string }
    const number = /^\d{1,15}$/.test(id) ? Number(id) : 0
    const letter = await findOwn(read, receipt.id, number)
    const releases = letter && vault ? await releasesOf(read, vault, letter) : []
    if (releases.length === 0) throw new Problem('not_found')
    const title = t('register.released.title', { number })
    const model = releasedPage(number, releases, { t, language, zone: site.timeZone })
    return web.show(request, reply, { view: view('register/released', model), head: { title } })
  })
}
