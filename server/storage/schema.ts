/**
 * Every table and view as types, in the order of migrations/schema.sql, names as they are in SQL.
 * Only stores look at these; a store hands out nouns.
 */
import type { Instant } from '../kernel/clock.ts'

/** 0 or 1: SQLite and PostgreSQL both keep it as an integer. */
export type Flag = 0 | 1
export type Capacity = 'personal' | 'official'
export type Role = 'author' | 'moderator' | 'registrar' | 'administrator'

export interface CounterTable {
  kind: string
  last: number
}

export interface LedgerEntryTable {
  id: number
  kind: string
  at: Instant
  body: string
  leaf: string
}

export interface LedgerNodeTable {
  level: number
  position: number
  hash: string
}

export interface LedgerOriginTable {
  id: number
  origin: string
  since: Instant
}

export interface SiteTable {
  id: number
  authority: string
  country: 'se' | 'no'
  name: string
  language: 'sv' | 'nb' | 'en'
  time_zone: string
  telephone: string | null
  contact_email: string | null
  postal_address: string | null
  controller: string | null
  data_protection_officer: string | null
  presentation: string
  presentation_html: string
  renderer: number
  hours_days: string
  hours_from: string
  hours_to: string
  hours_within: number
  away_until: string | null
  set_up_at: Instant
  ledger_shown: Flag
  approval_asked: Flag
}

export interface AccountTable {
  id: number
  email: string
  name: string
  title: string
  password: string | null
  totp_secret: string | null
  totp_at: Instant | null
  totp_step: number
  created_at: Instant
  disabled_at: Instant | null
}

export interface AccountRoleTable {
  account_id: number
  role: Role
  given_at: Instant
  given_by: number | null
}

export interface OfficialTermTable {
  id: number
  account_id: number
  name: string
  title: string
  starts_at: Instant
  notice: string | null
  planned_at: Instant
  planned_by: number | null
  cancelled_at: Instant | null
}

export interface OneTimeLinkTable {
  id: number
  purpose: 'set_up' | 'invitation' | 'password'
  token_hash: string
  account_id: number | null
  email: string | null
  name: string | null
  title: string | null
  roles: string | null
  created_at: Instant
  created_by: number | null
  expires_at: Instant
  used_at: Instant | null
}

export interface RecoveryCodeTable {
  account_id: number
  code_hash: string
  used_at: Instant | null
}

export interface SessionTable {
  id: number
  token_hash: string
  account_id: number
  started_at: Instant
  seen_at: Instant
  expires_at: Instant
  second_factor_at: Instant | null
  ended_at: Instant | null
}

export interface AuditTable {
  id: number
  at: Instant
  account_id: number | null
  act: string
  subject: string | null
  detail: string | null
}

export interface PolicyVersionTable {
  id: number
  policy: 'house_rules'
  number: number
  published_at: Instant
  applies_from: Instant
  salt: string
  hash: string
}

export interface ClauseTable {
  id: number
  version_id: number
  number: number
  key: string
}

export interface ClauseTextTable {
  clause_id: number
  language: 'sv' | 'nb' | 'en'
  title: string
  body: string
}

export interface ReasonTable {
  id: string
  kind: 'legal' | 'house'
}

export interface ClauseReasonTable {
  clause_id: number
  reason: string
}

export interface PostTable {
  id: number
  state: 'published' | 'unpublished'
  year_month: string
  slug: string
  version: number
  language: 'sv' | 'nb' | 'en'
  author_id: number
  comments_open: Flag
  first_published_at: Instant
  feeds_from: Instant
  changed_at: Instant | null
  unpublished_at: Instant | null
  unpublished_reason: string | null
  unpublished_salt: string | null
  unpublished_hash: string | null
  feed_id: string
  comment_count: number
  answer_count: number
}

export interface PostVersionTable {
  post_id: number
  number: number
  capacity: Capacity
  title: string
  question: string
  summary: string
  source: string
  html: string
  renderer: number
  tags: string
  language: 'sv' | 'nb' | 'en'
  decision_text: string | null
  decision_url: string | null
  author_id: number
  author_name: string
  author_title: string
  author_role: string
  at: Instant
  quiet: Flag
  corrected_from: Capacity | null
  salt: string
  hash: string
}

