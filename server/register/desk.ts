/** The register at the desk: for registrars, and to everybody else it is not there. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { Vault } from '../letters/vault.ts'
import type { FormFaults } from '../web/fields.ts'
import { field, fields } from '../web/forms.ts'
import { exemptions } from './entry.ts'
import { entryDesk } from './entry-http.ts'
import { answerExport } from './export-http.ts'
import { idsIn, registrar, showRegister, showSearch } from './list-http.ts'
import { exempt } from './office-actions.ts'
import { answerPackage, type StepWords } from './package-http.ts'
import { releaseDesk } from './release-http.ts'
import { showRetention } from './retention-http.ts'

/** Registers /desk/register. */
export function registerDesk(desk: Desk, vault: Vault | undefined, stepWords: StepWords): void {
  const { app } = desk
  app.get('/register', (request, reply) => showRegister(desk, vault, request, reply))
  app.post('/register/search', (request, reply) => showSearch(desk, vault, request, reply))
  app.post('/register/exempt', (request, reply) => exemptMany(desk, vault, request, reply))
  // Somebody who comes back to the address of a form finds the list.
  for (const form of ['search', 'exempt', 'export'])
    app.get(`/register/${form}`, (request, reply) => {
      registrar(desk, request)
      return desk.back(reply, '/desk/register')
    })
  app.post('/register/export', (request, reply) => answerExport(desk, vault, request, reply))
  app.get('/register/retention', (request, reply) => showRetention(desk, request, reply))
  app.post('/register/:id/package', (request, reply) =>
    answerPackage(desk, vault, request, reply, stepWords),
  )
  releaseDesk(desk, vault)
  entryDesk(desk, vault)
}

/** Many at once, or one: they need not be registered. */
async function exemptMany(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const officer = registrar(desk, request)
  const kind = exemptions.find((one) => one === field(request, 'kind'))
  const reason = field(request, 'exempt_reason').trim()
  const values = { kind: kind ?? '', exempt_reason: reason, ids: fields(request, 'ids').join(' ') }
  const again = (faults: FormFaults, code: number) =>
    showRegister(desk, vault, request, reply, { act: 'exempt', values, faults, code })
  if (!vault || !desk.hasFreshStep(request)) return again({}, 403)
  if (!kind) return again({ kind: 'register.fault.kind' }, 422)
  const ids = idsIn(request)
  const done = await exempt({ house: desk.web.house, vault, officer }, { ids, kind, reason })
  if (done.ok) return desk.back(reply, '/desk/register', 'register.saved')
  if (done.problem === 'not_found' || done.problem === 'forbidden') throw new Problem(done.problem)
  const name = done.problem === 'register.fault.reason' ? 'exempt_reason' : 'kind'
  return again({ [name]: done.problem }, 422)
}
