import type { Writer } from './database.ts'
import { preparedOne } from './prepared.ts'

/** What has a series of ids of its own. */
export type Series =
  | 'account'
  | 'official_term'
  | 'one_time_link'
  | 'session'
  | 'audit'
  | 'policy_version'
  | 'clause'
  | 'post'
  | 'draft'
  | 'disclosure'
  | 'receipt'
  | 'comment'
  | 'changed_mind'
  | 'side_discussion'
  | 'decision'
  | 'mail_event'
  | 'mail'
  | 'follow'
  | 'letter'
  | 'letter_text'
  | 'letter_step'
  | 'letter_release'
  | 'letter_passing'
  | 'letter_phrase'
  | 'letter_file'
  | 'pending_file'
  | 'letter_no_ip'
  | 'letter_proposal'
  | 'letter_version'
  | 'letter_answer'
  | 'document_request'
  | 'request_delegation'
  | 'request_item'
  | 'request_file'
  | 'library_item'
  | 'lifted_comment'
  | 'series'

const advance = preparedOne<{ kind: string; by: number }, { last: number }>((db, param) =>
  db
    .insertInto('counter')
    .values({ kind: param('kind'), last: param('by') })
    .onConflict((c) =>
      c.column('kind').doUpdateSet((eb) => ({ last: eb('counter.last', '+', param('by')) })),
    )
    .returning('last'),
)

/** The next id of a series, from 1 on, never given twice; undone with the act it belongs to. */
export const nextId = (tx: Writer, kind: Series): Promise<number> => takeIds(tx, kind, 1)

/** Takes several ids at once and gives the first. */
export async function takeIds(tx: Writer, kind: Series, count: number): Promise<number> {
  const row = await advance(tx, { kind, by: count })
  if (!row) throw new Error(`no counter for ${kind}`)
  return row.last - count + 1
}