export interface PostAddressTable {
  year_month: string
  slug: string
  post_id: number
}

export interface PostTagTable {
  post_id: number
  slug: string
  name: string
}

export interface DraftTable {
  id: number
  post_id: number | null
  author_id: number
  capacity: Capacity | null
  title: string
  question: string
  summary: string
  source: string
  tags: string
  language: 'sv' | 'nb' | 'en'
  decision_text: string | null
  decision_url: string | null
  comments_open: Flag
  created_at: Instant
  changed_at: Instant
}

/** How many public posts a month (`2026/11`) or a tag (its slug) has; the database counts. */
export interface PostCountTable {
  kind: 'month' | 'tag'
  name: string
  posts: number
}

/** A draft, and then its post, that is a short item without a title of its own. */
export interface AsideTable {
  draft_id: number | null
  post_id: number | null
}

/** Posts that belong together; the slug is its address for ever. */
export interface SeriesTable {
  id: number
  slug: string
  name: string
  language: 'sv' | 'nb' | 'en'
  account_id: number
  at: Instant
}

/** Which posts are in a series, and where. */
export interface SeriesPartTable {
  post_id: number
  series_id: number
  place: number
}

/** The comment that a draft, and then its post, began with. */
export interface LiftedCommentTable {
  id: number
  comment_id: number
  draft_id: number | null
  post_id: number | null
  account_id: number
  at: Instant
}

/** The one post that stays on top, up to `until`. */
export interface PostPinTable {
  id: number
  post_id: number
  last_day: string
  until: Instant
  account_id: number
  at: Instant
}

/** When a draft becomes public by itself; `refused_at` and `problem` when it could not. */
export interface PostScheduleTable {
  draft_id: number
  due_at: Instant
  seen: Instant
  capacity: Capacity
  new_address: Flag
  account_id: number
  official_id: number
  made_at: Instant
  refused_at: Instant | null
  problem: string | null
}

/** A step of a draft that a colleague asks the official about. */
export interface DraftApprovalTable {
  draft_id: number
  number: number
  account_id: number
  at: Instant
  act: 'asked' | 'returned' | 'approved' | 'withdrawn'
  hash: string
  note: string
}

/** A text that a draft was saved with; `content` is JSON. */
export interface DraftSavingTable {
  draft_id: number
  number: number
  account_id: number
  at: Instant
  content: string
}

export interface ReceiptTable {
  id: number
  code_hash: string
  created_at: Instant
}

export type CommentState = 'pending' | 'shown' | 'held' | 'hidden' | 'spam' | 'withdrawn'

export interface CommentTable {
  id: number
  post_id: number
  parent_id: number | null
  path: string
  depth: number
  kind: 'citizen' | 'staff'
  state: CommentState
  name: string
  text: string
  html: string
  renderer: number
  question: Flag
  answered_by: number | null
  received_at: Instant
  shown_at: Instant | null
  removed_at: Instant | null
  removed_reason: string | null
  removed_clause: number | null
  post_version: number
  parent_version: number | null
  version: number
  capacity: Capacity | null
  account_id: number | null
  author_title: string | null
  author_role: string | null
  receipt_id: number | null
  submission: string | null
  suspicion: number
  signs: string
  salt: string
  hash: string
}

export interface ConversationTable {
  root_id: number
  post_id: number
  size: number
}

export interface AnsweredConversationTable {
  post_id: number
  account_id: number
  root_id: number
  first_id: number
  answers: number
}

export interface ThreadSummaryTable {
  comment_id: number
  post_id: number
  at: Instant
  ended_at: Instant | null
  ended_by: number | null
}

export interface SummaryBasisTable {
  comment_id: number
  version: number
  comments: number
  at: Instant
}

export interface ChangedMindTable {
  id: number
  comment_id: number
  post_id: number
  at: Instant
  capacity: Capacity
  reason: string
  account_id: number
  author_name: string
  author_title: string
  author_role: string
  ended_at: Instant | null
  ended_by: number | null
}

