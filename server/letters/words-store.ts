/** What was said of letters and done with them, sealed, in the order in which it came. */
import type { Instant } from '../kernel/clock.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterTextTable } from '../storage/schema.ts'
import type { StepKind } from './letter.ts'

/** A new number for something that is said of a letter: its words are sealed as this number. */
export const nextText = (tx: Writer): Promise<number> => nextId(tx, 'letter_text')

type NewText = Pick<LetterTextTable, 'id' | 'letter_id' | 'kind' | 'at' | 'sealed'> &
  Partial<LetterTextTable>

/** Keeps sealed words. */
export async function saveText(tx: Writer, text: NewText): Promise<void> {
  const nobody = { account_id: null, author_name: null, author_title: null, author_role: null }
  await tx
    .insertInto('letter_text')
    .values({ ...nobody, capacity: null, submission: null, ...text })
    .execute()
}

/** Everything that was said of a letter, in order, sealed. */
export const textsOf = (db: Reader | Writer, letterId: number) =>
  db.selectFrom('letter_text').selectAll().where('letter_id', '=', letterId).orderBy('id').execute()

/** Whether this very form was kept as a text before. */
export async function wasTextSent(tx: Writer, submission: string): Promise<boolean> {
  const rows = tx.selectFrom('letter_text').select('id').where('submission', '=', submission)
  return (await rows.executeTakeFirst()) !== undefined
}

/** Writes down what was done with a letter; `seal` locks the reason to the number that the step gets. */
export async function saveStep(
  tx: Writer,
  step: {
    readonly letterId: number
    readonly kind: StepKind
    readonly at: Instant
    readonly account_id?: number
    readonly by_name?: string
    readonly by_title?: string
    readonly detail?: string | undefined
    readonly seal?: (number: number) => string
  },
): Promise<void> {
  const { letterId, kind, at, account_id, by_name, by_title, detail, seal } = step
  const id = await nextId(tx, 'letter_step')
  await tx
    .insertInto('letter_step')
    .values({
      ...{ id, letter_id: letterId, kind, at },
      account_id: account_id ?? null,
      by_name: by_name ?? null,
      by_title: by_title ?? null,
      detail: detail ?? null,
      sealed: seal ? seal(id) : null,
    })
    .execute()
}

/** When this person opened the letter last, and whether its writer has added to it since. */
export async function openingOf(
  db: Reader | Writer,
  letterId: number,
  accountId: number,
): Promise<'never' | 'before_more' | 'all'> {
  const read = await db
    .selectFrom('letter_step')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('letter_id', '=', letterId)
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['read', 'direct'])
    .executeTakeFirstOrThrow()
  if (read.at === null) return 'never'
  const later = await db
    .selectFrom('letter_text')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('account_id', 'is', null)
    .where('at', '>', read.at)
    .limit(1)
    .executeTakeFirst()
  return later ? 'before_more' : 'all'
}

/** What was done with a letter, in order. */
export const stepsOf = (db: Reader | Writer, letterId: number) =>
  db.selectFrom('letter_step').selectAll().where('letter_id', '=', letterId).orderBy('id').execute()
