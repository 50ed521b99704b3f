import { ACCOUNT_STATES, ACCOUNT_STOP_REASONS, PLATFORMS } from '#shared/domain/account.ts';
import { ATTEMPT_OUTCOMES, DELIVERY_KINDS } from '#shared/domain/attempt.ts';
import { CAMPAIGN_STATES, CAMPAIGN_TRANSITIONS } from '#shared/domain/campaign-state.ts';
import { CONSENT_KINDS, CONSENT_SOURCES } from '#shared/domain/consent.ts';
import { DELIVERY_STATES, DELIVERY_TRANSITIONS, isFinal } from '#shared/domain/delivery-state.ts';
import { FREQUENCIES, NEXT_ELIGIBLE_SOURCES } from '#shared/domain/notification-token.ts';
import { READ_BACK_VERDICTS } from '#shared/domain/read-back.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { ASKING_TABLES } from './asking-tables.ts';
import type { Migration } from './migration.ts';
import { rezoned } from './rezoned-tables.ts';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

const finalStates = DELIVERY_STATES.filter(isFinal);

/**
 * `column` is one of `values`, as plain comparisons: SQLite builds a list of constants anew for every statement and every row of a
 * trigger, which was half of the cost of a claim (measured: 12 of 25 µs per delivery).
 */
const isOneOf = (column: string, values: readonly string[]): string =>
  `(${values.map((value) => `${column} = '${value}'`).join(' OR ')})`;

