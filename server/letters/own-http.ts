/** Letters on the page behind their code. */
import { newSubmission } from '../comments/submission.ts'
import type { Ask } from '../web/web.ts'
import { opened, stepsTaken } from './open-actions.ts'
import { type OwnLetter, ownLetter } from './pages.ts'
import { lettersOnReceipt } from './store.ts'
import type { Vault } from './vault.ts'

/** The newest that one receipt shows. */
const MOST_SHOWN = 30

/** The letters on one receipt with all that was said, for its holder alone. */
export async function lettersOn(
  ask: Ask,
  receiptId: number,
  { vault, key }: { readonly vault: Vault | undefined; readonly key: Buffer },
): Promise<OwnLetter[]> {
  const letters = await lettersOnReceipt(ask.read, receiptId, MOST_SHOWN)
  return Promise.all(
    letters.map(async (letter) =>
      ownLetter(
        {
          letter,
          opened: vault && (await opened(ask.read, vault, letter)),
          steps: await stepsTaken(ask.read, vault, letter),
        },
        ask,
        newSubmission(key),
      ),
    ),
  )
}