/** A comment that changed what an author thinks, while its words show and the mark stands. */
export interface PublicChangedMindView {
  id: number
  comment_id: number
  post_id: number
  at: Instant
  capacity: Capacity
  reason: string
  author_name: string
  author_title: string
  comment_name: string | null
}

export interface SideDiscussionTable {
  id: number
  comment_id: number
  post_id: number
  path: string
  size: number
  title: string
  reason: string
  at: Instant
  account_id: number
  author_name: string
  author_title: string
  ended_at: Instant | null
  ended_by: number | null
}

/** A branch that has a page of its own, while it has. */
export interface PublicDiscussionView {
  comment_id: number
  post_id: number
  path: string
  size: number
  title: string
  reason: string
  at: Instant
  author_name: string
  author_title: string
}

export interface CommentErasureTable {
  comment_id: number
  at: Instant
  reference: string
  words: string
  html: string
  salt: string
  hash: string
}

export interface ReplyVersionTable {
  comment_id: number
  number: number
  text: string
  html: string
  renderer: number
  at: Instant
  salt: string
  hash: string
}

export interface DecisionTable {
  id: number
  comment_id: number
  act: 'let_through' | 'hide' | 'spam' | 'hold' | 'confirm' | 'put_back'
  reason: string | null
  clause_id: number | null
  policy_version_id: number | null
  sentence: string | null
  at: Instant
  account_id: number
  decider_name: string
  decider_title: string
  decider_role: string
  salt: string | null
  hash: string | null
}

export interface MailEventTable {
  id: number
  kind: string
  post_id: number | null
  comment_id: number | null
  at: Instant
  due_at: Instant
  expanded_at: Instant | null
  expanded_to: number | null
}

export type MailState =
  | 'waiting'
  | 'handing'
  | 'offered'
  | 'sent'
  | 'dropped'
  | 'stuck'
  | 'given_up'

export interface MailTable {
  id: number
  kind: string
  key: string
  event_id: number | null
  comment_id: number | null
  account_id: number | null
  message_id: string
  state: MailState
  attempts: number
  due_at: Instant
  problem: string | null
  reply: number | null
  created_at: Instant
  settled_at: Instant | null
  follow_id: number | null
  post_id: number | null
  letter_id: number | null
}

export interface FollowTable {
  id: number
  topic: 'posts' | 'thread' | 'answers' | 'question'
  capacity: Capacity | null
  post_id: number | null
  comment_id: number | null
  address: string
  address_key: string
  language: 'sv' | 'nb' | 'en'
  asked_at: Instant
  confirmed_at: Instant | null
  refused: number
  refused_since: Instant | null
}

export interface MailStopTable {
  address_key: string
  reason: 'bounce' | 'complaint' | 'asked'
  at: Instant
}

export interface AccountMailTable {
  account_id: number
  digest: Flag
  urgent: Flag
  looks: Flag
  language: 'sv' | 'nb' | 'en' | null
}

export interface LetterChannelTable {
  id: number
  opened_at: Instant | null
  whistle: string
  answer_days: number
  key_id: string
  key_kept: string | null
  key_kept_at: Instant | null
  key_kept_by: number | null
}

export interface RequestChannelTable {
  id: number
  search: string | null
  opened_at: Instant | null
  key_id: string | null
}

export interface RequestDelegationTable {
  id: number
  account_id: number
  reference: string
  at: Instant
  by_account: number
  ended_at: Instant | null
}

export interface DocumentRequestTable {
  id: number
  country: 'se' | 'no'
  received_at: Instant
  language: 'sv' | 'nb' | 'en'
  receipt_id: number
  submission: string
  sealed_key: string
  key_id: string
  silent_at: Instant | null
}

export interface RequestStepTable {
  request_id: number
  number: number
  country: 'se' | 'no'
  previous: number | null
  from_state: string | null
  act: string
  to_state: string
  at: Instant
  account_id: number | null
  by_name: string | null
  by_title: string | null
  sealed: string | null
  reasons: string | null
  ground: string | null
  provision: string | null
  told: string | null
  wider: Flag | null
  delegation_id: number | null
  silent_at: Instant | null
}

