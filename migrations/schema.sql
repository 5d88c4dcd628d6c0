-- The database as the migrations make it. Written by a test: npm test -- -u

create table "counter" (
  "kind" text not null primary key,
  "last" integer not null
) strict;

create table "ledger_entry" (
  "id" integer not null primary key,
  "kind" text not null,
  "at" text not null,
  "body" text not null,
  "leaf" text not null check (length(leaf) = 64)
) strict;

create table "ledger_node" (
  "level" integer not null check (level >= 1),
  "position" integer not null,
  "hash" text not null check (length(hash) = 64),
  constraint "ledger_node_key" primary key ("level", "position")
) strict;

CREATE TRIGGER "ledger_entry_no_update" before update on "ledger_entry"
  begin select raise(abort, 'the ledger is append-only'); end;

CREATE TRIGGER "ledger_entry_no_delete" before delete on "ledger_entry"
  begin select raise(abort, 'the ledger is append-only'); end;

CREATE TRIGGER "ledger_node_no_update" before update on "ledger_node"
  begin select raise(abort, 'the ledger is append-only'); end;

CREATE TRIGGER "ledger_node_no_delete" before delete on "ledger_node"
  begin select raise(abort, 'the ledger is append-only'); end;

CREATE TRIGGER ledger_entry_in_order before insert on ledger_entry
  when new.id <> (select coalesce(max(id), -1) + 1 from ledger_entry)
  begin select raise(abort, 'the ledger is append-only'); end;

CREATE TRIGGER ledger_node_once before insert on ledger_node
  when exists (select 1 from ledger_node where level = new.level and position = new.position)
  begin select raise(abort, 'the ledger is append-only'); end;

create table "site" (
  "id" integer not null primary key check (id = 1),
  "authority" text not null,
  "country" text not null check (country in ('se', 'no')),
  "name" text not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "time_zone" text not null,
  "telephone" text,
  "contact_email" text,
  "postal_address" text,
  "controller" text,
  "data_protection_officer" text,
  "presentation" text not null,
  "presentation_html" text not null,
  "renderer" integer not null,
  "hours_days" text not null,
  "hours_from" text not null,
  "hours_to" text not null,
  "hours_within" integer not null check (hours_within > 0),
  "away_until" text,
  "set_up_at" text not null,
  "ledger_shown" integer default 0 not null check (ledger_shown in (0, 1)),
  "approval_asked" integer default 0 not null check (approval_asked in (0, 1))
) strict;

create table "account" (
  "id" integer not null primary key,
  "email" text not null unique,
  "name" text not null,
  "title" text not null,
  "password" text,
  "totp_secret" text,
  "totp_at" text,
  "totp_step" integer default 0 not null,
  "created_at" text not null,
  "disabled_at" text
) strict;

create table "account_role" (
  "account_id" integer not null references "account" ("id"),
  "role" text not null check (role in ('author', 'moderator', 'registrar', 'administrator')),
  "given_at" text not null,
  "given_by" integer references "account" ("id"),
  constraint "account_role_key" primary key ("account_id", "role")
) strict;

create table "official_term" (
  "id" integer not null primary key,
  "account_id" integer not null references "account" ("id"),
  "name" text not null,
  "title" text not null,
  "starts_at" text not null,
  "notice" text,
  "planned_at" text not null,
  "planned_by" integer references "account" ("id"),
  "cancelled_at" text
) strict;

create table "one_time_link" (
  "id" integer not null primary key,
  "purpose" text not null check (purpose in ('set_up', 'invitation', 'password')),
  "token_hash" text not null unique,
  "account_id" integer references "account" ("id"),
  "email" text,
  "name" text,
  "title" text,
  "roles" text,
  "created_at" text not null,
  "created_by" integer references "account" ("id"),
  "expires_at" text not null,
  "used_at" text
) strict;

create table "recovery_code" (
  "account_id" integer not null references "account" ("id"),
  "code_hash" text not null,
  "used_at" text,
  constraint "recovery_code_key" primary key ("account_id", "code_hash")
) strict;

create table "session" (
  "id" integer not null primary key,
  "token_hash" text not null unique,
  "account_id" integer not null references "account" ("id"),
  "started_at" text not null,
  "seen_at" text not null,
  "expires_at" text not null,
  "second_factor_at" text,
  "ended_at" text
) strict;

CREATE INDEX "session_account" on "session" ("account_id");

create table "audit" (
  "id" integer not null primary key,
  "at" text not null,
  "account_id" integer references "account" ("id"),
  "act" text not null,
  "subject" text,
  "detail" text
) strict;

CREATE TRIGGER audit_no_update before update on audit
  begin select raise(abort, 'the audit log is append-only'); end;

create table "policy_version" (
  "id" integer not null primary key,
  "policy" text not null check (policy in ('house_rules')),
  "number" integer not null,
  "published_at" text not null,
  "applies_from" text not null,
  "salt" text not null,
  "hash" text not null,
  constraint "policy_version_number" unique ("policy", "number"),
  constraint "policy_version_not_back_in_time" check (applies_from >= published_at)
) strict;

create table "clause" (
  "id" integer not null primary key,
  "version_id" integer not null references "policy_version" ("id"),
  "number" integer not null,
  "key" text not null,
  constraint "clause_number" unique ("version_id", "number"),
  constraint "clause_in_version" unique ("id", "version_id")
) strict;

create table "clause_text" (
  "clause_id" integer not null references "clause" ("id"),
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "title" text not null,
  "body" text not null,
  constraint "clause_text_key" primary key ("clause_id", "language")
) strict;

create table "reason" (
  "id" text not null primary key,
  "kind" text not null check (kind in ('legal', 'house'))
) strict;

create table "clause_reason" (
  "clause_id" integer not null references "clause" ("id"),
  "reason" text not null references "reason" ("id"),
  constraint "clause_reason_key" primary key ("clause_id", "reason")
) strict;

create table "post" (
  "id" integer not null primary key,
  "state" text not null check (state in ('published', 'unpublished')),
  "year_month" text not null,
  "slug" text not null,
  "version" integer not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "author_id" integer not null references "account" ("id"),
  "comments_open" integer not null check (comments_open in (0, 1)),
  "first_published_at" text not null,
  "feeds_from" text not null,
  "changed_at" text,
  "unpublished_at" text,
  "unpublished_reason" text,
  "unpublished_salt" text,
  "unpublished_hash" text,
  "feed_id" text not null unique,
  "comment_count" integer default 0 not null,
  "answer_count" integer default 0 not null,
  constraint "post_address_now" unique ("year_month", "slug"),
  constraint "post_unpublished_with_reason" check ((state = 'unpublished') = (unpublished_at is not null) and (state = 'published' or length(trim(unpublished_reason)) > 0))
) strict;

CREATE INDEX "post_latest" on "post" ("state", "first_published_at", "id");

create table "post_version" (
  "post_id" integer not null references "post" ("id"),
  "number" integer not null,
  "capacity" text not null check (capacity in ('personal', 'official')),
  "title" text not null check (length(trim(title)) > 0),
  "question" text not null,
  "summary" text not null,
  "source" text not null,
  "html" text not null,
  "renderer" integer not null,
  "tags" text not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "decision_text" text,
  "decision_url" text,
  "author_id" integer not null references "account" ("id"),
  "author_name" text not null,
  "author_title" text not null,
  "author_role" text not null,
  "at" text not null,
  "quiet" integer not null check (quiet in (0, 1)),
  "corrected_from" text check (corrected_from in ('personal', 'official') and corrected_from <> capacity),
  "salt" text not null,
  "hash" text not null,
  constraint "post_version_key" primary key ("post_id", "number")
) strict;

create table "post_address" (
  "year_month" text not null,
  "slug" text not null,
  "post_id" integer not null references "post" ("id"),
  constraint "post_address_key" primary key ("year_month", "slug")
) strict;

create table "post_tag" (
  "post_id" integer not null references "post" ("id"),
  "slug" text not null,
  "name" text not null,
  constraint "post_tag_key" primary key ("post_id", "slug")
) strict;

CREATE INDEX "post_tag_slug" on "post_tag" ("slug", "post_id");

create table "draft" (
  "id" integer not null primary key,
  "post_id" integer unique references "post" ("id"),
  "author_id" integer not null references "account" ("id"),
  "capacity" text check (capacity in ('personal', 'official')),
  "title" text not null,
  "question" text not null,
  "summary" text not null,
  "source" text not null,
  "tags" text not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "decision_text" text,
  "decision_url" text,
  "comments_open" integer not null check (comments_open in (0, 1)),
  "created_at" text not null,
  "changed_at" text not null
) strict;

CREATE VIEW gone_post as
  select id, unpublished_at, unpublished_reason from post where state = 'unpublished';

CREATE TRIGGER post_version_kept before delete on post_version
  begin select raise(abort, 'a published version is kept'); end;

CREATE TRIGGER post_version_unchanged
  before update of post_id, number, capacity, title, question, summary, source, tags, language,
  decision_text, decision_url, author_id, author_name, author_title, author_role, at, quiet,
  corrected_from, salt, hash on post_version
  begin select raise(abort, 'a published version is never changed'); end;

create table "receipt" (
  "id" integer not null primary key,
  "code_hash" text not null unique,
  "created_at" text not null
) strict;

create table "comment" (
  "id" integer not null primary key,
  "post_id" integer not null references "post" ("id"),
  "parent_id" integer references "comment" ("id"),
  "path" text not null,
  "depth" integer not null check (depth >= 0),
  "kind" text not null check (kind in ('citizen', 'staff')),
  "state" text not null check (state in ('pending', 'shown', 'held', 'hidden', 'spam', 'withdrawn')),
  "name" text not null,
  "text" text not null check (length(text) > 0),
  "html" text not null,
  "renderer" integer not null,
  "question" integer not null check (question in (0, 1)),
  "answered_by" integer references "comment" ("id"),
  "received_at" text not null,
  "shown_at" text,
  "removed_at" text,
  "removed_reason" text references "reason" ("id"),
  "removed_clause" integer references "clause" ("id"),
  "post_version" integer not null,
  "parent_version" integer,
  "version" integer not null,
  "capacity" text check (capacity in ('personal', 'official')),
  "account_id" integer references "account" ("id"),
  "author_title" text,
  "author_role" text,
  "receipt_id" integer references "receipt" ("id"),
  "submission" text unique,
  "suspicion" integer not null,
  "signs" text not null,
  "salt" text not null,
  "hash" text not null,
  "exposure" text generated always as (case when state = 'shown' then 'text' when state = 'hidden' then 'marker' when state = 'pending' then 'none' when shown_at is null then 'none' else 'marker' end) stored,
  constraint "comment_hidden_with_reason" check (state <> 'hidden' or (removed_at is not null and removed_reason is not null and removed_clause is not null)),
  constraint "comment_staff_in_a_capacity" check ((kind = 'staff') = (capacity is not null) and (kind = 'staff') = (account_id is not null) and (kind = 'staff' or author_title is null)),
  constraint "comment_root" check ((parent_id is null) = (depth = 0)),
  constraint "comment_answers_a_version" foreign key ("post_id", "post_version") references "post_version" ("post_id", "number")
) strict;

CREATE INDEX "comment_thread" on "comment" ("post_id", "path") where exposure <> 'none';

CREATE INDEX "comment_roots" on "comment" ("post_id", "id") where exposure <> 'none' and depth = 0;

CREATE INDEX "comment_latest" on "comment" ("shown_at") where exposure = 'text';

CREATE INDEX "comment_waiting" on "comment" ("state", "id") where state in ('pending', 'held', 'spam');

CREATE INDEX "comment_questions" on "comment" ("shown_at") where question = 1 and answered_by is null and exposure = 'text';

CREATE INDEX "comment_receipt" on "comment" ("receipt_id", "id") where receipt_id is not null;

create table "reply_version" (
  "comment_id" integer not null references "comment" ("id"),
  "number" integer not null,
  "text" text not null,
  "html" text not null,
  "renderer" integer not null,
  "at" text not null,
  "salt" text not null,
  "hash" text not null,
  constraint "reply_version_key" primary key ("comment_id", "number")
) strict;

