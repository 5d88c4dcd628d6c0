/** Which mails there are: what brings each about, what it finds, what it says. Reads like a table of contents. */

import { lookMailsDue, looksToTell } from './disclosures/look-mail-actions.ts'
import { looksWords } from './disclosures/look-mail-pages.ts'
import { forgetExpired } from './files/pending-store.ts'
import { followSecrets } from './following/address.ts'
import { eraseOld } from './following/erasing-store.ts'
import {
  type Followed,
  followerOf,
  mailsOfComment,
  mailsOfPost,
  recipient,
  refusedMail,
  toldAnswer,
  toldComment,
  toldPost,
  toldThread,
} from './following/mail-actions.ts'
import {
  answerWords,
  askedWords,
  knownWords,
  postWords,
  threadWords,
  type Writing,
} from './following/mail-pages.ts'
import type { Clock } from './kernel/clock.ts'
import { whatCame } from './letters/notice-actions.ts'
import { letterWords, movedWords } from './letters/notice-pages.ts'
import { mayStillRead } from './letters/notify-actions.ts'
import { folderCarrier } from './mail/folder.ts'
import { type Rounds, startRounds } from './mail/loop.ts'
import type { Mail, Words } from './mail/mail.ts'
import { openSender, type Sender } from './mail/sender-actions.ts'
import { smtpCarrier } from './mail/smtp.ts'
import type { Tells, Trade } from './mail/trade.ts'
import { approvalWords } from './posts/approval-mail-pages.ts'
import { draftsAsked } from './posts/approval-store.ts'
import { refusedFor, scheduleMailsDue, scheduleWords } from './posts/schedule-mail-actions.ts'
import { listsDue, unregisteredFor } from './register/daily-actions.ts'
import { dailyWords } from './register/daily-pages.ts'
import {
  digestsDue,
  mailsOfHold,
  staffRecipient,
  whatIsHeld,
  whatWaits,
} from './reminders/actions.ts'
import { digestWords, heldWords } from './reminders/pages.ts'
import type { Storage, Writer } from './storage/database.ts'
import type { Keys, MailSettings, Settings } from './web/house.ts'
import { readOnlyIn } from './web/read-only.ts'

/** Everything that this version mails. */
export function tradeOf(
  { domains }: Pick<MailSettings, 'domains'>,
  keys: Pick<Keys, 'seal'>,
): Trade {
  const secrets = followSecrets(keys.seal)
  /** A kind of mail to a follower: what is found, while they follow, and how it is said. */
  const toFollower =
    <Found>(
      find: (tx: Writer, mail: Mail, followed: Followed) => Promise<Found | undefined>,
      words: (found: Found, writing: Writing) => Words,
    ): Tells =>
    async (tx, mail) => {
      const followed = await followerOf(tx, secrets, mail)
      const found = followed && (await find(tx, mail, followed))
      return found && ((speaking) => words(found, { ...speaking, ...followed, secrets }))
    }
  return {
    hours: async (db, site, now) => [
      ...(await digestsDue(db, site, { now, domains })),
      ...(await listsDue(db, site, { now, domains })),
      ...(await lookMailsDue(db, site, { now, domains })),
      ...(await scheduleMailsDue(db, domains)),
    ],
    events: {
      comment_held: async (tx, event) => ({ mails: await mailsOfHold(tx, event, domains) }),
      post_published: (tx, event) => mailsOfPost(tx, secrets, event),
      comment_shown: mailsOfComment,
    },
    kinds: {
      digest: async (tx) => {
        const found = await whatWaits(tx)
        return found && ((speaking) => digestWords(found, speaking))
      },
      comment_held: async (tx, mail) => {
        const found = await whatIsHeld(tx, mail)
        return found && ((speaking) => heldWords(found, speaking))
      },
      letter: async (tx, mail) => {
        const found = await whatCame(tx, mail)
        return found && ((speaking) => letterWords(found, speaking))
      },
      register: async (tx, mail) => {
        const found = await unregisteredFor(tx, mail)
        return found && ((speaking) => dailyWords(found, speaking))
      },
      looks: async (tx, mail, now, site) => {
        const found = await looksToTell(tx, mail, now, site)
        return found && ((speaking) => looksWords(found, speaking))
      },
      schedule: async (tx, mail) => {
        const found = await refusedFor(tx, mail)
        return found && ((speaking) => scheduleWords(found, speaking))
      },
      approval: async (tx) => {
        const waiting = await draftsAsked(tx)
        return waiting.length > 0
          ? (speaking) => approvalWords(waiting.length, speaking)
          : undefined
      },
      letter_moved: async (_, { letterId }) =>
        letterId === undefined ? undefined : (speaking) => movedWords({ id: letterId }, speaking),
      follow_asked: toFollower(always, (_, writing) => askedWords(writing)),
      follow_known: toFollower(always, (_, writing) => knownWords(writing)),
      new_post: toFollower((tx, mail) => toldPost(tx, mail.postId), postWords),
      answer: toFollower((tx, mail) => toldComment(tx, mail.commentId), answerWords),
      question_answered: toFollower((tx, mail) => toldAnswer(tx, mail.commentId), answerWords),
      thread: toFollower(
        (tx, mail, followed) => toldThread(tx, secrets, { mail, followed }),
        threadWords,
      ),
    },
    recipientOf: async (tx, mail, site) => {
      if (!(await mayStillRead(tx, mail, site))) return undefined
      if (mail.accountId !== undefined) return staffRecipient(tx, mail.accountId, site)
      const followed = await followerOf(tx, secrets, mail)
      return followed && recipient(followed)
    },
    refused: async (tx, mail, refusal) =>
      mail.accountId === undefined && refusedMail(tx, secrets, { mail, ...refusal }),
    forget: async (tx, now) => {
      await eraseOld(tx, now)
      await forgetExpired(tx, now)
    },
  }
}

const always = async () => ({})

interface Log {
  readonly warn: (about: object, words: string) => void
  readonly error: (about: unknown, words: string) => void
}

/**
 * Begins to send, and goes on until it is stopped; while the blog can only be read it rests. The log
 * is told of a mail by its number alone.
 */
export function startMail(office: {
  readonly storage: Storage
  readonly clock: Clock
  readonly settings: Settings
  readonly keys: Keys
  readonly log: Log
}): Rounds {
  const { storage, clock, settings, keys, log } = office
  const { server } = settings.mail
  const sender = openSender({
    storage,
    settings,
    carrier: server ? smtpCarrier(server) : folderCarrier(settings.dataDir),
    trade: tradeOf(settings.mail, keys),
    log: (line) => log.warn(line, 'a mail did not go out'),
  })
  const resting: Sender = {
    ...sender,
    sendDue: async (now) => !readOnlyIn(settings.dataDir) && sender.sendDue(now),
  }
  return startRounds(resting, clock, (problem) => log.error(problem, 'a round of mail failed'))
}
