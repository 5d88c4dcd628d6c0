/** The letter channel for administrators: what must be said before it opens, who reads, and the key. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import type { WarningsOf } from '../accounts/desk-frame.ts'
import { allowed, speakingOf } from '../accounts/desk-request.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { missingForPublication } from '../site/settings.ts'
import { type FormFaults, formModel } from '../web/fields.ts'
import { field, fields, isTicked } from '../web/forms.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { setUpChannel } from './channel-actions.ts'
import { channelPage } from './channel-pages.ts'
import {
  areLockedOtherwise,
  areThereLetters,
  findChannel,
  peopleForLetters,
} from './channel-store.ts'
import type { LetterReader } from './letter.ts'
import { stateOf } from './no-ip.ts'
import { attest, unattest } from './no-ip-actions.ts'
import { type NoIpBack, noIpPart } from './no-ip-pages.ts'
import { findAttested } from './no-ip-store.ts'
import type { Vault } from './vault.ts'

const ANSWER_DAYS = 10

/** Registers /desk/letters/channel. */
export function channelDesk(desk: Desk, vault: Vault | undefined): void {
  const { app } = desk
  app.get('/letters/channel', (request, reply) => showChannel(desk, vault, request, reply))
  app.post('/letters/channel', (request, reply) => answer(desk, vault, request, reply))
  app.post('/letters/channel/logs', async (request, reply) => {
    const viewer = allowed(desk, request, 'settings.change')
    if (field(request, 'act') === 'end') await unattest(desk.web.house, viewer)
    else {
      const given = { isTicked: isTicked(request, 'attested'), how: field(request, 'how') }
      const done = await attest(desk.web.house, viewer, given)
      if (!done.ok)
        return showChannel(desk, vault, request, reply, { noIp: { ...given, fault: done.problem } })
    }
    return desk.back(reply, '/desk/letters/channel', 'letters.saved')
  })
}

interface Typed {
  readonly whistle: string
  readonly days: string
  readonly kept: string
  readonly open: boolean
  readonly deputies: readonly number[]
}

async function showChannel(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: { readonly typed?: Typed; readonly faults?: FormFaults; readonly noIp?: NoIpBack } = {},
): Promise<FastifyReply> {
  allowed(desk, request, 'settings.change')
  const { t, read, site } = desk.web.ask(request)
  const channel = await findChannel(read)
  const people = await peopleForLetters(read, site.official.accountId)
  const { typed, faults = {} } = back
  const values = {
    whistle: typed?.whistle ?? channel?.whistle,
    days: typed?.days ?? String(channel?.answer_days ?? ANSWER_DAYS),
    kept: typed?.kept ?? channel?.key_kept ?? '',
  }
  const model = channelPage(t, {
    form: formModel(
      t,
      [
        { name: 'whistle', label: 'letters.channel.whistle', hint: 'letters.channel.whistle.hint' },
        { name: 'days', label: 'letters.channel.days', type: 'number', look: 'short' },
        {
          name: 'kept',
          label: 'letters.channel.kept',
          hint: 'letters.channel.kept.hint',
          mayWait: true,
        },
      ],
      { values, faults },
    ),
    people,
    deputies: typed?.deputies ?? people.flatMap((one) => (one.isDeputy ? one.accountId : [])),
    isOpen: typed?.open ?? channel?.opened_at != null,
    missing: await missingOf(desk.web, vault, people),
    noIp: noIpPart(speakingOf(desk.web, request), await findAttested(read), back.noIp),
  })
  return desk.show(request, reply, {
    view: view('letters/channel', model),
    title: t('letters.channel.title'),
    status: Object.keys(faults).length > 0 || back.noIp ? 422 : 200,
  })
}

/** What must be there before letters are taken (LAW.md L43, and somebody who registers them, L01). */
async function missingOf(
  { house }: Web,
  vault: Vault | undefined,
  people: readonly LetterReader[],
): Promise<MessageKey[]> {
  const site = house.site()
  const isOther = vault && (await areLockedOtherwise(house.storage.read, vault.keyId))
  return [
    ...(vault ? [] : (['letters.channel.missing.key'] as const)),
    ...(isOther ? (['letters.channel.missing.other_key'] as const) : []),
    ...(people.some(({ isRegistrar }) => isRegistrar)
      ? []
      : (['letters.channel.missing.registrar'] as const)),
    ...(site && missingForPublication(site).length > 0
      ? (['letters.channel.missing.contact'] as const)
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
  const { read, site } = desk.web.ask(request)
  const people = await peopleForLetters(read, site.official.accountId)
  const typed: Typed = {
    whistle: field(request, 'whistle').trim(),
    days: field(request, 'days').trim(),
    kept: field(request, 'kept').trim().slice(0, 300),
    open: isTicked(request, 'open'),
    deputies: fields(request, 'deputies').map(Number),
  }
  const missing = await missingOf(desk.web, vault, people)
  const faults: FormFaults = {
    ...(isHttps(typed.whistle) ? {} : { whistle: 'letters.fault.whistle' as const }),
    ...(/^[1-9]\d?$/.test(typed.days) ? {} : { days: 'letters.fault.days' as const }),
    ...(typed.open && missing[0] ? { open: missing[0] } : {}),
  }
  if (Object.keys(faults).length > 0)
    return showChannel(desk, vault, request, reply, { typed, faults })
  const known = new Set(people.map((one) => one.accountId))
  await setUpChannel(desk.web.house, accountId, {
    isOpen: typed.open,
    ...{ whistle: typed.whistle, answerDays: Number(typed.days), kept: typed.kept },
    deputies: typed.deputies.filter((one) => known.has(one)),
    // Closed without the key, the channel remembers which one it was.
    keyId: vault?.keyId ?? (await findChannel(read))?.key_id ?? '',
  })
  return desk.back(reply, '/desk/letters/channel', 'letters.channel')
}

const isHttps = (text: string): boolean =>
  text.length <= 300 && URL.canParse(text) && new URL(text).protocol === 'https:'

/** What administrators are told on every page: that the key is missing, or that nobody has said where its copy is. */
export const letterWarnings =
  (vault: Vault | undefined): WarningsOf =>
  async (web, request, viewer) => {
    if (!may(viewer, 'settings.change')) return []
    const { t, read, now } = web.ask(request)
    const channel = await findChannel(read)
    if (!channel || !(channel.opened_at || (await areThereLetters(read)))) return []
    const link = { href: '/desk/letters/channel', words: t('letters.warning.link') }
    if (vault?.keyId !== channel.key_id)
      return [{ title: t('letters.warning.key'), words: t('letters.warning.key.words'), link }]
    if (channel.key_kept === null)
      return [{ title: t('letters.warning.kept'), words: t('letters.warning.kept.words'), link }]
    const attested = await findAttested(read)
    const state = attested && stateOf(attested, now)
    if (state === 'soon' || state === 'lapsed')
      return [
        { title: t(`letters.warning.no_ip.${state}`), words: t('letters.warning.no_ip'), link },
      ]
    return []
  }
