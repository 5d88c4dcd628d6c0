/** Whether the office is still to be told of a letter. */
import type { Mail } from '../mail/mail.ts'
import type { Writer } from '../storage/database.ts'
import { findUnread } from './store.ts'

/** The letter that a mail tells of, as long as nobody has read it and whoever is told may. */
export const whatCame = async (tx: Writer, { letterId, accountId }: Mail) =>
  letterId === undefined || accountId === undefined
    ? undefined
    : findUnread(tx, letterId, accountId)
