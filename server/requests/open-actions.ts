/** Opens a request in memory: what was asked, said, decided and given out. */
import { isGroundId } from '../disclosures/ground.ts'
import type { Box, Vault } from '../letters/vault.ts'
import type { Reader } from '../storage/database.ts'
import type { StepWords } from './actions.ts'
import { type GivenFile, givenFiles } from './file-actions.ts'
import type { RequestAct } from './move.ts'
import type { DocumentRequest, Step } from './request.ts'
import { stepRows } from './store.ts'

/** A request with every word of it. */
export interface OpenedRequest {
  readonly request: DocumentRequest
  readonly steps: readonly Step[]
  readonly files: readonly GivenFile[]
}

/** The request opened; undefined when it is locked by another key than ours. */
export async function openedRequest(
  db: Reader,
  vault: Vault | undefined,
  request: DocumentRequest,
): Promise<OpenedRequest | undefined> {
  const box = vault?.boxOf(request)
  if (!box) return undefined
  const rows = await stepRows(db, request.id)
  const files = await givenFiles(db, box, request.id)
  return { request, steps: rows.map((row) => stepOf(row, box)), files }
}

type Row = Awaited<ReturnType<typeof stepRows>>[number]

function stepOf(row: Row, box: Box): Step {
  const { number, sealed, reasons, ground } = row
  const words: StepWords = sealed === null ? {} : JSON.parse(box.open('step', number, sealed))
  return {
    ...{ number, act: row.act as RequestAct, at: row.at },
    by: row.by_name === null ? undefined : { name: row.by_name, title: row.by_title ?? '' },
    reply: words.reply,
    parts: words.parts,
    reasons: reasons === null ? undefined : box.open('reasons', number, reasons),
    ground: ground !== null && isGroundId(ground) ? ground : undefined,
    provision: row.provision ?? undefined,
    told: row.told ?? undefined,
    delegation: row.reference ?? undefined,
  }
}
