/** The log of events in words. */
import type { Instant } from '../kernel/clock.ts'
import { type MessageKey, messages, type T } from '../language/catalogue.ts'
import { type AuditLine, accountOf, follower } from './audit.ts'
import { type AuditPage, type Speaking, when } from './pages.ts'

/** A page of the log, in words. */
export function auditPage(
  found: {
    readonly lines: readonly AuditLine[]
    readonly names: ReadonlyMap<number, string>
    readonly older: string | undefined
  },
  speaking: Speaking,
): AuditPage {
  const { t } = speaking
  return {
    older: found.older,
    lines: found.lines.map(({ at, name, act, subject, detail }) => ({
      when: when(at, speaking),
      who: name ?? t('accounts.audit.nobody'),
      what: t(`accounts.audit.act.${act}`, {
        subject: subjectWords(subject, found.names, t),
        detail: detailWords(detail ?? '', speaking),
      }),
    })),
  }
}

function subjectWords(
  subject: string | undefined,
  names: ReadonlyMap<number, string>,
  t: T,
): string {
  if (subject === follower) return t('accounts.audit.follower')
  return names.get(accountOf(subject) ?? 0) ?? subject ?? ''
}

/** Roles, settings and moments are written down as codes; here they get their words. */
const detailWords = (detail: string, speaking: Speaking): string =>
  detail
    .split(' ')
    .map((code) => {
      const key = [`accounts.role.${code}`, `setup.setting.${code}`, `mail.kind.${code}`].find(
        (one) => messages('sv').has(one),
      )
      if (/^\d{4}-\d\d-\d\dT/.test(code)) return when(code as Instant, speaking).words
      return key ? speaking.t(key as MessageKey) : code
    })
    .join(', ')