export interface RequestItemTable {
  id: number
  request_id: number
  letter_id: number | null
  comment_id: number | null
  post_id: number | null
  at: Instant
  account_id: number
  ended_at: Instant | null
}

export interface RequestFileTable {
  id: number
  request_id: number
  number: number
  pieces: number
  sealed: string
}

export interface RequestPieceTable {
  file_id: number
  number: number
  sealed: Uint8Array
}

export interface RequestStateView {
  request_id: number
  number: number
  state: string
  since: Instant
}

export interface AskedForLetterView {
  letter_id: number
  since: Instant
}

/** The comments that open requests ask for, and since when. */
export interface AskedForCommentView {
  comment_id: number
  since: Instant
}

export interface LetterDeputyTable {
  account_id: number
  since: Instant
}

export type LetterStatus = 'received' | 'read' | 'answering' | 'answered' | 'closed'
export type LetterDocument = 'unassessed' | 'incoming' | 'internal' | 'other_capacity'

export interface LetterTable {
  id: number
  received_at: Instant
  language: 'sv' | 'nb' | 'en'
  post_id: number | null
  comment_id: number | null
  receipt_id: number
  submission: string | null
  sealed_key: string | null
  key_id: string
  status: LetterStatus
  answer_by: string | null
  document: LetterDocument
  handed_over_at: Instant | null
  diary: string | null
  diary_at: Instant | null
}

export interface LetterTextTable {
  id: number
  letter_id: number
  kind: 'letter' | 'name' | 'email' | 'more' | 'reply' | 'note'
  at: Instant
  sealed: string
  submission: string | null
  account_id: number | null
  author_name: string | null
  author_title: string | null
  author_role: string | null
  capacity: Capacity | null
}

export type PassingLaw = 'se_child' | 'se_danger' | 'no_child' | 'no_report' | 'no_danger'
export type PassingAnswer = 'yes' | 'no'

export interface LetterPassingTable {
  id: number
  letter_id: number
  at: Instant
  account_id: number
  by_name: string
  by_title: string
  law: PassingLaw | null
  sealed: string
  hash: string
  answer: PassingAnswer | null
  agreed_hash: string | null
  ended_at: Instant | null
  sent_at: Instant | null
  sent_by: number | null
}

export interface LetterDirectTable {
  letter_id: number
  comment_id: number
  text_id: number
  shown_at: Instant | null
}

export interface LetterDraftTable {
  letter_id: number
  account_id: number
  at: Instant
  capacity: Capacity | null
  sealed: string
}

export interface LetterPhraseTable {
  id: number
  language: 'sv' | 'nb' | 'en'
  name: string
  text: string
  changed_at: Instant
  changed_by: number
}

export interface LetterNoIpTable {
  id: number
  at: Instant
  account_id: number
  name: string
  how: string
  ended_at: Instant | null
}

export interface LetterExcludedTable {
  letter_id: number
  account_id: number
}

export interface LetterStepTable {
  id: number
  letter_id: number
  kind: string
  at: Instant
  account_id: number | null
  by_name: string | null
  by_title: string | null
  detail: string | null
  sealed: string | null
}

export interface PendingFileTable {
  id: number
  bundle: string
  expires_at: Instant
  size: number
  sealed: string
}

export interface PendingPieceTable {
  file_id: number
  copy: 'as_is' | 'clean'
  number: number
  sealed: Uint8Array
}

export interface LetterFileTable {
  id: number
  letter_id: number
  text_id: number
  at: Instant
  pieces: number
  sealed: string
}

export interface LetterPieceTable {
  file_id: number
  number: number
  sealed: Uint8Array
}

export type RegisterState = 'unassessed' | 'waiting' | 'registered' | 'exempt'

export interface LetterRegisterTable {
  letter_id: number
  flagged_at: Instant | null
  exempt: 'orderly' | 'trivial' | null
  exempt_at: Instant | null
  subject: string | null
  hides_party: Flag
  hides_subject: Flag
  mark_provision: string | null
  mark_authority: string | null
  mark_on: string | null
  held_at: Instant | null
}

export interface LetterReleaseTable {
  id: number
  letter_id: number
  at: Instant
  outcome: 'whole' | 'partly' | 'refused'
  sealed: string
}

