import { type Kysely, SqliteAdapter, sql } from 'kysely'

const sign = `case when new.state = 'published' then 1 else -1 end`
const isPublished = (post: string) =>
  `(select state from post where id = ${post}.post_id) = 'published'`

/** One post more in its month. */
const addMonth = `insert into post_count (kind, name, posts) values ('month', new.year_month, 1)
  on conflict (kind, name) do update set posts = post_count.posts + 1;`

/** A post that was taken down, or is public again, in its month and under its tags. */
const turn = `update post_count set posts = posts + ${sign} where kind = 'month' and name = new.year_month;
  update post_count set posts = posts + ${sign}
    where kind = 'tag' and name in (select slug from post_tag where post_id = new.id);`

const addTag = `insert into post_count (kind, name, posts)
    values ('tag', new.slug, case when ${isPublished('new')} then 1 else 0 end)
  on conflict (kind, name) do update set posts = post_count.posts + excluded.posts;`

const takeTag = `update post_count set posts = posts - 1
  where kind = 'tag' and name = old.slug and ${isPublished('old')};`

const triggers = [
  { name: 'post_counted', on: 'insert on post', when: `new.state = 'published'`, act: addMonth },
  { name: 'post_turned', on: 'update of state on post', when: 'new.state <> old.state', act: turn },
  { name: 'post_tag_counted', on: 'insert on post_tag', when: '1 = 1', act: addTag },
  { name: 'post_tag_taken', on: 'delete on post_tag', when: '1 = 1', act: takeTag },
]

/**
 * How many public posts each month and each tag has, kept by the database itself: a list that offers them counts nothing. And
 * the post that stays on top for a while.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  await db.schema
    .createTable('post_count')
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('month', 'tag')`))
    .addColumn('name', 'text', (c) => c.notNull()) // '2026/11', or a tag's slug
    .addColumn('posts', 'integer', (c) => c.notNull().check(sql`posts >= 0`))
    .addPrimaryKeyConstraint('post_count_key', ['kind', 'name'])
    .modifyEnd(strict)
    .execute()
  await sql`create index post_count_most on post_count (kind, posts desc, name)`.execute(db)
  await sql`insert into post_count (kind, name, posts)
    select 'month', year_month, sum(case when state = 'published' then 1 else 0 end) from post group by year_month`.execute(
    db,
  )
  await sql`insert into post_count (kind, name, posts)
    select 'tag', t.slug, sum(case when p.state = 'published' then 1 else 0 end)
    from post_tag t join post p on p.id = t.post_id group by t.slug`.execute(db)
  for (const trigger of triggers) await (isSqlite ? lite : full)(db, trigger)

  await db.schema
    .createTable('post_pin') // one at a time
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('post_id', 'integer', (c) => c.notNull().references('post.id'))
    .addColumn('last_day', 'text', (c) => c.notNull()) // where the site is, and with it
    .addColumn('until', 'text', (c) => c.notNull())
    .addColumn('account_id', 'integer', (c) => c.notNull().references('account.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .modifyEnd(strict)
    .execute()
}

type Trigger = (typeof triggers)[number]

const lite = (db: Kysely<unknown>, { name, on, when, act }: Trigger) =>
  sql.raw(`create trigger ${name} after ${on} when ${when} begin ${act} end`).execute(db)

async function full(db: Kysely<unknown>, { name, on, when, act }: Trigger): Promise<void> {
  await sql
    .raw(`create function ${name}() returns trigger language plpgsql as $$
      begin ${act} return null; end $$`)
    .execute(db)
  await sql
    .raw(
      `create trigger ${name} after ${on} for each row when (${when}) execute function ${name}()`,
    )
    .execute(db)
}
