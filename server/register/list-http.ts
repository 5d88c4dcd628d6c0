/** The register as a list at the desk: read, filtered and looked through. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { speakingOf } from '../accounts/desk-request.ts'
import type { Instant } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { dateIn, startOf } from '../language/zone.ts'
import type { Officer } from '../letters/desk-actions.ts'
import { againFor, officer } from '../letters/desk-letter-http.ts'
import { search } from '../letters/search-actions.ts'
import type { Vault } from '../letters/vault.ts'
import { field, fields } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { type Entry, states } from './entry.ts'
import type { Back, Speaking } from './entry-pages.ts'
import { fieldsOf, openedAmong } from './list-actions.ts'
import { type Asked, type Listed, registerPage, registerPath } from './list-pages.ts'
import { cutoffsAt } from './retention.ts'
import { entriesOf, firstCame, registerEntries, timePassed } from './store.ts'

const ON_PAGE = 50
const MOST_DUE = 100

/** The registrar who asks; to everybody else nothing is here. */
export function registrar(desk: Desk, request: FastifyRequest): Officer {
  const who = officer(desk, request)
  if (!who.isRegistrar) throw new Problem('not_found')
  return who
}

/** What the pages of the register are written with. */
export function speaking(desk: Desk, request: FastifyRequest): Speaking {
  const { now, site } = desk.web.ask(request)
  const { country } = site
  return { ...speakingOf(desk.web, request), country, today: dateIn(now, site.timeZone) }
}

/** Shows the register as the address asks for it. */
export async function showRegister(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  back: Back = {},
): Promise<FastifyReply> {
  const who = registrar(desk, request)
  const { read, site, query } = desk.web.ask(request)
  const asked = askedIn(query)
  const entries = await registerEntries(read, who, {
    state: asked.state,
    ...between(asked.year, site.timeZone),
    before: numberIn(query.before),
    most: ON_PAGE + 1,
  })
  const shown = entries.slice(0, ON_PAGE)
  const more = entries.length > ON_PAGE ? registerPath(asked, shown.at(-1)?.letter.id) : undefined
  return show(desk, vault, request, reply, { shown, asked, more, search: undefined, back })
}

/** Shows what was found; the words looked for stand in the form and in no address. */
export async function showSearch(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const who = registrar(desk, request)
  const { t, read } = desk.web.ask(request)
  if (!vault || !desk.hasFreshStep(request)) return desk.back(reply, againFor('/desk/register'))
  const words = field(request, 'words').slice(0, 200)
  const found = await search(read, vault, { asking: who, words })
  const ids = found.letters.map(({ id }) => id)
  const told = t(found.isAll ? 'letters.search.found' : 'letters.search.some', {
    count: ids.length,
  })
  return show(desk, vault, request, reply, {
    shown: await entriesOf(read, who, ids),
    asked: { state: undefined, year: undefined },
    more: undefined,
    search: { words, told },
    back: {},
  })
}

interface Shown {
  readonly shown: readonly Entry[]
  readonly asked: Asked
  readonly more: string | undefined
  readonly search: { readonly words: string; readonly told: string } | undefined
  readonly back: Back
}

async function show(
  desk: Desk,
  vault: Vault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  { shown, asked, more, search: sought, back }: Shown,
): Promise<FastifyReply> {
  const who = registrar(desk, request)
  const { t, read, site, now } = desk.web.ask(request)
  const isFresh = desk.hasFreshStep(request)
  const first = await firstCame(read, who)
  const passed = { cutoffs: cutoffsAt(now), after: 0, most: MOST_DUE }
  const model = registerPage(
    {
      listed: await listed(desk, request, { who, vault: isFresh ? vault : undefined, shown }),
      asked,
      years: first ? yearsSince(first, now, site.timeZone) : [],
      more,
      search: sought,
      step: isFresh ? undefined : againFor('/desk/register'),
      due: (await timePassed(read, who, passed)).length,
    },
    speaking(desk, request),
    back,
  )
  return desk.show(request, reply, {
    view: view('register/list', model),
    title: t('register.title'),
    status: back.code ?? 200,
  })
}

/** The words of those that this person has opened; of the others none, since their writers see who opens them. */
async function listed(
  desk: Desk,
  request: FastifyRequest,
  {
    who,
    vault,
    shown,
  }: {
    readonly who: Officer
    readonly vault: Vault | undefined
    readonly shown: readonly Entry[]
  },
): Promise<Listed[]> {
  const { read } = desk.web.ask(request)
  const opened = await openedAmong(read, who.accountId, shown)
  return Promise.all(
    shown.map(async (entry) => {
      const isOpened = opened.has(entry.letter.id)
      return {
        entry,
        isOpened,
        fields: isOpened && vault ? await fieldsOf(read, vault, entry) : undefined,
      }
    }),
  )
}

const askedIn = (query: Readonly<Record<string, string | undefined>>): Asked => ({
  state: states.find((one) => one === query.state),
  year: /^(19|20|21)\d\d$/.test(query.year ?? '') ? Number(query.year) : undefined,
})

const numberIn = (text: string | undefined): number | undefined =>
  /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : undefined

/** The moments between which a year lies in the site's zone. */
export function between(
  year: number | undefined,
  zone: string,
): { readonly from: Instant | undefined; readonly to: Instant | undefined } {
  if (year === undefined) return { from: undefined, to: undefined }
  return { from: startOf(`${year}-01-01`, zone), to: startOf(`${year + 1}-01-01`, zone) }
}

function yearsSince(first: Instant, now: Instant, zone: string): number[] {
  const [from, to] = [first, now].map((at) => Number(dateIn(at, zone).slice(0, 4)))
  const count = (to ?? 0) - (from ?? 0) + 1
  return Array.from({ length: Math.min(count, 30) }, (_, at) => (to ?? 0) - at)
}

/** The numbers of the letters that a form names, each once, at most a page of them. */
export const idsIn = (request: FastifyRequest): number[] =>
  [
    ...new Set(
      fields(request, 'ids')
        .filter((text) => /^\d{1,15}$/.test(text))
        .map(Number),
    ),
  ].slice(0, ON_PAGE)
