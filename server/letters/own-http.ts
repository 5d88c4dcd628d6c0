/** Letters on the page behind their code. */
import { newSubmission } from '../comments/submission.ts'
import { findAnswerable } from '../posts/store.ts'
import type { Ask } from '../web/web.ts'
import { letterReaders } from './channel-store.ts'
import { ownDirect } from './direct-pages.ts'
import { findDirect } from './direct-store.ts'
import type { Letter } from './letter.ts'
import { opened, stepsTaken } from './open-actions.ts'
import { type OwnLetter, ownLetter } from './pages.ts'
import { openedPassings } from './passing-actions.ts'
import { ownPassing } from './passing-pages.ts'
import { findReadable, lettersOnReceipt } from './store.ts'
import type { Vault } from './vault.ts'

/** The newest that one receipt shows. */
const MOST_SHOWN = 30

/** The letters on one receipt with all that was said, for its holder alone. */
export async function lettersOn(
  ask: Ask,
  receiptId: number,
  { vault, key, code, proposalOn }: Holding,
): Promise<OwnLetter[]> {
  const letters = await lettersOnReceipt(ask.read, receiptId, MOST_SHOWN)
  return Promise.all(
    letters.map(async (letter) => {
      const found = vault && (await opened(ask.read, vault, letter))
      const passings = (vault && (await openedPassings(ask.read, vault, letter))) ?? []
      const speaking = { ...ask, zone: ask.site.timeZone }
      return ownLetter(
        {
          letter,
          opened: found,
          steps: await stepsTaken(ask.read, vault, letter),
          open: await openDoor(ask, letter, {
            text: found?.said.find(({ kind }) => kind === 'letter')?.text,
            code,
          }),
          direct: await directOf(ask, letter),
          passing: ownPassing(passings, speaking, { letter, name: found?.name }),
          proposal: found && (await proposalOn(ask, letter)),
        },
        ask,
        newSubmission(key),
      )
    }),
  )
}

interface Holding {
  readonly vault: Vault | undefined
  readonly key: Buffer
  /** As its holder has it, to hang an open comment on too. */
  readonly code: string
  /** The proposal to publish a letter, if there is one; it lies above letters and is handed in. */
  readonly proposalOn: (ask: Ask, letter: Letter) => Promise<OwnLetter['proposal']>
}

/** How a letter becomes an open comment, by its writer alone: while the post that it is about can be answered. */
async function openDoor(
  { read }: Ask,
  { postId, commentId }: Letter,
  { text, code }: { readonly text: string | undefined; readonly code: string },
): Promise<OwnLetter['open']> {
  if (text === undefined) return undefined // it began with the office, or cannot be opened
  const post = postId === undefined ? undefined : await findAnswerable(read, postId)
  if (!post?.commentsOpen || postId === undefined) return undefined
  const version = String(post.version)
  return { text, code, post: String(postId), version, parent: commentId ? String(commentId) : '' }
}

/** Which comment a letter began as the answer to, and who reads what its writer answers. */
async function directOf({ t, read, site }: Ask, { id }: Letter): Promise<OwnLetter['direct']> {
  const direct = await findDirect(read, id)
  if (!direct) return undefined
  const readers = await letterReaders(read, site.official.accountId)
  const left = await Promise.all(
    readers.map(async (one) => ((await findReadable(read, one, id)) ? [one] : [])),
  )
  return ownDirect(t, direct, left.flat())
}
