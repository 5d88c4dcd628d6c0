/** What of the things in the ledger is public now: read from the views that say so, and nowhere else. */
import type { Reader } from '../storage/database.ts'
import type { Hashed, Thing } from './reading.ts'
import { type SaltedText, textHash } from './salted.ts'

/** The paths of those things that everybody can see, by `post 12` and the like. */
export async function pathsOf(
  db: Reader,
  things: readonly Thing[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = (of: 'post' | 'comment') => [
    ...new Set(things.flatMap((thing) => (thing?.of === of ? [thing.number] : []))),
  ]
  const posts = await db
    .selectFrom('public_post')
    .select(['id', 'year_month', 'slug'])
    .where('id', 'in', atLeastOne(numbers('post')))
    .execute()
  const comments = await db
    .selectFrom('public_comment')
    .select('id')
    .where('id', 'in', atLeastOne(numbers('comment')))
    .execute()
  return new Map([
    ...posts.map(({ id, year_month, slug }) => [`post ${id}`, `/${year_month}/${slug}`] as const),
    ...comments.map(({ id }) => [`comment ${id}`, `/comments/${id}`] as const),
  ])
}

/** An empty list is no SQL; nothing has the number 0. */
const atLeastOne = (numbers: readonly number[]): readonly number[] =>
  numbers.length > 0 ? numbers : [0]

/** A text with the salt of its hash. */
export interface Behind {
  readonly salt: string
  readonly text: SaltedText
}

/**
 * The text that this hash was made from, while it is public; undefined when it is not, or when what
 * stands there now is another text.
 */
export async function textBehind(
  db: Reader,
  hashed: Hashed,
  hash: string,
): Promise<Behind | undefined> {
  if (!hashed) return undefined
  const found = await finders[hashed.of](db, hashed as never)
  return found?.salt && textHash(found.salt, found.text) === hash
    ? { salt: found.salt, text: found.text }
    : undefined
}

type Found = Promise<{ readonly salt: string | null; readonly text: SaltedText } | undefined>
type Version = { readonly number: number; readonly version: number }

const finders: {
  readonly [Of in NonNullable<Hashed>['of']]: (
    db: Reader,
    hashed: Extract<Hashed, { of: Of }>,
  ) => Found
} = {
  post: postText,
  letter: letterText,
  reply: replyText,
  disclosure: disclosureText,
  comment: commentText,
  unpublishing: unpublishText,
  erasure: erasureText,
  rules: rulesText,
}

async function postText(db: Reader, { number, version }: Version): Found {
  const row = await db
    .selectFrom('public_post_version')
    .select(['capacity', 'language', 'title', 'question', 'summary', 'source', 'tags', 'salt'])
    .select(['decision_text', 'decision_url', 'author_name', 'author_title', 'author_role'])
    .where('post_id', '=', number)
    .where('number', '=', version)
    .executeTakeFirst()
  if (!row) return undefined
  const { salt, tags, ...words } = row
  const { title, question, summary, source } = words
  if (title === null || question === null || summary === null || source === null) return undefined
  return { salt, text: { ...words, title, question, summary, source, tags: JSON.parse(tags) } }
}

async function letterText(db: Reader, { number, version }: Version): Found {
  const row = await db
    .selectFrom('public_post')
    .select(['letter', 'letter_salt as salt'])
    .where('id', '=', number)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.letter ? { salt: row.salt, text: JSON.parse(row.letter) } : undefined
}

async function replyText(db: Reader, { number, version }: Version): Found {
  const row = await db
    .selectFrom('public_reply_version as v')
    .innerJoin('public_comment as c', 'c.id', 'v.comment_id')
    .select(['v.salt', 'v.text', 'c.capacity', 'c.name', 'c.author_title', 'c.author_role'])
    .where('v.comment_id', '=', number)
    .where('v.number', '=', version)
    .executeTakeFirst()
  if (!row?.capacity || row.author_title === null || row.author_role === null) return undefined
  const { salt, text, capacity, author_title, author_role } = row
  const by = { author_name: row.name ?? '', author_title, author_role }
  return { salt, text: { capacity, text, ...by } }
}

async function commentText(db: Reader, { number }: { readonly number: number }): Found {
  const row = await db
    .selectFrom('public_comment_text')
    .select(['name', 'text', 'question', 'salt'])
    .where('id', '=', number)
    .executeTakeFirst()
  if (!row) return undefined
  return { salt: row.salt, text: { name: row.name, text: row.text, question: row.question === 1 } }
}

/** Any event of an entry: what was said before stays public with its history. */
async function disclosureText(db: Reader, { number, version }: Version): Found {
  const row = await db
    .selectFrom('disclosure_event as e')
    .innerJoin('public_disclosure as d', 'd.id', 'e.disclosure_id')
    .select(['e.state', 'e.language', 'e.capacity', 'e.can_say', 'e.ground', 'e.why'])
    .select(['e.responsible_name', 'e.responsible_title', 'e.openness', 'e.openness_why', 'e.harm'])
    .select([
      'e.decision',
      'e.delegation',
      'e.review_on',
      'e.lift',
      'e.because',
      'e.told',
      'e.salt',
    ])
    .where('e.disclosure_id', '=', number)
    .where('e.number', '=', version)
    .executeTakeFirst()
  if (!row) return undefined
  const { salt, ...text } = row
  return { salt, text }
}

async function unpublishText(db: Reader, { number }: { readonly number: number }): Found {
  const row = await db
    .selectFrom('gone_post_text')
    .select(['reason', 'salt'])
    .where('id', '=', number)
    .executeTakeFirst()
  return row && { salt: row.salt, text: { reason: row.reason ?? '' } }
}

async function erasureText(db: Reader, { number }: { readonly number: number }): Found {
  const row = await db
    .selectFrom('comment_erasure')
    .select(['reference', 'salt'])
    .where('comment_id', '=', number)
    .executeTakeFirst()
  return row && { salt: row.salt, text: { reference: row.reference } }
}

async function rulesText(db: Reader, { number }: { readonly number: number }): Found {
  const rows = await db
    .selectFrom('policy_version as v')
    .innerJoin('clause as c', 'c.version_id', 'v.id')
    .innerJoin('clause_text as t', 't.clause_id', 'c.id')
    .select(['v.salt', 'c.number', 'c.key', 't.language', 't.title', 't.body'])
    .where('v.policy', '=', 'house_rules')
    .where('v.number', '=', number)
    .orderBy('c.number')
    .execute()
  const clauses = new Map(
    rows.map(({ number: at, key }) => [
      at,
      { number: at, key, texts: {} as Record<string, { title: string; body: string }> },
    ]),
  )
  for (const { number: at, language, title, body } of rows) {
    const clause = clauses.get(at)
    if (clause) clause.texts[language] = { title, body }
  }
  return rows[0] && { salt: rows[0].salt, text: { clauses: [...clauses.values()] } }
}