create table "decision" (
  "id" integer not null primary key,
  "comment_id" integer not null references "comment" ("id"),
  "act" text not null check (act in ('let_through', 'hide', 'spam', 'hold', 'confirm', 'put_back')),
  "reason" text references "reason" ("id"),
  "clause_id" integer,
  "policy_version_id" integer references "policy_version" ("id"),
  "sentence" text,
  "at" text not null,
  "account_id" integer not null references "account" ("id"),
  "decider_name" text not null,
  "decider_title" text not null,
  "decider_role" text not null,
  "salt" text,
  "hash" text,
  constraint "decision_with_reason" check (act in ('let_through', 'put_back') or (reason is not null and clause_id is not null and policy_version_id is not null)),
  constraint "decision_with_sentence" check (act <> 'hide' or length(trim(sentence)) > 0),
  constraint "decision_clause_of_version" foreign key ("clause_id", "policy_version_id") references "clause" ("id", "version_id")
) strict;

CREATE INDEX "decision_comment" on "decision" ("comment_id", "id");

CREATE TRIGGER comment_kept before delete on comment
  begin select raise(abort, 'a comment is never deleted'); end;

CREATE TRIGGER "decision_no_update" before update on decision
  begin select raise(abort, 'a decision stands as it was made'); end;

CREATE TRIGGER "decision_no_delete" before delete on decision
  begin select raise(abort, 'a decision stands as it was made'); end;

CREATE TRIGGER "comment_once" before insert on comment when exists (select 1 from comment where id = new.id or submission = new.submission)
  begin select raise(abort, 'what stands in comment is never replaced'); end;

CREATE TRIGGER "reply_version_once" before insert on reply_version when exists (select 1 from reply_version where comment_id = new.comment_id and number = new.number)
  begin select raise(abort, 'what stands in reply_version is never replaced'); end;

CREATE TRIGGER "decision_once" before insert on decision when exists (select 1 from decision where id = new.id)
  begin select raise(abort, 'what stands in decision is never replaced'); end;

CREATE TRIGGER "receipt_once" before insert on receipt when exists (select 1 from receipt where id = new.id or code_hash = new.code_hash)
  begin select raise(abort, 'what stands in receipt is never replaced'); end;

CREATE TRIGGER "post_once" before insert on post when exists (select 1 from post where id = new.id or feed_id = new.feed_id or year_month = new.year_month and slug = new.slug)
  begin select raise(abort, 'what stands in post is never replaced'); end;

CREATE TRIGGER "post_version_once" before insert on post_version when exists (select 1 from post_version where post_id = new.post_id and number = new.number)
  begin select raise(abort, 'what stands in post_version is never replaced'); end;

CREATE TRIGGER "policy_version_once" before insert on policy_version when exists (select 1 from policy_version where id = new.id or policy = new.policy and number = new.number)
  begin select raise(abort, 'what stands in policy_version is never replaced'); end;

CREATE TRIGGER "clause_once" before insert on clause when exists (select 1 from clause where id = new.id or version_id = new.version_id and number = new.number)
  begin select raise(abort, 'what stands in clause is never replaced'); end;

CREATE TRIGGER "clause_text_once" before insert on clause_text when exists (select 1 from clause_text where clause_id = new.clause_id and language = new.language)
  begin select raise(abort, 'what stands in clause_text is never replaced'); end;

CREATE TRIGGER "clause_reason_once" before insert on clause_reason when exists (select 1 from clause_reason where clause_id = new.clause_id and reason = new.reason)
  begin select raise(abort, 'what stands in clause_reason is never replaced'); end;

CREATE TRIGGER "audit_once" before insert on audit when exists (select 1 from audit where id = new.id)
  begin select raise(abort, 'what stands in audit is never replaced'); end;

CREATE TRIGGER "receipt_stands" before update of id, code_hash, created_at on receipt
  begin select raise(abort, 'what stands in receipt is never changed'); end;

CREATE TRIGGER "post_stands" before update of id, year_month, feed_id on post
  begin select raise(abort, 'what stands in post is never changed'); end;

CREATE TRIGGER "post_address_stands" before update of year_month, slug, post_id on post_address
  begin select raise(abort, 'what stands in post_address is never changed'); end;

CREATE TRIGGER "policy_version_stands" before update of id, policy, number, published_at, applies_from, salt, hash on policy_version
  begin select raise(abort, 'what stands in policy_version is never changed'); end;

CREATE TRIGGER "clause_stands" before update of id, version_id, number, key on clause
  begin select raise(abort, 'what stands in clause is never changed'); end;

CREATE TRIGGER "clause_text_stands" before update of clause_id, language, title, body on clause_text
  begin select raise(abort, 'what stands in clause_text is never changed'); end;

CREATE TRIGGER "clause_reason_stands" before update of clause_id, reason on clause_reason
  begin select raise(abort, 'what stands in clause_reason is never changed'); end;

CREATE TRIGGER "receipt_kept" before delete on receipt
  begin select raise(abort, 'what stands in receipt is kept'); end;

CREATE TRIGGER "post_kept" before delete on post
  begin select raise(abort, 'what stands in post is kept'); end;

CREATE TRIGGER "post_address_kept" before delete on post_address
  begin select raise(abort, 'what stands in post_address is kept'); end;

CREATE TRIGGER "policy_version_kept" before delete on policy_version
  begin select raise(abort, 'what stands in policy_version is kept'); end;

CREATE TRIGGER "clause_kept" before delete on clause
  begin select raise(abort, 'what stands in clause is kept'); end;

CREATE TRIGGER "clause_text_kept" before delete on clause_text
  begin select raise(abort, 'what stands in clause_text is kept'); end;

CREATE TRIGGER "clause_reason_kept" before delete on clause_reason
  begin select raise(abort, 'what stands in clause_reason is kept'); end;

CREATE TRIGGER "comment_version_of_staff" before update of version on comment when old.kind = 'citizen'
  begin select raise(abort, 'the words of a citizen have no versions'); end;

CREATE TRIGGER "post_address_once" before insert on post_address when exists
  (select 1 from post_address where year_month = new.year_month and slug = new.slug and post_id <> new.post_id)
  begin select raise(abort, 'an address leads to one post for ever'); end;

CREATE TRIGGER "post_slug_of_another" before update of slug on post when exists
  (select 1 from post where year_month = new.year_month and slug = new.slug and id <> new.id)
  begin select raise(abort, 'an address leads to one post for ever'); end;

CREATE VIEW public_reply_version as
  select v.comment_id, v.number, v.text, v.html, v.renderer, v.at, v.salt, v.hash
  from reply_version v join public_comment c on c.id = v.comment_id
  where c.exposure = 'text';

CREATE TRIGGER reply_version_kept before delete on reply_version
  begin select raise(abort, 'a published version is kept'); end;

CREATE TRIGGER reply_version_unchanged
  before update of comment_id, number, text, at, salt, hash on reply_version
  begin select raise(abort, 'a published version is never changed'); end;

CREATE INDEX "post_month" on "post" ("state", "year_month", "first_published_at", "id");

CREATE VIEW public_comment as
  select c.id, c.post_id, c.parent_id, c.path, c.depth, c.kind, c.exposure, c.state,
  case when c.exposure = 'text' then c.name end as name,
  case when c.exposure = 'text' then c.html end as html,
  c.question, c.answered_by, c.received_at, c.shown_at, c.removed_at, c.removed_reason,
  c.removed_clause, c.post_version, c.parent_version, c.version, c.capacity,
  case when c.exposure = 'text' then c.author_title end as author_title,
  case when c.exposure = 'text' then c.author_role end as author_role
  from comment c cross join post p on p.id = c.post_id
  where c.exposure <> 'none' and p.state = 'published';

create table "mail_event" (
  "id" integer not null primary key,
  "kind" text not null,
  "post_id" integer references "post" ("id"),
  "comment_id" integer references "comment" ("id"),
  "at" text not null,
  "due_at" text not null,
  "expanded_at" text,
  "expanded_to" integer
) strict;

CREATE INDEX "mail_event_due" on "mail_event" ("due_at") where expanded_at is null;

create table "mail" (
  "id" integer not null primary key,
  "kind" text not null,
  "key" text not null unique,
  "event_id" integer references "mail_event" ("id"),
  "comment_id" integer references "comment" ("id"),
  "account_id" integer references "account" ("id"),
  "message_id" text not null unique,
  "state" text not null check (state in ('waiting', 'handing', 'offered', 'sent', 'dropped', 'stuck', 'given_up')),
  "attempts" integer not null check (attempts >= 0),
  "due_at" text not null,
  "problem" text,
  "reply" integer check (reply between 100 and 599),
  "created_at" text not null,
  "settled_at" text,
  "follow_id" integer references "follow" ("id") on delete set null,
  "post_id" integer references "post" ("id"),
  "letter_id" integer references "letter" ("id"),
  constraint "mail_settled" check ((settled_at is not null) = (state in ('sent', 'dropped', 'given_up')))
) strict;

CREATE INDEX "mail_open" on "mail" ("state", "due_at") where settled_at is null;

CREATE INDEX "mail_settled_at" on "mail" ("settled_at");

CREATE INDEX "mail_account" on "mail" ("account_id", "kind", "comment_id") where account_id is not null;

CREATE INDEX "mail_event_of" on "mail" ("event_id");

create table "account_mail" (
  "account_id" integer not null primary key references "account" ("id"),
  "digest" integer not null check (digest in (0, 1)),
  "urgent" integer not null check (urgent in (0, 1)),
  "language" text check (language in ('sv', 'nb', 'en')),
  "looks" integer default 1 not null check (looks in (0, 1))
) strict;

CREATE TRIGGER mail_stands
  before update of id, kind, key, event_id, comment_id, account_id, message_id, created_at on mail
  begin select raise(abort, 'a mail is sent or not, and never becomes another'); end;

create table "follow" (
  "id" integer not null primary key,
  "topic" text not null check (topic in ('posts', 'thread', 'answers', 'question')),
  "capacity" text check (capacity in ('personal', 'official')),
  "post_id" integer references "post" ("id"),
  "comment_id" integer references "comment" ("id"),
  "address" text not null,
  "address_key" text not null unique,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "asked_at" text not null,
  "confirmed_at" text,
  "refused" integer not null check (refused >= 0),
  "refused_since" text,
  constraint "follow_something" check ((topic = 'thread') = (post_id is not null) and (topic in ('answers', 'question')) = (comment_id is not null) and (topic = 'posts' or capacity is null)),
  constraint "follow_refused" check ((refused > 0) = (refused_since is not null))
) strict;

CREATE INDEX "follow_posts" on "follow" ("id") where topic = 'posts' and confirmed_at is not null;

CREATE INDEX "follow_thread" on "follow" ("post_id", "id") where post_id is not null;

CREATE INDEX "follow_comment" on "follow" ("comment_id", "id") where comment_id is not null;

create table "mail_stop" (
  "address_key" text not null primary key,
  "reason" text not null check (reason in ('bounce', 'complaint', 'asked')),
  "at" text not null
) strict;

CREATE INDEX "mail_follow" on "mail" ("follow_id", "kind") where follow_id is not null;

CREATE INDEX "mail_to_nobody" on "mail" ("id") where follow_id is null and account_id is null;

CREATE INDEX "mail_event_comments" on "mail_event" ("post_id", "due_at") where kind = 'comment_shown';

create table "letter_channel" (
  "id" integer not null primary key check (id = 1),
  "opened_at" text,
  "whistle" text not null check (length(whistle) > 0),
  "answer_days" integer not null check (answer_days > 0),
  "key_id" text not null,
  "key_kept" text,
  "key_kept_at" text,
  "key_kept_by" integer references "account" ("id")
) strict;

create table "letter_deputy" (
  "account_id" integer not null primary key references "account" ("id"),
  "since" text not null
) strict;

create table "letter" (
  "id" integer not null primary key,
  "received_at" text not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "post_id" integer references "post" ("id"),
  "comment_id" integer references "comment" ("id"),
  "receipt_id" integer not null references "receipt" ("id"),
  "submission" text unique,
  "sealed_key" text,
  "key_id" text not null,
  "status" text not null check (status in ('received', 'read', 'answering', 'answered', 'closed')),
  "answer_by" text,
  "document" text not null check (document in ('unassessed', 'incoming', 'internal', 'other_capacity')),
  "handed_over_at" text,
  "diary" text,
  "diary_at" text
) strict;

CREATE INDEX "letter_receipt" on "letter" ("receipt_id", "id");

CREATE INDEX "letter_unanswered" on "letter" ("id") where status in ('received', 'read', 'answering');

