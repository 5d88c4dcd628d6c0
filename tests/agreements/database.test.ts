/** What the database itself refuses, by raw SQL too: words of a letter in public that both sides have not agreed to. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openLetter, proposal } from './agreeing.ts'

type There = Awaited<ReturnType<typeof openLetter>>

/** A connection of its own with the rights of whoever runs the server, and the newest version of the proposal. */
async function raw(there: There) {
  const db = new Database(there.site.storage.file)
  const version = db
    .prepare('select * from letter_version order by proposal_id desc, number desc limit 1')
    .get() as { proposal_id: number; number: number; hash: string }
  const publish = (change: Partial<Record<string, unknown>> = {}) => {
    const row = {
      ...{ post_id: 1, version: 2, proposal_id: version.proposal_id, number: version.number },
      ...{ hash: version.hash, salt: '0'.repeat(32), content: '{}' },
      ...{ at: there.site.clock(), day: '2026-11-21', ...change },
    }
    const names = Object.keys(row)
    return db
      .prepare(
        `insert or replace into published_letter (${names}) values (${names.map((n) => `@${n}`)})`,
      )
      .run(row)
  }
  const answer = (given: Partial<Record<string, unknown>>) => {
    const row = {
      ...{ id: 900, proposal_id: version.proposal_id, number: version.number, side: 'writer' },
      ...{ answer: 'yes', hash: version.hash, at: there.site.clock(), account_id: null, ...given },
    }
    const names = Object.keys(row)
    return db
      .prepare(
        `insert or replace into letter_answer (${names}) values (${names.map((n) => `@${n}`)})`,
      )
      .run(row)
  }
  return { db, version, publish, answer }
}

const disagreed = 'a letter is published only as both sides have agreed'

test('a part of a letter is not published without two yeses to one hash', async () => {
  const there = await openLetter()
  await there.propose()
  const { publish } = await raw(there)
  expect(() => publish(), 'one yes').toThrow(disagreed)
  await there.say('no')
  expect(() => publish(), 'a no').toThrow(disagreed)
  await there.say('yes')
  expect(() => publish({ hash: 'f'.repeat(64) }), 'another hash').toThrow(disagreed)
  expect(() => publish({ hash: null }), 'no hash').toThrow()
  expect(() => publish({ number: 7 }), 'another version').toThrow(disagreed)
  await there.officialSays('back')
  expect(() => publish(), 'a yes that was taken back').toThrow(disagreed)
  await there.officialSays('yes')
  await there.say('back')
  expect(() => publish(), "the writer's").toThrow(disagreed)
  await there.say('yes')
  await there.propose({ ...proposal, title: 'En ny rubrik' })
  expect(() => publish(), 'a yes to an earlier version').toThrow(disagreed)
})

test('with two yeses it takes the row, and its page shows nothing that does not fit the hash', async () => {
  const there = await openLetter()
  await there.propose()
  await there.say('yes')
  await there.publish()
  const { db } = await raw(there)
  expect(() => db.prepare(`update published_letter set content = '{}'`).run()).toThrow('as it was')
  expect(() => db.prepare('delete from published_letter').run()).toThrow('as it was')
  // Whoever takes the triggers away first changes the words, and the page shows none of them.
  db.exec('drop trigger published_letter_unchanged')
  db.prepare(
    `update published_letter set content = replace(content, 'ingen frågade oss', 'alla höll med')`,
  ).run()
  const post = db.prepare('select * from public_post order by id desc').get() as Record<
    string,
    string
  >
  await there.site.advance(1)
  const { body } = await there.site.get(`/${post.year_month}/${post.slug}`)
  expect(body).not.toContain('alla höll med')
  expect(body).not.toContain('ingen frågade oss')
  expect(body).toContain('inte den som båda har sagt ja till')
})

test('a published letter gets no other version than an agreed one', async () => {
  const there = await openLetter()
  await there.propose()
  await there.say('yes')
  await there.publish()
  const { db } = await raw(there)
  const copy = (change: string) =>
    db
      .prepare(
        `insert or replace into post_version select ${change} from post_version
          where post_id = (select max(post_id) from published_letter)`,
      )
      .run()
  const columns = (db.pragma('table_info(post_version)') as { name: string }[]).map(
    ({ name }) => name,
  )
  const as = (change: Record<string, string>) =>
    columns.map((name) => change[name] ?? name).join(', ')
  expect(() => copy(as({ number: 'number + 1' }))).toThrow('changes only as both sides have agreed')
  expect(() => copy(as({ title: "'Något annat'" }))).toThrow()
})

test('answers are to the newest version as it is, and nobody rewrites them', async () => {
  const there = await openLetter()
  await there.propose()
  const { db, answer, version } = await raw(there)
  expect(() => answer({ hash: 'f'.repeat(64) })).toThrow('to the newest version')
  expect(() => answer({ number: version.number + 1 })).toThrow()
  expect(() => answer({ account_id: 1 }), 'the writer has no account').toThrow('CHECK')
  expect(() => answer({ side: 'official', account_id: null })).toThrow('CHECK')
  expect(() => answer({ side: 'official', account_id: 1, answer: 'no' })).toThrow('CHECK')
  expect(() => answer({ id: 1 }), 'replaced').toThrow('never replaced')
  expect(() => db.prepare(`update letter_answer set answer = 'no'`).run()).toThrow('kept as it was')
  expect(() => db.prepare('delete from letter_answer').run()).toThrow('kept as it was')
  expect(() => db.prepare('delete from letter_version').run()).toThrow('kept as it was')
  expect(() => db.prepare('update letter_version set hash = hash').run()).toThrow('kept as it was')
  expect(() => db.prepare('update letter_proposal set letter_id = 1, at = at || 1').run()).toThrow()
  expect(() => db.prepare('update letter_proposal set published = 1, post_id = 1').run()).toThrow()
  db.prepare("update letter_proposal set withdrawn_at = '2026-11-21'").run()
  expect(() => answer({}), 'withdrawn').toThrow('to the newest version')
  expect(() => db.prepare('update letter_proposal set withdrawn_at = null').run()).toThrow()
})