/** How far a letter has come on its way into a register: the one rule for it. */
export interface LetterStateView {
  letter_id: number
  state: RegisterState
}

export type Side = 'official' | 'writer'

export interface LetterProposalTable {
  id: number
  letter_id: number
  kind: 'letter' | 'own_words'
  at: Instant
  withdrawn_at: Instant | null
  post_id: number | null
  published: number | null
}

export interface LetterVersionTable {
  id: number
  proposal_id: number
  number: number
  side: Side
  at: Instant
  hash: string
  sealed: string
}

export interface LetterAnswerTable {
  id: number
  proposal_id: number
  number: number
  side: Side
  answer: 'yes' | 'no' | 'back'
  hash: string
  at: Instant
  account_id: number | null
  sealed: string | null
}

export interface PublishedLetterTable {
  post_id: number
  version: number
  proposal_id: number
  number: number
  hash: string
  salt: string
  content: string
  at: Instant
  /** A date, such as 2026-11-21. */
  day: string
}

/** What an entry of the archive says from one event on, as everybody may read it. */
export interface SaidAtEvent {
  disclosure_id: number
  number: number
  kind: 'made' | 'disclosed' | 'narrowed' | 'kept' | 'ended' | 'corrected'
  state: 'disclosed' | 'partly' | 'withheld' | 'ended'
  at: Instant
  language: 'sv' | 'nb' | 'en'
  capacity: Capacity
  can_say: string
  ground: string
  why: string
  responsible_name: string
  responsible_title: string
  openness: 'mine' | 'asked' | 'agreed' | 'refused' | 'not_asked'
  openness_why: string | null
  harm: string | null
  decision: string | null
  delegation: string | null
  review_on: string
  lift: string | null
  because: string | null
  told: string | null
  salt: string
  hash: string
}

/** An event of the archive with whose act it was; never changed. */
export interface DisclosureEventTable extends SaidAtEvent {
  responsible_id: number
  has_harm: Flag
  by_id: number
}

/** An entry of the archive: what it hangs on; what it says are its events. */
export interface DisclosureTable {
  id: number
  number: number
  at: Instant
  feed_id: string
  post_id: number | null
  comment_id: number | null
}

/** The words of all events of an entry, for the search; its rowid is the entry's number. */
export interface DisclosureWordsTable {
  words: string | null
}

/** What can be found of posts, or of comments: the words that the public reads, and what a search is narrowed by. */
export interface FindableView {
  id: number
  words: string
  marks: string
}

/** The index of the words of posts, or of comments; its rowid is their number. */
export interface FoundWordsTable {
  words: string | null
  marks: string | null
}

/** The words that an index has, one row for each place where one stands. */
export interface FoundTermsTable {
  term: string | null
  doc: number | null
  col: string | null
  offset: number | null
}

/** An entry that is written with a draft and becomes public with it; `content` is JSON. */
export interface DisclosureDraftTable {
  id: number
  draft_id: number
  account_id: number
  at: Instant
  content: string
}

/** An entry that a version of a post has a place for. */
export interface DisclosureMarkTable {
  post_id: number
  version: number
  disclosure_id: number
}

/** That somebody was mailed of an entry's date that is soon, or has passed. */
export interface LookReminderTable {
  disclosure_id: number
  review_on: string
  stage: 'soon' | 'passed'
  account_id: number
  at: Instant
}

/** A published post as it stands now: the one rule for what of a post is public. */
export interface PublicPostView extends Omit<PostVersionTable, 'post_id' | 'number' | 'language'> {
  id: number
  year_month: string
  slug: string
  version: number
  language: 'sv' | 'nb' | 'en'
  comments_open: Flag
  first_published_at: Instant
  feeds_from: Instant
  changed_at: Instant | null
  feed_id: string
  comment_count: number
  answer_count: number
  /** What the page is made from when it is a letter that both sides agreed to publish. */
  letter: string | null
  letter_salt: string | null
  letter_hash: string | null
  letter_day: string | null
}

/** That a public comment was answered directly, as far as its writer lets the thread say so. */
export interface PublicDirectAnswerView {
  comment_id: number
  at: Instant
  author_name: string
  author_title: string
  capacity: Capacity
}