create table "letter_text" (
  "id" integer not null primary key,
  "letter_id" integer not null references "letter" ("id"),
  "kind" text not null check (kind in ('letter', 'name', 'email', 'more', 'reply', 'note')),
  "at" text not null,
  "sealed" text not null,
  "submission" text unique,
  "account_id" integer references "account" ("id"),
  "author_name" text,
  "author_title" text,
  "author_role" text,
  "capacity" text check (capacity in ('personal', 'official')),
  constraint "letter_text_by_office" check ((kind in ('reply', 'note')) = (account_id is not null) and (kind = 'reply') = (capacity is not null))
) strict;

CREATE INDEX "letter_text_of" on "letter_text" ("letter_id", "id");

create table "letter_excluded" (
  "letter_id" integer not null references "letter" ("id"),
  "account_id" integer not null references "account" ("id"),
  constraint "letter_excluded_key" primary key ("letter_id", "account_id")
) strict;

create table "letter_step" (
  "id" integer not null primary key,
  "letter_id" integer not null references "letter" ("id"),
  "kind" text not null,
  "at" text not null,
  "account_id" integer references "account" ("id"),
  "by_name" text,
  "by_title" text,
  "detail" text,
  "sealed" text
) strict;

CREATE INDEX "letter_step_of" on "letter_step" ("letter_id", "id");

CREATE TRIGGER letter_kept before delete on letter
  begin select raise(abort, 'a letter is never deleted'); end;

CREATE TRIGGER letter_unchanged
  before update of id, received_at, language, post_id, comment_id, receipt_id, submission on letter
  begin select raise(abort, 'how a letter came is never changed'); end;

CREATE TRIGGER letter_erased_stays before update of sealed_key on letter
  when old.sealed_key is null
  begin select raise(abort, 'what was erased stays erased'); end;

CREATE TRIGGER letter_once before insert on letter
  when exists (select 1 from letter where id = new.id or submission = new.submission)
  begin select raise(abort, 'what stands in letter is never replaced'); end;

CREATE TRIGGER letter_text_once before insert on letter_text
  when exists (select 1 from letter_text where id = new.id or submission = new.submission)
  begin select raise(abort, 'what was said of a letter is never replaced'); end;

CREATE TRIGGER letter_step_once before insert on letter_step
  when exists (select 1 from letter_step where id = new.id)
  begin select raise(abort, 'what was done with a letter is never replaced'); end;

CREATE TRIGGER letter_excluded_once before insert on letter_excluded
  when exists (select 1 from letter_excluded
  where letter_id = new.letter_id and account_id = new.account_id)
  begin select raise(abort, 'whom a writer excluded stays excluded'); end;

CREATE TRIGGER letter_text_kept before delete on letter_text
  begin select raise(abort, 'what was said of a letter is kept'); end;

CREATE TRIGGER letter_text_unchanged before update on letter_text
  begin select raise(abort, 'what was said of a letter is never changed'); end;

CREATE TRIGGER letter_step_kept before delete on letter_step
  begin select raise(abort, 'what was said of a letter is kept'); end;

CREATE TRIGGER letter_step_unchanged before update on letter_step
  begin select raise(abort, 'what was said of a letter is never changed'); end;

CREATE TRIGGER letter_excluded_stays before delete on letter_excluded
  begin select raise(abort, 'whom a writer excluded stays excluded'); end;

CREATE TRIGGER letter_excluded_unchanged before update on letter_excluded
  begin select raise(abort, 'whom a writer excluded stays excluded'); end;

create table "letter_passing" (
  "id" integer not null primary key,
  "letter_id" integer not null references "letter" ("id"),
  "at" text not null,
  "account_id" integer not null references "account" ("id"),
  "by_name" text not null,
  "by_title" text not null,
  "law" text check (law in ('se_child', 'se_danger', 'no_child', 'no_report', 'no_danger')),
  "sealed" text not null,
  "hash" text not null check (length(hash) = 64),
  "answer" text check (answer in ('yes', 'no')),
  "agreed_hash" text,
  "ended_at" text,
  "sent_at" text,
  "sent_by" integer references "account" ("id"),
  constraint "letter_passing_yes" check ((coalesce(answer, '') = 'yes') = (agreed_hash is not null) and coalesce(agreed_hash, hash) = hash),
  constraint "letter_passing_sent" check (sent_at is null or law is not null or coalesce(agreed_hash, '') = hash),
  constraint "letter_passing_end" check ((sent_at is null or ended_at is null) and (law is null or sent_at is not null) and (sent_at is null) = (sent_by is null))
) strict;

CREATE INDEX "letter_passing_of" on "letter_passing" ("letter_id", "id");

CREATE TRIGGER letter_passing_kept before delete on letter_passing
  begin select raise(abort, 'what was asked of a writer is kept'); end;

CREATE TRIGGER letter_passing_once before insert on letter_passing
  when exists (select 1 from letter_passing where id = new.id)
  begin select raise(abort, 'what was asked of a writer is never replaced'); end;

CREATE TRIGGER letter_passing_begins before insert on letter_passing
  when new.answer is not null or new.ended_at is not null or new.law is null and new.sent_at is not null
  begin select raise(abort, 'nobody has answered what was not asked'); end;

CREATE TRIGGER letter_passing_one before insert on letter_passing
  when new.sent_at is null and exists (select 1 from letter_passing
  where letter_id = new.letter_id and sent_at is null and ended_at is null)
  begin select raise(abort, 'one thing is asked of a writer at a time'); end;

CREATE TRIGGER letter_passing_unchanged
  before update of id, letter_id, at, account_id, by_name, by_title, law, sealed, hash on letter_passing
  begin select raise(abort, 'other words are asked anew'); end;

CREATE TRIGGER letter_passing_stands before update on letter_passing
  when old.sent_at is not null or old.ended_at is not null
  begin select raise(abort, 'what was passed on or taken back stands'); end;

create table "letter_direct" (
  "letter_id" integer not null primary key references "letter" ("id"),
  "comment_id" integer not null references "comment" ("id"),
  "text_id" integer not null references "letter_text" ("id"),
  "shown_at" text
) strict;

CREATE INDEX "letter_direct_shown" on "letter_direct" ("comment_id", "letter_id") where shown_at is not null;

CREATE TRIGGER letter_direct_kept before delete on letter_direct
  begin select raise(abort, 'that a comment was answered is kept'); end;

CREATE TRIGGER letter_direct_unchanged before update of letter_id, comment_id, text_id on letter_direct
  begin select raise(abort, 'that a comment was answered is never changed'); end;

CREATE TRIGGER letter_direct_once before insert on letter_direct
  when exists (select 1 from letter_direct where letter_id = new.letter_id)
  begin select raise(abort, 'what stands in letter_direct is never replaced'); end;

CREATE TRIGGER letter_direct_asked before insert on letter_direct
  when new.shown_at is not null or not exists (select 1 from letter l join letter_text x on x.letter_id = l.id
  where l.id = new.letter_id and l.comment_id = new.comment_id and x.id = new.text_id and x.kind = 'reply')
  begin select raise(abort, 'nothing is shown before the writer wants it'); end;

create table "letter_draft" (
  "letter_id" integer not null references "letter" ("id"),
  "account_id" integer not null references "account" ("id"),
  "at" text not null,
  "capacity" text check (capacity in ('personal', 'official')),
  "sealed" text not null,
  constraint "letter_draft_key" primary key ("letter_id", "account_id")
) strict;

create table "letter_phrase" (
  "id" integer not null primary key,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "name" text not null check (length(name) between 1 and 120),
  "text" text not null check (length(text) between 1 and 4000),
  "changed_at" text not null,
  "changed_by" integer not null references "account" ("id")
) strict;

CREATE INDEX "letter_phrase_language" on "letter_phrase" ("language", "name", "id");

create table "pending_file" (
  "id" integer not null primary key,
  "bundle" text not null check (length(bundle) = 64),
  "expires_at" text not null,
  "size" integer not null check (size > 0),
  "sealed" text not null
) strict;

CREATE INDEX "pending_file_bundle" on "pending_file" ("bundle", "id");

CREATE INDEX "pending_file_expires" on "pending_file" ("expires_at");

create table "pending_piece" (
  "file_id" integer not null references "pending_file" ("id"),
  "copy" text not null check (copy in ('as_is', 'clean')),
  "number" integer not null check (number >= 0),
  "sealed" blob not null,
  constraint "pending_piece_key" primary key ("file_id", "copy", "number")
) strict;

create table "letter_file" (
  "id" integer not null primary key,
  "letter_id" integer not null references "letter" ("id"),
  "text_id" integer not null references "letter_text" ("id"),
  "at" text not null,
  "pieces" integer not null check (pieces > 0),
  "sealed" text not null
) strict;

CREATE INDEX "letter_file_of" on "letter_file" ("letter_id", "id");

CREATE INDEX "letter_file_text" on "letter_file" ("text_id");

create table "letter_piece" (
  "file_id" integer not null references "letter_file" ("id"),
  "number" integer not null check (number >= 0),
  "sealed" blob not null,
  constraint "letter_piece_key" primary key ("file_id", "number")
) strict;

CREATE TRIGGER letter_file_once before insert on letter_file
  when exists (select 1 from letter_file where id = new.id)
  begin select raise(abort, 'what was sent with a letter is never replaced'); end;

CREATE TRIGGER letter_file_own before insert on letter_file
  when not exists (select 1 from letter_text
  where id = new.text_id and letter_id = new.letter_id and kind in ('letter', 'more'))
  begin select raise(abort, 'a file belongs to what its writer said'); end;

CREATE TRIGGER letter_piece_once before insert on letter_piece
  when exists (select 1 from letter_piece where file_id = new.file_id and number = new.number)
  or not exists (select 1 from letter_file where id = new.file_id and pieces > new.number)
  begin select raise(abort, 'what was sent with a letter is never replaced'); end;

CREATE TRIGGER letter_file_kept before delete on letter_file
  begin select raise(abort, 'what was sent with a letter is kept'); end;

CREATE TRIGGER letter_file_unchanged before update on letter_file
  begin select raise(abort, 'what was sent with a letter is never changed'); end;

CREATE TRIGGER letter_piece_kept before delete on letter_piece
  begin select raise(abort, 'what was sent with a letter is kept'); end;

CREATE TRIGGER letter_piece_unchanged before update on letter_piece
  begin select raise(abort, 'what was sent with a letter is never changed'); end;

create table "letter_no_ip" (
  "id" integer not null primary key,
  "at" text not null,
  "account_id" integer not null references "account" ("id"),
  "name" text not null,
  "how" text not null check (length(how) between 1 and 2000),
  "ended_at" text
) strict;

CREATE TRIGGER letter_no_ip_kept before delete on letter_no_ip
  begin select raise(abort, 'what was attested is kept'); end;

CREATE TRIGGER letter_no_ip_unchanged before update of id, at, account_id, name, how on letter_no_ip
  begin select raise(abort, 'what was attested is never changed'); end;

CREATE TRIGGER letter_no_ip_ends before update of ended_at on letter_no_ip
  when old.ended_at is not null
  begin select raise(abort, 'what was taken back is attested anew'); end;

CREATE TRIGGER letter_no_ip_once before insert on letter_no_ip
  when exists (select 1 from letter_no_ip where id = new.id or ended_at is null)
  begin select raise(abort, 'what was attested is never replaced'); end;

create table "letter_register" (
  "letter_id" integer not null primary key references "letter" ("id"),
  "flagged_at" text,
  "exempt" text check (exempt in ('orderly', 'trivial')),
  "exempt_at" text,
  "subject" text,
  "hides_party" integer not null check (hides_party in (0, 1)),
  "hides_subject" integer not null check (hides_subject in (0, 1)),
  "mark_provision" text,
  "mark_authority" text,
  "mark_on" text,
  "held_at" text,
  constraint "letter_register_exempt" check ((exempt is null) = (exempt_at is null)),
  constraint "letter_register_flagged" check (flagged_at is null or exempt is null),
  constraint "letter_register_mark" check ((mark_provision is null) = (mark_on is null) and (mark_provision is null) = (mark_authority is null))
) strict;

CREATE VIEW letter_state as
  select letter.id as letter_id,
  case
  when letter.diary is not null then 'registered'
  when r.flagged_at is not null then 'waiting'
  when r.exempt is not null or letter.document in ('internal', 'other_capacity') then 'exempt'
  when letter.document = 'incoming' then 'waiting'
  else 'unassessed'
  end as state
  from letter left join letter_register as r on r.letter_id = letter.id;

