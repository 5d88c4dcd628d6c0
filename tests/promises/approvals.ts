/** A draft of the world about which a colleague has asked the official: sent back with a note, and asked again. */

import { saveMail } from '../../server/mail/store.ts'
import { keepStep } from '../../server/posts/approval-store.ts'
import { staff, type TestSite } from '../support/site.ts'
import { word } from './markers.ts'

/** Asks as the database has it, so that the world's authors go on as before. */
export async function askAbout({ storage, clock }: TestSite, draftId: number): Promise<void> {
  const idOf = async (email: string) =>
    (
      await storage.read
        .selectFrom('account')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
    ).id
  const [author, official] = [await idOf(staff.author.email), await idOf(staff.official.email)]
  const at = clock()
  await storage.transact(async (tx) => {
    const asked = { act: 'asked', accountId: author, at, hash: 'x' } as const
    await keepStep(tx, draftId, asked)
    const note = word('approval', 'note')
    await keepStep(tx, draftId, { act: 'returned', accountId: official, at, hash: 'x', note })
    await keepStep(tx, draftId, asked)
    const mail = { kind: 'approval', key: `approval:${draftId}:1`, accountId: official } as const
    await saveMail(tx, mail, { messageId: `approval-of-a-draft-in-the-world@localhost`, at })
  })
}
