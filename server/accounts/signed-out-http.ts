/**
 * A form whose writer's session ended meanwhile: the words go back as a form that is sent again after signing in
 * elsewhere. Nothing of it is kept on the server, since nobody says who sent it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { fieldNames, fields } from '../web/forms.ts'
import { statusOf } from '../web/problems.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { wordsOf } from '../web/words.ts'
import { deskAddress } from './session.ts'

export interface SignedOutPage {
  /** Where one signs in, or takes the second step. */
  readonly signIn: string
  /** Where the form was sent, and what it held. */
  readonly action: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  readonly words: string
}

declare module '../web/views.ts' {
  interface Views {
    'accounts/signed-out': SignedOutPage
  }
}

/** The most fields that go back; no form of the desk has as many. */
const MOST_FIELDS = 200

/** Hands a form back to whoever may not send it now; ends the request as forbidden when nothing was written in it. */
export async function handBack(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  signIn: '/sign-in' | '/desk/second-factor',
): Promise<FastifyReply> {
  const words = wordsOf(request)
  const names = fieldNames(request).filter((name) => /^[\w-]{1,40}$/.test(name))
  if (words === undefined || names.some(isSecret) || names.length > MOST_FIELDS)
    throw new Problem('forbidden')
  const { t } = web.ask(request)
  const page = view('accounts/signed-out', {
    ...{ signIn: `${signIn}?to=%2Fdesk`, action: deskAddress(request.url), words },
    fields: names.flatMap((name) => fields(request, name).map((value) => ({ name, value }))),
  })
  const head = { title: t('accounts.signed_out.title') }
  return web.show(request, reply, { view: page, head, status: statusOf.forbidden })
}

/** What is a secret is never shown again. */
const isSecret = (name: string): boolean => /pass|^old$|code|secret|offer|token/i.test(name)