CREATE TRIGGER letter_register_once before insert on letter_register
  when exists (select 1 from letter_register where letter_id = new.letter_id)
  begin select raise(abort, 'what the register says is never replaced'); end;

CREATE TRIGGER letter_register_kept before delete on letter_register
  begin select raise(abort, 'what the register says is kept'); end;

CREATE TRIGGER letter_register_of before update of letter_id on letter_register
  begin select raise(abort, 'what the register says stays with its letter'); end;

CREATE TRIGGER letter_erased_by_decision before update of sealed_key on letter
  when old.sealed_key is not null and new.sealed_key is null
  begin
  select raise(abort, 'a letter is erased by a stated decision alone') where not exists
  (select 1 from letter_step
  where letter_id = old.id and kind = 'erased' and detail is not null);
  select raise(abort, 'what somebody has asked for is not erased') where exists
  (select 1 from letter_register where letter_id = old.id and held_at is not null);
  select raise(abort, 'what waits to be registered is not erased') where
  (select state from letter_state where letter_id = old.id) in ('waiting', 'unassessed');
  end;

create table "letter_proposal" (
  "id" integer not null primary key,
  "letter_id" integer not null references "letter" ("id"),
  "kind" text not null check (kind in ('letter', 'own_words')),
  "at" text not null,
  "withdrawn_at" text,
  "post_id" integer references "post" ("id"),
  "published" integer,
  constraint "letter_proposal_published" check ((post_id is null) = (published is null) and (published is null or withdrawn_at is null))
) strict;

CREATE UNIQUE INDEX "letter_proposal_of" on "letter_proposal" ("letter_id") where withdrawn_at is null;

CREATE INDEX "letter_proposal_post" on "letter_proposal" ("post_id");

create table "letter_version" (
  "id" integer not null primary key,
  "proposal_id" integer not null references "letter_proposal" ("id"),
  "number" integer not null check (number > 0),
  "side" text not null check (side in ('official', 'writer')),
  "at" text not null,
  "hash" text not null check (length(hash) = 64),
  "sealed" text not null,
  constraint "letter_version_number" unique ("proposal_id", "number")
) strict;

create table "letter_answer" (
  "id" integer not null primary key,
  "proposal_id" integer not null references "letter_proposal" ("id"),
  "number" integer not null,
  "side" text not null check (side in ('official', 'writer')),
  "answer" text not null check (answer in ('yes', 'no', 'back')),
  "hash" text not null,
  "at" text not null,
  "account_id" integer references "account" ("id"),
  "sealed" text,
  constraint "letter_answer_by" check ((side = 'official') = (account_id is not null) and (side = 'writer' or answer <> 'no')),
  constraint "letter_answer_version" foreign key ("proposal_id", "number") references "letter_version" ("proposal_id", "number")
) strict;

CREATE INDEX "letter_answer_to" on "letter_answer" ("proposal_id", "number", "side", "id");

create table "published_letter" (
  "post_id" integer not null references "post" ("id"),
  "version" integer not null,
  "proposal_id" integer not null references "letter_proposal" ("id"),
  "number" integer not null,
  "hash" text not null,
  "salt" text not null,
  "content" text not null,
  "at" text not null,
  "day" text not null,
  constraint "published_letter_key" primary key ("post_id", "version"),
  constraint "published_letter_once" unique ("proposal_id", "number")
) strict;

CREATE VIEW public_post as
  select p.id, p.year_month, p.slug, p.version, p.language, p.comments_open, p.first_published_at,
  p.feeds_from, p.changed_at, p.feed_id, p.comment_count, p.answer_count, v.capacity, v.title,
  v.question, v.summary, v.source, v.html, v.renderer, v.tags, v.decision_text, v.decision_url,
  v.author_id, v.author_name, v.author_title, v.author_role, v.at, v.quiet, v.corrected_from,
  v.salt, v.hash, l.content as letter, l.salt as letter_salt, l.hash as letter_hash,
  l.day as letter_day
  from post p join post_version v on v.post_id = p.id and v.number = p.version
  left join published_letter l on l.post_id = p.id and l.version = p.version
  where p.state = 'published';

CREATE TRIGGER letter_version_kept before delete on letter_version
  begin select raise(abort, 'what was proposed of a letter is kept as it was'); end;

CREATE TRIGGER letter_version_unchanged before update on letter_version
  begin select raise(abort, 'what was proposed of a letter is kept as it was'); end;

CREATE TRIGGER letter_answer_kept before delete on letter_answer
  begin select raise(abort, 'what was answered to a proposal is kept as it was'); end;

CREATE TRIGGER letter_answer_unchanged before update on letter_answer
  begin select raise(abort, 'what was answered to a proposal is kept as it was'); end;

CREATE TRIGGER published_letter_kept before delete on published_letter
  begin select raise(abort, 'a published letter is kept as it was agreed'); end;

CREATE TRIGGER published_letter_unchanged before update on published_letter
  begin select raise(abort, 'a published letter is kept as it was agreed'); end;

CREATE TRIGGER letter_proposal_kept before delete on letter_proposal
  begin select raise(abort, 'a proposal is kept'); end;

CREATE TRIGGER letter_proposal_unchanged
  before update of id, letter_id, kind, at on letter_proposal
  begin select raise(abort, 'a proposal is kept as it was made'); end;

CREATE TRIGGER letter_proposal_withdrawn before update of withdrawn_at on letter_proposal
  when old.withdrawn_at is not null or old.published is not null
  begin select raise(abort, 'a proposal is withdrawn once, and not when it is public'); end;

CREATE TRIGGER letter_proposal_public before update of post_id, published on letter_proposal
  when (old.post_id is not null and new.post_id is not old.post_id)
  or not exists (select 1 from published_letter l
  where l.proposal_id = new.id and l.number = new.published and l.post_id = new.post_id)
  begin select raise(abort, 'a proposal is public only as it was published'); end;

CREATE TRIGGER letter_proposal_once before insert on letter_proposal
  when new.withdrawn_at is not null or new.published is not null
  or exists (select 1 from letter_proposal where id = new.id
  or (letter_id = new.letter_id and withdrawn_at is null))
  begin select raise(abort, 'what stands of an agreement is never replaced'); end;

CREATE TRIGGER letter_version_once before insert on letter_version
  when exists (select 1 from letter_version where id = new.id)
  begin select raise(abort, 'what stands of an agreement is never replaced'); end;

CREATE TRIGGER letter_answer_once before insert on letter_answer
  when exists (select 1 from letter_answer where id = new.id)
  begin select raise(abort, 'what stands of an agreement is never replaced'); end;

CREATE TRIGGER letter_version_next before insert on letter_version
  when new.number is not
  (select coalesce(max(number), 0) + 1 from letter_version where proposal_id = new.proposal_id)
  or not exists (select 1 from letter_proposal
  where id = new.proposal_id and withdrawn_at is null)
  begin select raise(abort, 'a version follows the one before'); end;

CREATE TRIGGER letter_answer_to_newest before insert on letter_answer
  when new.number is not
  (select max(number) from letter_version where proposal_id = new.proposal_id)
  or new.hash is not (select hash from letter_version
  where proposal_id = new.proposal_id and number = new.number)
  or not exists (select 1 from letter_proposal
  where id = new.proposal_id and withdrawn_at is null and published is not new.number)
  begin select raise(abort, 'an answer is to the newest version, as it is'); end;

CREATE TRIGGER published_letter_agreed before insert on published_letter
  when new.number is not
  (select max(number) from letter_version where proposal_id = new.proposal_id)
  or new.hash is not (select hash from letter_version
  where proposal_id = new.proposal_id and number = new.number)
  or not exists (select 1 from letter_proposal where id = new.proposal_id
  and withdrawn_at is null and (post_id is null or post_id = new.post_id))
  or exists (select 1 from published_letter l
  where (l.post_id = new.post_id and (l.version >= new.version
  or l.proposal_id is not new.proposal_id))
  or (l.proposal_id = new.proposal_id and l.number = new.number))
  or (select answer from letter_answer
  where proposal_id = new.proposal_id and number = new.number and hash = new.hash
  and side = 'writer' order by id desc limit 1) is not 'yes' or (select answer from letter_answer
  where proposal_id = new.proposal_id and number = new.number and hash = new.hash
  and side = 'official' order by id desc limit 1) is not 'yes'
  begin select raise(abort, 'a letter is published only as both sides have agreed'); end;

CREATE TRIGGER post_version_agreed before insert on post_version
  when exists (select 1 from published_letter where post_id = new.post_id)
  and not exists (select 1 from published_letter l
  where l.post_id = new.post_id and l.version = new.number
  and json_extract(l.content, '$.title') is new.title
  and json_extract(l.content, '$.preface') is new.summary
  and json_extract(l.content, '$.capacity') is new.capacity
  and json_extract(l.content, '$.language') is new.language)
  begin select raise(abort, 'a published letter changes only as both sides have agreed'); end;

CREATE VIEW public_direct_answer as
  select d.comment_id, x.at, x.author_name, x.author_title, x.capacity
  from letter_direct d join letter_text x on x.id = d.text_id
  join letter l on l.id = d.letter_id and l.sealed_key is not null
  join public_comment c on c.id = d.comment_id
  where d.shown_at is not null and c.exposure = 'text';

create table "letter_release" (
  "id" integer not null primary key,
  "letter_id" integer not null references "letter" ("id"),
  "at" text not null,
  "outcome" text not null check (outcome in ('whole', 'partly', 'refused')),
  "sealed" text not null
) strict;

CREATE INDEX "letter_release_of" on "letter_release" ("letter_id", "id");

CREATE TRIGGER letter_release_once before insert on letter_release
  when exists (select 1 from letter_release where id = new.id)
  begin select raise(abort, 'what was given out is never replaced'); end;

CREATE TRIGGER letter_release_kept before delete on letter_release
  begin select raise(abort, 'what was given out is kept'); end;

CREATE TRIGGER letter_release_unchanged before update on letter_release
  begin select raise(abort, 'what was given out is never changed'); end;

CREATE VIEW public_post_version as
  select v.post_id, v.number, v.capacity, case when l.post_id is null then v.title end as title, case when l.post_id is null then v.question end as question,
  case when l.post_id is null then v.summary end as summary, case when l.post_id is null then v.source end as source, case when l.post_id is null then v.html end as html, v.renderer, v.tags, v.language,
  v.decision_text, v.decision_url, v.author_id, v.author_name, v.author_title, v.author_role,
  v.at, v.quiet, v.corrected_from, case when l.post_id is null then v.salt end as salt, case when l.post_id is null then v.hash end as hash
  from post_version v join post p on p.id = v.post_id
  left join published_letter l on l.post_id = v.post_id and l.version = v.number
  and l.version <> p.version
  where p.state = 'published';

create table "request_channel" (
  "id" integer not null primary key check (id = 1),
  "search" text check (search like 'https://%'),
  "opened_at" text,
  "key_id" text,
  constraint "request_channel_key" check (opened_at is null or key_id is not null)
) strict;

