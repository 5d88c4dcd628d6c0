import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * How long each conversation under a post is, and which of them somebody of the staff has answered: kept by the database
 * itself beside the comments, so that a page of a thread is found without reading what it does not show. A conversation
 * is a root and everything below it; its number is its root's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  await db.schema
    .createTable('conversation')
    .addColumn('root_id', 'integer', (c) => c.primaryKey().notNull().references('comment.id'))
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('size', 'integer', (c) => c.notNull().check(sql`size >= 1`)) // words and markers
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('conversation_of_post')
    .on('conversation')
    .columns(['post_id', 'root_id', 'size'])
    .execute()
  await db.schema
    .createTable('answered_conversation')
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('root_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('first_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('answers', 'integer', (c) => c.notNull().check(sql`answers >= 1`))
    .addPrimaryKeyConstraint('answered_conversation_key', ['post_id', 'account_id', 'root_id'])
    .modifyEnd(strict)
    .execute()
  await sql`create index comment_of_staff on comment (post_id, account_id, id)
    where kind = 'staff' and exposure = 'text' and depth > 0`.execute(db)
  await fill(db, isSqlite)
  if (isSqlite) await sqliteTriggers(db)
  else await postgresTriggers(db)
}

/** The first step of a path says in its first letter how long it is (server/comments/place.ts). */
const firstStep = (path: string, isSqlite: boolean): string =>
  `substr(${path}, 1, ${isSqlite ? 'unicode' : 'ascii'}(${path}) - 95)`

/** Whether `c` stands at `r` or below it. */
const isWithin = (isSqlite: boolean): string =>
  isSqlite
    ? "c.post_id = r.post_id and c.path >= r.path and c.path < r.path || '~'"
    : 'c.post_id = r.post_id and substr(c.path, 1, length(r.path)) = r.path'

async function fill(db: Kysely<unknown>, isSqlite: boolean): Promise<void> {
  await sql`insert into conversation (root_id, post_id, size)
    select r.id, r.post_id, (select count(*) from comment c
      where ${sql.raw(isWithin(isSqlite))} and c.exposure <> 'none')
    from comment r where r.depth = 0 and r.exposure <> 'none'`.execute(db)
  await sql`insert into answered_conversation (post_id, account_id, root_id, first_id, answers)
    select c.post_id, c.account_id, r.id, min(c.id), count(*) from comment c
    join comment r on r.post_id = c.post_id and r.path = ${sql.raw(firstStep('c.path', isSqlite))}
      and r.exposure <> 'none'
    where c.kind = 'staff' and c.exposure = 'text' and c.depth > 0
    group by c.post_id, c.account_id, r.id`.execute(db)
}

/** What follows when a comment comes into public sight (`on`) or leaves it: the same words in both databases. */
function acts(isSqlite: boolean) {
  const root = `(select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
    and r.path = ${firstStep('new.path', isSqlite)})`
  const who = `post_id = new.post_id and account_id = new.account_id and root_id = ${root}`
  return {
    begins: `insert into conversation (root_id, post_id, size)
      select r.id, r.post_id, (select count(*) from comment c
        where ${isWithin(isSqlite)} and c.exposure <> 'none')
      from comment r where r.id = new.id`,
    ends: 'delete from conversation where root_id = new.id',
    grows: `update conversation set size = size + 1 where root_id = ${root}`,
    shrinks: `update conversation set size = size - 1 where root_id = ${root}`,
    answers: `insert into answered_conversation (post_id, account_id, root_id, first_id, answers)
      select new.post_id, new.account_id, r.id, new.id, 1 from comment r where r.id = ${root}
      on conflict (post_id, account_id, root_id) do update set
        answers = answered_conversation.answers + 1,
        first_id = case when excluded.first_id < answered_conversation.first_id
          then excluded.first_id else answered_conversation.first_id end`,
    unanswersLast: `delete from answered_conversation where ${who} and answers = 1`,
    unanswers: `update answered_conversation set answers = answers - 1, first_id =
      (select min(c.id) from comment c join comment r on r.id = answered_conversation.root_id
        where ${isWithin(isSqlite)} and c.kind = 'staff' and c.exposure = 'text' and c.depth > 0
        and c.account_id = new.account_id) where ${who}`,
  }
}

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  const act = acts(true)
  const trigger = (name: string, on: 'insert' | 'state', when: string, body: readonly string[]) =>
    sql
      .raw(`create trigger ${name} after ${on === 'insert' ? 'insert' : 'update of state, shown_at'}
        on comment when ${when} begin ${body.join('; ')}; end`)
      .execute(db)
  const came = "old.exposure = 'none' and new.exposure <> 'none'"
  const went = "old.exposure <> 'none' and new.exposure = 'none'"
  const staff = "new.kind = 'staff' and new.depth > 0"
  const inserted = "new.exposure <> 'none'"
  await trigger('conversation_begun', 'insert', `new.depth = 0 and ${inserted}`, [act.begins])
  await trigger('conversation_grown', 'insert', `new.depth > 0 and ${inserted}`, [act.grows])
  await trigger('conversation_answered', 'insert', `${staff} and new.exposure = 'text'`, [
    act.answers,
  ])
  await trigger('conversation_begins', 'state', `new.depth = 0 and ${came}`, [act.begins])
  await trigger('conversation_ends', 'state', `new.depth = 0 and ${went}`, [act.ends])
  await trigger('conversation_grows', 'state', `new.depth > 0 and ${came}`, [act.grows])
  await trigger('conversation_shrinks', 'state', `new.depth > 0 and ${went}`, [act.shrinks])
  await trigger(
    'conversation_is_answered',
    'state',
    `${staff} and old.exposure <> 'text' and new.exposure = 'text'`,
    [act.answers],
  )
  await trigger(
    'conversation_is_unanswered',
    'state',
    `${staff} and old.exposure = 'text' and new.exposure <> 'text'`,
    [act.unanswersLast, act.unanswers],
  )
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  const act = acts(false)
  await sql
    .raw(`create function conversation_kept() returns trigger language plpgsql as $$
      declare was text := 'none';
      begin
        if tg_op = 'UPDATE' then was := old.exposure; end if;
        if was = 'none' and new.exposure <> 'none' then
          if new.depth = 0 then ${act.begins}; else ${act.grows}; end if;
        elsif was <> 'none' and new.exposure = 'none' then
          if new.depth = 0 then ${act.ends}; else ${act.shrinks}; end if;
        end if;
        if new.kind = 'staff' and new.depth > 0 then
          if was <> 'text' and new.exposure = 'text' then ${act.answers};
          elsif was = 'text' and new.exposure <> 'text' then
            ${act.unanswersLast}; ${act.unanswers};
          end if;
        end if;
        return null;
      end $$`)
    .execute(db)
  await sql`create trigger conversation_kept after insert or update on comment
    for each row execute function conversation_kept()`.execute(db)
}
