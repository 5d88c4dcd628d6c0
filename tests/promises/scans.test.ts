/** A table that grows for ever is never read from end to end for one page. */
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { builder } from '../../server/storage/database.ts'
import { testLetterKey } from '../support/site.ts'
import { visitors } from './markers.ts'
import { ask } from './sweep.ts'
import { openWorld, type World } from './world.ts'

/**
 * Tables that may be read whole: the house itself and its people, the words of the rules, what is being written, and
 * what a year brings some hundreds of. Letters are sealed, so that whoever searches them opens each; the archive is given
 * out whole. Every other table, a new one too, grows without end.
 */
const bounded =
  /^(?:site|account|account_role|account_mail|official_term|one_time_link|policy_version|clause|clause_text|clause_reason|reason|draft|post_schedule|series|public_profile|letter|letter_\w+|published_letter|request_\w+|document_request|disclosure|disclosure_\w+|public_disclosure)$/

/** What reads such a table all the same, and why it may. */
const allowed: readonly (readonly [plan: RegExp, why: string])[] = [
  [/^SCAN c USING INDEX comment_questions :: .* limit \d+$/, 'the index has what waits alone'],
  [/^SCAN (?:ledger_entry|comment) :: .* order by "id" desc limit 1$/, 'the last of all'],
  [
    /^SCAN [pdi] :: .* order by "\w"."id" desc limit \d+$/,
    'from the newest on, as far as the page goes',
  ],
  [/^SCAN a LEFT-JOIN :: select "letter"/, 'the letters and what was asked of them'],
  [/^SCAN [tp]\b.* (?:from|join) "public_library_item"/, 'one profile for each author'],
  [/^SCAN follow :: .* group by "topic", "capacity"/, 'counted at the desk, now and then'],
  [/^SCAN mail_stop USING COVERING INDEX .* select count/, 'counted at the desk, now and then'],
  [/^SCAN session USING INDEX session_account :: .* group by "account_id"$/, 'for administrators'],
]

/** The world with a site that tells each statement it reads with, its values in it. */
async function openHeard() {
  const world = await openWorld()
  const { site } = world
  const heard = new Map<string, string>()
  const hear = (text: unknown) => {
    const told = String(text).replace(/\b(\d+)\.0\b/g, '$1') // a number is bound as a real one
    heard.set(told.replace(/'(?:[^']|'')*'|\b\d+\b/g, '?'), told)
  }
  const db = new Database(site.storage.file, { readonly: true, verbose: hear })
  const storage = { ...site.storage, read: builder(db) }
  const { clock, settings, keys } = site
  const app = await buildApp({ storage, clock, settings, keys, letterKey: testLetterKey })
  onTestFinished(async () => {
    await app.close()
    db.close()
  })
  const get: World['site']['get'] = (url, { cookie, headers = {} } = {}) =>
    app.inject({ method: 'GET', url, headers: { ...(cookie ? { cookie } : {}), ...headers } })
  return { world: { ...world, site: { ...site, app, get } }, db, heard }
}

/** How a statement reads tables that grow from end to end, in an order or in none. */
function scansOf(db: Database.Database, text: string): string[] {
  const steps = db.prepare(`explain query plan ${text}`).all() as { detail: string }[]
  return steps.flatMap(({ detail }) => {
    const name = /^SCAN (?!CONSTANT ROW)(\w+)\b(?! VIRTUAL TABLE INDEX [1-9])/.exec(detail)?.[1]
    if (name === undefined) return []
    const table = new RegExp(`"(\\w+)" as "${name}"`).exec(text)?.[1]
    // A name within a view stands in no statement: then it may be any that the statement reads.
    const read = [...text.matchAll(/\b(?:from|join) "(\w+)"/g)].map(([, one = '']) => one)
    const may = table ? [table] : read.includes(name) ? [name] : read
    return may.every((one) => bounded.test(one)) ? [] : [`${detail} :: ${text}`]
  })
}

test('no page of anybody reads the whole of a table that grows', { timeout: 120_000 }, async () => {
  const { world, db, heard } = await openHeard()
  for (const visitor of visitors) await ask(world, visitor)
  expect(heard.size).toBeGreaterThan(200)
  const scans = [...heard.values()].flatMap((text) => scansOf(db, text))
  expect(
    scans.filter((scan) => !allowed.some(([plan]) => plan.test(scan))),
    'Give these an index, or say in `allowed` why they may.',
  ).toEqual([])
  expect(
    allowed.filter(([plan]) => !scans.some((scan) => plan.test(scan))),
    'Rejoice, and take these out of `allowed`.',
  ).toEqual([])
  const bad = `select "c"."id" from "comment" as "c" where "c"."text" like '%ord%' limit 5`
  expect(scansOf(db, bad)).toEqual([`SCAN c :: ${bad}`])
})
