/** A person as forms give one: name and title as they will stand in public. */
import type { FastifyRequest } from 'fastify'
import type { FieldSpec, FormFaults } from '../web/fields.ts'
import { field } from '../web/forms.ts'
import { type PasswordFault, passwordFault } from './password.ts'

/** The fields of a person, as invitations, own page and set-up ask for them. */
export const personFields: readonly FieldSpec[] = [
  { name: 'name', label: 'accounts.name', autocomplete: 'name' },
  {
    name: 'title',
    label: 'accounts.work_title',
    hint: 'accounts.work_title.hint',
    autocomplete: 'organization-title',
  },
]

export const emailField: FieldSpec = {
  name: 'email',
  label: 'accounts.email',
  type: 'email',
  autocomplete: 'username',
  look: 'short',
}

/** A password that is known. */
export const passwordField: FieldSpec = {
  name: 'password',
  label: 'accounts.password',
  type: 'password',
  autocomplete: 'current-password',
  look: 'short',
}

/** A password that is chosen here. */
export const newPasswordField: FieldSpec = {
  name: 'password',
  label: 'accounts.password',
  type: 'password',
  hint: 'accounts.password.hint',
  autocomplete: 'new-password',
  look: 'short',
}

export interface Person {
  readonly name: string
  readonly title: string
}

/** Name and title as they were typed, on one line each. */
export const personIn = (request: FastifyRequest): Person => ({
  name: line(request, 'name'),
  title: line(request, 'title'),
})

/** One line of text without the space around it. */
export const line = (request: FastifyRequest, name: string): string =>
  field(request, name).replace(/\s+/g, ' ').trim()

const LONGEST = 100

/** What must be mended; undefined when nothing is. */
export function personFaults({ name, title }: Person): FormFaults | undefined {
  const faults: FormFaults = {
    ...(isFit(name) ? {} : { name: 'accounts.fault.name' }),
    ...(isFit(title) ? {} : { title: 'accounts.fault.title' }),
  }
  return some(faults)
}

const isFit = (text: string): boolean => text.length >= 1 && text.length <= LONGEST

/** What must be mended of a person who also chooses a password. */
export function newPersonFaults(
  person: Person & { readonly email: string; readonly password: string },
): FormFaults | undefined {
  return some({ ...personFaults(person), ...passwordFaults(person.password, person) })
}

/** What must be mended of a password alone. */
export function passwordFaults(
  password: string,
  own: { readonly name: string; readonly email: string },
): { readonly password?: PasswordFault } {
  const fault = passwordFault(password, own)
  return fault ? { password: fault } : {}
}

/** Faults, or undefined when there are none. */
export const some = (faults: FormFaults): FormFaults | undefined =>
  Object.values(faults).some(Boolean) ? faults : undefined
