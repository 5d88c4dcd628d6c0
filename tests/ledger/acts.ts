import { instant, later, SECOND } from '../../server/kernel/clock.ts'
import { sha256 } from '../../server/kernel/random.ts'
import { type Act, type Kind, kinds } from '../../server/ledger/entry.ts'

const NOON = instant(Date.UTC(2026, 10, 21, 12))

/** An act of a kind, about the thing with this number; two with other numbers are never alike. */
export function actOf(kind: Kind, number: number): Act {
  const at = later(NOON, number * SECOND)
  const hash = sha256(`text ${number}`)
  const answer = { post: 3, post_version: 1, parent: 7, parent_version: null }
  const entry = {
    at,
    event: 2,
    state: 'withheld',
    capacity: 'personal',
    ground: 'not_yet',
    look_again: '2027-03-01',
    hash,
  } as const
  const acts: { [K in Kind]: Act & { kind: K } } = {
    post_published: { kind: 'post_published', at, number, version: 1, capacity: 'personal', hash },
    post_changed: { kind: 'post_changed', at, number, version: 2, capacity: 'official', hash },
    post_corrected: {
      kind: 'post_corrected',
      at,
      number,
      version: 3,
      capacity: 'official',
      from: 'personal',
      hash,
    },
    post_unpublished: {
      kind: 'post_unpublished',
      at,
      number,
      act: 'unpublish',
      by: 'author',
      hash,
    },
    letter_agreed: { kind: 'letter_agreed', at, number, version: 1, by: 'writer', hash },
    comment_received: { kind: 'comment_received', at, number, ...answer, hash },
    comment_let_through: { kind: 'comment_let_through', at, number, by: 'author' },
    comment_hidden: {
      kind: 'comment_hidden',
      at,
      number,
      act: 'hide',
      by: 'moderator',
      reason: 'off_topic',
      rules: 1,
      clause: 4,
      hash,
    },
    comment_withdrawn: { kind: 'comment_withdrawn', at, number },
    comment_erased: { kind: 'comment_erased', at, number, hash },
    staff_reply: {
      kind: 'staff_reply',
      at,
      number,
      version: 1,
      ...answer,
      capacity: 'personal',
      hash,
    },
    disclosure_made: { kind: 'disclosure_made', ...entry, number, post: 3, comment: null },
    disclosure_looked_at: { kind: 'disclosure_looked_at', ...entry, number, outcome: 'kept' },
    disclosure_corrected: { kind: 'disclosure_corrected', ...entry, number },
    policy_version: {
      kind: 'policy_version',
      at,
      policy: 'house_rules',
      number,
      applies_from: later(at, SECOND),
      hash,
    },
  }
  return acts[kind]
}

/** So many acts, of every kind in turn, numbered from 1. */
export const acts = (count: number): Act[] =>
  Array.from({ length: count }, (_, at) => actOf(kinds[at % kinds.length] as Kind, at + 1))
