/** Who speaks here: one row, the term of the official, and whether there is a second person. */
import type { Instant } from '../kernel/clock.ts'
import type { Reader, Writer } from '../storage/database.ts'
import { preparedOne } from '../storage/prepared.ts'
import type { SiteTable } from '../storage/schema.ts'
import type { Site } from '../web/house.ts'

const siteRow = preparedOne<Record<never, never>, SiteTable>((db) =>
  db.selectFrom('site').selectAll().where('id', '=', 1),
)

/** The site as it is at `now`, or undefined while set-up is not done. */
export async function findSite(db: Reader, now: Instant): Promise<Site | undefined> {
  const row = await siteRow(db, {})
  const official = await currentOfficial(db, now)
  if (!row || !official) return undefined
  return {
    authority: row.authority,
    country: row.country,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    telephone: row.telephone ?? undefined,
    contactEmail: row.contact_email ?? undefined,
    postalAddress: row.postal_address ?? undefined,
    controller: row.controller ?? undefined,
    dataProtectionOfficer: row.data_protection_officer ?? undefined,
    presentation: row.presentation,
    presentationHtml: row.presentation_html,
    hours: {
      days: [...row.hours_days].map(Number),
      from: row.hours_from,
      to: row.hours_to,
      within: row.hours_within,
      awayUntil: row.away_until ?? undefined,
    },
    official,
    next: await nextOfficial(db, now),
    letters: await openLetters(db),
    requests: await requestChannel(db),
    hasArchive: await hasArchive(db),
    hasSecondPerson: await hasSecondPerson(db),
    showsLedger: row.ledger_shown === 1,
    asksOfficial: row.approval_asked === 1,
  }
}

async function currentOfficial(db: Reader, now: Instant) {
  const row = await db
    .selectFrom('official_term')
    .select(['account_id', 'name', 'title'])
    .where('starts_at', '<=', now)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { accountId: row.account_id, name: row.name, title: row.title }
}

async function nextOfficial(db: Reader, now: Instant): Promise<Site['next']> {
  const row = await db
    .selectFrom('official_term')
    .select(['account_id', 'name', 'title', 'starts_at', 'notice'])
    .where('starts_at', '>', now)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      accountId: row.account_id,
      name: row.name,
      title: row.title,
      from: row.starts_at,
      notice: row.notice ?? '',
    }
  )
}

/** What every page must know of the letter channel while it is open. */
async function openLetters(db: Reader): Promise<Site['letters']> {
  const row = await db
    .selectFrom('letter_channel')
    .select(['whistle', 'answer_days', 'key_id'])
    .where('opened_at', 'is not', null)
    .executeTakeFirst()
  return row && { whistle: row.whistle, answerDays: row.answer_days, keyId: row.key_id }
}

/** Whether something of the archive is public. */
async function hasArchive(db: Reader): Promise<boolean> {
  const row = await db.selectFrom('public_disclosure').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** What every page must know of how documents are asked for. */
async function requestChannel(db: Reader): Promise<Site['requests']> {
  const rows = db.selectFrom('request_channel').select(['search', 'opened_at', 'key_id'])
  const row = await rows.executeTakeFirst()
  const keyId = row?.opened_at ? row.key_id : undefined
  return { search: row?.search ?? undefined, keyId: keyId ?? undefined }
}

/** Somebody who may hide: a moderator who is not an author, with a password, not disabled. */
async function hasSecondPerson(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('account.id')
    .where('account_role.role', '=', 'moderator')
    .where('account.disabled_at', 'is', null)
    .where('account.password', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_role as other')
            .select('other.role')
            .whereRef('other.account_id', '=', 'account.id')
            .where('other.role', '=', 'author'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes the one row. Throws when there is one already. */
export async function saveSite(tx: Writer, row: Omit<SiteTable, 'id'>): Promise<void> {
  await tx
    .insertInto('site')
    .values({ id: 1, ...row })
    .execute()
}

/** Changes some of what the site says of itself. */
export async function changeSite(
  tx: Writer,
  change: Partial<Omit<SiteTable, 'id'>>,
): Promise<void> {
  await tx.updateTable('site').set(change).where('id', '=', 1).execute()
}
