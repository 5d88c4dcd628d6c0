/** Requests as they are kept: a chain of steps that can be read, and words that cannot. */
import type { Selectable } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { DocumentRequestTable, RequestStepTable } from '../storage/schema.ts'
import { type RequestState, states } from './move.ts'
import { type DocumentRequest, isWaiting } from './request.ts'

/** Keeps a new request; its first step is its own. */
export async function saveRequest(tx: Writer, request: DocumentRequestTable): Promise<void> {
  await tx.insertInto('document_request').values(request).execute()
}

/** The request that this very form became, if it was sent before. */
export async function findSentRequest(
  db: Reader | Writer,
  submission: string,
): Promise<number | undefined> {
  const rows = db.selectFrom('document_request').select('id').where('submission', '=', submission)
  return (await rows.executeTakeFirst())?.id
}

type NewStep = Pick<RequestStepTable, 'act' | 'at'> & {
  readonly to: RequestState
} & Partial<
    Pick<
      RequestStepTable,
      | 'account_id'
      | 'by_name'
      | 'by_title'
      | 'sealed'
      | 'reasons'
      | 'ground'
      | 'provision'
      | 'told'
      | 'wider'
      | 'delegation_id'
      | 'silent_at'
    >
  >

const nothing = {
  ...{ account_id: null, by_name: null, by_title: null, sealed: null, reasons: null },
  ...{ ground: null, provision: null, told: null, wider: null, delegation_id: null },
  silent_at: null,
}

/** Adds a step where the last one ended. The database refuses one that the law does not know. */
export async function addStep(
  tx: Writer,
  request: Pick<DocumentRequest, 'id' | 'country'> & {
    readonly state?: RequestState
    readonly steps: number
  },
  { to, ...step }: NewStep,
): Promise<void> {
  const { id, country, state, steps } = request
  await tx
    .insertInto('request_step')
    .values({
      ...{ request_id: id, number: steps + 1, country },
      ...{ previous: steps === 0 ? null : steps, from_state: state ?? null, to_state: to },
      ...nothing,
      ...step,
    })
    .execute()
}

/** One request, for the office. */
export async function findRequest(
  db: Reader | Writer,
  id: number,
): Promise<DocumentRequest | undefined> {
  const row = await requests(db).where('r.id', '=', id).executeTakeFirst()
  return row && requestOf(row)
}

/** A request on this receipt. */
export async function findOwnRequest(
  db: Reader | Writer,
  receiptId: number,
  id: number,
): Promise<DocumentRequest | undefined> {
  const rows = requests(db).where('r.id', '=', id).where('r.receipt_id', '=', receiptId)
  const row = await rows.executeTakeFirst()
  return row && requestOf(row)
}

/** The requests on one receipt, the newest first; for its holder alone. */
export async function requestsOnReceipt(
  db: Reader,
  receiptId: number,
  most: number,
): Promise<DocumentRequest[]> {
  const rows = requests(db).where('r.receipt_id', '=', receiptId).orderBy('r.id', 'desc')
  return (await rows.limit(most).execute()).map(requestOf)
}

/** The requests in which the office has something to do, the oldest first (LAW.md L09). */
export async function waitingRequests(db: Reader, most: number): Promise<DocumentRequest[]> {
  const rows = requests(db).where('s.state', 'in', states.filter(isWaiting)).orderBy('r.id')
  return (await rows.limit(most).execute()).map(requestOf)
}

/** How many requests wait for the office. */
export async function countWaiting(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('request_state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', states.filter(isWaiting))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The others, answered or over, the newest first, from before a number on. */
export async function answeredRequests(
  db: Reader,
  { before, most }: { readonly before: number | undefined; readonly most: number },
): Promise<DocumentRequest[]> {
  const rows = requests(db)
    .where('s.state', 'not in', states.filter(isWaiting))
    .where('r.id', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('r.id', 'desc')
  return (await rows.limit(most).execute()).map(requestOf)
}

/** The steps of a request in order, as they are kept, with the delegation that one was signed under. */
export const stepRows = (db: Reader | Writer, id: number) =>
  db
    .selectFrom('request_step as s')
    .leftJoin('request_delegation as d', 'd.id', 's.delegation_id')
    .selectAll('s')
    .select('d.reference')
    .where('s.request_id', '=', id)
    .orderBy('s.number')
    .execute()

const requests = (db: Reader | Writer) =>
  db
    .selectFrom('document_request as r')
    .innerJoin('request_state as s', 's.request_id', 'r.id')
    .selectAll('r')
    .select(['s.state', 's.since', 's.number'])

const requestOf = (
  row: Selectable<DocumentRequestTable> & {
    readonly state: string
    readonly since: Instant
    readonly number: number
  },
): DocumentRequest => ({
  id: row.id,
  country: row.country,
  receivedAt: row.received_at,
  language: row.language,
  silentAt: row.silent_at ?? undefined,
  state: row.state as RequestState,
  since: row.since,
  steps: row.number,
  sealedKey: row.sealed_key,
  keyId: row.key_id,
})

/** Whether anybody has ever asked for a document here. */
export async function areThereRequests(db: Reader): Promise<boolean> {
  const row = db.selectFrom('document_request').select('id').limit(1)
  return (await row.executeTakeFirst()) !== undefined
}

/** The keys that requests are locked with, by what each is recognised by. */
export async function keysOfRequests(db: Reader): Promise<string[]> {
  const rows = db.selectFrom('document_request').select('key_id').distinct()
  return (await rows.execute()).map(({ key_id }) => key_id)
}

/** Requests' locks by number. */
export const locksAfter = (tx: Writer, id: number, most: number) =>
  tx
    .selectFrom('document_request')
    .select(['id', 'sealed_key as sealedKey', 'key_id as keyId'])
    .where('id', '>', id)
    .orderBy('id')
    .limit(most)
    .execute()

/** Puts a request's key into another lock. */
export async function changeRequestLock(
  tx: Writer,
  { id, sealedKey, keyId }: { id: number; sealedKey: string; keyId: string },
): Promise<void> {
  const set = { sealed_key: sealedKey, key_id: keyId }
  await tx.updateTable('document_request').set(set).where('id', '=', id).execute()
}
