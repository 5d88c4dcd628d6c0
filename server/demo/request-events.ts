/** The requests for documents of the demo: the channel opens, somebody may sign, documents are asked for and answered. */
import { readFileSync } from 'node:fs'
import { HOUR, type Instant, later } from '../kernel/clock.ts'
import type { Vault } from '../letters/vault.ts'
import { type Code, hashOfCode, newCode } from '../receipts/receipt.ts'
import { findReceipt } from '../receipts/store.ts'
import { goOn, sendRequest } from '../requests/actions.ts'
import { setUpRequests } from '../requests/channel-actions.ts'
import { delegationOf } from '../requests/delegation-store.ts'
import { delegate } from '../requests/desk-actions.ts'
import type { RequestAct } from '../requests/move.ts'
import { answerRequest } from '../requests/office-actions.ts'
import { findSentRequest } from '../requests/store.ts'
import { momentOf, type StaffKey } from './content.ts'
import { done } from './done.ts'
import type { Event, Story } from './story.ts'

interface When {
  readonly at?: string
  readonly hours_ago?: number
}

interface Act extends When {
  readonly by: StaffKey | 'asker'
  readonly act: RequestAct
  readonly reply?: string
  readonly piece?: string
  readonly ground?: string
  readonly provision?: string
  readonly reason?: string
}

interface DemoRequest extends When {
  readonly key: string
  readonly text: string
  readonly then?: readonly Act[]
}

interface Requests {
  readonly opened: string
  readonly search: string
  /** Where it is decided that the municipality's lawyer signs. */
  readonly delegation: string
  readonly requests: readonly DemoRequest[]
}

const told = (): Requests =>
  JSON.parse(readFileSync(new URL('requests.json', import.meta.url), 'utf8')) as Requests

/** Everything that happens with requests. */
export function requestEvents(story: Story, vault: Vault): Event[] {
  const { opened, requests, ...given } = told()
  return [
    { at: momentOf(opened, story.zone), act: () => open(story, vault, given) },
    ...requests.flatMap((request) => eventsOf(story, vault, request)),
  ]
}

async function open(
  { house, staff }: Story,
  { keyId }: Vault,
  { search, delegation: reference }: Pick<Requests, 'search' | 'delegation'>,
): Promise<void> {
  const by = staff.registrar.accountId
  await setUpRequests(house, by, { isOpen: true, search, keyId })
  done(await delegate(house, by, { account: String(staff.moderator.accountId), reference }))
}

const timeOf = ({ now, zone }: Story, { at, hours_ago = 0 }: When): Instant =>
  at === undefined ? later(now, -hours_ago * HOUR) : momentOf(at, zone)

function eventsOf(story: Story, vault: Vault, request: DemoRequest): Event[] {
  const { house, codes } = story
  const sent: { code?: Code; id?: number | undefined } = {}
  const send = async () => {
    const mark = newCode()
    const { text } = request
    sent.code = done(
      await sendRequest(house, vault, { text, language: 'sv', mark, code: undefined }),
    )
    codes.set(`request ${request.key}`, sent.code)
    sent.id = await findSentRequest(house.storage.read, mark)
  }
  return [
    { at: timeOf(story, request), act: send },
    ...(request.then ?? []).map((act) => ({
      at: timeOf(story, act),
      act: () => happen(story, vault, act, { code: sent.code as Code, id: sent.id ?? 0 }),
    })),
  ]
}

async function happen(
  { house, staff }: Story,
  vault: Vault,
  { by, act, ...words }: Act,
  { code, id }: { readonly code: Code; readonly id: number },
): Promise<void> {
  const { reply = '', piece = '', ground = '', provision = '', reason = '' } = words
  if (by === 'asker') {
    const hash = hashOfCode(house.keys.receipt, code)
    const receiptId = (await findReceipt(house.storage.read, hash)) ?? 0
    done(await goOn(house, vault, { receiptId, id, act, text: reply }))
    return
  }
  const { accountId, name, title } = staff[by]
  const delegation = await delegationOf(house.storage.read, accountId)
  done(
    await answerRequest(
      house,
      vault,
      { accountId, name, title, delegation },
      {
        ...{ id, act, reply, piece, ground, provision, reason },
        ...{ wider: false, files: undefined },
      },
    ),
  )
}
