import enAccounts from './en/accounts.json' with { type: 'json' }
import enAgreements from './en/agreements.json' with { type: 'json' }
import enComments from './en/comments.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enDisclosures from './en/disclosures.json' with { type: 'json' }
import enDiscussions from './en/discussions.json' with { type: 'json' }
import enEditor from './en/editor.json' with { type: 'json' }
import enFiles from './en/files.json' with { type: 'json' }
import enFollowing from './en/following.json' with { type: 'json' }
import enHome from './en/home.json' with { type: 'json' }
import enImages from './en/images.json' with { type: 'json' }
import enLedger from './en/ledger.json' with { type: 'json' }
import enLetters from './en/letters.json' with { type: 'json' }
import enLooks from './en/looks.json' with { type: 'json' }
import enMail from './en/mail.json' with { type: 'json' }
import enModeration from './en/moderation.json' with { type: 'json' }
import enOpenness from './en/openness.json' with { type: 'json' }
import enPolicy from './en/policy.json' with { type: 'json' }
import enPosts from './en/posts.json' with { type: 'json' }
import enProblems from './en/problems.json' with { type: 'json' }
import enPublishing from './en/publishing.json' with { type: 'json' }
import enReceipts from './en/receipts.json' with { type: 'json' }
import enRegister from './en/register.json' with { type: 'json' }
import enRequests from './en/requests.json' with { type: 'json' }
import enSearch from './en/search.json' with { type: 'json' }
import enSetup from './en/setup.json' with { type: 'json' }
import enSharing from './en/sharing.json' with { type: 'json' }
import enSite from './en/site.json' with { type: 'json' }
import type { Language } from './locale.ts'
import nbAccounts from './nb/accounts.json' with { type: 'json' }
import nbAgreements from './nb/agreements.json' with { type: 'json' }
import nbComments from './nb/comments.json' with { type: 'json' }
import nbCommon from './nb/common.json' with { type: 'json' }
import nbDesk from './nb/desk.json' with { type: 'json' }
import nbDisclosures from './nb/disclosures.json' with { type: 'json' }
import nbDiscussions from './nb/discussions.json' with { type: 'json' }
import nbEditor from './nb/editor.json' with { type: 'json' }
import nbFiles from './nb/files.json' with { type: 'json' }
import nbFollowing from './nb/following.json' with { type: 'json' }
import nbHome from './nb/home.json' with { type: 'json' }
import nbImages from './nb/images.json' with { type: 'json' }
import nbLedger from './nb/ledger.json' with { type: 'json' }
import nbLetters from './nb/letters.json' with { type: 'json' }
import nbLooks from './nb/looks.json' with { type: 'json' }
import nbMail from './nb/mail.json' with { type: 'json' }
import nbModeration from './nb/moderation.json' with { type: 'json' }
import nbOpenness from './nb/openness.json' with { type: 'json' }
import nbPolicy from './nb/policy.json' with { type: 'json' }
import nbPosts from './nb/posts.json' with { type: 'json' }
import nbProblems from './nb/problems.json' with { type: 'json' }
import nbPublishing from './nb/publishing.json' with { type: 'json' }
import nbReceipts from './nb/receipts.json' with { type: 'json' }
import nbRegister from './nb/register.json' with { type: 'json' }
import nbRequests from './nb/requests.json' with { type: 'json' }
import nbSearch from './nb/search.json' with { type: 'json' }
import nbSetup from './nb/setup.json' with { type: 'json' }
import nbSharing from './nb/sharing.json' with { type: 'json' }
import nbSite from './nb/site.json' with { type: 'json' }
import svAccounts from './sv/accounts.json' with { type: 'json' }
import svAgreements from './sv/agreements.json' with { type: 'json' }
import svComments from './sv/comments.json' with { type: 'json' }
import svCommon from './sv/common.json' with { type: 'json' }
import svDesk from './sv/desk.json' with { type: 'json' }
import svDisclosures from './sv/disclosures.json' with { type: 'json' }
import svDiscussions from './sv/discussions.json' with { type: 'json' }
import svEditor from './sv/editor.json' with { type: 'json' }
import svFiles from './sv/files.json' with { type: 'json' }
import svFollowing from './sv/following.json' with { type: 'json' }
import svHome from './sv/home.json' with { type: 'json' }
import svImages from './sv/images.json' with { type: 'json' }
import svLedger from './sv/ledger.json' with { type: 'json' }
import svLetters from './sv/letters.json' with { type: 'json' }
import svLooks from './sv/looks.json' with { type: 'json' }
import svMail from './sv/mail.json' with { type: 'json' }
import svModeration from './sv/moderation.json' with { type: 'json' }
import svOpenness from './sv/openness.json' with { type: 'json' }
import svPolicy from './sv/policy.json' with { type: 'json' }
import svPosts from './sv/posts.json' with { type: 'json' }
import svProblems from './sv/problems.json' with { type: 'json' }
import svPublishing from './sv/publishing.json' with { type: 'json' }
import svReceipts from './sv/receipts.json' with { type: 'json' }
import svRegister from './sv/register.json' with { type: 'json' }
import svRequests from './sv/requests.json' with { type: 'json' }
import svSearch from './sv/search.json' with { type: 'json' }
import svSetup from './sv/setup.json' with { type: 'json' }
import svSharing from './sv/sharing.json' with { type: 'json' }
import svSite from './sv/site.json' with { type: 'json' }

