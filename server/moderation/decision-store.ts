/** Where decisions are kept, each as it was made. Who decided is for the desk alone (LAW.md L39). */
import type { Reader, Writer } from '../storage/database.ts'
import type { DecisionTable } from '../storage/schema.ts'

/** Keeps a decision; it stands as it was made. */
export async function saveDecision(tx: Writer, decision: DecisionTable): Promise<void> {
  await tx.insertInto('decision').values(decision).execute()
}

/** The latest decision about a comment. */
export const lastDecision = (db: Reader | Writer, commentId: number) =>
  db
    .selectFrom('decision')
    .select(['act', 'decider_role as role', 'account_id as account'])
    .where('comment_id', '=', commentId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

const told = (db: Reader) =>
  db
    .selectFrom('decision as d')
    .innerJoin('comment as c', 'c.id', 'd.comment_id')
    .innerJoin('post as p', 'p.id', 'c.post_id')
    .leftJoin('clause as k', 'k.id', 'd.clause_id')
    .leftJoin('policy_version as r', 'r.id', 'd.policy_version_id')
    .select(['d.id', 'd.comment_id', 'd.act', 'd.reason', 'd.sentence', 'd.at', 'd.account_id'])
    .select(['d.decider_name', 'k.number as clause', 'r.number as rules'])
    .select(['c.name', 'c.html', 'c.state', 'p.language'])

/** The latest decisions of all, the last first; `before` is the number of a decision. */
export const latestDecisions = (db: Reader, before: number | undefined, most: number) =>
  told(db)
    .$if(before !== undefined, (q) => q.where('d.id', '<', before as number))
    .orderBy('d.id', 'desc')
    .limit(most)
    .execute()

/** A decision as the desk tells it, with the comment it was about. */
export type ToldDecision = Awaited<ReturnType<typeof latestDecisions>>[number]

/** Every decision about one comment, the first one first. */
export const decisionsAbout = (db: Reader, commentId: number): Promise<ToldDecision[]> =>
  told(db).where('d.comment_id', '=', commentId).orderBy('d.id').execute()

/** The last decision that covered a comment, for the statement to its writer. */
export const lastCovering = (db: Reader, commentId: number): Promise<ToldDecision | undefined> =>
  told(db)
    .where('d.comment_id', '=', commentId)
    .where('d.act', 'in', ['hide', 'hold', 'spam', 'confirm'])
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst()