/** The published versions of a published post; of a letter that both sides replaced, without words. */
export interface PublicPostVersionView {
  post_id: number
  number: number
  capacity: Capacity
  title: string | null
  question: string | null
  summary: string | null
  source: string | null
  html: string | null
  renderer: number
  tags: string
  language: 'sv' | 'nb' | 'en'
  decision_text: string | null
  decision_url: string | null
  author_id: number
  author_name: string
  author_title: string
  author_role: string
  at: Instant
  quiet: Flag
  corrected_from: Capacity | null
  salt: string | null
  hash: string | null
}

/** An address that no longer shows its post: when and why, nothing of the post. */
export interface GonePostView {
  id: number
  unpublished_at: Instant
  unpublished_reason: string
}

/**
 * A comment as the public may see it: its words (`exposure` text) or only its place and the reason
 * (`exposure` marker). The one rule for what of a comment is public.
 */
export interface PublicCommentView {
  id: number
  post_id: number
  parent_id: number | null
  path: string
  depth: number
  kind: 'citizen' | 'staff'
  exposure: 'text' | 'marker'
  state: CommentState
  name: string | null
  html: string | null
  question: Flag
  answered_by: number | null
  received_at: Instant
  shown_at: Instant | null
  removed_at: Instant | null
  removed_reason: string | null
  removed_clause: number | null
  post_version: number
  parent_version: number | null
  version: number
  capacity: Capacity | null
  author_title: string | null
  author_role: string | null
}

/** The versions of the staff replies whose words are public. */
export interface PublicReplyVersionView extends ReplyVersionTable {}

/** An entry of the archive as it stands now, with what it hangs on where that is public. */
export interface PublicDisclosureView extends Omit<SaidAtEvent, 'disclosure_id'> {
  id: number
  first_at: Instant
  feed_id: string
  post_id: number | null
  comment_id: number | null
}

/** What citizens wrote and everybody may read, as it was hashed. */
export interface PublicCommentTextView {
  id: number
  post_id: number
  name: string
  text: string
  question: Flag
  salt: string
  hash: string
}

/** Why a post was taken down, as it was hashed. */
export interface GonePostTextView {
  id: number
  reason: string | null
  salt: string | null
  hash: string | null
}

/** The places that entries have in the present versions of published posts. */
export interface PublicDisclosureMarkView {
  disclosure_id: number
  post_id: number
}

/** What authors have put into posts: an image or a PDF, with what is said of it. */
export interface LibraryItemTable {
  id: number
  kind: 'image' | 'pdf'
  name: string
  size: number
  source_hash: string
  uploaded_by: number
  uploaded_at: Instant
  alt: string | null
  decorative: Flag
  credit: string | null
  licence: 'own' | 'cc_by_4' | 'cc_by_sa_4' | 'public_domain' | 'permission' | 'other' | null
  licence_words: string | null
}

export interface LibraryFileTable {
  item_id: number
  format: 'avif' | 'webp' | 'jpeg' | 'png' | 'pdf'
  width: number
  height: number
  size: number
  hash: string
}

export interface LibraryPieceTable {
  item_id: number
  format: LibraryFileTable['format']
  width: number
  number: number
  bytes: Uint8Array
}

export interface LibraryMarkTable {
  post_id: number
  version: number
  item_id: number
  place: number
}

/** What an author says of themselves. */
export interface ProfileTable {
  account_id: number
  item_id: number | null
  brief: string
  interests: string
  changed_at: Instant
}

/** Profiles of those who are, were or will be the official. */
export interface PublicProfileView extends Omit<ProfileTable, 'changed_at'> {}

/** What the present versions of published posts show. */
export interface PublicLibraryMarkView extends Omit<LibraryMarkTable, 'version'> {}

/** What something public shows. */
export interface PublicLibraryItemView {
  id: number
  kind: LibraryItemTable['kind']
  name: string
  size: number
  alt: string | null
  decorative: Flag
  credit: string | null
  licence: LibraryItemTable['licence'] | null
  licence_words: string | null
}

