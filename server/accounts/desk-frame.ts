/** What stands around every page of the desk: menu with counts, warnings, what was just done. */
import type { FastifyRequest } from 'fastify'
import { type MessageKey, messages, type T } from '../language/catalogue.ts'
import type { Html } from '../text/html.ts'
import { languageLinks } from '../web/frame.ts'
import { isRead } from '../web/guards.ts'
import type { Site } from '../web/house.ts'
import type { AfterActModel, DeskFrame, Page, View } from '../web/views.ts'
import { pathOf, type Web } from '../web/web.ts'
import { may, type Viewer } from './account.ts'
import type { Standing } from './session-store.ts'

/** One place of the desk; `count` says how many things wait there. */
export interface MenuItem {
  readonly href: string
  readonly words: MessageKey
  readonly count?: number
}

/** The places of the desk for this person, with what waits there now. */
export type MenuOf = (viewer: Viewer) => Promise<readonly MenuItem[]>

/** What every page of the desk must tell this person besides. */
export type WarningsOf = (
  web: Web,
  request: FastifyRequest,
  viewer: Viewer,
) => Promise<DeskFrame['warnings']>

interface Parts {
  readonly view: View
  readonly title: string
  readonly viewer: Viewer
  readonly standing: Standing
  readonly menu: MenuOf
  readonly warnings: WarningsOf
  /** What follows the act whose notice is shown. */
  readonly after?: AfterActModel | undefined
}

/** Renders a view inside the desk's frame. */
export async function deskFramed(web: Web, request: FastifyRequest, parts: Parts): Promise<Html> {
  const { site, language, t } = web.ask(request)
  const path = pathOf(request)
  const page: Page = {
    language,
    path,
    title: parts.title,
    siteName: site.name,
    authority: site.authority,
  }
  const body = await web.render(parts.view.name, parts.view.model as never, page)
  const isOpen = parts.standing === 'open'
  const frame: DeskFrame = {
    body,
    stylesheet: web.assets.deskStyle,
    script: web.assets.deskScript,
    viewer: parts.viewer.name,
    menu: isOpen ? placed(await parts.menu(parts.viewer), path, t) : [],
    warnings: isOpen
      ? [
          ...readOnly(web, t),
          ...warnings(site, parts.viewer, t),
          ...(await parts.warnings(web, request, parts.viewer)),
        ]
      : [],
    done: doneOf(request, parts.after, t),
    languages: isRead(request) ? languageLinks(language) : [],
  }
  return web.render('layouts/desk', frame, page)
}

/** The place one is in is the longest address that the path begins with; the front page is only itself. */
function placed(items: readonly MenuItem[], path: string, t: T): DeskFrame['menu'] {
  const holds = ({ href }: MenuItem) =>
    path === href || (href !== '/desk' && path.startsWith(`${href}/`))
  const here = items.filter(holds).sort((one, other) => other.href.length - one.href.length)[0]
  return items.map((item) => ({
    href: item.href,
    words: t(item.words),
    here: item === here,
    count: item.count ?? 0,
  }))
}

/** While nothing can be sent, every page says so first. */
function readOnly({ house }: Web, t: T): DeskFrame['warnings'] {
  const state = house.readOnly.now()
  if (!state) return []
  const { reason } = state
  return [
    {
      title: t('desk.read_only.title'),
      words: t('desk.read_only.words', { reason }).trim(),
      link: undefined,
    },
  ]
}

/** While nobody but the author can decide, every page says so and how to mend it. */
function warnings(site: Site, viewer: Viewer, t: T): DeskFrame['warnings'] {
  if (site.hasSecondPerson) return []
  const link = { href: '/desk/accounts/new', words: t('desk.alone.invite') }
  return [
    {
      title: t('desk.alone.title'),
      words: t('desk.alone.words', { name: site.official.name }),
      link: may(viewer, 'people.change') ? link : undefined,
    },
  ]
}

function doneOf(
  request: FastifyRequest,
  { words, undo, links = [] }: AfterActModel = {},
  t: T,
): DeskFrame['done'] {
  const key = doneMessage((request.query as Record<string, unknown>).done)
  return key && { words: words ?? t(key), undo, links }
}

/** The message of a notice by its name in an address, if there is one on the list. */
export function doneMessage(name: unknown): MessageKey | undefined {
  const [room, ...what] = String(name ?? '').split('.')
  const key = `${room}.done.${what.join('.')}`
  return messages('sv').has(key) ? (key as MessageKey) : undefined
}
