/** A person's own words in a form that could not be taken in, handed back so that they are not lost. */
import type { FastifyRequest } from 'fastify'
import { clean } from './forms.ts'

/** The fields in which people write; nothing else of a form is shown again, least of all a password. */
export const written: readonly string[] = [
  'title',
  'summary',
  'recipient',
  'piece',
  'source',
  'reply',
  'question',
  'text',
  'sentence',
  'reason',
  'change',
  'note',
  'how',
  'notice',
  'presentation',
  'postal_address',
  ...['canSay', 'why', 'because', 'harm', 'opennessWhy', 'lift'], // an entry of the archive
  ...['preface', 'others', 'out-writer', 'out-person', 'out-secrecy'],
  ...['canSay', 'why', 'opennessWhy', 'harm', 'decision', 'delegation', 'lift', 'because'], // never `unwanted`
  ...['alt', 'credit', 'licenceWords', 'brief', 'interests'], // an image, and who speaks
  ...Array.from({ length: 61 }, (_, at) => `answer-${at}`), // between the parts of a letter
]

/** What somebody wrote in this form, in the order of the fields; undefined when it is nothing. */
export function wordsOf(request: FastifyRequest): string | undefined {
  const form = request.body as Record<string, unknown> | undefined
  const words = written
    .flatMap((name) => [form?.[name]].flat().map((value) => ({ name, value })))
    .filter(({ name, value }) => isWords(name, value))
    .map(({ value }) => clean(String(value)).trim())
    .filter((text) => text !== '')
  return words.length === 0 ? undefined : words.join('\n\n')
}

/** A choice (`yes`, `off_topic`) is sent as a bare code; what people write is more, but for one word of text. */
const isWords = (name: string, value: unknown): boolean =>
  typeof value === 'string' && (name === 'text' || !/^[a-z_]*$/.test(value))
