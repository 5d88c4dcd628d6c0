/** What changes with a comment besides itself: how many its post counts. */
import { changeCounts } from '../posts/store.ts'
import type { Writer } from '../storage/database.ts'
import { countChange } from './comment.ts'
import { type CommentChange, changeComment, type KeptComment } from './kept-store.ts'

/**
 * Changes a comment and what its post counts: comments whose words are public, and the answered
 * questions among them. `comment` is the row as it stands in this transaction.
 */
export async function changeCounted(
  tx: Writer,
  comment: KeptComment,
  change: CommentChange,
): Promise<void> {
  await changeComment(tx, comment.id, change)
  const counts = countChange(comment, { ...comment, ...change })
  if (counts.comments !== 0 || counts.answers !== 0) await changeCounts(tx, comment.post_id, counts)
}
