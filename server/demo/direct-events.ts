/** Comments of the demo that are answered directly, by the code; of some the thread says so. */
import { commentsOnReceipt } from '../comments/kept-store.ts'
import { answerDirectly, wishShown } from '../letters/direct-actions.ts'
import type { Vault } from '../letters/vault.ts'
import type { Capacity } from '../posts/post.ts'
import { hashOfCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import { momentOf, type StaffKey } from './content.ts'
import { done } from './done.ts'
import type { Told } from './post-events.ts'
import type { Event, Story } from './story.ts'

/** A direct answer as the demo's file has it. */
export interface DemoDirect {
  /** The title of the post, and which of its comments. */
  readonly post: string
  readonly comment: string
  readonly at: string
  readonly by: StaffKey
  readonly capacity: Capacity
  readonly text: string
  /** When the comment's writer lets the thread say so. */
  readonly shown?: string
}

/** The answer, and the wish of whoever got it. */
export function directEvents(
  story: Story,
  vault: Vault,
  { one, posts }: { readonly one: DemoDirect; readonly posts: readonly Told[] },
): Event[] {
  const { house, staff, zone } = story
  const { by, capacity, text, shown } = one
  let letterId = 0
  const answer = async () => {
    const commentId = (await commentOf(story, posts, one)).id
    const isRegistrar = staff[by].roles.has('registrar')
    const officer = { ...staff[by], isOfficial: by === 'official', isRegistrar }
    const given = { commentId, text, capacity, mark: undefined }
    letterId = done(await answerDirectly(house, vault, officer, given))
  }
  const show = async () => {
    const { receiptId } = await commentOf(story, posts, one)
    done(await wishShown(house, { receiptId, letterId, isShown: true }))
  }
  return [
    { at: momentOf(one.at, zone), act: answer },
    ...(shown ? [{ at: momentOf(shown, zone), act: show }] : []),
  ]
}

/** The comment that its code opens. */
async function commentOf(
  { house, codes }: Story,
  posts: readonly Told[],
  { post, comment }: DemoDirect,
): Promise<{ readonly id: number; readonly receiptId: number }> {
  const { read } = house.storage
  const under = posts.find(({ head }) => head.title === post)
  const code = codes.get(`${under?.id} ${comment}`)
  const receiptId = code && (await findReceipt(read, hashOfCode(house.keys.receipt, code)))
  const [found] = receiptId ? await commentsOnReceipt(read, receiptId, 1) : []
  if (!found || !receiptId) throw new Error(`no comment ${comment} under ${post}`)
  return { id: found.id, receiptId }
}
