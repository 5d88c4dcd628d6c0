/** Settings, passing the office on, and the request for a second person. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, type Viewer } from '../accounts/account.ts'
import type { Desk } from '../accounts/desk-context.ts'
import { people } from '../accounts/store.ts'
import { Problem } from '../kernel/problem.ts'
import { field, fields, longForm } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { changeSettings } from './actions.ts'
import { officialDesk } from './official-desk.ts'
import { settingsPage } from './pages.ts'
import {
  type SettingFaults,
  type SettingName,
  type SettingTexts,
  settingFaults,
  settingNames,
  settingTexts,
} from './settings.ts'

/** Registers /desk/settings and /desk/official. */
export function siteDesk(desk: Desk): void {
  const { app, web } = desk
  app.get('/settings', (request, reply) => {
    requireSettings(desk, request)
    return showSettings(desk, request, reply, settingTexts(web.ask(request).site))
  })
  app.post('/settings', longForm, (request, reply) => answerSettings(desk, request, reply))
  officialDesk(desk)
}

function requireSettings(desk: Desk, request: FastifyRequest): Viewer {
  const viewer = desk.viewer(request)
  if (!may(viewer, 'settings.change')) throw new Problem('forbidden')
  return viewer
}

async function showSettings(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  texts: SettingTexts,
  faults: SettingFaults = {},
): Promise<FastifyReply> {
  const { t, read } = desk.web.ask(request)
  const authors = (await people(read)).filter(
    ({ roles, disabledAt }) => roles.includes('author') && !disabledAt,
  )
  const told = { faults, hasAuthors: authors.length > 1 }
  return desk.show(request, reply, {
    view: view('site/settings', settingsPage(t, texts, told)),
    title: t('setup.settings.title'),
    status: Object.keys(faults).length > 0 ? 400 : 200,
  })
}

async function answerSettings(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const { accountId } = requireSettings(desk, request)
  const given = Object.fromEntries(
    settingNames.map((name) => [name, typed(request, name)]),
  ) as SettingTexts
  const faults = settingFaults(given)
  if (Object.keys(faults).length > 0) return showSettings(desk, request, reply, given, faults)
  const { site } = desk.web.ask(request)
  await changeSettings(desk.web.house, accountId, { site, given })
  return desk.back(reply, '/desk/settings', 'setup.settings')
}

const typed = (request: FastifyRequest, name: SettingName): string =>
  name === 'hours_days' ? fields(request, name).sort().join('') : field(request, name).trim()
