/** The command that a mail server hands to what came back. It never says an address: who sent may get to read it. */
import { createReadStream } from 'node:fs'
import type { Command } from './cli.ts'
import { followSecrets } from './following/address.ts'
import { type Effect, takeReturned } from './following/returned-actions.ts'
import { readReturned } from './mail/returned.ts'
import { readKeys } from './storage/keys.ts'
import { readOnlyIn } from './web/read-only.ts'

/** Bytes; a report quotes one of our mails, and none of them is a tenth of this. */
const MOST = 1024 * 1024

const sentences: Readonly<Record<Effect, string>> = {
  stopped: 'The address is erased with all that it followed, and gets no more mail for a year.',
  counted:
    'Counted. Mail stops when three in a row have come back over a week or more, or at once when the address is gone.',
  stuck: 'It was a mail to somebody of the staff: /desk/mail shows it as stuck.',
  unknown: 'It quotes no mail of this blog to somebody who still gets mail. Nothing was changed.',
  known: 'That this mail came back was known. Nothing was changed.',
  nothing:
    'Nothing follows from this report: the mail is late, was delivered, or failed for a while. Nothing was changed.',
}

/**
 * Reads one returned mail from a file or from what is piped in. 0 whenever it was read, whatever followed: who is
 * told of a failure here is somebody who sent mail; 75 when it has to be tried again later.
 */
export const returnedMail: Command = async ({ settings, clock, say, storage, input }, words) => {
  const [file, ...rest] = words
  if (rest.length > 0) return 2
  const text = await textOf(file === undefined ? input() : createReadStream(file)).catch(() => null)
  if (text === null) {
    say('The mail could not be read.')
    return 1
  }
  const returned = text === undefined ? undefined : readReturned(text)
  if (!returned) {
    say('It is neither a notification of failed delivery nor a complaint. Nothing was changed.')
    return 0
  }
  if (readOnlyIn(settings.dataDir)) {
    say('The blog can only be read just now. Try again later.')
    return 75
  }
  try {
    const secrets = followSecrets(readKeys(settings.dataDir).seal)
    say(sentences[await takeReturned({ storage, clock }, secrets, returned)])
    return 0
  } catch {
    say('It could not be saved. Try again later; npm run cli -- doctor says what is wrong.')
    return 75
  }
}

/** One character for each byte; undefined when it is too long. All is read, so that who writes can finish. */
async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    length += piece.length
    if (length <= MOST) pieces.push(piece)
  }
  return length > MOST ? undefined : Buffer.concat(pieces).toString('latin1')
}
