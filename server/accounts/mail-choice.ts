/** What somebody of the staff is mailed: each person chooses, and who chose nothing is told everything. */
import type { Language } from '../language/locale.ts'
import type { Role } from '../storage/schema.ts'

export interface MailChoice {
  /** That comments wait, at the stated hours. */
  readonly digest: boolean
  /** At once, that a comment is held until somebody else decides. */
  readonly urgent: boolean
  /** That something in the archive is to be looked at again. */
  readonly looks: boolean
  /** In which language; undefined is the site's. */
  readonly language: Language | undefined
}

/** Before somebody chooses. */
export const firstChoice: MailChoice = {
  ...{ digest: true, urgent: true, looks: true },
  language: undefined,
}

/** What these roles can be mailed at all: who reads what waits, and who decides about what is held. */
export const mailableFor = (roles: ReadonlySet<Role>) => ({
  digest: roles.has('author') || roles.has('moderator'),
  urgent: roles.has('moderator') && !roles.has('author'),
  looks: roles.has('author'),
})
