/** The one file that a form of the desk brings for the library. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { err, type Result } from '../kernel/result.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { App } from '../web/house.ts'
import type { Limit } from '../web/limits.ts'
import { takesFiles, uploadsOf } from '../web/uploads.ts'
import type { Ask } from '../web/web.ts'
import { limits } from './item.ts'
import { type UploadModel, uploadModel } from './pages.ts'
import { type Opening, type Taken, type TakingFault, takeFile } from './taking.ts'

/** What takes files in: what opens them, and how often. */
export interface Taking extends Opening {
  readonly tooMany: Limit
}

/** Registers routes whose forms bring one file. */
export const takesOne = (app: App, routes: (within: App) => void): void =>
  takesFiles(app, { files: 1, bytes: limits.bytes, together: limits.bytes }, routes)

/** Why nothing was taken, as a message and a status. */
export interface NotTaken {
  readonly fault: MessageKey
  readonly status: 413 | 422 | 429
}

/** Opens the file of a form; nothing is kept yet, and nothing of what is refused ever is. */
export async function takenFrom(
  { examine, draw, tooMany }: Taking,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<Taken, NotTaken>> {
  const { files, refused } = uploadsOf(request)
  const [file] = files
  if (refused.length > 0) return err(told(refused[0]?.fault === 'busy' ? 'busy' : 'large'))
  if (!file) return err(told('none'))
  if (await tooMany(request, reply)) return err(told('busy'))
  const taken = await takeFile(file, { examine, draw })
  return typeof taken === 'string' ? err(told(taken)) : { ok: true, value: taken }
}

const told = (fault: TakingFault): NotTaken => ({
  fault: `images.fault.file.${fault}`,
  status: fault === 'large' ? 413 : fault === 'busy' ? 429 : 422,
})

/** The field of the editor: its button saves what was typed with the file in it. */
export const uploadOf = (
  ask: Ask,
  draft: { readonly id: number } | undefined,
  fault: MessageKey | undefined,
): UploadModel =>
  uploadModel(ask, {
    action: draft ? `/desk/drafts/${draft.id}/images` : '/desk/posts/new/images',
    fault,
  })
