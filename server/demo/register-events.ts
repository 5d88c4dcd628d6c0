/** What the registrar of the demo does in the register. */
import type { Exemption } from '../register/entry.ts'
import { erase } from '../register/erasing-actions.ts'
import {
  type Acting,
  describeLetter,
  exempt,
  flag,
  hold,
  mark,
} from '../register/office-actions.ts'
import { release } from '../register/release-actions.ts'
import { done } from './done.ts'

const acts = ['subject', 'flag', 'mark', 'exempt', 'hold', 'release', 'erase'] as const
export type RegisterAct = (typeof acts)[number]

/** Whether this is something that happens in the register. */
export const isRegister = (act: string): act is RegisterAct => acts.includes(act as RegisterAct)

/** What the demo tells of it. */
export interface Registered {
  readonly text?: string
  readonly kind?: Exemption
  readonly provision?: string
  readonly authority?: string
  readonly on?: string
  /** The whole text with [[ and ]] around what is withheld. */
  readonly marked?: readonly string[]
  readonly reference?: string
}

/** Does it. */
export async function register(
  acting: Acting,
  act: RegisterAct,
  { text = '', kind = 'orderly', provision = '', authority = '', on = '', ...told }: Registered,
): Promise<void> {
  const { id } = acting
  const left = { hidesParty: false, hidesSubject: false }
  if (act === 'subject') done(await describeLetter(acting, { subject: text, ...left }))
  if (act === 'flag') done(await flag(acting, true))
  if (act === 'mark') done(await mark(acting, { provision, on, authority }))
  if (act === 'exempt') done(await exempt(acting, { ids: [id], kind, reason: text }))
  if (act === 'hold') done(await hold(acting, { isHeld: true, reason: text }))
  const reference = told.reference ?? ''
  if (act === 'erase') done(await erase(acting, { reference, decidedOn: on, cause: 'trivial' }))
  if (act !== 'release') return
  const whole = { wider: false, hidesName: false, files: [], pieces: told.marked ?? [] }
  done(await release(acting, { outcome: 'partly', provision, reason: text, ...whole }))
}
