/** The register as it is kept: what can be read of it, and words that are sealed. */
import type { Instant } from '../kernel/clock.ts'
import { type Asking, letterOf, readable } from '../letters/store.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { LetterRegisterTable } from '../storage/schema.ts'
import type { Entry, RegisterState } from './entry.ts'
import type { Cutoffs } from './retention.ts'

/** What to show of the register. */
export interface Wanted {
  readonly state: RegisterState | undefined
  /** Moments between which letters came in; the second one not included. */
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly before: number | undefined
  readonly most: number
}

/** Letters that this person may read with what the register says of each, the newest first. */
export async function registerEntries(
  db: Reader | Writer,
  asking: Asking,
  { state, from, to, before, most }: Wanted,
): Promise<Entry[]> {
  const rows = await entries(db, asking)
    .where('letter.id', '<', before ?? Number.MAX_SAFE_INTEGER)
    .$if(state !== undefined, (q) => q.where('s.state', '=', state as RegisterState))
    .$if(from !== undefined, (q) => q.where('letter.received_at', '>=', from as Instant))
    .$if(to !== undefined, (q) => q.where('letter.received_at', '<', to as Instant))
    .orderBy('letter.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(entryOf)
}

/** Of these letters those that this person may read, in this order. */
export async function entriesOf(
  db: Reader | Writer,
  asking: Asking,
  ids: readonly number[],
): Promise<Entry[]> {
  if (ids.length === 0) return []
  const rows = await entries(db, asking).where('letter.id', 'in', ids).execute()
  const found = new Map(rows.map((row) => [row.id, entryOf(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** One letter with what the register says of it, if this person may read it. */
export const findEntry = async (
  db: Reader | Writer,
  asking: Asking,
  id: number,
): Promise<Entry | undefined> => (await entriesOf(db, asking, [id]))[0]

/** What still waits and may be secret: since when each, for whoever may read it. */
export async function flaggedWaiting(db: Reader, asking: Asking): Promise<Instant[]> {
  const rows = await entries(db, asking)
    .where('r.flagged_at', 'is not', null)
    .where('s.state', '=', 'waiting')
    .limit(1000)
    .execute()
  return rows.flatMap(({ flagged_at }) => flagged_at ?? [])
}

/** When the first letter came that this person may read. */
export async function firstCame(db: Reader, asking: Asking): Promise<Instant | undefined> {
  const rows = readable(db, asking).select('letter.received_at').orderBy('letter.id').limit(1)
  return (await rows.executeTakeFirst())?.received_at
}

type Changes = Partial<Omit<LetterRegisterTable, 'letter_id'>>

/** Notes what the register says of a letter from now on; what is not named stays. */
export async function saveRegister(tx: Writer, letterId: number, changes: Changes): Promise<void> {
  const known = tx
    .selectFrom('letter_register')
    .select('letter_id')
    .where('letter_id', '=', letterId)
  if (await known.executeTakeFirst())
    await tx.updateTable('letter_register').set(changes).where('letter_id', '=', letterId).execute()
  else
    await tx
      .insertInto('letter_register')
      .values({ letter_id: letterId, ...nothing, ...changes })
      .execute()
}

const nothing: Omit<LetterRegisterTable, 'letter_id'> = {
  ...{ flagged_at: null, exempt: null, exempt_at: null, subject: null, held_at: null },
  ...{ hides_party: 0, hides_subject: 0 },
  ...{ mark_provision: null, mark_authority: null, mark_on: null },
}

const entries = (db: Reader | Writer, asking: Asking) =>
  readable(db, asking)
    .innerJoin('letter_state as s', 's.letter_id', 'letter.id')
    .leftJoin('letter_register as r', 'r.letter_id', 'letter.id')
    .leftJoin('asked_for_letter as a', 'a.letter_id', 'letter.id')
    .selectAll('letter')
    .select([
      's.state',
      'r.flagged_at',
      'r.exempt',
      'r.subject',
      'r.held_at',
      'a.since as asked_at',
    ])
    .select(['r.hides_party', 'r.hides_subject'])
    .select(['r.mark_provision', 'r.mark_authority', 'r.mark_on'])

type Row = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

const entryOf = (row: Row): Entry => ({
  letter: letterOf(row),
  state: row.state,
  flaggedAt: row.flagged_at ?? undefined,
  exempt: row.exempt ?? undefined,
  subject: row.subject ?? undefined,
  hidesParty: row.hides_party === 1,
  hidesSubject: row.hides_subject === 1,
  mark: markOf(row),
  heldAt: row.held_at ?? undefined,
  askedAt: row.asked_at ?? undefined,
})

function markOf({ mark_provision, mark_authority, mark_on }: Row): Entry['mark'] {
  if (mark_provision === null || mark_authority === null || mark_on === null) return undefined
  return { provision: mark_provision, on: mark_on, authority: mark_authority }
}

/** How many letters' time has passed that nobody erases, since somebody has asked for them (LAW.md L14). */
export async function heldBack(db: Reader, asking: Asking, cutoffs: Cutoffs): Promise<number> {
  const rows = await past(db, asking, cutoffs)
    .where((eb) => eb.or([eb('r.held_at', 'is not', null), eb('a.since', 'is not', null)]))
    .execute()
  return rows.length
}

/** Letters whose time has passed and that nothing stops, the oldest first; `most` of them from after a number on. */
export async function timePassed(
  db: Reader,
  asking: Asking,
  {
    cutoffs,
    after,
    most,
  }: { readonly cutoffs: Cutoffs; readonly after: number; readonly most: number },
): Promise<Entry[]> {
  const rows = await past(db, asking, cutoffs)
    .where('r.held_at', 'is', null)
    .where('a.since', 'is', null)
    .where('letter.id', '>', after)
    .orderBy('letter.id')
    .limit(most)
    .execute()
  return rows.map(entryOf)
}

const past = (db: Reader, asking: Asking, cutoffs: Cutoffs) =>
  entries(db, asking)
    .where('letter.sealed_key', 'is not', null)
    .where((eb) => {
      const last = eb
        .selectFrom('letter_text as w')
        .select((w) => w.fn.max('w.at').as('at'))
        .whereRef('w.letter_id', '=', 'letter.id')
      return eb.or([
        eb('s.state', '=', 'registered').and('letter.diary_at', '<', cutoffs.registered),
        eb('s.state', '=', 'exempt').and(last, '<', cutoffs.kept),
        eb('r.exempt', '=', 'trivial')
          .and('s.state', '=', 'exempt')
          .and(last, '<', cutoffs.trivial),
      ])
    })

/** Letters that still have to be assessed or registered by somebody who may read them, the oldest first. */
export async function unregistered(
  db: Reader | Writer,
  asking: Asking,
  most: number,
): Promise<Entry[]> {
  const rows = await entries(db, asking)
    .where('s.state', 'in', ['unassessed', 'waiting'])
    .where('letter.sealed_key', 'is not', null)
    .orderBy('letter.id')
    .limit(most)
    .execute()
  return rows.map(entryOf)
}

/** Somebody who registers, as far as mail is concerned. */
export type Registrar = Awaited<ReturnType<typeof registrars>>[number]

/** The registrars with an open account. */
export const registrars = (db: Reader | Writer) =>
  db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account_id', 'a.id')
    .select(['a.id', 'a.email'])
    .where('r.role', '=', 'registrar')
    .where('a.disabled_at', 'is', null)
    .where('a.password', 'is not', null)
    .orderBy('a.id')
    .execute()
