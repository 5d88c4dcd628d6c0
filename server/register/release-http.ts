/** Giving a letter out at the desk, and fetching the copy that was made. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { idIn, speakingOf } from '../accounts/desk-request.ts'
import { Problem } from '../kernel/problem.ts'
import { attachmentsOf } from '../letters/attachment-actions.ts'
import { hasOpened } from '../letters/desk-actions.ts'
import { opened } from '../letters/open-actions.ts'
import type { Vault } from '../letters/vault.ts'
import { field, fields, isTicked, longForm } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { actingOn, showEntry } from './entry-http.ts'
import { download } from './export-http.ts'
import type { File } from './package.ts'
import type { Copy, Release } from './release.ts'
import { giveable, release, releasesOf } from './release-actions.ts'
import { copyPage, type ReleaseBack, releasePage } from './release-pages.ts'
import { findEntry } from './store.ts'
import { zip } from './zip.ts'

/** Registers what gives letters out. */
export function releaseDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/register/:id/release', (request, reply) => showForm(desk, vault, request, reply))
  app.post('/register/:id/release', longForm, (request, reply) =>
    giveOut(desk, vault, request, reply),
  )
  app.get('/register/:id/releases/:release', (request, reply) =>
    answerCopy(desk, vault, request, reply),
  )
}

/** Who acts and the letter that they have opened; undefined while a second step or the opening is missing. */
async function inHandOf(desk: Desk, vault: Vault | undefined, request: FastifyRequest) {
  const acting = await actingOn(desk, vault, request)
  if (!acting) return undefined
  const { read } = desk.web.ask(request)
  const { officer, id } = acting
  const entry = await findEntry(read, officer, id)
  if (!entry || !(await hasOpened(read, officer.accountId, entry.letter))) return undefined
  const found = await opened(read, acting.vault, entry.letter)
  return found && { acting, letter: entry.letter, found }
}

async function showForm(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: ReleaseBack & { readonly code?: number } = {},
): Promise<FastifyReply> {
  const hand = await inHandOf(desk, vault, request)
  if (!hand) return showEntry(desk, vault, request, reply, back.code ? { code: back.code } : {})
  const { t, read, site } = desk.web.ask(request)
  const { acting, letter, found } = hand
  const files = await attachmentsOf(read, acting.vault, letter)
  const { id: number } = acting
  const { language, country } = { language: letter.language, country: site.country }
  const model = releasePage(
    { number, language, said: giveable(found), name: found.name, files, country },
    speakingOf(desk.web, request),
    back,
  )
  return desk.show(request, reply, {
    view: view('register/release', model),
    title: t('register.release.title', { number }),
    status: back.code ?? 200,
  })
}

async function giveOut(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const acting = await actingOn(desk, vault, request)
  const pieces = fields(request, 'piece')
  if (!acting) {
    const kept = [...pieces, field(request, 'reason')].join('\n\n')
    return showEntry(desk, vault, request, reply, { kept, code: 403 })
  }
  const typed = {
    ...{ outcome: field(request, 'outcome'), provision: field(request, 'provision') },
    ...{ reason: field(request, 'reason'), wider: isTicked(request, 'wider'), pieces },
    hidesName: isTicked(request, 'hides'),
    files: fields(request, 'files').map(Number),
  }
  const done = await release(acting, typed)
  if (done.ok) return desk.back(reply, `/desk/register/${acting.id}`, 'register.saved')
  if (typeof done.problem === 'string') throw new Problem(done.problem)
  const chosen = ['hides', 'files', 'wider'].flatMap((name) =>
    fields(request, name).map((value) => `${name} ${value}`),
  )
  const { outcome, provision, reason } = typed
  const values = { outcome, provision, reason }
  return showForm(desk, vault, request, reply, {
    ...{ pieces, chosen, values, faults: done.problem, code: 422 },
  })
}

/** The copy as one file, or as a package when files go along. */
async function answerCopy(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const hand = await inHandOf(desk, vault, request)
  if (!hand) return showEntry(desk, vault, request, reply)
  const { t, read } = desk.web.ask(request)
  const { acting, letter } = hand
  const all = await releasesOf(read, acting.vault, letter)
  const one = all.find(({ id }) => id === idIn(request, 'release'))
  if (!one?.copy) throw new Problem('not_found')
  const released: Release & { readonly copy: Copy } = { ...one, copy: one.copy }
  const name = t('register.copy.file', { number: letter.id, release: one.id })
  const page = Buffer.from(copyPage(letter.id, released, speakingOf(desk.web, request)))
  if (one.copy.files.length === 0)
    return download(reply, { name: `${name}.html`, type: 'text/html; charset=utf-8', body: page })
  const files: File[] = [{ name: `${name}/${name}.html`, bytes: page }]
  const wanted = new Set(one.copy.files.map(({ id }) => id))
  for (const file of await attachmentsOf(read, acting.vault, letter))
    if (wanted.has(file.id))
      files.push({ name: `${name}/${files.length}-${file.name}`, bytes: await file.open() })
  const body = await zip(files, one.at)
  return download(reply, { name: `${name}.zip`, type: 'application/zip', body })
}
