/** Letters of the demo of which a publication is spoken: proposed, changed, agreed to, declined, withdrawn, published. */
import { answerProposal, propose, withdraw } from '../agreements/actions.ts'
import type { Typed } from '../agreements/compose.ts'
import { answerOwn, proposeBack } from '../agreements/own-actions.ts'
import { publishLetter } from '../agreements/publish-actions.ts'
import { findProposal } from '../agreements/store.ts'
import type { Vault } from '../letters/vault.ts'
import { type Code, hashOfCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import type { StaffKey } from './content.ts'
import { done } from './done.ts'
import type { Story } from './story.ts'

const acts = ['propose', 'agree', 'publish', 'withdraw'] as const
const ownActs = ['accept', 'decline', 'change'] as const
export type AgreementAct = (typeof acts)[number] | (typeof ownActs)[number]

/** What is said of a publication, as the demo's file has it. */
export interface Spoken {
  readonly by: StaffKey | 'writer'
  readonly as?: 'letter' | 'own_words'
  readonly typed?: Partial<Typed>
}

/** Whether an act in the file is one about publishing. */
export const isAgreement = (act: string): act is AgreementAct =>
  [...acts, ...ownActs].some((one) => one === act)

/** One act towards publishing a letter. */
export async function agree(
  { house, staff }: Story,
  vault: Vault,
  { number: id, code }: { readonly number: number; readonly code: Code },
  spoken: Spoken & { readonly act: AgreementAct },
): Promise<void> {
  const { act, by, as: kind = 'letter' } = spoken
  const { read } = house.storage
  const last = (await findProposal(read, id))?.versions.at(-1)
  const seen = { number: last?.number ?? 0, hash: last?.hash ?? '' }
  const typed = { ...empty, ...spoken.typed }
  if (by === 'writer') {
    const receiptId = (await findReceipt(read, hashOfCode(house.keys.receipt, code))) ?? 0
    const owning = { house, vault, receiptId, id }
    if (act === 'change') done(await proposeBack(owning, { typed, seen: seen.number }))
    else done(await answerOwn(owning, { ...seen, answer: act === 'accept' ? 'yes' : 'no' }))
    return
  }
  const isRegistrar = staff[by].roles.has('registrar')
  const officer = { ...staff[by], isOfficial: by === 'official', isRegistrar }
  const acting = { house, vault, officer, id }
  if (act === 'propose')
    done(await propose(acting, { kind, typed, seen: seen.number, resolved: {} }))
  if (act === 'agree') done(await answerProposal(acting, { ...seen, answer: 'yes', resolved: {} }))
  if (act === 'publish') done(await publishLetter(acting, staff[by], { ...seen, resolved: {} }))
  if (act === 'withdraw') done(await withdraw(acting))
}

const empty: Typed = {
  ...{ title: '', preface: '', capacity: 'personal', chosen: [], answers: {}, others: '' },
  credit: { kind: 'none', words: '' },
  takeOut: { writer: '', person: '', secrecy: '' },
}
