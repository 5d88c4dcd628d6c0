/** Choosing on one's own page what one is mailed. */
import type { FastifyRequest } from 'fastify'
import { isLanguage } from '../language/locale.ts'
import { field, fields } from '../web/forms.ts'
import type { Desk } from './desk-context.ts'
import { isAllowed } from './mail-address.ts'
import { mailableFor } from './mail-choice.ts'
import { type MailChoiceModel, mailChoiceModel } from './mail-choice-pages.ts'
import { findMailChoice } from './mail-choice-store.ts'
import { changeMailChoice } from './own-actions.ts'

/** Registers /desk/me/mail. */
export function mailChoiceDesk(desk: Desk): void {
  desk.app.post('/me/mail', async (request, reply) => {
    const told = fields(request, 'told')
    const language = field(request, 'mail_language')
    await changeMailChoice(desk.web.house, desk.viewer(request), {
      digest: told.includes('digest'),
      urgent: told.includes('urgent'),
      looks: told.includes('looks'),
      language: isLanguage(language) ? language : undefined,
    })
    return desk.back(reply, '/desk/me', 'accounts.mail')
  })
}

/** The form as it stands for whoever asks. */
export async function mailChoiceOf(
  desk: Desk,
  request: FastifyRequest,
): Promise<MailChoiceModel | undefined> {
  const { t, read } = desk.web.ask(request)
  const { accountId, email, roles } = desk.viewer(request)
  const { domains } = desk.web.house.settings.mail
  const choice = await findMailChoice(read, accountId)
  const mailable = mailableFor(roles)
  return mailChoiceModel({ choice, mailable, email, isAllowed: isAllowed(email, domains) }, t)
}