/** Whether a change is allowed by a transition table, so that the schema refuses what the table does not allow. */
const isAllowed = (table: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(table)
    .filter(([, targets]) => targets.length > 0)
    .map(([from, targets]) => `(OLD.state = '${from}' AND ${isOneOf('NEW.state', targets)})`)
    .join(' OR ');

const accounts = `
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL CHECK (platform IN (${list(PLATFORMS)})),
  is_practice INTEGER NOT NULL CHECK (is_practice IN (0, 1)),
  page_id TEXT NOT NULL,
  ig_id TEXT,
  name TEXT NOT NULL,
  page_zone TEXT NOT NULL,
  api_base TEXT,
  api_version TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  pace_per_second INTEGER NOT NULL CHECK (pace_per_second BETWEEN 1 AND 300),
  state TEXT NOT NULL CHECK (state IN (${list(ACCOUNT_STATES)})),
  stop_reason TEXT CHECK (stop_reason IN (${list(ACCOUNT_STOP_REASONS)})),
  stop_detail TEXT,
  stopped_since_at_ms INTEGER,
  stopped_until_at_ms INTEGER,
  proven_at_ms INTEGER,
  last_sync_at_ms INTEGER,
  -- Until when the platform keeps the account from asking people (10/1404170); NULL = it does not.
  asks_barred_until_at_ms INTEGER,
  -- What people of the account were first hashed with, where it got its Page later; NULL = platform and page_id never changed.
  first_platform TEXT,
  first_page_id TEXT,
  created_at_ms INTEGER NOT NULL,
  CHECK ((platform = 'instagram') = (ig_id IS NOT NULL)),
  CHECK ((state = 'active') = (stop_reason IS NULL)),
  CHECK ((state = 'active') = (stopped_since_at_ms IS NULL)),
  CHECK ((state = 'paused') = (stopped_until_at_ms IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX account_identity ON account (platform, page_id, is_practice, ifnull(api_base, ''));
`;

const people = `
-- Ids of people and tokens are never given twice (AUTOINCREMENT): consent outlives the rows an undone import takes back.
CREATE TABLE recipient (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  scoped_id TEXT NOT NULL,
  display_name TEXT,
  zone TEXT,
  last_inbound_at_ms INTEGER,
  window_opened_by TEXT,
  suppressed_at_ms INTEGER,
  -- The import that changed this row last; NULL once anything else did. Undo takes back only what is still as the import left it.
  last_import_id INTEGER REFERENCES import (id)
) STRICT;
CREATE UNIQUE INDEX recipient_identity ON recipient (account_id, scoped_id);
-- Who wrote lately and may be asked; only people who ever wrote stand in it.
CREATE INDEX recipient_inbound ON recipient (account_id, last_inbound_at_ms) WHERE last_inbound_at_ms IS NOT NULL;

CREATE TABLE notification_token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  recipient_id INTEGER NOT NULL REFERENCES recipient (id),
  token TEXT NOT NULL,
  topic TEXT,
  payload TEXT,
  zone TEXT,
  created_at_ms INTEGER,
  expires_at_ms INTEGER,
  frequency TEXT CHECK ${isOneOf('frequency', FREQUENCIES)},
  user_token_status TEXT,
  reoptin TEXT,
  opted_in_at_ms INTEGER,
  stopped_at_ms INTEGER,
  invalid_at_ms INTEGER,
  -- As in recipient. The import that brought a token is found by the id range that stands in import.
  last_import_id INTEGER REFERENCES import (id)
) STRICT;
CREATE UNIQUE INDEX notification_token_identity ON notification_token (account_id, token);
CREATE INDEX notification_token_recipient ON notification_token (recipient_id);
CREATE TRIGGER recipient_changed_since AFTER UPDATE OF display_name, zone, suppressed_at_ms ON recipient
  WHEN OLD.last_import_id IS NOT NULL AND NEW.last_import_id IS OLD.last_import_id
  BEGIN UPDATE recipient SET last_import_id = NULL WHERE id = NEW.id; END;
CREATE TRIGGER notification_token_changed_since
  AFTER UPDATE OF recipient_id, topic, payload, zone, created_at_ms, expires_at_ms, frequency, user_token_status, reoptin,
    opted_in_at_ms, stopped_at_ms, invalid_at_ms ON notification_token
  WHEN OLD.last_import_id IS NOT NULL AND NEW.last_import_id IS OLD.last_import_id
  BEGIN UPDATE notification_token SET last_import_id = NULL WHERE id = NEW.id; END;

CREATE TABLE token_ledger (
  token_id INTEGER PRIMARY KEY REFERENCES notification_token (id) ON DELETE CASCADE,
  last_accepted_at_ms INTEGER,
  next_eligible_at_ms INTEGER,
  next_eligible_source TEXT CHECK ${isOneOf('next_eligible_source', NEXT_ELIGIBLE_SOURCES)},
  next_eligible_read_at_ms INTEGER,
  CHECK ((next_eligible_at_ms IS NULL) OR (next_eligible_source IS NOT NULL))
) STRICT;

-- Not tied to recipient by a foreign key: what was consented to stays on record when an import is undone and its people go.
CREATE TABLE consent_event (
  id INTEGER PRIMARY KEY,
  recipient_id INTEGER NOT NULL,
  token_id INTEGER,
  kind TEXT NOT NULL CHECK ${isOneOf('kind', CONSENT_KINDS)},
  at_ms INTEGER NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  source TEXT NOT NULL CHECK ${isOneOf('source', CONSENT_SOURCES)},
  -- The import it came with; file name and hash stand there. NULL when it came another way.
  import_id INTEGER,
  -- Title of the card the person answered; for importUndone the scoped id, so that the record of a person who is gone still has a name.
  wording TEXT,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX consent_event_recipient ON consent_event (recipient_id);
CREATE INDEX consent_event_undone ON consent_event (wording) WHERE kind = 'importUndone';
-- One row while a person is being erased (P-01): the only time consent may be deleted. It may never be edited (P-06).
CREATE TABLE erasure (recipient_id INTEGER PRIMARY KEY, asked_at_ms INTEGER NOT NULL) STRICT;
CREATE TRIGGER consent_event_is_never_edited BEFORE UPDATE ON consent_event
  BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;
CREATE TRIGGER consent_event_is_never_deleted BEFORE DELETE ON consent_event
  WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE recipient_id = OLD.recipient_id)
  BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;
-- What remains of an erased or suppressed person: a salted hash of account and scoped id, so that a re-import stays suppressed (P-03).
CREATE TABLE suppression (
  account_id INTEGER NOT NULL REFERENCES account (id),
  salted_hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, salted_hash)
) STRICT, WITHOUT ROWID;
-- What remains of a stopped token that was kept long enough (P-04): an old list that brings it back finds it stopped.
CREATE TABLE forgotten_stop (
  account_id INTEGER NOT NULL REFERENCES account (id),
  salted_hash TEXT NOT NULL,
  stopped_at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, salted_hash)
) STRICT, WITHOUT ROWID;
`;

const campaigns = `
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN (${list(CAMPAIGN_STATES)})),
  topics_json TEXT NOT NULL CHECK (json_valid(topics_json)),
  message_json TEXT NOT NULL CHECK (json_valid(message_json)),
  schedule_json TEXT NOT NULL CHECK (json_valid(schedule_json)),
  created_at_ms INTEGER NOT NULL,
  launched_at_ms INTEGER,
  message_hash TEXT,
  pause_reason TEXT,
  -- A launch stores its deliveries in one go, so they have the ids of one range and need no index by campaign. NULL = none stored.
  first_delivery_id INTEGER,
  last_delivery_id INTEGER,
  -- Since when its text and deliveries are removed, because they were kept long enough (P-04); its counts stay. NULL = they are here.
  rows_removed_at_ms INTEGER,
  CHECK ((state = 'draft') = (launched_at_ms IS NULL)),
  CHECK ((launched_at_ms IS NULL) = (message_hash IS NULL))
) STRICT;
CREATE INDEX campaign_account ON campaign (account_id);
CREATE TRIGGER campaign_transition BEFORE UPDATE OF state ON campaign
  WHEN OLD.state <> NEW.state AND NOT (${isAllowed(CAMPAIGN_TRANSITIONS)})
  BEGIN SELECT RAISE(ABORT, 'campaign state transition not allowed'); END;

CREATE TABLE campaign_version (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  version INTEGER NOT NULL,
  approved_at_ms INTEGER NOT NULL,
  approved_by TEXT NOT NULL,
  topics_json TEXT NOT NULL,
  message_json TEXT NOT NULL,
  message_hash TEXT NOT NULL,
  schedule_json TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  zone_release TEXT NOT NULL,
  PRIMARY KEY (campaign_id, version)
) STRICT, WITHOUT ROWID;

-- What a draft has besides its campaign: how often it was saved and when. Who answers taps stays known after the launch.
-- No row = not changed since it was added.
CREATE TABLE campaign_draft (
  campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
  version INTEGER NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  answered_by TEXT
) STRICT;

-- Earlier texts of drafts: at most one a minute, the last fifty of each.
CREATE TABLE campaign_draft_version (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  version INTEGER NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  kept_at_ms INTEGER NOT NULL,
  content_json TEXT NOT NULL CHECK (json_valid(content_json)),
  PRIMARY KEY (campaign_id, version)
) STRICT, WITHOUT ROWID;

-- Slots are planned per zone, not per row (DESIGN 5): local text plus zone beside their instant.
CREATE TABLE slot (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  -- The person's zone and the local time there; both NULL where the zone is not known and neither time nor window asks for it.
  zone TEXT,
  local TEXT,
  due_at_ms INTEGER NOT NULL,
  -- Latest instant at which a message of this slot may leave: lateness or the window's end, whichever comes first.
  last_at_ms INTEGER NOT NULL,
  note TEXT CHECK (note IN ('gap', 'overlap', 'fallback')),
  CHECK (last_at_ms >= due_at_ms),
  CHECK ((zone IS NULL) = (local IS NULL))
) STRICT;
CREATE INDEX slot_campaign ON slot (campaign_id, due_at_ms);
`;

const deliveries = `
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK ${isOneOf('kind', DELIVERY_KINDS)},
  account_id INTEGER NOT NULL REFERENCES account (id),
  campaign_id INTEGER REFERENCES campaign (id),
  occurrence INTEGER NOT NULL DEFAULT 1,
  recipient_id INTEGER NOT NULL REFERENCES recipient (id),
  token_id INTEGER REFERENCES notification_token (id),
  slot_id INTEGER REFERENCES slot (id),
  state TEXT NOT NULL CHECK ${isOneOf('state', DELIVERY_STATES)},
  reason TEXT CHECK ${isOneOf('reason', REASONS)},
  -- When it should go; NULL when it was skipped without a slot. Differs from the slot's instant when it was moved.
  due_at_ms INTEGER,
  -- Latest instant at which it may leave; NULL when it was skipped by the plan.
  last_at_ms INTEGER,
  -- When the dispatcher looks at it next: due_at_ms at first, later after a refusal that allows another attempt. Of an uncertain
  -- row: when the token is read next; NULL when only a person can decide.
  next_at_ms INTEGER,
  -- For a skipped or missed row: first instant at which it would have been possible; NULL when unknown or never.
  earliest_at_ms INTEGER,
  -- How many attempts were made; also the number of the latest one.
  attempts INTEGER NOT NULL DEFAULT 0,
  message_id TEXT,
  finalized_at_ms INTEGER,
  CHECK ((finalized_at_ms IS NOT NULL) = ${isOneOf('state', finalStates)}),
  CHECK (state <> 'scheduled' OR (due_at_ms IS NOT NULL AND last_at_ms IS NOT NULL AND next_at_ms IS NOT NULL)),
  CHECK (state = 'scheduled' OR state = 'sending' OR state = 'sent' OR reason IS NOT NULL),
  CHECK ((kind = 'marketing' OR kind = 'test') = (campaign_id IS NOT NULL)),
  CHECK (kind = 'optin' OR token_id IS NOT NULL)
) STRICT;
-- Planning twice cannot send twice.
CREATE UNIQUE INDEX delivery_key ON delivery (token_id, campaign_id, kind, occurrence);
-- A campaign reaches a person once (DESIGN 4, One per person): of all rows of a person only one is ever planned to go. No state
-- stands in the condition, so claims and results do not touch this index.
CREATE UNIQUE INDEX delivery_person ON delivery (recipient_id, campaign_id, occurrence)
  WHERE kind = 'marketing' AND last_at_ms IS NOT NULL;
-- At most one message on the wire, or undecided, per token (DESIGN 3).
CREATE UNIQUE INDEX delivery_in_flight ON delivery (token_id) WHERE state = 'sending' OR state = 'uncertain';
-- Tests sent of a draft, which then cannot be deleted; no other row stands in it.
CREATE INDEX delivery_test ON delivery (campaign_id) WHERE kind = 'test';
-- What the dispatcher looks at next; only open rows stand in it, so its cost does not grow with history. The campaign stands in
-- front, so that rows of a paused one are never walked over; the latest instant behind, so that late rows are found without the table.
CREATE INDEX delivery_next ON delivery (account_id, campaign_id, next_at_ms, last_at_ms) WHERE state = 'scheduled';
-- What the resolver looks at next.
CREATE INDEX delivery_unsettled ON delivery (account_id, next_at_ms) WHERE state = 'uncertain';
CREATE TRIGGER delivery_transition BEFORE UPDATE OF state ON delivery
  WHEN OLD.state <> NEW.state AND NOT (${isAllowed(DELIVERY_TRANSITIONS)})
  BEGIN SELECT RAISE(ABORT, 'delivery state transition not allowed'); END;

-- One Graph call for one delivery: written before the network, completed after it (RELIABILITY A3.3).
CREATE TABLE attempt (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id),
  -- 1 for the first attempt of the delivery.
  number INTEGER NOT NULL CHECK (number >= 1),
  started_at_ms INTEGER NOT NULL,
  deadline_at_ms INTEGER NOT NULL,
  -- Next eligible time of the token as known before the attempt: what a read-back is compared with (DESIGN 6.4).
  baseline_next_eligible_at_ms INTEGER,
  finished_at_ms INTEGER,
  outcome TEXT CHECK ${isOneOf('outcome', ATTEMPT_OUTCOMES)},
  http_status INTEGER,
  code INTEGER,
  subcode INTEGER,
  trace_id TEXT,
  text TEXT,
  PRIMARY KEY (delivery_id, number),
  CHECK ((finished_at_ms IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;

-- The log of everything that was tried, newest first; written at the end of the index (measured: 1 to 2 µs an attempt).
CREATE INDEX attempt_started ON attempt (started_at_ms);
-- What did not go well, found without walking over what did.
CREATE INDEX attempt_trouble ON attempt (started_at_ms) WHERE outcome <> 'accepted';

-- Reads of a token made to settle an uncertain delivery, kept as evidence (RELIABILITY A3.4).
CREATE TABLE read_back (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id),
  -- Number of the attempt that is being settled.
  attempt INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  -- NULL = the platform gave none, or 0.
  next_eligible_at_ms INTEGER,
  verdict TEXT NOT NULL CHECK ${isOneOf('verdict', READ_BACK_VERDICTS)},
  PRIMARY KEY (delivery_id, attempt, at_ms)
) STRICT, WITHOUT ROWID;

-- How the sends of an account ended, per hour: what the guard against too many stops looks at (DESIGN 4, Relevance).
CREATE TABLE answer_hour (
  account_id INTEGER NOT NULL REFERENCES account (id),
  hour_at_ms INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  turned_away INTEGER NOT NULL,
  PRIMARY KEY (account_id, hour_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_count (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (campaign_id, state, reason)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER delivery_count_insert AFTER INSERT ON delivery WHEN NEW.kind = 'marketing' BEGIN
  INSERT INTO campaign_count (campaign_id, state, reason, n) VALUES (NEW.campaign_id, NEW.state, ifnull(NEW.reason, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER delivery_count_update AFTER UPDATE OF state, reason ON delivery
  WHEN NEW.kind = 'marketing' AND (OLD.state <> NEW.state OR OLD.reason IS NOT NEW.reason) BEGIN
  UPDATE campaign_count SET n = n - 1
    WHERE campaign_id = OLD.campaign_id AND state = OLD.state AND reason = ifnull(OLD.reason, '');
  INSERT INTO campaign_count (campaign_id, state, reason, n) VALUES (NEW.campaign_id, NEW.state, ifnull(NEW.reason, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- Of a campaign whose rows were kept long enough the counts stay: they name nobody.
CREATE TRIGGER delivery_count_delete AFTER DELETE ON delivery WHEN OLD.kind = 'marketing'
  AND (SELECT rows_removed_at_ms FROM campaign WHERE id = OLD.campaign_id) IS NULL BEGIN
  UPDATE campaign_count SET n = n - 1
    WHERE campaign_id = OLD.campaign_id AND state = OLD.state AND reason = ifnull(OLD.reason, '');
END;
`;

const comingIn = `
CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  source TEXT NOT NULL CHECK (source IN ('file', 'sync', 'webhookLog')),
  file_name TEXT,
  file_sha256 TEXT,
  state TEXT NOT NULL CHECK (state IN ('applied', 'undone')),
  rows INTEGER NOT NULL,
  new INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  applied_at_ms INTEGER NOT NULL,
  undone_at_ms INTEGER,
  -- Which column stood for which field; NULL for a sync.
  mapping_json TEXT CHECK (json_valid(mapping_json)),
  -- New people and tokens got the ids of these ranges, so a million new rows need no million notes for undo. NULL = none.
  first_recipient_id INTEGER,
  last_recipient_id INTEGER,
  first_token_id INTEGER,
  last_token_id INTEGER,
  -- Newest delivery at that moment: a later one was planned with what the import brought.
  last_delivery_id INTEGER NOT NULL,
  -- When the next eligible times in it were true: the age of the file, or the time of the sync.
  facts_at_ms INTEGER NOT NULL,
  CHECK ((state = 'undone') = (undone_at_ms IS NOT NULL))
) STRICT;

-- A row an import changed, as it was before. Undo puts it back (DESIGN 7); rows it made stand in the ranges of import.
CREATE TABLE import_row (
  import_id INTEGER NOT NULL REFERENCES import (id),
  subject TEXT NOT NULL CHECK (subject IN ('recipient', 'token', 'inbound')),
  row_id INTEGER NOT NULL,
  before_json TEXT NOT NULL CHECK (json_valid(before_json)),
  PRIMARY KEY (import_id, subject, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_reject (
  import_id INTEGER NOT NULL REFERENCES import (id),
  row INTEGER NOT NULL,
  column_name TEXT,
  value TEXT,
  code TEXT NOT NULL,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_event (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  -- SHA-256 of page, sender, time, token and kind: the same event twice is one event (RELIABILITY S-54).
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  -- The import it came with, so that undo takes it back and the log can be imported again; NULL when it came live.
  import_id INTEGER REFERENCES import (id),
  -- The permission a live event is about, so that its facts can be told from all its events whatever their order; NULL for others.
  token_id INTEGER,
  body_json TEXT
) STRICT;
CREATE UNIQUE INDEX webhook_event_key ON webhook_event (account_id, key);
CREATE INDEX webhook_event_token ON webhook_event (token_id) WHERE token_id IS NOT NULL;
CREATE INDEX webhook_event_message ON webhook_event (account_id, body_json ->> 'mid') WHERE kind = 'message';
CREATE INDEX webhook_event_import ON webhook_event (import_id) WHERE import_id IS NOT NULL;
`;

const upkeep = `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE audit_event (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail_json TEXT NOT NULL CHECK (json_valid(detail_json))
) STRICT;
`;

/** The first schema: accounts, people and their consent, campaigns, deliveries with their attempts, imports, upkeep (DESIGN 3). */
export const initial: Migration = {
  version: 10,
  name: 'initial',
  sql: [accounts, comingIn, people, campaigns, deliveries, ASKING_TABLES, rezoned, upkeep].join('\n'),
};