create table "disclosure_event" (
  "disclosure_id" integer not null,
  "number" integer not null check (number > 0),
  "kind" text not null check (kind in ('made', 'disclosed', 'narrowed', 'kept', 'ended', 'corrected')),
  "state" text not null check (state in ('disclosed', 'partly', 'withheld', 'ended')),
  "at" text not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "capacity" text not null check (capacity in ('personal', 'official')),
  "can_say" text not null check (trim(can_say) <> ''),
  "ground" text not null check (ground in ('personnel_social', 'recruitment', 'protected_person', 'health_private', 'social_services', 'school_child', 'whistleblowing', 'business_secret', 'municipal_economy', 'procurement', 'union_negotiation', 'litigation', 'security_it', 'preparedness_defence', 'control_crime', 'personal_data_misuse', 'working_material', 'editorial_choice', 'another_person', 'not_yet')),
  "why" text not null check (trim(why) <> ''),
  "responsible_id" integer not null references "account" ("id"),
  "responsible_name" text not null check (trim(responsible_name) <> ''),
  "responsible_title" text not null,
  "openness" text not null check (openness in ('mine', 'asked', 'agreed', 'refused', 'not_asked')),
  "openness_why" text,
  "has_harm" integer not null check (has_harm in (0, 1)),
  "harm" text,
  "decision" text,
  "delegation" text,
  "review_on" text not null check (length(review_on) = 10 and review_on like '____-__-__'),
  "lift" text,
  "because" text,
  "told" text,
  "by_id" integer not null references "account" ("id"),
  "salt" text not null check (length(salt) = 32),
  "hash" text not null check (length(hash) = 64),
  constraint "disclosure_event_key" primary key ("disclosure_id", "number"),
  constraint "disclosure_event_first" check ((number = 1) = (kind = 'made')),
  constraint "disclosure_event_state" check ((kind = 'made' and state <> 'ended') or (kind = 'disclosed' and state = 'disclosed') or (kind = 'narrowed' and state = 'partly') or (kind = 'ended' and state = 'ended') or (kind = 'kept' and state in ('partly', 'withheld')) or kind = 'corrected'),
  constraint "disclosure_event_ahead" check (kind not in ('made', 'narrowed', 'kept') or review_on > substr(at, 1, 10)),
  constraint "disclosure_event_asked" check (openness <> 'not_asked' or (openness_why is not null and trim(openness_why) <> '')),
  constraint "disclosure_event_harm" check (has_harm = 0 or (harm is not null and trim(harm) <> '')),
  constraint "disclosure_event_delegation" check (decision is null or (delegation is not null and trim(delegation) <> '')),
  constraint "disclosure_event_because" check (kind not in ('ended', 'corrected') or (because is not null and trim(because) <> '')),
  constraint "disclosure_event_told" check (kind <> 'disclosed' or (told is not null and trim(told) <> ''))
) strict;

create table "disclosure" (
  "id" integer not null primary key,
  "number" integer not null,
  "at" text not null,
  "feed_id" text not null unique,
  "post_id" integer references "post" ("id"),
  "comment_id" integer references "comment" ("id"),
  constraint "disclosure_on" check (post_id is null or comment_id is null),
  constraint "disclosure_now" foreign key ("id", "number") references "disclosure_event" ("disclosure_id", "number")
) strict;

CREATE INDEX "disclosure_post_id" on "disclosure" ("post_id");

CREATE INDEX "disclosure_comment_id" on "disclosure" ("comment_id");

CREATE TRIGGER disclosure_kept before delete on disclosure
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_event_kept before delete on disclosure_event
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_event_unchanged before update on disclosure_event
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_unchanged before update of id, at, feed_id, post_id, comment_id on disclosure
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_newest before update of number on disclosure when new.number <> (select max(number) from disclosure_event where disclosure_id = new.id)
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_once before insert on disclosure
  when new.number <> 1 or exists (select 1 from disclosure where id = new.id or feed_id = new.feed_id)
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_event_once before insert on disclosure_event
  when exists (select 1 from disclosure_event
  where disclosure_id = new.disclosure_id and number = new.number)
  begin select raise(abort, 'what the archive says is kept as it was said'); end;

CREATE TRIGGER disclosure_event_follows before insert on disclosure_event
  when new.number > 1 and (not exists (select 1 from disclosure where id = new.disclosure_id)
  or exists (select 1 from (select 1) left join disclosure_event prior
  on prior.disclosure_id = new.disclosure_id and prior.number = new.number - 1
  where prior.disclosure_id is null
  or (new.kind <> 'corrected' and prior.state not in ('partly', 'withheld'))
  or (new.kind = 'kept' and (new.state <> prior.state or new.why = prior.why))
  or (new.kind in ('kept', 'narrowed') and new.review_on <= prior.review_on)
  or (new.kind = 'corrected' and (new.state <> prior.state or new.review_on <> prior.review_on))
  or new.at < prior.at))
  begin select raise(abort, 'an event of the archive follows the one before'); end;

CREATE TRIGGER disclosure_event_now after insert on disclosure_event
  begin update disclosure set number = new.number where id = new.disclosure_id; end;

CREATE INDEX "disclosure_event_found" on "disclosure_event" ("disclosure_id", "number", "state", "ground", "capacity", "review_on");

CREATE VIEW public_disclosure as
  select d.id, d.at as first_at, d.feed_id,
  (select p.id from public_post p where p.id = d.post_id) as post_id,
  (select c.id from public_comment c where c.id = d.comment_id and c.exposure = 'text') as comment_id,
  e.number, e.kind, e.state, e.at, e.language, e.capacity, e.can_say, e.ground, e.why,
  e.responsible_name, e.responsible_title, e.openness, e.openness_why, e.harm, e.decision,
  e.delegation, e.review_on, e.lift, e.because, e.told, e.salt, e.hash
  from disclosure d join disclosure_event e on e.disclosure_id = d.id
  where e.number = d.number;

