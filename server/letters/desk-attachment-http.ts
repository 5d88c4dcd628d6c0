/** Fetching a letter's files at the desk: by the one rule, once the letter was opened, after a second step not long ago. */
import type { Desk } from '../accounts/desk-context.ts'
import { attachmentsOf } from './attachment-actions.ts'
import { numberIn, sendAttachment } from './attachment-http.ts'
import { hasOpened } from './desk-actions.ts'
import { found } from './desk-letter-http.ts'
import type { Vault } from './vault.ts'

/** Registers the files of letters at the desk; whoever has not opened the letter is led to it first. */
export function attachmentDesk(desk: Desk, vault: Vault | undefined): void {
  desk.app.get('/letters/:id/files/:file', async (request, reply) => {
    const { read, params } = desk.web.ask(request)
    const { officer, letter } = await found(desk, request)
    const isOpen = desk.hasFreshStep(request) && (await hasOpened(read, officer.accountId, letter))
    if (!isOpen) return desk.back(reply, `/desk/letters/${letter.id}`)
    const files = vault ? await attachmentsOf(read, vault, letter) : []
    return sendAttachment(desk.web, reply, files, numberIn(params.file))
  })
}
