/** How long a conversation is, and who answered in it, is kept beside the comments: it must be what they say. */
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { placeUnder } from '../../server/comments/place.ts'
import { open } from '../../server/storage/database.ts'
import { migrateWith } from '../../server/storage/migrate.ts'
import { publishPost } from '../posts/writing.ts'
import { openTestSite } from '../support/site.ts'
import { addMany, type Planned } from './many.ts'

/** What is kept, against the comments counted anew: both empty when all is right. */
const wrong = `with root as (
    select r.id, r.post_id, count(*) as size from comment r join comment c on c.post_id = r.post_id
      and c.exposure <> 'none' and substr(c.path, 1, length(r.path)) = r.path
    where r.depth = 0 and r.exposure <> 'none' group by r.id, r.post_id),
  answered as (
    select c.post_id, c.account_id, r.id, min(c.id) as first_id, count(*) as answers from comment r
    join comment c on c.post_id = r.post_id and substr(c.path, 1, length(r.path)) = r.path
      and c.kind = 'staff' and c.exposure = 'text' and c.depth > 0
    where r.depth = 0 and r.exposure <> 'none' group by c.post_id, c.account_id, r.id)
  select 'size' as what, root_id as id from (select root_id, post_id, size from conversation
    except select id, post_id, size from root) x
  union all select 'missing', id from (select id, post_id, size from root
    except select root_id, post_id, size from conversation) y
  union all select 'answers', root_id from (select post_id, account_id, root_id, first_id, answers
    from answered_conversation except select * from answered) z
  union all select 'unanswered', id from (select * from answered
    except select post_id, account_id, root_id, first_id, answers from answered_conversation) v`

const hide = `update comment set state = 'hidden', removed_at = 'x', removed_reason = 'off_topic',
  removed_clause = (select min(id) from clause) where id = `
const show = "update comment set state = 'shown', shown_at = 'x' where id = "
const wait = "update comment set state = 'pending', shown_at = null where id = "

describe('what is kept of a conversation is what its comments say', () => {
  test('after any acts in any order', async () => {
    const site = await openTestSite()
    const post = await publishPost(site, await site.signIn('official'))
    const planned = Array.from({ length: 40 }, (_, at): Planned => {
      const answers = at % 5 === 0 ? undefined : at - 1 - (at % 3 === 0 && at % 5 > 1 ? 1 : 0)
      const isStaff = answers !== undefined && at % 4 === 0
      return isStaff ? { answers, capacity: 'personal' } : { answers }
    })
    addMany(site, { post: post.id, first: 10 }, planned)
    const db = open(site.storage.file, false)
    const faults = () => db.prepare(wrong).all()
    expect(faults()).toEqual([])
    const acts = fc.array(
      fc.tuple(fc.constantFrom(hide, show, wait), fc.integer({ min: 10, max: 49 })),
    )
    fc.assert(
      fc.property(acts, (list) => {
        for (const [act, id] of list) {
          const row = db.prepare('select depth from comment where id = ?').get(id) as {
            depth: number
          }
          if (row.depth > 0 || act !== wait) db.exec(`${act}${id}`)
          expect(faults(), `${act}${id}`).toEqual([])
        }
      }),
      { numRuns: 12 },
    )
    db.exec('update conversation set size = size + 1')
    expect(faults(), 'this test finds what is wrong').not.toEqual([])
    db.close()
  })

  test('on PostgreSQL too', { timeout: 60_000 }, async () => {
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
    await migrateWith(db)
    const run = (text: string) => sql.raw(text).execute(db)
    const faults = async () => (await run(wrong)).rows
    await run(`do $$ declare one record; begin
      for one in select conname, conrelid::regclass as name from pg_constraint where contype = 'f' and
        conrelid in ('comment'::regclass, 'conversation'::regclass, 'answered_conversation'::regclass)
      loop execute format('alter table %s drop constraint %I', one.name, one.conname); end loop; end $$`)
    const root = placeUnder(undefined, 1)
    const places = [
      root,
      placeUnder(root, 2),
      placeUnder(placeUnder(root, 2), 3),
      placeUnder(undefined, 4),
    ]
    for (const [at, { path, depth }] of places.entries()) {
      const staff = at === 2 ? "'staff', 'personal', 1, 'a'" : "'citizen', null, null, null"
      await run(`insert into comment (id, post_id, parent_id, path, depth, kind, capacity, account_id,
        author_title, state, name, text, html, renderer, question, received_at, shown_at, post_version, version,
        suspicion, signs, salt, hash) values (${at + 1}, 1, ${depth ? at : 'null'}, '${path}', ${depth}, ${staff},
        'shown', 'n', 't', 'h', 1, 0, 'x', 'x', 1, 1, 0, '[]', 's', 'h')`)
    }
    expect(await faults()).toEqual([])
    expect((await run('select * from answered_conversation')).rows).toHaveLength(1)
    for (const act of [`${wait}3`, `${show}3`, `${wait}2`, `${wait}4`, `${show}4`, `${show}2`]) {
      await run(act)
      expect(await faults(), act).toEqual([])
    }
    await db.destroy()
  })
})