/** Every room's messages in Swedish; the other languages must have the same keys, or the compiler says which is missing. */
const sv = {
  common: svCommon,
  site: svSite,
  search: svSearch,
  setup: svSetup,
  posts: svPosts,
  publishing: svPublishing,
  editor: svEditor,
  comments: svComments,
  receipts: svReceipts,
  moderation: svModeration,
  ledger: svLedger,
  letters: svLetters,
  register: svRegister,
  requests: svRequests,
  agreements: svAgreements,
  mail: svMail,
  disclosures: svDisclosures,
  discussions: svDiscussions,
  looks: svLooks,
  openness: svOpenness,
  files: svFiles,
  images: svImages,
  following: svFollowing,
  accounts: svAccounts,
  policy: svPolicy,
  sharing: svSharing,
  home: svHome,
  problems: svProblems,
  desk: svDesk,
}

type Messages = typeof sv

const nb: Messages = {
  common: nbCommon,
  site: nbSite,
  search: nbSearch,
  setup: nbSetup,
  posts: nbPosts,
  publishing: nbPublishing,
  editor: nbEditor,
  comments: nbComments,
  receipts: nbReceipts,
  moderation: nbModeration,
  ledger: nbLedger,
  letters: nbLetters,
  register: nbRegister,
  requests: nbRequests,
  agreements: nbAgreements,
  mail: nbMail,
  disclosures: nbDisclosures,
  discussions: nbDiscussions,
  looks: nbLooks,
  openness: nbOpenness,
  files: nbFiles,
  images: nbImages,
  following: nbFollowing,
  accounts: nbAccounts,
  policy: nbPolicy,
  sharing: nbSharing,
  home: nbHome,
  problems: nbProblems,
  desk: nbDesk,
}

const en: Messages = {
  common: enCommon,
  site: enSite,
  search: enSearch,
  setup: enSetup,
  posts: enPosts,
  publishing: enPublishing,
  editor: enEditor,
  comments: enComments,
  receipts: enReceipts,
  moderation: enModeration,
  ledger: enLedger,
  letters: enLetters,
  register: enRegister,
  requests: enRequests,
  agreements: enAgreements,
  mail: enMail,
  disclosures: enDisclosures,
  discussions: enDiscussions,
  looks: enLooks,
  openness: enOpenness,
  files: enFiles,
  images: enImages,
  following: enFollowing,
  accounts: enAccounts,
  policy: enPolicy,
  sharing: enSharing,
  home: enHome,
  problems: enProblems,
  desk: enDesk,
}

/** All words of the interface by language, room and key. A new room gets three imports and three lines here. */
export const rooms: Record<Language, Messages> = { sv, nb, en }

/** The name of a message: its room, a full stop, its key in the room's file. */
export type MessageKey = {
  [Room in keyof Messages]: `${Room}.${keyof Messages[Room] & string}`
}[keyof Messages]
