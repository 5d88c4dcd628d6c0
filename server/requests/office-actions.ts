/** What the office does with a request: answer, refuse, decide. Each act is one step, in one transaction. */
import { type GroundId, ground, isGroundId } from '../disclosures/ground.ts'
import { type Chosen, handOver, type SentFile } from '../files/pending-actions.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { translator } from '../language/catalogue.ts'
import type { Country } from '../language/locale.ts'
import { wanted } from '../letters/attachment-actions.ts'
import type { Box, Vault } from '../letters/vault.ts'
import type { Parts } from '../register/release.ts'
import type { Writer } from '../storage/database.ts'
import type { House, Site } from '../web/house.ts'
import { sealStep } from './actions.ts'
import { type Delegation, delegationOf } from './delegation-store.ts'
import { keepGiven } from './file-actions.ts'
import type { Move, Needs } from './move.ts'
import {
  type DocumentRequest,
  MAX_REPLY,
  movesFrom,
  type ProvisionFault,
  parseProvision,
  partsOf,
} from './request.ts'
import { addStep, findRequest } from './store.ts'

/** One of the staff at a request: a registrar, or somebody who may sign decisions. */
export interface Handler {
  readonly accountId: number
  readonly name: string
  readonly title: string
  readonly delegation: Delegation | undefined
}

/** What a form of the office says. */
export interface Answering {
  readonly id: number
  readonly act: string
  readonly reply: string
  /** What is given out as text, with what is withheld between [[ and ]]. */
  readonly piece: string
  readonly ground: string
  readonly provision: string
  readonly reason: string
  readonly wider: boolean
  readonly files: Chosen | undefined
}

export type AnswerFault =
  | ProvisionFault
  | `requests.fault.${'empty' | 'long' | 'gives' | 'part' | 'whole' | 'marks' | 'ground' | 'reason' | 'wider'}`
export type AnswerFaults = Partial<
  Record<'reply' | 'piece' | 'ground' | 'provision' | 'reason' | 'wider', AnswerFault>
>
export type AnswerProblem = 'not_found' | 'forbidden' | 'conflict' | 'files_gone' | AnswerFaults

/**
 * Takes the step that an act is. Forbidden: a decision by somebody without a recorded delegation (JO 3869-2013). A conflict:
 * somebody was there before, or the act's time has not come. What is missing is named at its field.
 */
export async function answerRequest(
  house: House,
  vault: Vault,
  handler: Handler,
  typed: Answering,
): Promise<Result<'done', AnswerProblem>> {
  const site = house.site()
  const at = house.clock()
  return house.storage.transact(async (tx): Promise<Result<'done', AnswerProblem>> => {
    const request = await findRequest(tx, typed.id)
    const box = request && vault.boxOf(request)
    if (!request || !box || !site) return err('not_found')
    const move = movesFrom(request, 'office', at).find((one) => one.act === typed.act)
    if (!move) return err('conflict')
    const delegation = await delegationOf(tx, handler.accountId) // it may have ended since the form was shown
    if (move.needs.delegation && !delegation) return err('forbidden')
    const files = await wanted(tx, typed.files, at)
    if (!files) return err('files_gone')
    const parsed = parseAnswer(typed, move, { request, hasFiles: files.length > 0 })
    if (!parsed.ok) return parsed
    const signer = { ...handler, delegation }
    await keep(tx, box, { request, move, handler: signer, site, at, words: parsed.value, files })
    if (typed.files) await handOver(tx, typed.files)
    return ok('done')
  })
}

interface AnswerWords {
  readonly reply: string
  readonly parts: Parts
  readonly ground: GroundId | null
  readonly provision: string | null
  readonly reason: string
  readonly wider: boolean
}