export interface Schema {
  counter: CounterTable
  ledger_entry: LedgerEntryTable
  ledger_node: LedgerNodeTable
  site: SiteTable
  account: AccountTable
  account_role: AccountRoleTable
  official_term: OfficialTermTable
  one_time_link: OneTimeLinkTable
  recovery_code: RecoveryCodeTable
  session: SessionTable
  audit: AuditTable
  policy_version: PolicyVersionTable
  clause: ClauseTable
  clause_text: ClauseTextTable
  reason: ReasonTable
  clause_reason: ClauseReasonTable
  post: PostTable
  post_version: PostVersionTable
  post_address: PostAddressTable
  post_tag: PostTagTable
  draft: DraftTable
  post_schedule: PostScheduleTable
  post_count: PostCountTable
  post_pin: PostPinTable
  draft_saving: DraftSavingTable
  lifted_comment: LiftedCommentTable
  aside: AsideTable
  series: SeriesTable
  series_part: SeriesPartTable
  draft_approval: DraftApprovalTable
  receipt: ReceiptTable
  comment: CommentTable
  reply_version: ReplyVersionTable
  decision: DecisionTable
  mail_event: MailEventTable
  mail: MailTable
  account_mail: AccountMailTable
  look_reminder: LookReminderTable
  follow: FollowTable
  mail_stop: MailStopTable
  letter_channel: LetterChannelTable
  request_channel: RequestChannelTable
  request_delegation: RequestDelegationTable
  document_request: DocumentRequestTable
  request_step: RequestStepTable
  request_item: RequestItemTable
  request_file: RequestFileTable
  request_piece: RequestPieceTable
  request_state: RequestStateView
  asked_for_letter: AskedForLetterView
  asked_for_comment: AskedForCommentView
  letter_deputy: LetterDeputyTable
  letter: LetterTable
  letter_text: LetterTextTable
  letter_excluded: LetterExcludedTable
  letter_step: LetterStepTable
  letter_passing: LetterPassingTable
  letter_direct: LetterDirectTable
  letter_draft: LetterDraftTable
  letter_no_ip: LetterNoIpTable
  letter_phrase: LetterPhraseTable
  letter_file: LetterFileTable
  letter_piece: LetterPieceTable
  pending_file: PendingFileTable
  pending_piece: PendingPieceTable
  letter_register: LetterRegisterTable
  letter_release: LetterReleaseTable
  ledger_origin: LedgerOriginTable
  comment_erasure: CommentErasureTable
  thread_summary: ThreadSummaryTable
  summary_basis: SummaryBasisTable
  changed_mind: ChangedMindTable
  public_changed_mind: PublicChangedMindView
  side_discussion: SideDiscussionTable
  public_discussion: PublicDiscussionView
  conversation: ConversationTable
  answered_conversation: AnsweredConversationTable
  letter_state: LetterStateView
  letter_proposal: LetterProposalTable
  letter_version: LetterVersionTable
  letter_answer: LetterAnswerTable
  published_letter: PublishedLetterTable
  disclosure_event: DisclosureEventTable
  disclosure: DisclosureTable
  disclosure_words: DisclosureWordsTable
  post_words: FoundWordsTable
  comment_words: FoundWordsTable
  post_terms: FoundTermsTable
  comment_terms: FoundTermsTable
  disclosure_draft: DisclosureDraftTable
  disclosure_mark: DisclosureMarkTable
  public_post: PublicPostView
  public_post_version: PublicPostVersionView
  gone_post: GonePostView
  public_comment: PublicCommentView
  public_reply_version: PublicReplyVersionView
  public_direct_answer: PublicDirectAnswerView
  public_disclosure: PublicDisclosureView
  public_comment_text: PublicCommentTextView
  gone_post_text: GonePostTextView
  public_disclosure_mark: PublicDisclosureMarkView
  library_item: LibraryItemTable
  library_file: LibraryFileTable
  library_piece: LibraryPieceTable
  library_mark: LibraryMarkTable
  profile: ProfileTable
  public_profile: PublicProfileView
  public_library_mark: PublicLibraryMarkView
  public_library_item: PublicLibraryItemView
  findable_post: FindableView
  findable_comment: FindableView
}
