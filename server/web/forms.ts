/** Forms as browsers send them: fields are text, a missing field is empty, too much is refused. */
import formbody from '@fastify/formbody'
import type { FastifyRequest } from 'fastify'
import type { App } from './house.ts'

/** The most a form may weigh: a text of 8,000 characters, percent-encoded, with room to spare. */
export const FORM_LIMIT = 128 * 1024

/** For a route at the desk whose form holds a long text in Markdown: 100,000 characters, percent-encoded. */
export const longForm = { bodyLimit: 2 * 1024 * 1024 } as const

/** For a route whose form may hold a letter: 20,000 characters in any script, percent-encoded, with room to spare. */
export const longLetter = { bodyLimit: 320 * 1024 } as const

/** Registers the parsing of forms. */
export async function readForms(app: App): Promise<void> {
  await app.register(formbody, { bodyLimit: FORM_LIMIT })
}

/** One field of a form as text with line breaks as \n and without control characters; '' when it was not sent. */
export function field(request: FastifyRequest, name: string): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name]
  const text = Array.isArray(value) ? value[0] : value
  if (typeof text !== 'string') return ''
  return clean(text)
}

/** Whether a form had this field, also an empty one. */
export const wasSent = (request: FastifyRequest, name: string): boolean =>
  (request.body as Record<string, unknown> | undefined)?.[name] !== undefined

/** Every value of a field that may be sent several times. */
export function fields(request: FastifyRequest, name: string): string[] {
  const value = (request.body as Record<string, unknown> | undefined)?.[name]
  return [value]
    .flat()
    .filter((text) => typeof text === 'string')
    .map(clean)
}

/** The names of all fields of a form. */
export const fieldNames = (request: FastifyRequest): string[] =>
  Object.keys((request.body as Record<string, unknown> | undefined) ?? {})

/** Whether a box was ticked. */
export const isTicked = (request: FastifyRequest, name: string): boolean =>
  field(request, name) !== ''

/** One number of a form, or undefined when it is none. */
export function numberField(request: FastifyRequest, name: string): number | undefined {
  const text = field(request, name)
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Text as it is kept: Unicode NFC, \n, no control characters but tab, no lone surrogates. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      '',
    )
    .normalize('NFC')
