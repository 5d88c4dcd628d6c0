/** Takes a letter out for the authority's own diary: one act, which its writer sees. */
import { err, ok, type Result } from '../kernel/result.ts'
import { attachmentsOf } from '../letters/attachment-actions.ts'
import { opened, stepsTaken } from '../letters/open-actions.ts'
import { type Acting, inHand, type Refusal, type RegisterWords, wordsOf } from './office-actions.ts'
import type { File, Parcel } from './package.ts'
import { findEntry } from './store.ts'

/** Everything that there is of a letter, once the step is written that says so. */
export async function takeOut(
  acting: Acting,
  { withNotes }: { readonly withNotes: boolean },
): Promise<Result<Parcel, Refusal>> {
  const { house, vault, officer, id } = acting
  const noted = await inHand<RegisterWords, Refusal>(acting, async ({ entry, box, step }) => {
    await step('packaged')
    return ok(wordsOf(entry, box))
  })
  if (!noted.ok) return noted
  const { read } = house.storage
  const entry = await findEntry(read, officer, id)
  const found = entry && (await opened(read, vault, entry.letter))
  if (!found) return err('not_found')
  const steps = await stepsTaken(read, vault, entry.letter)
  const { subject } = noted.value
  const files: File[] = []
  for (const { name, open } of await attachmentsOf(read, vault, entry.letter))
    files.push({ name, bytes: await open() })
  return ok({ letter: entry.letter, opened: found, steps, subject, files, withNotes })
}
