/** The register as a file at the desk. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { Vault } from '../letters/vault.ts'
import type { FormFaults } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { typedIn } from './entry-http.ts'
import { asCsv, asJson, formats } from './export.ts'
import { exportRegister } from './export-actions.ts'
import { between, registrar, showRegister } from './list-http.ts'

const columns = ['date', 'number', 'party', 'subject'] as const

/** Answers with the file, or with the register again and what to mend. */
export async function answerExport(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const officer = registrar(desk, request)
  const again = (faults: FormFaults, code: number) =>
    showRegister(desk, vault, request, reply, {
      ...{ act: 'export', values: typedIn(request), faults, code },
    })
  if (!vault || !desk.hasFreshStep(request)) return again({}, 403)
  const { t, site, now } = desk.web.ask(request)
  const format = formats.find((one) => one === field(request, 'format'))
  const typed = field(request, 'export_year').trim()
  if (!/^(19|20|21)\d\d$/.test(typed)) return again({ export_year: 'register.fault.year' }, 422)
  if (!format) return again({ format: 'register.fault.format' }, 422)
  const year = Number(typed)
  const reason = field(request, 'export_reason').trim()
  const wanted = { year, format, reason, ...between(year, site.timeZone) }
  const done = await exportRegister({ house: desk.web.house, vault, officer }, wanted)
  if (!done.ok) {
    if (done.problem === 'not_found') throw new Problem('not_found')
    return again({ export_reason: done.problem }, 422)
  }
  const body =
    format === 'csv'
      ? asCsv(
          done.value,
          columns.map((name) => t(`register.export.column.${name}`)),
        )
      : asJson(done.value, { authority: site.authority, year, made_at: now })
  return download(reply, {
    name: `register-${year}.${format}`,
    type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    body,
  })
}

/** Answers with a file to keep, which a browser does not open from our address. */
export const download = (
  reply: FastifyReply,
  {
    name,
    type,
    body,
  }: { readonly name: string; readonly type: string; readonly body: string | Buffer },
): FastifyReply =>
  reply.header('content-disposition', `attachment; filename="${name}"`).type(type).send(body)