CREATE VIRTUAL TABLE disclosure_words using fts5(
  words, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE 'disclosure_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'disclosure_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'disclosure_words_content'(id INTEGER PRIMARY KEY, c0);

CREATE TABLE 'disclosure_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'disclosure_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TRIGGER disclosure_event_words after insert on disclosure_event
  begin insert or replace into disclosure_words (rowid, words) values (new.disclosure_id,
  coalesce((select words || char(10) from disclosure_words where rowid = new.disclosure_id), '')
  || coalesce(new.can_say, '') || ' ' || coalesce(new.why, '') || ' ' || coalesce(new.openness_why, '') || ' ' || coalesce(new.harm, '') || ' ' || coalesce(new.decision, '') || ' ' || coalesce(new.delegation, '') || ' ' || coalesce(new.lift, '') || ' ' || coalesce(new.because, '')); end;

create table "ledger_origin" (
  "id" integer not null primary key check (id = 1),
  "origin" text not null check (length(origin) between 1 and 300),
  "since" text not null
) strict;

CREATE TRIGGER ledger_origin_no_update before update on ledger_origin
  begin select raise(abort, 'the name of the ledger is never changed'); end;

CREATE TRIGGER ledger_origin_no_delete before delete on ledger_origin
  begin select raise(abort, 'the name of the ledger is never changed'); end;

CREATE TRIGGER ledger_origin_once before insert on ledger_origin
  when exists (select 1 from ledger_origin)
  begin select raise(abort, 'the name of the ledger is never changed'); end;

CREATE VIEW public_comment_text as
  select c.id, c.post_id, c.name, c.text, c.question, c.salt, c.hash
  from comment c join post p on p.id = c.post_id
  where c.exposure = 'text' and c.kind = 'citizen' and p.state = 'published';

CREATE VIEW gone_post_text as
  select id, unpublished_reason as reason, unpublished_salt as salt, unpublished_hash as hash
  from post where state = 'unpublished';

create table "disclosure_draft" (
  "id" integer not null primary key,
  "draft_id" integer not null references "draft" ("id"),
  "account_id" integer not null references "account" ("id"),
  "at" text not null,
  "content" text not null
) strict;

CREATE INDEX "disclosure_draft_of" on "disclosure_draft" ("draft_id");

create table "disclosure_mark" (
  "post_id" integer not null,
  "version" integer not null,
  "disclosure_id" integer not null references "disclosure" ("id"),
  constraint "disclosure_mark_key" primary key ("post_id", "version", "disclosure_id"),
  constraint "disclosure_mark_in" foreign key ("post_id", "version") references "post_version" ("post_id", "number")
) strict;

CREATE INDEX "disclosure_mark_of" on "disclosure_mark" ("disclosure_id");

CREATE VIEW public_disclosure_mark as
  select m.disclosure_id, m.post_id from disclosure_mark m join public_post p on p.id = m.post_id
  where p.version = m.version;

CREATE TRIGGER disclosure_mark_kept before delete on disclosure_mark
  begin select raise(abort, 'what a version of a post has places for is kept as it was'); end;

CREATE TRIGGER disclosure_mark_unchanged before update on disclosure_mark
  begin select raise(abort, 'what a version of a post has places for is kept as it was'); end;

CREATE TRIGGER disclosure_mark_once before insert on disclosure_mark when exists (select 1 from disclosure_mark where post_id = new.post_id
  and version = new.version and disclosure_id = new.disclosure_id)
  begin select raise(abort, 'what a version of a post has places for is kept as it was'); end;

create table "request_delegation" (
  "id" integer not null primary key,
  "account_id" integer not null references "account" ("id"),
  "reference" text not null check (length(reference) between 1 and 200),
  "at" text not null,
  "by_account" integer not null references "account" ("id"),
  "ended_at" text,
  constraint "request_delegation_own" unique ("id", "account_id")
) strict;

create table "document_request" (
  "id" integer not null primary key,
  "country" text not null check (country in ('se', 'no')),
  "received_at" text not null,
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "receipt_id" integer not null references "receipt" ("id"),
  "submission" text not null unique,
  "sealed_key" text not null,
  "key_id" text not null,
  "silent_at" text,
  constraint "document_request_silent" check ((country = 'no') = (silent_at is not null)),
  constraint "document_request_country" unique ("id", "country"),
  constraint "document_request_silence" unique ("id", "silent_at")
) strict;

CREATE INDEX "document_request_receipt" on "document_request" ("receipt_id", "id");

create table "request_step" (
  "request_id" integer not null,
  "number" integer not null check (number > 0),
  "country" text not null,
  "previous" integer,
  "from_state" text,
  "act" text not null,
  "to_state" text not null,
  "at" text not null,
  "account_id" integer references "account" ("id"),
  "by_name" text,
  "by_title" text,
  "sealed" text,
  "reasons" text,
  "ground" text,
  "provision" text,
  "told" text,
  "wider" integer check (wider in (0, 1)),
  "delegation_id" integer,
  "silent_at" text,
  constraint "request_step_key" primary key ("request_id", "number"),
  constraint "request_step_end" unique ("request_id", "number", "to_state"),
  constraint "request_step_of" foreign key ("request_id", "country") references "document_request" ("id", "country"),
  constraint "request_step_chain" foreign key ("request_id", "previous", "from_state") references "request_step" ("request_id", "number", "to_state"),
  constraint "request_step_signed" foreign key ("delegation_id", "account_id") references "request_delegation" ("id", "account_id"),
  constraint "request_step_silence" foreign key ("request_id", "silent_at") references "document_request" ("id", "silent_at"),
  constraint "request_step_known" check (country || ' ' || coalesce(from_state, '') || ' ' || act || ' ' || to_state in ('se ask asked', 'no ask asked', 'se asked question asked', 'no asked question asked', 'se asked more asked', 'no asked more asked', 'se asked withdraw withdrawn', 'no asked withdraw withdrawn', 'se asked release released', 'no asked release released', 'se asked release_part partly', 'no asked release_part partly', 'se asked refuse refused', 'no asked refuse refused', 'se asked not_held not_held', 'no asked not_held not_held', 'se partly demand demanded', 'no partly ask_reasons reasons_asked', 'no partly complain complained', 'se partly close closed', 'no partly close closed', 'se refused demand demanded', 'no refused ask_reasons reasons_asked', 'no refused complain complained', 'se refused close closed', 'no refused close closed', 'se not_held demand demanded', 'no not_held ask_reasons reasons_asked', 'no not_held complain complained', 'se not_held close closed', 'no not_held close closed', 'se demanded release released', 'se demanded decide decided', 'se demanded decide_not_held decided', 'se decided release released', 'se decided close closed', 'no asked complain complained', 'no reasons_asked explain explained', 'no reasons_asked complain complained', 'no explained complain complained', 'no complained release released', 'no complained forward forwarded', 'no forwarded release released', 'no forwarded uphold upheld', 'no explained close closed', 'no upheld close closed')),
  constraint "request_step_follows" check ((number = 1) = (previous is null) and (number = 1) = (from_state is null) and coalesce(previous, 0) = number - 1),
  constraint "request_step_by" check ((account_id is null) = (act in ('ask', 'more', 'demand', 'withdraw', 'ask_reasons', 'complain')) and (account_id is null) = (by_name is null) and (account_id is null) = (by_title is null)),
  constraint "request_step_said" check (sealed is not null or act in ('demand', 'withdraw', 'ask_reasons', 'complain')),
  constraint "request_step_ground" check (act not in ('release_part', 'refuse', 'decide') or ground is not null and provision is not null and length(ground) > 0 and length(provision) > 0),
  constraint "request_step_reasons" check (act not in ('release_part', 'refuse', 'not_held', 'decide', 'decide_not_held', 'explain', 'close') or reasons is not null),
  constraint "request_step_told" check (act not in ('release_part', 'refuse', 'not_held', 'decide', 'decide_not_held') or told is not null and length(told) > 0),
  constraint "request_step_appeal" check (case when act in ('decide', 'decide_not_held') then told like '%kammarr%' when country = 'no' and act in ('release_part', 'refuse', 'not_held') then told like '%Statsforvalter%' else true end),
  constraint "request_step_signature" check ((act in ('decide', 'decide_not_held')) = (delegation_id is not null)),
  constraint "request_step_norway" check (country <> 'no' or act not in ('release_part', 'refuse') or wider is not null and wider = 1 and provision like '%§%ledd%'),
  constraint "request_step_silent" check ((act = 'complain' and from_state = 'asked') = (silent_at is not null) and coalesce(silent_at, at) <= at)
) strict;

CREATE TRIGGER document_request_once before insert on document_request
  when exists (select 1 from document_request where id = new.id or submission = new.submission) begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER document_request_kept before delete on document_request begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER document_request_unchanged before update of id, country, received_at, language, receipt_id, submission, silent_at on document_request begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_delegation_once before insert on request_delegation
  when exists (select 1 from request_delegation where id = new.id) begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_delegation_kept before delete on request_delegation begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_delegation_unchanged before update of id, account_id, reference, at, by_account on request_delegation begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_step_once before insert on request_step
  when exists (select 1 from request_step where request_id = new.request_id and number = new.number) begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_step_kept before delete on request_step begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_step_unchanged before update  on request_step begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_delegation_ends before update of ended_at on request_delegation
  when old.ended_at is not null begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_step_delegated before insert on request_step
  when new.delegation_id is not null and exists (select 1 from request_delegation
  where id = new.delegation_id and ended_at is not null)
  begin select raise(abort, 'a delegation that has ended signs nothing'); end;

create table "request_item" (
  "id" integer not null primary key,
  "request_id" integer not null references "document_request" ("id"),
  "letter_id" integer references "letter" ("id"),
  "comment_id" integer references "comment" ("id"),
  "post_id" integer references "post" ("id"),
  "at" text not null,
  "account_id" integer not null references "account" ("id"),
  "ended_at" text,
  constraint "request_item_one" check ((letter_id is null) <> (comment_id is null) and post_id is null or letter_id is null and comment_id is null and post_id is not null)
) strict;

CREATE INDEX "request_item_of" on "request_item" ("request_id", "id");

CREATE INDEX "request_item_letter" on "request_item" ("letter_id");

create table "request_file" (
  "id" integer not null primary key,
  "request_id" integer not null,
  "number" integer not null,
  "pieces" integer not null check (pieces > 0),
  "sealed" text not null,
  constraint "request_file_step" foreign key ("request_id", "number") references "request_step" ("request_id", "number")
) strict;

CREATE INDEX "request_file_of" on "request_file" ("request_id", "id");

create table "request_piece" (
  "file_id" integer not null references "request_file" ("id"),
  "number" integer not null check (number >= 0),
  "sealed" blob not null,
  constraint "request_piece_key" primary key ("file_id", "number")
) strict;

CREATE VIEW request_state as
  select request_step.request_id, request_step.number, request_step.to_state as state, request_step.at as since
  from request_step where not exists (select 1 from request_step as later
  where later.request_id = request_step.request_id and later.number > request_step.number);

CREATE VIEW asked_for_letter as
  select request_item.letter_id, min(request_item.at) as since
  from request_item join request_state on request_state.request_id = request_item.request_id
  where request_item.letter_id is not null and request_item.ended_at is null
  and request_state.state not in ('released', 'withdrawn', 'closed')
  group by request_item.letter_id;

CREATE TRIGGER request_item_once before insert on request_item
  when exists (select 1 from request_item where id = new.id) begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_item_kept before delete on request_item begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_item_unchanged before update of id, request_id, letter_id, comment_id, post_id, at, account_id on request_item begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_file_once before insert on request_file
  when exists (select 1 from request_file where id = new.id) begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_file_kept before delete on request_file begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_file_unchanged before update  on request_file begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_piece_once before insert on request_piece
  when exists (select 1 from request_piece where file_id = new.file_id and number = new.number) begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_piece_kept before delete on request_piece begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_piece_unchanged before update  on request_piece begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_item_ends before update of ended_at on request_item
  when old.ended_at is not null begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER request_item_open before insert on request_item
  when new.ended_at is not null begin select raise(abort, 'what was asked and answered is kept as it was'); end;

CREATE TRIGGER letter_asked_for before update of sealed_key on letter
  when old.sealed_key is not null and new.sealed_key is null
  and exists (select 1 from asked_for_letter where letter_id = old.id)
  begin select raise(abort, 'what somebody has asked for is not erased'); end;

create table "look_reminder" (
  "disclosure_id" integer not null references "disclosure" ("id"),
  "review_on" text not null,
  "stage" text not null check (stage in ('soon', 'passed')),
  "account_id" integer not null references "account" ("id"),
  "at" text not null,
  constraint "look_reminder_key" primary key ("disclosure_id", "review_on", "stage", "account_id")
) strict;

create table "comment_erasure" (
  "comment_id" integer not null primary key references "comment" ("id"),
  "at" text not null,
  "reference" text not null check (trim(reference) <> '' and length(reference) <= 200),
  "words" text not null check (trim(words) <> ''),
  "html" text not null,
  "salt" text not null check (length(salt) = 32),
  "hash" text not null check (length(hash) = 64)
) strict;

CREATE TRIGGER comment_erasure_no_update before update on comment_erasure
  begin select raise(abort, 'that something was erased stands'); end;

CREATE TRIGGER comment_erasure_no_delete before delete on comment_erasure
  begin select raise(abort, 'that something was erased stands'); end;

CREATE TRIGGER comment_erasure_of_what_is_gone before insert on comment_erasure
  when exists (select 1 from comment_erasure where comment_id = new.comment_id) or not exists
  (select 1 from comment where id = new.comment_id and kind = 'citizen'
  and state in ('hidden', 'withdrawn'))
  begin select raise(abort, 'only what is hidden or withdrawn is erased, and once'); end;

CREATE TRIGGER comment_erasure_erases after insert on comment_erasure
  begin update comment set name = '', text = new.words, html = new.html, salt = ''
  where id = new.comment_id; end;

CREATE TRIGGER comment_erased_stays before update of state on comment
  when new.state <> old.state
  and exists (select 1 from comment_erasure where comment_id = old.id)
  begin select raise(abort, 'what was erased is shown no more'); end;

CREATE TRIGGER comment_stands
  before update of id, post_id, parent_id, path, depth, kind, received_at, post_version,
  parent_version, capacity, account_id, author_title, author_role, receipt_id, submission
  on comment begin select raise(abort, 'what stands in comment is never changed'); end;

CREATE TRIGGER comment_name_of_staff before update of name on comment
  when old.kind = 'staff'
  begin select raise(abort, 'what stands in comment is never changed'); end;

CREATE TRIGGER comment_words_unchanged
  before update of post_id, parent_id, path, depth, kind, question, received_at, post_version,
  parent_version, hash on comment when old.kind = 'citizen'
  begin select raise(abort, 'a citizen''s words are never edited'); end;

CREATE TRIGGER comment_words_erased_by_decision
  before update of name, text, salt on comment when old.kind = 'citizen' and (new.name <> ''
  or new.salt <> '' or old.salt = '' or new.text is not
  (select words from comment_erasure where comment_id = old.id))
  begin select raise(abort, 'a citizen''s words are never edited'); end;

CREATE INDEX "disclosure_event_at" on "disclosure_event" ("at", "disclosure_id", "number");

CREATE VIEW asked_for_comment as
  select request_item.comment_id, min(request_item.at) as since
  from request_item join request_state on request_state.request_id = request_item.request_id
  where request_item.comment_id is not null and request_item.ended_at is null
  and request_state.state not in ('released', 'withdrawn', 'closed')
  group by request_item.comment_id;

CREATE TRIGGER comment_asked_for before insert on comment_erasure when exists (select 1 from asked_for_comment where comment_id = new.comment_id)
  begin select raise(abort, 'what somebody has asked for is not erased'); end;

CREATE TRIGGER ledger_node_row_stays before update on ledger_node
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER clause_text_row_stays before update on clause_text
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER clause_reason_row_stays before update on clause_reason
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER post_version_row_stays before update on post_version
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER post_address_row_stays before update on post_address
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER reply_version_row_stays before update on reply_version
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_excluded_row_stays before update on letter_excluded
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_piece_row_stays before update on letter_piece
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER published_letter_row_stays before update on published_letter
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER disclosure_event_row_stays before update on disclosure_event
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER disclosure_mark_row_stays before update on disclosure_mark
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER request_step_row_stays before update on request_step
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER request_piece_row_stays before update on request_piece
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER policy_version_row_stays before update on policy_version
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER clause_row_stays before update on clause
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER post_row_stays before update on post
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER receipt_row_stays before update on receipt
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER comment_row_stays before update on comment
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER mail_row_stays before update on mail
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_row_stays before update on letter
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_direct_row_stays before update on letter_direct
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_passing_row_stays before update on letter_passing
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_no_ip_row_stays before update on letter_no_ip
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_register_row_stays before update on letter_register
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_proposal_row_stays before update on letter_proposal
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER disclosure_row_stays before update on disclosure
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER request_delegation_row_stays before update on request_delegation
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER document_request_row_stays before update on document_request
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER request_item_row_stays before update on request_item
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER ledger_node_row_once before insert on ledger_node
  when exists (select 1 from ledger_node where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER clause_text_row_once before insert on clause_text
  when exists (select 1 from clause_text where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER clause_reason_row_once before insert on clause_reason
  when exists (select 1 from clause_reason where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER post_version_row_once before insert on post_version
  when exists (select 1 from post_version where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER post_address_row_once before insert on post_address
  when exists (select 1 from post_address where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER reply_version_row_once before insert on reply_version
  when exists (select 1 from reply_version where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_excluded_row_once before insert on letter_excluded
  when exists (select 1 from letter_excluded where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER letter_piece_row_once before insert on letter_piece
  when exists (select 1 from letter_piece where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER published_letter_row_once before insert on published_letter
  when exists (select 1 from published_letter where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER disclosure_event_row_once before insert on disclosure_event
  when exists (select 1 from disclosure_event where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER disclosure_mark_row_once before insert on disclosure_mark
  when exists (select 1 from disclosure_mark where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER request_step_row_once before insert on request_step
  when exists (select 1 from request_step where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER request_piece_row_once before insert on request_piece
  when exists (select 1 from request_piece where rowid = new.rowid) begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER disclosure_event_real before insert on disclosure_event
  when date(new.review_on) is not new.review_on or trim(new.can_say, char(9, 10, 11, 12, 13, 32, 133, 160, 8203, 8232, 8233)) = '' or trim(new.why, char(9, 10, 11, 12, 13, 32, 133, 160, 8203, 8232, 8233)) = '' or trim(new.responsible_name, char(9, 10, 11, 12, 13, 32, 133, 160, 8203, 8232, 8233)) = ''
  begin select raise(abort, 'an account has its reasoning, a responsible person and a day to look at it again'); end;

CREATE INDEX comment_post_latest on comment (post_id, shown_at) where exposure = 'text';

create table "conversation" (
  "root_id" integer not null primary key references "comment" ("id"),
  "post_id" integer not null references "post" ("id"),
  "size" integer not null check (size >= 1)
) strict;

CREATE INDEX "conversation_of_post" on "conversation" ("post_id", "root_id", "size");

create table "answered_conversation" (
  "post_id" integer not null references "post" ("id"),
  "account_id" integer not null references "account" ("id"),
  "root_id" integer not null references "comment" ("id"),
  "first_id" integer not null references "comment" ("id"),
  "answers" integer not null check (answers >= 1),
  constraint "answered_conversation_key" primary key ("post_id", "account_id", "root_id")
) strict;

CREATE INDEX comment_of_staff on comment (post_id, account_id, id)
  where kind = 'staff' and exposure = 'text' and depth > 0;

CREATE TRIGGER conversation_begun after insert
  on comment when new.depth = 0 and new.exposure <> 'none' begin insert into conversation (root_id, post_id, size)
  select r.id, r.post_id, (select count(*) from comment c
  where c.post_id = r.post_id and c.path >= r.path and c.path < r.path || '~' and c.exposure <> 'none')
  from comment r where r.id = new.id; end;

CREATE TRIGGER conversation_grown after insert
  on comment when new.depth > 0 and new.exposure <> 'none' begin update conversation set size = size + 1 where root_id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95)); end;

CREATE TRIGGER conversation_answered after insert
  on comment when new.kind = 'staff' and new.depth > 0 and new.exposure = 'text' begin insert into answered_conversation (post_id, account_id, root_id, first_id, answers)
  select new.post_id, new.account_id, r.id, new.id, 1 from comment r where r.id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95))
  on conflict (post_id, account_id, root_id) do update set
  answers = answered_conversation.answers + 1,
  first_id = case when excluded.first_id < answered_conversation.first_id
  then excluded.first_id else answered_conversation.first_id end; end;

CREATE TRIGGER conversation_begins after update of state, shown_at
  on comment when new.depth = 0 and old.exposure = 'none' and new.exposure <> 'none' begin insert into conversation (root_id, post_id, size)
  select r.id, r.post_id, (select count(*) from comment c
  where c.post_id = r.post_id and c.path >= r.path and c.path < r.path || '~' and c.exposure <> 'none')
  from comment r where r.id = new.id; end;

CREATE TRIGGER conversation_ends after update of state, shown_at
  on comment when new.depth = 0 and old.exposure <> 'none' and new.exposure = 'none' begin delete from conversation where root_id = new.id; end;

CREATE TRIGGER conversation_grows after update of state, shown_at
  on comment when new.depth > 0 and old.exposure = 'none' and new.exposure <> 'none' begin update conversation set size = size + 1 where root_id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95)); end;

CREATE TRIGGER conversation_shrinks after update of state, shown_at
  on comment when new.depth > 0 and old.exposure <> 'none' and new.exposure = 'none' begin update conversation set size = size - 1 where root_id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95)); end;

CREATE TRIGGER conversation_is_answered after update of state, shown_at
  on comment when new.kind = 'staff' and new.depth > 0 and old.exposure <> 'text' and new.exposure = 'text' begin insert into answered_conversation (post_id, account_id, root_id, first_id, answers)
  select new.post_id, new.account_id, r.id, new.id, 1 from comment r where r.id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95))
  on conflict (post_id, account_id, root_id) do update set
  answers = answered_conversation.answers + 1,
  first_id = case when excluded.first_id < answered_conversation.first_id
  then excluded.first_id else answered_conversation.first_id end; end;

CREATE TRIGGER conversation_is_unanswered after update of state, shown_at
  on comment when new.kind = 'staff' and new.depth > 0 and old.exposure = 'text' and new.exposure <> 'text' begin delete from answered_conversation where post_id = new.post_id and account_id = new.account_id and root_id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95)) and answers = 1; update answered_conversation set answers = answers - 1, first_id =
  (select min(c.id) from comment c join comment r on r.id = answered_conversation.root_id
  where c.post_id = r.post_id and c.path >= r.path and c.path < r.path || '~' and c.kind = 'staff' and c.exposure = 'text' and c.depth > 0
  and c.account_id = new.account_id) where post_id = new.post_id and account_id = new.account_id and root_id = (select r.id from comment r where r.post_id = new.post_id and r.exposure <> 'none'
  and r.path = substr(new.path, 1, unicode(new.path) - 95)); end;

create table "post_schedule" (
  "draft_id" integer not null primary key references "draft" ("id") on delete cascade,
  "due_at" text not null,
  "seen" text not null,
  "capacity" text not null check (capacity in ('personal', 'official')),
  "new_address" integer not null check (new_address in (0, 1)),
  "account_id" integer not null references "account" ("id"),
  "official_id" integer not null references "account" ("id"),
  "made_at" text not null,
  "refused_at" text,
  "problem" text,
  constraint "post_schedule_refused" check ((refused_at is null) = (problem is null) and (problem is null or problem <> ''))
) strict;

CREATE INDEX post_schedule_due on post_schedule (due_at) where refused_at is null;

create table "library_item" (
  "id" integer not null primary key,
  "kind" text not null check (kind in ('image', 'pdf')),
  "name" text not null check (length(name) between 1 and 80),
  "size" integer not null check (size > 0),
  "source_hash" text not null unique,
  "uploaded_by" integer not null references "account" ("id"),
  "uploaded_at" text not null,
  "alt" text check (length(alt) between 1 and 2000),
  "decorative" integer not null check (decorative in (0, 1)),
  "credit" text check (length(credit) between 1 and 1000),
  "licence" text check (licence in ('own', 'cc_by_4', 'cc_by_sa_4', 'public_domain', 'permission', 'other')),
  "licence_words" text check (length(licence_words) between 1 and 1000),
  constraint "library_item_alt" check (alt is null or decorative = 0),
  constraint "library_item_other" check ((coalesce(licence, '') = 'other') = (licence_words is not null)),
  constraint "library_item_pdf" check (kind = 'image' or (alt is null and decorative = 0 and licence is null and credit is null))
) strict;

create table "library_file" (
  "item_id" integer not null references "library_item" ("id"),
  "format" text not null check (format in ('avif', 'webp', 'jpeg', 'png', 'pdf')),
  "width" integer not null check (width >= 0),
  "height" integer not null check (height >= 0),
  "size" integer not null check (size > 0),
  "hash" text not null check (length(hash) = 64),
  constraint "library_file_key" primary key ("item_id", "format", "width"),
  constraint "library_file_sides" check ((format = 'pdf') = (width = 0 and height = 0))
) strict;

CREATE INDEX "library_file_hash" on "library_file" ("hash");

create table "library_piece" (
  "item_id" integer not null,
  "format" text not null,
  "width" integer not null,
  "number" integer not null check (number >= 0),
  "bytes" blob not null,
  constraint "library_piece_key" primary key ("item_id", "format", "width", "number"),
  constraint "library_piece_of" foreign key ("item_id", "format", "width") references "library_file" ("item_id", "format", "width")
) strict;

create table "library_mark" (
  "post_id" integer not null,
  "version" integer not null,
  "item_id" integer not null references "library_item" ("id"),
  "place" integer not null check (place >= 0),
  constraint "library_mark_key" primary key ("post_id", "version", "item_id"),
  constraint "library_mark_in" foreign key ("post_id", "version") references "post_version" ("post_id", "number")
) strict;

CREATE INDEX "library_mark_of" on "library_mark" ("item_id");

create table "profile" (
  "account_id" integer not null primary key references "account" ("id"),
  "item_id" integer references "library_item" ("id"),
  "brief" text not null check (length(brief) <= 2000),
  "interests" text not null check (length(interests) <= 20000),
  "changed_at" text not null
) strict;

CREATE INDEX "profile_picture" on "profile" ("item_id");

CREATE VIEW public_profile as
  select p.account_id, p.item_id, p.brief, p.interests from profile p
  where p.account_id in (select t.account_id from official_term t where t.cancelled_at is null);

CREATE VIEW public_library_mark as
  select m.item_id, m.post_id, m.place from library_mark m join public_post p on p.id = m.post_id
  where p.version = m.version;

CREATE VIEW public_library_item as
  select i.id, i.kind, i.name, i.size, i.alt, i.decorative, i.credit, i.licence, i.licence_words
  from library_item i
  where exists (select 1 from public_library_mark m where m.item_id = i.id)
  or exists (select 1 from public_profile p where p.item_id = i.id);

CREATE TRIGGER library_item_fixed before update of id, kind, name, size, source_hash, uploaded_by, uploaded_at on library_item
  begin select raise(abort, 'what lies in the library is never changed: its address is made from it'); end;

CREATE TRIGGER library_item_row_stays before update on library_item when new.rowid <> old.rowid
  begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER library_item_once before insert on library_item when exists (select 1 from library_item where id = new.id or source_hash = new.source_hash)
  begin select raise(abort, 'what lies in the library is never changed: its address is made from it'); end;

CREATE TRIGGER library_item_kept before delete on library_item when exists (select 1 from library_mark where item_id = old.id)
  begin select raise(abort, 'what a version of a post shows is kept'); end;

CREATE TRIGGER library_item_described before update of alt, decorative on library_item
  when old.kind = 'image' and new.alt is null and new.decorative = 0
  and exists (select 1 from library_mark where item_id = old.id)
  begin select raise(abort, 'an image has a text instead of it, or is marked as decoration, before it is shown'); end;

CREATE TRIGGER library_file_unchanged before update on library_file
  begin select raise(abort, 'what lies in the library is never changed: its address is made from it'); end;

CREATE TRIGGER library_file_kept before delete on library_file when exists (select 1 from library_mark where item_id = old.item_id)
  begin select raise(abort, 'what a version of a post shows is kept'); end;

CREATE TRIGGER library_file_row_once before insert on library_file when exists (select 1 from library_file where rowid = new.rowid)
  begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER library_piece_unchanged before update on library_piece
  begin select raise(abort, 'what lies in the library is never changed: its address is made from it'); end;

CREATE TRIGGER library_piece_kept before delete on library_piece when exists (select 1 from library_mark where item_id = old.item_id)
  begin select raise(abort, 'what a version of a post shows is kept'); end;

CREATE TRIGGER library_piece_row_once before insert on library_piece when exists (select 1 from library_piece where rowid = new.rowid)
  begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER library_file_once before insert on library_file when exists (select 1 from library_file where item_id = new.item_id and format = new.format and width = new.width)
  begin select raise(abort, 'what lies in the library is never changed: its address is made from it'); end;

CREATE TRIGGER library_piece_once before insert on library_piece
  when exists (select 1 from library_piece where item_id = new.item_id and format = new.format and width = new.width and number = new.number)
  begin select raise(abort, 'what lies in the library is never changed: its address is made from it'); end;

CREATE TRIGGER library_mark_kept before delete on library_mark
  begin select raise(abort, 'what a version of a post shows is kept as it was'); end;

CREATE TRIGGER library_mark_unchanged before update on library_mark
  begin select raise(abort, 'what a version of a post shows is kept as it was'); end;

CREATE TRIGGER library_mark_once before insert on library_mark when exists (select 1 from library_mark where post_id = new.post_id
  and version = new.version and item_id = new.item_id)
  begin select raise(abort, 'what a version of a post shows is kept as it was'); end;

CREATE TRIGGER library_mark_row_once before insert on library_mark when exists (select 1 from library_mark where rowid = new.rowid)
  begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER library_mark_described before insert on library_mark when exists (select 1 from library_item where id = new.item_id
  and kind = 'image' and alt is null and decorative = 0)
  begin select raise(abort, 'an image has a text instead of it, or is marked as decoration, before it is shown'); end;

create table "post_count" (
  "kind" text not null check (kind in ('month', 'tag')),
  "name" text not null,
  "posts" integer not null check (posts >= 0),
  constraint "post_count_key" primary key ("kind", "name")
) strict;

CREATE INDEX post_count_most on post_count (kind, posts desc, name);

CREATE TRIGGER post_counted after insert on post when new.state = 'published' begin insert into post_count (kind, name, posts) values ('month', new.year_month, 1)
  on conflict (kind, name) do update set posts = post_count.posts + 1; end;

CREATE TRIGGER post_turned after update of state on post when new.state <> old.state begin update post_count set posts = posts + case when new.state = 'published' then 1 else -1 end where kind = 'month' and name = new.year_month;
  update post_count set posts = posts + case when new.state = 'published' then 1 else -1 end
  where kind = 'tag' and name in (select slug from post_tag where post_id = new.id); end;

CREATE TRIGGER post_tag_counted after insert on post_tag when 1 = 1 begin insert into post_count (kind, name, posts)
  values ('tag', new.slug, case when (select state from post where id = new.post_id) = 'published' then 1 else 0 end)
  on conflict (kind, name) do update set posts = post_count.posts + excluded.posts; end;

CREATE TRIGGER post_tag_taken after delete on post_tag when 1 = 1 begin update post_count set posts = posts - 1
  where kind = 'tag' and name = old.slug and (select state from post where id = old.post_id) = 'published'; end;

create table "post_pin" (
  "id" integer not null primary key check (id = 1),
  "post_id" integer not null references "post" ("id"),
  "last_day" text not null,
  "until" text not null,
  "account_id" integer not null references "account" ("id"),
  "at" text not null
) strict;

create table "thread_summary" (
  "comment_id" integer not null primary key references "comment" ("id"),
  "post_id" integer not null references "post" ("id"),
  "at" text not null,
  "ended_at" text,
  "ended_by" integer references "account" ("id"),
  constraint "thread_summary_ended" check ((ended_at is null) = (ended_by is null))
) strict;

CREATE UNIQUE INDEX thread_summary_stands on thread_summary (post_id)
  where ended_at is null;

create table "summary_basis" (
  "comment_id" integer not null references "thread_summary" ("comment_id"),
  "version" integer not null check (version >= 1),
  "comments" integer not null check (comments >= 0),
  "at" text not null,
  constraint "summary_basis_key" primary key ("comment_id", "version")
) strict;

create table "changed_mind" (
  "id" integer not null primary key,
  "comment_id" integer not null references "comment" ("id"),
  "post_id" integer not null references "post" ("id"),
  "at" text not null,
  "capacity" text not null check (capacity in ('personal', 'official')),
  "reason" text not null check (length(reason) <= 300),
  "account_id" integer not null references "account" ("id"),
  "author_name" text not null,
  "author_title" text not null,
  "author_role" text not null,
  "ended_at" text,
  "ended_by" integer references "account" ("id"),
  constraint "changed_mind_ended" check ((ended_at is null) = (ended_by is null))
) strict;

CREATE UNIQUE INDEX changed_mind_stands on changed_mind (comment_id)
  where ended_at is null;

CREATE INDEX changed_mind_of_post on changed_mind (post_id, id)
  where ended_at is null;

CREATE VIEW public_changed_mind as
  select m.id, m.comment_id, m.post_id, m.at, m.capacity, m.reason, m.author_name, m.author_title,
  c.name as comment_name
  from changed_mind m join public_comment c on c.id = m.comment_id
  where m.ended_at is null and c.exposure = 'text';

CREATE TRIGGER thread_summary_no_delete before delete on thread_summary begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER thread_summary_unchanged before update of comment_id, post_id, at on thread_summary begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER thread_summary_row_stays before update on thread_summary
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER thread_summary_ended_once before update on thread_summary
  when old.ended_at is not null begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER thread_summary_once before insert on thread_summary
  when exists (select 1 from thread_summary where comment_id = new.comment_id
  or post_id = new.post_id
  and ended_at is null and new.ended_at is null) begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER summary_basis_no_delete before delete on summary_basis begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER summary_basis_unchanged before update of comment_id, version, comments, at on summary_basis begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER summary_basis_row_stays before update on summary_basis
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER summary_basis_once before insert on summary_basis when exists
  (select 1 from summary_basis where comment_id = new.comment_id and version = new.version) begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER summary_basis_row_once before insert on summary_basis
  when exists (select 1 from summary_basis where rowid = new.rowid)
  begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER changed_mind_no_delete before delete on changed_mind begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER changed_mind_unchanged before update of id, comment_id, post_id, at, capacity, reason, account_id, author_name, author_title, author_role on changed_mind begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER changed_mind_row_stays before update on changed_mind
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER changed_mind_ended_once before update on changed_mind
  when old.ended_at is not null begin select raise(abort, 'what was said on top of a thread is kept'); end;

CREATE TRIGGER changed_mind_once before insert on changed_mind
  when exists (select 1 from changed_mind where id = new.id
  or comment_id = new.comment_id
  and ended_at is null and new.ended_at is null) begin select raise(abort, 'what was said on top of a thread is kept'); end;

create table "draft_saving" (
  "draft_id" integer not null references "draft" ("id") on delete cascade,
  "number" integer not null check (number > 0),
  "account_id" integer not null references "account" ("id"),
  "at" text not null,
  "content" text not null,
  constraint "draft_saving_key" primary key ("draft_id", "number")
) strict;

CREATE VIEW findable_comment as select c.id, k.text as words, 'y' || substr(c.received_at, 1, 4) || case when substr(c.received_at, 6, 5) in ('12-31', '01-01')
  then ' h' || substr(c.received_at, 1, 4) || substr(c.received_at, 6, 2) || substr(c.received_at, 9, 2)
  || substr(c.received_at, 12, 2) else '' end || ' ' || coalesce(c.capacity, 'citizen')
  || case when c.question = 1 then ' question' else '' end
  || case when c.question = 1 and c.answered_by is not null then ' answered' else '' end as marks
  from public_comment c join comment k on k.id = c.id where c.exposure = 'text';

CREATE VIEW findable_post as select p.id,
  p.title || ' ' || p.question || ' ' || p.summary || ' ' || p.tags || ' '
  || case when p.letter is null then p.source
  else substr(p.source, instr(p.source || char(10) || char(10), char(10) || char(10))) end as words,
  'y' || substr(p.first_published_at, 1, 4) || case when substr(p.first_published_at, 6, 5) in ('12-31', '01-01')
  then ' h' || substr(p.first_published_at, 1, 4) || substr(p.first_published_at, 6, 2) || substr(p.first_published_at, 9, 2)
  || substr(p.first_published_at, 12, 2) else '' end || ' ' || p.capacity as marks
  from public_post p;

CREATE VIRTUAL TABLE post_words using fts5(words, marks,
  content = 'findable_post', content_rowid = 'id', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE 'post_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'post_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'post_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE VIRTUAL TABLE post_terms using fts5vocab(post_words, instance);

CREATE VIRTUAL TABLE comment_words using fts5(words, marks,
  content = 'findable_comment', content_rowid = 'id', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE 'comment_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'comment_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'comment_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE VIRTUAL TABLE comment_terms using fts5vocab(comment_words, instance);

CREATE TRIGGER comment_found after insert on comment when new.exposure = 'text'
  begin insert into comment_words (rowid, words, marks)
  select id, words, marks from findable_comment where id = new.id order by id; end;

CREATE TRIGGER comment_leaves before update of state, text, question, answered_by on comment
  when old.exposure = 'text' begin delete from comment_words where rowid = old.id; end;

CREATE TRIGGER comment_enters after update of state, text, question, answered_by on comment
  when new.exposure = 'text' begin insert into comment_words (rowid, words, marks)
  select id, words, marks from findable_comment where id = new.id order by id; end;

CREATE TRIGGER post_leaves before update of state, version, first_published_at on post 
  begin delete from post_words where rowid = old.id; end;

CREATE TRIGGER post_enters after update of state, version, first_published_at on post 
  begin insert into post_words (rowid, words, marks)
  select id, words, marks from findable_post where id = new.id order by id; end;

CREATE TRIGGER post_version_leaves before insert on post_version 
  begin delete from post_words where rowid = new.post_id; end;

CREATE TRIGGER post_version_enters after insert on post_version 
  begin insert into post_words (rowid, words, marks)
  select id, words, marks from findable_post where id = new.post_id order by id; end;

CREATE TRIGGER published_letter_leaves before insert on published_letter 
  begin delete from post_words where rowid = new.post_id; end;

CREATE TRIGGER published_letter_enters after insert on published_letter 
  begin insert into post_words (rowid, words, marks)
  select id, words, marks from findable_post where id = new.post_id order by id; end;

CREATE TRIGGER post_comments_leave before update of state on post when new.state <> old.state
  begin delete from comment_words where rowid in (select id from comment
  where post_id = old.id and exposure <> 'none' and exposure = 'text'); end;

CREATE TRIGGER post_comments_enter after update of state on post when new.state <> old.state
  begin insert into comment_words (rowid, words, marks)
  select id, words, marks from findable_comment where id in (select id from comment
  where post_id = new.id and exposure <> 'none' and exposure = 'text') order by id; end;

create table "lifted_comment" (
  "id" integer not null primary key,
  "comment_id" integer not null references "comment" ("id"),
  "draft_id" integer unique references "draft" ("id") on delete cascade,
  "post_id" integer unique references "post" ("id"),
  "account_id" integer not null references "account" ("id"),
  "at" text not null,
  constraint "lifted_comment_of" check ((draft_id is null) <> (post_id is null))
) strict;

CREATE INDEX "lifted_comment_from" on "lifted_comment" ("comment_id", "post_id");

create table "series" (
  "id" integer not null primary key,
  "slug" text not null unique,
  "name" text not null check (length(trim(name)) > 0),
  "language" text not null check (language in ('sv', 'nb', 'en')),
  "account_id" integer not null references "account" ("id"),
  "at" text not null
) strict;

create table "series_part" (
  "post_id" integer not null primary key references "post" ("id"),
  "series_id" integer not null references "series" ("id"),
  "place" integer not null check (place > 0)
) strict;

CREATE INDEX "series_part_place" on "series_part" ("series_id", "place", "post_id");

create table "draft_approval" (
  "draft_id" integer not null references "draft" ("id") on delete cascade,
  "number" integer not null check (number > 0),
  "account_id" integer not null references "account" ("id"),
  "at" text not null,
  "act" text not null check (act in ('asked', 'returned', 'approved', 'withdrawn')),
  "hash" text not null,
  "note" text default '' not null,
  constraint "draft_approval_key" primary key ("draft_id", "number"),
  constraint "draft_approval_note" check (act = 'returned' or note = '')
) strict;

create table "side_discussion" (
  "id" integer not null primary key,
  "comment_id" integer not null references "comment" ("id"),
  "post_id" integer not null references "post" ("id"),
  "path" text not null,
  "size" integer not null check (size >= 0),
  "title" text not null check (trim(title) <> ''),
  "reason" text not null check (trim(reason) <> ''),
  "at" text not null,
  "account_id" integer not null references "account" ("id"),
  "author_name" text not null,
  "author_title" text not null,
  "ended_at" text,
  "ended_by" integer references "account" ("id"),
  constraint "side_discussion_ended" check ((ended_at is null) = (ended_by is null))
) strict;

CREATE UNIQUE INDEX side_discussion_stands on side_discussion (comment_id)
  where ended_at is null;

CREATE INDEX side_discussion_of_post on side_discussion (post_id, path)
  where ended_at is null;

CREATE INDEX side_discussion_comment on side_discussion (comment_id);

CREATE VIEW public_discussion as
  select d.comment_id, d.post_id, d.path, d.size, d.title, d.reason, d.at, d.author_name, d.author_title
  from side_discussion d join public_comment c on c.id = d.comment_id where d.ended_at is null;

CREATE TRIGGER side_discussion_no_delete before delete on side_discussion begin select raise(abort, 'that a branch was moved is kept'); end;

CREATE TRIGGER side_discussion_unchanged before update of id, comment_id, post_id, path, title, reason, at, account_id, author_name, author_title
  on side_discussion begin select raise(abort, 'that a branch was moved is kept'); end;

CREATE TRIGGER side_discussion_ended_once before update on side_discussion
  when old.ended_at is not null begin select raise(abort, 'that a branch was moved is kept'); end;

CREATE TRIGGER side_discussion_row_stays before update on side_discussion
  when new.rowid <> old.rowid begin select raise(abort, 'a row that is kept has the place of no other'); end;

CREATE TRIGGER side_discussion_once before insert on side_discussion
  when exists (select 1 from side_discussion where id = new.id
  or comment_id = new.comment_id and ended_at is null and new.ended_at is null) begin select raise(abort, 'that a branch was moved is kept'); end;

CREATE TRIGGER side_discussion_begun after insert on comment
  when new.exposure <> 'none' begin update side_discussion set size = size + 1
  where post_id = new.post_id and ended_at is null
  and substr(new.path, 1, length(path)) = path; end;

CREATE TRIGGER side_discussion_grows after update of state, shown_at on comment
  when old.exposure = 'none' and new.exposure <> 'none' begin update side_discussion set size = size + 1
  where post_id = new.post_id and ended_at is null
  and substr(new.path, 1, length(path)) = path; end;

CREATE TRIGGER side_discussion_shrinks after update of state, shown_at on comment
  when old.exposure <> 'none' and new.exposure = 'none' begin update side_discussion set size = size - 1
  where post_id = new.post_id and ended_at is null
  and substr(new.path, 1, length(path)) = path; end;

create table "aside" (
  "draft_id" integer unique references "draft" ("id") on delete cascade,
  "post_id" integer unique references "post" ("id"),
  constraint "aside_of" check ((draft_id is null) <> (post_id is null))
) strict;
