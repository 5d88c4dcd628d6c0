import { type Kysely, SqliteAdapter, sql } from 'kysely'

const KEPT = 'that a branch was moved is kept'

/**
 * A branch of a thread that has a page of its own: its comments stay what and where they are, and a line stands in place
 * of the branch. How long it is is kept by the database itself, as the length of a conversation is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  const run = (text: string) => sql.raw(text).execute(db)
  await db.schema
    .createTable('side_discussion')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('comment_id', 'integer', (c) => c.notNull().references('comment.id'))
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull().check(sql`size >= 0`)) // words and markers
    .addColumn('title', 'text', (c) => c.notNull().check(sql`trim(title) <> ''`))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`trim(reason) <> ''`))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('author_name', 'text', (c) => c.notNull())
    .addColumn('author_title', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('ended_by', 'integer', (c) => c.references('account.id'))
    .addCheckConstraint('side_discussion_ended', sql`(ended_at is null) = (ended_by is null)`)
    .modifyEnd(strict)
    .execute()
  await run(`create unique index side_discussion_stands on side_discussion (comment_id)
    where ended_at is null`)
  await run(`create index side_discussion_of_post on side_discussion (post_id, path)
    where ended_at is null`)
  await run('create index side_discussion_comment on side_discussion (comment_id)')
  await run(`create view public_discussion as
    select d.comment_id, d.post_id, d.path, d.size, d.title, d.reason, d.at, d.author_name, d.author_title
    from side_discussion d join public_comment c on c.id = d.comment_id where d.ended_at is null`)
  const columns =
    'id comment_id post_id path title reason at account_id author_name author_title'.split(' ')
  const grow = (by: string) => `update side_discussion set size = size ${by}
    where post_id = new.post_id and ended_at is null
      and substr(new.path, 1, length(path)) = path`
  if (!isSqlite) {
    await run(`create function side_discussion_kept() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or old.ended_at is not null
          or ${columns.map((name) => `new.${name} is distinct from old.${name}`).join(' or ')}
        then raise exception '${KEPT}'; end if;
        return new;
      end $$`)
    await run(`create trigger side_discussion_kept before update or delete on side_discussion
      for each row execute function side_discussion_kept()`)
    await run(`create function side_discussion_size() returns trigger language plpgsql as $$
      declare was text := 'none';
      begin
        if tg_op = 'UPDATE' then was := old.exposure; end if;
        if was = 'none' and new.exposure <> 'none' then ${grow('+ 1')};
        elsif was <> 'none' and new.exposure = 'none' then ${grow('- 1')}; end if;
        return null;
      end $$`)
    await run(`create trigger side_discussion_size after insert or update on comment
      for each row execute function side_discussion_size()`)
    return
  }
  const refuse = `begin select raise(abort, '${KEPT}'); end`
  await run(`create trigger side_discussion_no_delete before delete on side_discussion ${refuse}`)
  await run(`create trigger side_discussion_unchanged before update of ${columns.join(', ')}
    on side_discussion ${refuse}`)
  await run(`create trigger side_discussion_ended_once before update on side_discussion
    when old.ended_at is not null ${refuse}`)
  await run(`create trigger side_discussion_row_stays before update on side_discussion
    when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end`)
  await run(`create trigger side_discussion_once before insert on side_discussion
    when exists (select 1 from side_discussion where id = new.id
      or comment_id = new.comment_id and ended_at is null and new.ended_at is null) ${refuse}`)
  await run(`create trigger side_discussion_begun after insert on comment
    when new.exposure <> 'none' begin ${grow('+ 1')}; end`)
  await run(`create trigger side_discussion_grows after update of state, shown_at on comment
    when old.exposure = 'none' and new.exposure <> 'none' begin ${grow('+ 1')}; end`)
  await run(`create trigger side_discussion_shrinks after update of state, shown_at on comment
    when old.exposure <> 'none' and new.exposure = 'none' begin ${grow('- 1')}; end`)
}
