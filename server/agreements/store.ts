/** Proposals as they are kept: numbers, sides and hashes that can be read, and words that cannot. */
import type { Instant } from '../kernel/clock.ts'
import type { Letter } from '../letters/letter.ts'
import { nextId } from '../storage/counter.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type {
  LetterAnswerTable,
  LetterProposalTable,
  PublishedLetterTable,
  Side,
} from '../storage/schema.ts'
import type { Answer, Proposal, Version } from './agreement.ts'

/** A version with its sealed words. */
export interface KeptVersion extends Version {
  readonly id: number
  readonly at: Instant
  readonly sealed: string
}

/** A proposal as it stands, with what its words are sealed as. */
export interface KeptProposal extends Proposal {
  readonly id: number
  readonly letterId: number
  readonly kind: LetterProposalTable['kind']
  readonly at: Instant
  readonly postId: number | undefined
  /** The date that the page of what is public says. */
  readonly day: string | undefined
  readonly versions: readonly KeptVersion[]
  readonly answers: readonly KeptAnswer[]
}

/** An answer, with what the office said of those who are named, sealed. */
export interface KeptAnswer extends Answer {
  readonly id: number
  readonly sealed: string | undefined
}

/** The proposal of a letter that has not been withdrawn; there is one at a time. */
export async function findProposal(
  db: Reader | Writer,
  letterId: number,
): Promise<KeptProposal | undefined> {
  const row = await db
    .selectFrom('letter_proposal')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const of = <Table extends 'letter_version' | 'letter_answer'>(table: Table) =>
    db
      .selectFrom(table as 'letter_version')
      .where('proposal_id', '=', row.id)
      .orderBy('id')
  const versions = await of('letter_version').selectAll().execute()
  const answers = await db
    .selectFrom('letter_answer')
    .selectAll()
    .where('proposal_id', '=', row.id)
    .orderBy('id')
    .execute()
  const shown = await db
    .selectFrom('published_letter')
    .select('day')
    .where('proposal_id', '=', row.id)
    .where('number', '=', row.published)
    .executeTakeFirst()
  return {
    day: shown?.day,
    ...{ id: row.id, letterId, kind: row.kind, at: row.at, postId: row.post_id ?? undefined },
    versions: versions.map(({ id, number, side, at, hash, sealed }) => ({
      ...{ id, number, side, at, hash, sealed },
    })),
    answers: answers.map(({ id, number, side, hash, answer, sealed }) => ({
      ...{ id, number, side, hash, answer, sealed: sealed ?? undefined },
    })),
    isWithdrawn: row.withdrawn_at !== null,
    published: row.published ?? undefined,
  }
}

/**
 * The proposal as the letter's writer finds it: of what was handed over to the whistleblower function only what is
 * public is left to speak of, since nobody else there can answer.
 */
export async function findOwnProposal(
  db: Reader | Writer,
  { id, handedOverAt }: Pick<Letter, 'id' | 'handedOverAt'>,
): Promise<KeptProposal | undefined> {
  const proposal = await findProposal(db, id)
  return handedOverAt && proposal?.published === undefined ? undefined : proposal
}

/** Keeps a new proposal, with no version yet. */
export async function saveProposal(
  tx: Writer,
  proposal: Pick<LetterProposalTable, 'letter_id' | 'kind' | 'at'>,
): Promise<number> {
  const id = await nextId(tx, 'letter_proposal')
  await tx
    .insertInto('letter_proposal')
    .values({ ...proposal, id, withdrawn_at: null, post_id: null, published: null })
    .execute()
  return id
}

/** Keeps a version; `seal` locks its words to the number that it gets in the database. */
export async function saveVersion(
  tx: Writer,
  version: {
    readonly proposalId: number
    readonly number: number
    readonly side: Side
    readonly at: Instant
    readonly hash: string
    readonly seal: (id: number) => string
  },
): Promise<void> {
  const { proposalId, number, side, at, hash, seal } = version
  const id = await nextId(tx, 'letter_version')
  await tx
    .insertInto('letter_version')
    .values({ ...{ id, number, side, at, hash }, proposal_id: proposalId, sealed: seal(id) })
    .execute()
}

/** Keeps what a side says of a version. */
export async function saveAnswer(
  tx: Writer,
  given: Pick<LetterAnswerTable, 'proposal_id' | 'number' | 'side' | 'answer' | 'hash' | 'at'> & {
    readonly accountId?: number
    readonly seal?: (id: number) => string
  },
): Promise<void> {
  const { accountId, seal, ...answer } = given
  const id = await nextId(tx, 'letter_answer')
  await tx
    .insertInto('letter_answer')
    .values({ ...answer, id, account_id: accountId ?? null, sealed: seal ? seal(id) : null })
    .execute()
}

/** Takes a proposal back. */
export async function withdrawProposal(tx: Writer, id: number, at: Instant): Promise<void> {
  await tx
    .updateTable('letter_proposal')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Keeps what a page is made from; the database refuses what both sides have not agreed to. */
export async function savePublished(tx: Writer, row: PublishedLetterTable): Promise<void> {
  await tx.insertInto('published_letter').values(row).execute()
  await tx
    .updateTable('letter_proposal')
    .set({ post_id: row.post_id, published: row.number })
    .where('id', '=', row.proposal_id)
    .execute()
}
