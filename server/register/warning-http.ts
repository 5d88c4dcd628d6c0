/** What registrars are told on every page of the desk: that something should have been registered by now. */
import type { WarningsOf } from '../accounts/desk-frame.ts'
import { dateIn } from '../language/zone.ts'
import { dueDay } from './entry.ts'
import { flaggedWaiting } from './store.ts'

/** The warning of LAW.md L05: one working day after a letter was marked as possibly secret it has no number yet. */
export const registerWarnings: WarningsOf = async (web, request, viewer) => {
  if (!viewer.roles.has('registrar')) return []
  const { t, read, site, now } = web.ask(request)
  const { accountId } = viewer
  const isOfficial = accountId === site.official.accountId
  const since = await flaggedWaiting(read, { accountId, isOfficial, isRegistrar: true })
  const calendar = { zone: site.timeZone, country: site.country }
  const today = dateIn(now, site.timeZone)
  const count = since.filter((at) => dueDay(at, calendar) < today).length
  if (count === 0) return []
  const link = { href: '/desk/register?state=waiting', words: t('register.warning.link') }
  return [{ title: t('register.warning.title'), words: t('register.warning', { count }), link }]
}
