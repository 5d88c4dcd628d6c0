/** What somebody does who asks for a document: ask, and go on with the code. Each act is one transaction. */
import { codeOf } from '../comments/submission.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import type { Box, Vault } from '../letters/vault.ts'
import { receiptFor } from '../receipts/actions.ts'
import { type Code, newCode } from '../receipts/receipt.ts'
import { nextId } from '../storage/counter.ts'
import type { House } from '../web/house.ts'
import type { Move, RequestAct } from './move.ts'
import {
  type DocumentRequest,
  descriptionFault,
  MAX_REPLY,
  movesFrom,
  silentFrom,
  type TextFault,
} from './request.ts'
import { addStep, findOwnRequest, findSentRequest, saveRequest } from './store.ts'

/** A request as it is sent: a description and nothing that says who or why (TF 2:18). */
export interface NewRequest {
  readonly text: string
  readonly language: Language
  /** The form's own mark: the same form sent again is the same request. */
  readonly mark: string
  /** A code from before, to hang this on. */
  readonly code: Code | undefined
}

/** Takes a request: kept sealed, with its code, before this resolves. */
export async function sendRequest(
  house: House,
  vault: Vault,
  { text, language, mark, code: known }: NewRequest,
): Promise<Result<Code, 'closed' | 'unknown_code' | TextFault>> {
  const site = house.site()
  const fault = descriptionFault(text)
  if (!site?.requests.keyId) return err('closed')
  if (fault) return err(fault)
  const at = house.clock()
  const code = known ?? (mark ? codeOf(house.keys.submission, mark) : newCode())
  return house.storage.transact(async (tx): Promise<Result<Code, 'unknown_code'>> => {
    if ((await findSentRequest(tx, mark)) !== undefined) return ok(code)
    const receipt = await receiptFor(tx, house.keys.receipt, {
      ...{ code, at },
      isKnown: known !== undefined,
    })
    if (receipt === undefined) return err('unknown_code')
    const id = await nextId(tx, 'document_request')
    const locked = vault.newKey(id)
    const box = vault.boxOf(locked)
    if (!box) throw new Error('a new key opens its own lock')
    const { country, timeZone } = site
    await saveRequest(tx, {
      ...{ id, country, received_at: at, language, receipt_id: receipt, submission: mark },
      ...{ sealed_key: locked.sealedKey, key_id: locked.keyId },
      silent_at: silentFrom(at, country, timeZone) ?? null,
    })
    const sealed = sealStep(box, 1, { reply: text.trim() })
    await addStep(tx, { id, country, steps: 0 }, { act: 'ask', to: 'asked', at, sealed })
    return ok(code)
  })
}

/** What is sealed of a step beside its reasons. */
export interface StepWords {
  readonly reply?: string | undefined
  readonly parts?: readonly (string | null)[] | undefined
}

/** Seals what a step says, as the step with this number of this request and no other. */
export const sealStep = (box: Box, number: number, words: StepWords): string =>
  box.seal('step', number, JSON.stringify(words))

/** What an asker does with the code. */
export interface OwnAct {
  readonly receiptId: number
  readonly id: number
  readonly act: RequestAct
  readonly text: string
}

export type OwnFault = 'not_found' | 'conflict' | TextFault

/**
 * Goes on with a request: says more, demands a decision, asks for reasons, complains or takes it back. A conflict is an act whose
 * time is over or has not come, such as a second tap; the page behind the code says how things are.
 */
export async function goOn(
  house: House,
  vault: Vault | undefined,
  { receiptId, id, act, text }: OwnAct,
): Promise<Result<'done', OwnFault>> {
  const at = house.clock()
  return house.storage.transact(async (tx): Promise<Result<'done', OwnFault>> => {
    const request = await findOwnRequest(tx, receiptId, id)
    const box = request && vault?.boxOf(request)
    if (!request || !box) return err('not_found')
    const move = movesFrom(request, 'asker', at).find((one) => one.act === act)
    if (!move) return err('conflict')
    const words = text.trim()
    const fault = wordsFault(words, move)
    if (fault) return err(fault)
    await addStep(tx, request, {
      ...{ act, to: move.to, at },
      sealed: words === '' ? null : sealStep(box, request.steps + 1, { reply: words }),
      silent_at: silence(act, request),
    })
    return ok('done')
  })
}

function wordsFault(words: string, { needs }: Move): TextFault | undefined {
  if (words === '' && needs.reply === 'always') return 'requests.fault.empty'
  return [...words].length > MAX_REPLY ? 'requests.fault.long' : undefined
}

/** Since when the silence is a refusal that somebody complains about. */
const silence = (act: RequestAct, { state, silentAt }: DocumentRequest) =>
  act === 'complain' && state === 'asked' ? (silentAt ?? null) : null
