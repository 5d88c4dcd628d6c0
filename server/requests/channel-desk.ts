/** How documents are asked for, for administrators: the link to search, and whether the blog takes requests. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { allowed } from '../accounts/desk-request.ts'
import type { MessageKey } from '../language/catalogue.ts'
import type { Vault } from '../letters/vault.ts'
import { missingForPublication } from '../site/settings.ts'
import type { FormFaults } from '../web/fields.ts'
import { field, isTicked, numberField } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { setUpRequests } from './channel-actions.ts'
import { type DelegationBack, requestChannelPage } from './channel-pages.ts'
import { findRequestChannel, isThereRegistrar } from './channel-store.ts'
import { delegations, signers } from './delegation-store.ts'
import { delegate, undelegate } from './desk-actions.ts'
import { keysOfRequests } from './store.ts'

/** Registers /desk/requests/channel. */
export function requestChannelDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/requests/channel', (request, reply) => showChannel(desk, vault, request, reply))
  app.post('/requests/channel', (request, reply) => answer(desk, vault, request, reply))
  app.post('/requests/channel/delegations', (request, reply) => give(desk, vault, request, reply))
  app.post('/requests/channel/delegations/end', async (request, reply) => {
    const { accountId } = allowed(desk, request, 'settings.change')
    await undelegate(desk.web.house, accountId, numberField(request, 'delegation') ?? 0)
    return desk.back(reply, '/desk/requests/channel', 'requests.linked')
  })
}

interface Back {
  readonly typed?: Typed
  readonly faults?: FormFaults
  readonly delegation?: DelegationBack
}

interface Typed {
  readonly search: string
  readonly open: boolean
}

async function showChannel(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, faults = {}, delegation }: Back = {},
): Promise<FastifyReply> {
  allowed(desk, request, 'settings.change')
  const { t, read } = desk.web.ask(request)
  const channel = await findRequestChannel(read)
  const model = requestChannelPage(t, {
    search: typed?.search ?? channel?.search ?? '',
    isOpen: typed?.open ?? channel?.opened_at != null,
    missing: await missingOf(desk.web, vault),
    faults,
    delegations: await delegations(read),
    people: await signers(read),
    back: delegation,
  })
  return desk.show(request, reply, {
    view: view('requests/channel', model),
    title: t('requests.channel.title'),
    status: Object.keys(faults).length > 0 || delegation ? 422 : 200,
  })
}

/** What must be there before the blog takes requests: what seals them, who answers, and other ways to ask. */
async function missingOf({ house }: Web, vault: Vault | undefined): Promise<MessageKey[]> {
  const site = house.site()
  const others = (await keysOfRequests(house.storage.read)).filter((id) => id !== vault?.keyId)
  return [
    ...(vault ? [] : (['requests.channel.missing.key'] as const)),
    ...(vault && others.length > 0 ? (['letters.channel.missing.other_key'] as const) : []),
    ...((await isThereRegistrar(house.storage.read))
      ? []
      : (['requests.channel.missing.registrar'] as const)),
    ...(site && missingForPublication(site).length > 0
      ? (['requests.channel.missing.contact'] as const)
      : []),
  ]
}

async function answer(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accountId } = allowed(desk, request, 'settings.change')
  const typed = { search: field(request, 'search').trim(), open: isTicked(request, 'open') }
  const [missing] = await missingOf(desk.web, vault)
  const faults: FormFaults = {
    ...(typed.search === '' || isHttps(typed.search)
      ? {}
      : { search: 'requests.fault.search' as const }),
    ...(typed.open && missing ? { open: missing } : {}),
  }
  if (Object.keys(faults).length > 0)
    return showChannel(desk, vault, request, reply, { typed, faults })
  await setUpRequests(desk.web.house, accountId, {
    isOpen: typed.open,
    search: typed.search === '' ? undefined : typed.search,
    keyId: vault?.keyId,
  })
  return desk.back(reply, '/desk/requests/channel', 'requests.channel')
}

/** Records who may sign; what was typed comes back with what to mend. */
async function give(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accountId } = allowed(desk, request, 'settings.change')
  const values = { account: field(request, 'account'), reference: field(request, 'reference') }
  const done = await delegate(desk.web.house, accountId, values)
  return done.ok
    ? desk.back(reply, '/desk/requests/channel', 'requests.linked')
    : showChannel(desk, vault, request, reply, { delegation: { values, faults: done.problem } })
}

const isHttps = (text: string): boolean =>
  text.length <= 300 && text.startsWith('https://') && URL.canParse(text)
