/**
 * What must not compile. Nothing here runs: `npm run types` fails when a line below an
 * `@ts-expect-error` is accepted, which is when a promise of the types has been lost.
 */
import type { Instant } from '../../server/kernel/clock.ts'
import type { ProblemCode } from '../../server/kernel/problem.ts'
import type { Result } from '../../server/kernel/result.ts'
import type { MessageKey, T } from '../../server/language/catalogue.ts'
import { rooms } from '../../server/language/rooms.ts'
import { append } from '../../server/ledger/store.ts'
import type { Reader, Writer } from '../../server/storage/database.ts'
import type { Capacity, PublicCommentView } from '../../server/storage/schema.ts'
import { escape, type Html, html } from '../../server/text/html.ts'
import type { House, Settings } from '../../server/web/house.ts'
import type { Render } from '../../server/web/render.ts'
import { type Page, view } from '../../server/web/views.ts'

type Act = Parameters<typeof append>[1]

/** A write outside of a transaction. */
export async function writes(
  reader: Reader,
  writer: Writer,
  house: House,
  act: Act,
): Promise<void> {
  await append(writer, act)
  // @ts-expect-error: the ledger takes its entries only with a Writer
  await append(reader, act)
  // @ts-expect-error: a Reader can only select
  reader.insertInto('audit')
  // @ts-expect-error: not even through the open database
  house.storage.read.deleteFrom('session')
  await house.storage.transact(async (tx) => append(tx, act))
}

/** A column or a value that the tables do not have. */
export function reads(reader: Reader): unknown {
  // @ts-expect-error: there is no such table
  reader.selectFrom('letters')
  // @ts-expect-error: what is public has no receipt
  const column: keyof PublicCommentView = 'receipt_id'
  // @ts-expect-error: there is no third capacity
  const capacity: Capacity = 'private'
  return [column, capacity]
}

/** Words that are not in the catalogues. */
export function words(t: T): unknown {
  t('common.save')
  // @ts-expect-error: no catalogue has this message
  t('common.savve')
  // @ts-expect-error: a message is given words and numbers alone
  t('common.save', { whose: undefined })
  // @ts-expect-error: a key is not just any string
  const key: MessageKey = String('common.save')
  const { save, ...lacking } = rooms.nb.common
  // @ts-expect-error: a language that lacks a key of the Swedish file does not fit beside it
  const norwegian: typeof rooms.sv.common = lacking
  return [key, norwegian, save]
}

/** Text where a page expects what is safe, and a page given what it does not show. */
export function pages(render: Render, page: Page, body: Html): unknown {
  view('layouts/bare', { body, stylesheet: '', languages: [] })
  // @ts-expect-error: a string is not Html
  view('layouts/bare', { body: '<p>', stylesheet: '', languages: [] })
  // @ts-expect-error: there is no such view
  view('layouts/nowhere', { body, stylesheet: '' })
  // @ts-expect-error: the model lacks a field
  void render('layouts/bare', { body }, page)
  // @ts-expect-error: Html that is escaped twice shows its tags
  html`<p>${escape('x')}</p>`
  return html`<p>${[escape('x')]}</p>`
}

/** Moments, settings and outcomes. */
export function values(settings: Settings, result: Result<number, ProblemCode>): unknown {
  // @ts-expect-error: a moment is made by a clock, not written down
  const now: Instant = '2026-11-21T03:34:43.123Z'
  // @ts-expect-error: settings are read once and never changed
  settings.port = 1
  // @ts-expect-error: an outcome has a value only when it went well
  return [now, result.value]
}
