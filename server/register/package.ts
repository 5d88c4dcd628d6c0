/** A letter as one package for the authority's own diary: what is in its files, before they are packed. */
import type { Instant } from '../kernel/clock.ts'
import type { Letter } from '../letters/letter.ts'
import type { Opened, Said, Step } from '../letters/opened.ts'

/** How this format is recognised; docs/register.md says what is in it. */
export const FORMAT = 'insyn-letter-1'

/** A file that lies with a letter. */
export interface File {
  readonly name: string
  readonly bytes: Buffer
}

/** Everything that the package tells. */
export interface Parcel {
  readonly letter: Letter
  readonly opened: Opened
  readonly steps: readonly Step[]
  readonly files: readonly File[]
  readonly subject: string | undefined
  readonly withNotes: boolean
}

/** What was said, notes of the office only when they are wanted: as a rule they are not documents (TF 2:12). */
export const saidIn = ({ opened, withNotes }: Pick<Parcel, 'opened' | 'withNotes'>): Said[] =>
  opened.said.filter(({ kind }) => withNotes || kind !== 'note')

/** The letter as data: number, dates, parties, everything said and done. The writer's mail address is not in it. */
export function dataOf(
  parcel: Parcel,
  about: { readonly authority: string; readonly made_at: Instant },
): string {
  const { letter, opened, steps, files, subject } = parcel
  const data = {
    ...{ format: FORMAT, authority: about.authority, made_at: about.made_at },
    ...{ number: letter.id, diary: letter.diary ?? null, received_at: letter.receivedAt },
    ...{
      language: letter.language,
      document: letter.document,
      about: { post: letter.postId ?? null, comment: letter.commentId ?? null },
    },
    subject: subject ?? null,
    parties: { writer: { name: opened.name ?? null }, office: officeIn(opened) },
    said: saidIn(parcel).map(({ kind, at, author, capacity, text }) => ({
      ...{ kind, at, by: author ?? null, capacity: capacity ?? null, text },
    })),
    done: steps.map(({ kind, at, by, detail, reason }) => ({
      ...{ kind, at, by: by ?? null, detail: detail ?? null, reason: reason ?? null },
    })),
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length })),
  }
  return `${JSON.stringify(data, null, 2)}\n`
}

function officeIn({ said }: Opened) {
  const people = new Map(
    said.flatMap(({ author, kind }) =>
      author && kind === 'reply' ? [[`${author.name}, ${author.title}`, author] as const] : [],
    ),
  )
  return [...people.values()]
}
