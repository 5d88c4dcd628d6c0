/** Letters of the demo that are passed on: asked about, answered, handed over, and by law. */
import type { PassingLaw } from '../letters/passing.ts'
import { answerPassing, askToPass, handOn, passByLaw } from '../letters/passing-actions.ts'
import { findAsked } from '../letters/passing-store.ts'
import type { Vault } from '../letters/vault.ts'
import { type Code, hashOfCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import type { StaffKey } from './content.ts'
import { done } from './done.ts'
import type { Story } from './story.ts'

const acts = ['ask', 'law', 'hand', 'yes', 'no'] as const
export type PassingAct = (typeof acts)[number]

/** What is passed on, as the demo's file has it. */
export interface Passed {
  readonly by: StaffKey | 'writer'
  readonly text?: string
  readonly to?: string
  readonly why?: string
  readonly law?: PassingLaw
}

/** Whether an act in the file is one of passing on. */
export const isPassing = (act: string): act is PassingAct => acts.some((one) => one === act)

/** One act of passing a letter on. */
export async function passOn(
  { house, staff }: Story,
  vault: Vault,
  { number: id, code }: { readonly number: number; readonly code: Code },
  passed: Passed & { readonly act: PassingAct },
): Promise<void> {
  const { act, by, to = '', text = '', why = '', law = 'se_danger' } = passed
  const { read } = house.storage
  const asked = await findAsked(read, id)
  const [passing, hash] = [asked?.id ?? 0, asked?.hash ?? '']
  if (by === 'writer') {
    const receiptId = (await findReceipt(read, hashOfCode(house.keys.receipt, code))) ?? 0
    const answer = act === 'yes' ? 'yes' : 'no'
    done(await answerPassing(house, { receiptId, letterId: id, passing, hash, answer }))
    return
  }
  const isRegistrar = staff[by].roles.has('registrar')
  const officer = { ...staff[by], isOfficial: by === 'official', isRegistrar }
  const acting = { house, vault, officer, id }
  const words = { to, text, why }
  if (act === 'ask') done(await askToPass(acting, words))
  if (act === 'law') done(await passByLaw(acting, { words, law }))
  if (act === 'hand') done(await handOn(acting, passing))
}
