/** A letter as one package at the desk. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { Step } from '../letters/opened.ts'
import type { Vault } from '../letters/vault.ts'
import { fields } from '../web/forms.ts'
import { actingOn, showEntry } from './entry-http.ts'
import type { Speaking } from './entry-pages.ts'
import { download } from './export-http.ts'
import { speaking } from './list-http.ts'
import { dataOf, type Parcel } from './package.ts'
import { takeOut } from './package-actions.ts'
import { parcelPage } from './package-pages.ts'
import { zip } from './zip.ts'

/** Says in words what was done with a letter. */
export type StepWords = (step: Step, speaking: Speaking) => string

/** Answers with the package: a page to print, the files, and everything as data. It is never on a disk here. */
export async function answerPackage(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  stepWords: StepWords,
): Promise<FastifyReply> {
  const acting = await actingOn(desk, vault, request)
  if (!acting) return showEntry(desk, vault, request, reply, { code: 403 })
  const withNotes = fields(request, 'notes').includes('yes')
  const done = await takeOut(acting, { withNotes })
  if (!done.ok) throw new Problem(done.problem === 'forbidden' ? 'forbidden' : 'not_found')
  const { t, site, now } = desk.web.ask(request)
  const name = t('register.package.name', { number: acting.id })
  const told = speaking(desk, request)
  const steps = done.value.steps.map((step) => stepWords(step, told))
  const page = parcelPage(done.value, steps, told)
  const data = dataOf(done.value, { authority: site.authority, made_at: now })
  const body = await zip(filesIn(done.value, { name, page, data }), done.value.letter.receivedAt)
  return download(reply, { name: `${name}.zip`, type: 'application/zip', body })
}

const filesIn = (
  { files }: Parcel,
  { name, page, data }: { readonly name: string; readonly page: string; readonly data: string },
) => [
  { name: `${name}/${name}.html`, bytes: Buffer.from(page) },
  { name: `${name}/${name}.json`, bytes: Buffer.from(data) },
  ...files.map((file, at) => ({
    name: `${name}/${at + 1}-${file.name.replaceAll(/[\\/]/g, '_')}`,
    bytes: file.bytes,
  })),
]
