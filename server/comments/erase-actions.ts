/** Erases what a citizen wrote and nobody is shown any more, by a decision; that it was done stays for ever. */

import type { Clock } from '../kernel/clock.ts'
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { translator } from '../language/catalogue.ts'
import { date } from '../language/when.ts'
import { newSalt, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import type { Storage } from '../storage/database.ts'
import { renderComment } from '../text/markdown.ts'
import type { Site } from '../web/house.ts'
import { erasuresOf, isAskedFor, saveErasure } from './erasure-store.ts'
import { findComment } from './kept-store.ts'

/** Characters of a reference, such as `KS 2026/114 § 7`. */
const MOST = 200

export type EraseProblem = 'no_reference' | 'not_found' | 'not_gone' | 'erased' | 'held'

/**
 * Erases a comment that is hidden or withdrawn, and that no open request asks for: its words, its writer's name and the salt of its hash. Its place, its
 * times, its hash and the ledger stay. The reference of the decision is for everybody to read: it names nobody.
 * `isGone` is false while a copy of the database is being made: what is overwritten leaves its log later.
 */
export async function eraseComment(
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  site: Pick<Site, 'language' | 'timeZone'>,
  erasing: { readonly id: number; readonly reference: string },
): Promise<Result<{ readonly isGone: boolean }, EraseProblem>> {
  const reference = oneLine(erasing.reference)
  if (reference === '' || reference.length > MOST) return err('no_reference')
  const { id } = erasing
  const at = clock()
  const t = translator(site.language)
  const words = t('comments.erased', { date: date(at, site.language, site.timeZone), reference })
  const done = await storage.transact(async (tx): Promise<Result<undefined, EraseProblem>> => {
    const comment = await findComment(tx, id)
    if (comment?.kind !== 'citizen') return err('not_found')
    if ((await erasuresOf(tx, [id])).size > 0) return err('erased')
    if (comment.state !== 'hidden' && comment.state !== 'withdrawn') return err('not_gone')
    if (await isAskedFor(tx, id)) return err('held')
    const salt = newSalt()
    const hash = textHash(salt, { reference })
    await saveErasure(tx, {
      ...{ comment_id: id, at, reference, words, html: renderComment(words), salt, hash },
    })
    await append(tx, { kind: 'comment_erased', at, number: id, hash })
    return ok(undefined)
  })
  if (!done.ok) return done
  return ok({ isGone: await storage.emptyLog() })
}