/** Reads what was typed for a move: everything that it needs is there, or it is none. */
function parseAnswer(
  typed: Answering,
  { act, needs }: Move,
  { request, hasFiles }: { readonly request: DocumentRequest; readonly hasFiles: boolean },
): Result<AnswerWords, AnswerFaults> {
  const [reply, reason] = [typed.reply.trim(), typed.reason.trim()]
  const parts = partsOf(typed.piece)
  const chosen = groundOf(typed.ground, request.country)
  const provision = parseProvision(typed.provision, request.country)
  const text = typed.piece.trim()
  const gives = givesFault(act, needs, { hasFiles, text })
  const faults: AnswerFaults = {
    ...fault('reply', textFault(reply, needs.reply === 'always', 'requests.fault.empty')),
    ...fault('piece', parts.ok ? (gives ?? textFault(text, false)) : parts.problem),
    ...fault('ground', needs.ground && chosen === null ? 'requests.fault.ground' : undefined),
    ...fault('provision', needs.ground && !provision.ok ? provision.problem : undefined),
    ...fault('wider', needs.wider && !typed.wider ? 'requests.fault.wider' : undefined),
    ...fault('reason', textFault(reason, needs.reasons ?? false, 'requests.fault.reason')),
  }
  if (!parts.ok || Object.keys(faults).length > 0) return err(faults)
  const withheld = needs.ground && provision.ok
  return ok({
    ...{ reply, reason, parts: parts.value, wider: typed.wider },
    ground: withheld ? chosen : null,
    provision: withheld ? provision.value : null,
  })
}

/** A ground that the law gives: a choice of one's own refuses nobody a document. */
const groundOf = (typed: string, country: Country): GroundId | null =>
  isGroundId(typed) && ground(country, typed).decision === 'on_request' ? typed : null

const fault = (name: keyof AnswerFaults, key: AnswerFault | undefined): AnswerFaults =>
  key ? { [name]: key } : {}

function textFault(
  text: string,
  isNeeded: boolean,
  empty: AnswerFault = 'requests.fault.empty',
): AnswerFault | undefined {
  if (text === '' && isNeeded) return empty
  return [...text].length > MAX_REPLY ? 'requests.fault.long' : undefined
}

/**
 * Whoever gives out gives something; a part has a mark where the rest was, or is a file in which it is marked. What withholds
 * nothing has no mark: that would be a refusal without its ground, provision and rights (OSL 6:3; offentleglova § 31).
 */
function givesFault(
  act: string,
  { gives, ground: withholds }: Needs,
  { hasFiles, text }: { readonly hasFiles: boolean; readonly text: string },
): AnswerFault | undefined {
  if (gives === 'always' && !hasFiles && text === '') return 'requests.fault.gives'
  const hasMark = text.includes('[[')
  if (act === 'release_part' && !hasFiles && !hasMark) return 'requests.fault.part'
  if (gives && !withholds && hasMark) return 'requests.fault.whole'
  return undefined
}

async function keep(
  tx: Writer,
  box: Box,
  given: {
    readonly request: DocumentRequest
    readonly move: Move
    readonly handler: Handler
    readonly site: Site
    readonly at: Instant
    readonly words: AnswerWords
    readonly files: readonly SentFile[]
  },
): Promise<void> {
  const { request, move, handler, site, at, words, files } = given
  const { needs } = move
  const number = request.steps + 1
  const parts = needs.gives && words.parts.length > 0 ? words.parts : undefined
  await addStep(tx, request, {
    ...{ act: move.act, to: move.to, at },
    ...{ account_id: handler.accountId, by_name: handler.name, by_title: handler.title },
    sealed: sealStep(box, number, { reply: needs.reply ? words.reply : '', parts }),
    reasons: needs.reasons ? box.seal('reasons', number, words.reason) : null,
    ...{ ground: words.ground, provision: words.provision },
    told: needs.told ? toldWords(needs.told, request, site) : null,
    wider: needs.wider ? 1 : null,
    delegation_id: needs.delegation ? (handler.delegation?.id ?? null) : null,
  })
  if (!needs.gives) return
  for (const file of files) await keepGiven(tx, box, { file, requestId: request.id, number })
}

/** What the asker is told of their rights, in the language in which they asked, and kept as it was told. */
export function toldWords(
  what: 'refused' | 'appeal',
  { country, language }: Pick<DocumentRequest, 'country' | 'language'>,
  { authority, contactEmail, postalAddress }: Site,
): string {
  const t = translator(language)
  const where = [contactEmail, postalAddress?.replaceAll('\n', ', ')].filter(Boolean).join('; ')
  const told =
    country === 'no'
      ? t('requests.told.no', { authority })
      : t(`requests.told.se.${what}`, { authority })
  return where === '' || (country === 'se' && what === 'refused')
    ? told
    : `${told} ${t('requests.told.where', { where })}`
}
