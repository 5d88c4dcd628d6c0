/** Which addresses are kept no longer (LAW.md section 5). */
import { type Instant, later } from '../kernel/clock.ts'
import type { Writer } from '../storage/database.ts'
import { CONFIRM_WITHIN, KEPT_AFTER, KEPT_ANSWERED, STOPPED_FOR } from './follow.ts'

/**
 * Erases who never confirmed; whose question was answered and told; who follows a comment or a thread in
 * which nothing has been decided for six months, nor was asked since; and stops that are a year old.
 */
export async function eraseOld(tx: Writer, now: Instant): Promise<void> {
  await tx
    .deleteFrom('follow')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', later(now, -CONFIRM_WITHIN))
    .execute()
  await eraseAnswered(tx, later(now, -KEPT_ANSWERED))
  await eraseQuietComments(tx, later(now, -KEPT_AFTER))
  await eraseQuietThreads(tx, later(now, -KEPT_AFTER))
  await tx.deleteFrom('mail_stop').where('at', '<', later(now, -STOPPED_FOR)).execute()
}

const eraseAnswered = (tx: Writer, before: Instant) =>
  tx
    .deleteFrom('follow')
    .where('topic', '=', 'question')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('mail')
          .select('mail.id')
          .whereRef('mail.follow_id', '=', 'follow.id')
          .where('mail.kind', '=', 'question_answered')
          .where('mail.state', '=', 'sent')
          .where('mail.settled_at', '<', before),
      ),
    )
    .execute()

/** Nothing was decided about the comment, and nobody asked to follow it, since `before`. */
const eraseQuietComments = (tx: Writer, before: Instant) =>
  tx
    .deleteFrom('follow')
    .where('comment_id', 'is not', null)
    .where('confirmed_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('decision')
            .select('decision.id')
            .whereRef('decision.comment_id', '=', 'follow.comment_id')
            .where('decision.at', '>=', before),
        ),
      ),
    )
    .execute()

/** Nothing was let through or answered in the thread, and nobody asked to follow it, since `before`. */
const eraseQuietThreads = (tx: Writer, before: Instant) =>
  tx
    .deleteFrom('follow')
    .where('post_id', 'is not', null)
    .where('confirmed_at', '<', before)
    .where((eb) =>
      eb(
        'post_id',
        'not in',
        eb
          .selectFrom('public_comment')
          .select('public_comment.post_id')
          .where('exposure', '=', 'text')
          .where('shown_at', '>=', before),
      ),
    )
    .execute()
