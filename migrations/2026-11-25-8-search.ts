import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * The search: the words of each post and comment, as the public reads them now, without a name of anybody. The views
 * `findable_*` say what can be found, by the views that say what is public; triggers keep the index equal to them, so
 * that a text is found from the moment that shows it until the one that does not, whoever makes it. Each text has
 * marks to narrow a search by: its year, its hour where a year begins, its capacity, whether it is an answered question.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await (isSqlite ? sqliteSearch(db) : postgresSearch(db))
}

/** The year by universal time, and the hour on the days on which clocks may differ about the year. */
const dateMarks = (at: string) =>
  `'y' || substr(${at}, 1, 4) || case when substr(${at}, 6, 5) in ('12-31', '01-01')
      then ' h' || substr(${at}, 1, 4) || substr(${at}, 6, 2) || substr(${at}, 9, 2)
      || substr(${at}, 12, 2) else '' end`

const commentMarks = `${dateMarks('c.received_at')} || ' ' || coalesce(c.capacity, 'citizen')
    || case when c.question = 1 then ' question' else '' end
    || case when c.question = 1 and c.answered_by is not null then ' answered' else '' end`

const findableComment = `select c.id, k.text as words, ${commentMarks} as marks
    from public_comment c join comment k on k.id = c.id where c.exposure = 'text'`

/**
 * A published letter without its first paragraph, which says when it came and how its writer is named. The view may name
 * no virtual table, such as `json_each`: SQLite reads it while it checks the index.
 */
const findablePost = (place: string, line: string) => `select p.id,
    p.title || ' ' || p.question || ' ' || p.summary || ' ' || p.tags || ' '
    || case when p.letter is null then p.source
      else substr(p.source, ${place}(p.source || ${line} || ${line}, ${line} || ${line})) end as words,
    ${dateMarks('p.first_published_at')} || ' ' || p.capacity as marks
    from public_post p`

async function sqliteSearch(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create view findable_comment as ${findableComment}`)
  await run(`create view findable_post as ${findablePost('instr', 'char(10)')}`)
  for (const kind of ['post', 'comment']) {
    // No copy of a text: the view has it. What leaves the index is overwritten, not only marked as gone.
    await run(`create virtual table ${kind}_words using fts5(words, marks,
      content = 'findable_${kind}', content_rowid = 'id', columnsize = 0,
      tokenize = 'unicode61 remove_diacritics 0')`)
    await run(`insert into ${kind}_words (${kind}_words, rank) values ('secure-delete', 1)`)
    await run(`insert into ${kind}_words (rowid, words, marks)
      select id, words, marks from findable_${kind} order by id`)
    await run(`create virtual table ${kind}_terms using fts5vocab(${kind}_words, instance)`)
  }
  for (const text of [...commentTriggers, ...postTriggers]) await run(text)
}

const leave = (kind: string, ids: string) => `delete from ${kind}_words where rowid ${ids};`
const enter = (kind: string, ids: string) => `insert into ${kind}_words (rowid, words, marks)
    select id, words, marks from findable_${kind} where id ${ids} order by id;`

/** Before a change the view still has the words that stand in the index, after it those that are to. */
const commentTriggers = [
  `create trigger comment_found after insert on comment when new.exposure = 'text'
    begin ${enter('comment', '= new.id')} end`,
  `create trigger comment_leaves before update of state, text, question, answered_by on comment
    when old.exposure = 'text' begin ${leave('comment', '= old.id')} end`,
  `create trigger comment_enters after update of state, text, question, answered_by on comment
    when new.exposure = 'text' begin ${enter('comment', '= new.id')} end`,
]

/** The comments under a post: its index has no others with words. */
const under = (post: string) => `in (select id from comment
    where post_id = ${post} and exposure <> 'none' and exposure = 'text')`

const around = (name: string, event: string, post: (row: string) => string, when = '') => [
  `create trigger ${name}_leaves before ${event} ${when}
    begin ${leave('post', `= ${post(event.startsWith('insert') ? 'new' : 'old')}`)} end`,
  `create trigger ${name}_enters after ${event} ${when}
    begin ${enter('post', `= ${post('new')}`)} end`,
]

const postTriggers = [
  ...around('post', 'update of state, version, first_published_at on post', (row) => `${row}.id`),
  ...around('post_version', 'insert on post_version', (row) => `${row}.post_id`),
  ...around('published_letter', 'insert on published_letter', (row) => `${row}.post_id`),
  `create trigger post_comments_leave before update of state on post when new.state <> old.state
    begin ${leave('comment', under('old.id'))} end`,
  `create trigger post_comments_enter after update of state on post when new.state <> old.state
    begin ${enter('comment', under('new.id'))} end`,
]

/** One vector of each text in its three languages: who looks for a word does not say in which it is. */
const vector = ['swedish', 'norwegian', 'english', 'simple']
  .map((language) => `to_tsvector('${language}', words)`)
  .join(' || ')

async function postgresSearch(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  const texts = { comment: findableComment, post: findablePost('strpos', 'chr(10)') }
  for (const [kind, text] of Object.entries(texts)) {
    // By a function: a view that this one rested on could not be made anew without it.
    await run(`create function findable_${kind}s() returns table (id integer, words text, marks text)
      language plpgsql stable as $$ begin return query ${text}; end $$`)
    await run(`create view findable_${kind} as select id, words, marks from findable_${kind}s()`)
    await run(`create table ${kind}_words (rowid integer primary key, words tsvector not null,
      marks tsvector not null)`)
    await run(`create index ${kind}_words_found on ${kind}_words using gin (words, marks)`)
    await run(`create view ${kind}_terms as select word as term, 0 as doc, '' as col, 0 as "offset"
      from ts_stat('select words from ${kind}_words')`)
    await run(`create function ${kind}_find_again(wanted integer) returns void language plpgsql as $$
      begin
        delete from ${kind}_words where rowid = wanted;
        insert into ${kind}_words (rowid, words, marks)
          select id, ${vector}, to_tsvector('simple', marks)
          from (${text}) f where f.id = wanted;
      end $$`)
    await run(`select ${kind}_find_again(id) from findable_${kind}`)
  }
  for (const text of postgresTriggers) await run(text)
}

const again = (name: string, event: string, body: string) => [
  `create function ${name}_found() returns trigger language plpgsql as $$
    begin ${body} return null; end $$`,
  `create trigger ${name}_found after ${event}
    for each row execute function ${name}_found()`,
]

const postgresTriggers = [
  ...again(
    'comment',
    'insert or update of state, text, question, answered_by on comment',
    "if new.exposure = 'text' or tg_op = 'UPDATE' then perform comment_find_again(new.id); end if;",
  ),
  ...again(
    'post',
    'update of state, version, first_published_at on post',
    `perform post_find_again(new.id);
     if new.state <> old.state then
       perform comment_find_again(id) from comment where post_id = new.id and exposure = 'text';
     end if;`,
  ),
  ...again('post_version', 'insert on post_version', 'perform post_find_again(new.post_id);'),
  ...again(
    'published_letter',
    'insert on published_letter',
    'perform post_find_again(new.post_id);',
  ),
]
