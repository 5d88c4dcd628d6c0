/** What the entries are about: for a link to the thing, and for the text behind the hash. */
import type { Entry, Kind } from './entry.ts'

type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>

/** What an entry speaks of, by its public number. */
export type Thing =
  | { readonly of: 'post' | 'comment'; readonly number: number }
  | { readonly of: 'rules' | 'disclosure'; readonly number: number }
  | undefined

/** What an entry's hash was made from. */
export type Hashed =
  | {
      readonly of: 'post' | 'letter' | 'reply' | 'disclosure'
      readonly number: number
      readonly version: number
    }
  | { readonly of: 'unpublishing' | 'comment' | 'erasure' | 'rules'; readonly number: number }
  /** A text that is its reader's alone, or nothing. */
  | undefined

interface Reading<K extends Kind> {
  readonly thing: (entry: EntryOf<K>) => Thing
  readonly hashed: (entry: EntryOf<K>) => Hashed
}

const post = ({ number }: { readonly number: number }): Thing => ({ of: 'post', number })
const comment = ({ number }: { readonly number: number }): Thing => ({ of: 'comment', number })
const nothing = (): undefined => undefined

const ofPost = {
  thing: post,
  hashed: ({ number, version }: { readonly number: number; readonly version: number }) =>
    ({ of: 'post', number, version }) as const,
}

const ofDisclosure = {
  thing: ({ number }: { readonly number: number }) => ({ of: 'disclosure', number }) as const,
  hashed: ({ number, event }: { readonly number: number; readonly event: number }) =>
    ({ of: 'disclosure', number, version: event }) as const,
}

const readings: { readonly [K in Kind]: Reading<K> } = {
  post_published: ofPost,
  post_changed: ofPost,
  post_corrected: ofPost,
  post_unpublished: { thing: post, hashed: ({ number }) => ({ of: 'unpublishing', number }) },
  letter_agreed: {
    thing: post,
    hashed: ({ number, version }) => ({ of: 'letter', number, version }),
  },
  comment_received: { thing: comment, hashed: ({ number }) => ({ of: 'comment', number }) },
  comment_let_through: { thing: comment, hashed: nothing },
  comment_hidden: { thing: comment, hashed: nothing },
  comment_withdrawn: { thing: comment, hashed: nothing },
  comment_erased: { thing: comment, hashed: ({ number }) => ({ of: 'erasure', number }) },
  staff_reply: {
    thing: comment,
    hashed: ({ number, version }) => ({ of: 'reply', number, version }),
  },
  disclosure_made: ofDisclosure,
  disclosure_looked_at: ofDisclosure,
  disclosure_corrected: ofDisclosure,
  policy_version: {
    thing: ({ policy, number }) => (policy === 'house_rules' ? { of: 'rules', number } : undefined),
    hashed: ({ number }) => ({ of: 'rules', number }),
  },
}

/** What an entry speaks of. */
export const thingOf = (entry: Entry): Thing => readingOf(entry).thing(entry as never)

/** What an entry's hash was made from; undefined when it has none or the text is not for everybody. */
export const hashedIn = (entry: Entry): Hashed =>
  hashOf(entry) === null ? undefined : readingOf(entry).hashed(entry as never)

/** The hash in an entry: null when there is none. */
export const hashOf = (entry: Entry): string | null => ('hash' in entry ? entry.hash : null)

const readingOf = (entry: Entry) => readings[entry.kind] as unknown as Reading<never>
