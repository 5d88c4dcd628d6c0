import { type Kysely, SqliteAdapter, sql } from 'kysely'

/**
 * The register of letters: what a registrar has said of each besides its diary number. Words lie sealed under the letter's
 * own key; dates, switches and closed lists can be read. A letter's key goes by a stated decision alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const strict = isSqlite ? sql`strict` : sql``
  const flag = sql`in (0, 1)`

  await db.schema
    .createTable('letter_register')
    .addColumn('letter_id', 'integer', (c) => c.primaryKey().notNull().references('letter.id'))
    .addColumn('flagged_at', 'text') // since when something in it may be secret (LAW.md L05)
    .addColumn('exempt', 'text', (c) => c.check(sql`exempt in ('orderly', 'trivial')`)) // need not be registered
    .addColumn('exempt_at', 'text')
    .addColumn('subject', 'text') // sealed: what the register says that it is about
    .addColumn('hides_party', 'integer', (c) => c.notNull().check(sql`hides_party ${flag}`)) // L06
    .addColumn('hides_subject', 'integer', (c) => c.notNull().check(sql`hides_subject ${flag}`))
    .addColumn('mark_provision', 'text') // sealed, as is the authority: a secrecy mark (L07)
    .addColumn('mark_authority', 'text')
    .addColumn('mark_on', 'text')
    .addColumn('held_at', 'text') // somebody has asked for it: it may not be erased (L14)
    .addCheckConstraint('letter_register_exempt', sql`(exempt is null) = (exempt_at is null)`)
    .addCheckConstraint(
      'letter_register_flagged', // what may be secret has to be registered (OSL 5:1)
      sql`flagged_at is null or exempt is null`,
    )
    .addCheckConstraint(
      'letter_register_mark', // provision, date and authority, or no mark (OSL 5:5)
      sql`(mark_provision is null) = (mark_on is null) and (mark_provision is null) = (mark_authority is null)`,
    )
    .modifyEnd(strict)
    .execute()

  // The one rule for how far a letter has come on its way into a register.
  await sql`create view letter_state as
    select letter.id as letter_id,
      case
        when letter.diary is not null then 'registered'
        when r.flagged_at is not null then 'waiting'
        when r.exempt is not null or letter.document in ('internal', 'other_capacity') then 'exempt'
        when letter.document = 'incoming' then 'waiting'
        else 'unassessed'
      end as state
    from letter left join letter_register as r on r.letter_id = letter.id`.execute(db)

  if (isSqlite) await triggers(db)
}

async function triggers(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger letter_register_once before insert on letter_register
    when exists (select 1 from letter_register where letter_id = new.letter_id)
    begin select raise(abort, 'what the register says is never replaced'); end`.execute(db)
  await sql`create trigger letter_register_kept before delete on letter_register
    begin select raise(abort, 'what the register says is kept'); end`.execute(db)
  await sql`create trigger letter_register_of before update of letter_id on letter_register
    begin select raise(abort, 'what the register says stays with its letter'); end`.execute(db)
  await sql`create trigger letter_erased_by_decision before update of sealed_key on letter
    when old.sealed_key is not null and new.sealed_key is null
    begin
      select raise(abort, 'a letter is erased by a stated decision alone') where not exists
        (select 1 from letter_step
          where letter_id = old.id and kind = 'erased' and detail is not null);
      select raise(abort, 'what somebody has asked for is not erased') where exists
        (select 1 from letter_register where letter_id = old.id and held_at is not null);
      select raise(abort, 'what waits to be registered is not erased') where
        (select state from letter_state where letter_id = old.id) in ('waiting', 'unassessed');
    end`.execute(db)
}
