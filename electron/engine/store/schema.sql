-- Made by `npm run schema:dump` from the migrations; never edited by hand.

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL CHECK (platform IN ('messenger', 'instagram')),
  is_practice INTEGER NOT NULL CHECK (is_practice IN (0, 1)),
  page_id TEXT NOT NULL,
  ig_id TEXT,
  name TEXT NOT NULL,
  page_zone TEXT NOT NULL,
  api_base TEXT,
  api_version TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  pace_per_second INTEGER NOT NULL CHECK (pace_per_second BETWEEN 1 AND 300),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'frozen')),
  stop_reason TEXT CHECK (stop_reason IN ('throttled', 'breaker', 'unauthorized', 'blocked', 'permission', 'clockSkew', 'stopRate', 'person', 'platformGone')),
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

CREATE TABLE answer_hour (
  account_id INTEGER NOT NULL REFERENCES account (id),
  hour_at_ms INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  turned_away INTEGER NOT NULL,
  PRIMARY KEY (account_id, hour_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id),
  -- 1 for the first attempt of the delivery.
  number INTEGER NOT NULL CHECK (number >= 1),
  started_at_ms INTEGER NOT NULL,
  deadline_at_ms INTEGER NOT NULL,
  -- Next eligible time of the token as known before the attempt: what a read-back is compared with (DESIGN 6.4).
  baseline_next_eligible_at_ms INTEGER,
  finished_at_ms INTEGER,
  outcome TEXT CHECK (outcome = 'accepted' OR outcome = 'tooEarly' OR outcome = 'stopped' OR outcome = 'unavailable' OR outcome = 'invalidToken' OR outcome = 'badRequest' OR outcome = 'throttled' OR outcome = 'unauthorized' OR outcome = 'blocked' OR outcome = 'notSent' OR outcome = 'uncertain'),
  http_status INTEGER,
  code INTEGER,
  subcode INTEGER,
  trace_id TEXT,
  text TEXT,
  PRIMARY KEY (delivery_id, number),
  CHECK ((finished_at_ms IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_started ON attempt (started_at_ms);

CREATE INDEX attempt_trouble ON attempt (started_at_ms) WHERE outcome <> 'accepted';

CREATE TABLE audit_event (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail_json TEXT NOT NULL CHECK (json_valid(detail_json))
) STRICT;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled')),
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
  WHEN OLD.state <> NEW.state AND NOT ((OLD.state = 'draft' AND (NEW.state = 'scheduled' OR NEW.state = 'finished')) OR (OLD.state = 'scheduled' AND (NEW.state = 'running' OR NEW.state = 'paused' OR NEW.state = 'cancelled' OR NEW.state = 'finished')) OR (OLD.state = 'running' AND (NEW.state = 'paused' OR NEW.state = 'cancelled' OR NEW.state = 'finished')) OR (OLD.state = 'paused' AND (NEW.state = 'scheduled' OR NEW.state = 'running' OR NEW.state = 'cancelled' OR NEW.state = 'finished')))
  BEGIN SELECT RAISE(ABORT, 'campaign state transition not allowed'); END;

CREATE TABLE campaign_count (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (campaign_id, state, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_draft (
  campaign_id INTEGER PRIMARY KEY REFERENCES campaign (id),
  version INTEGER NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  answered_by TEXT
) STRICT;

CREATE TABLE campaign_draft_version (
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  version INTEGER NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  kept_at_ms INTEGER NOT NULL,
  content_json TEXT NOT NULL CHECK (json_valid(content_json)),
  PRIMARY KEY (campaign_id, version)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE consent_event (
  id INTEGER PRIMARY KEY,
  recipient_id INTEGER NOT NULL,
  token_id INTEGER,
  kind TEXT NOT NULL CHECK (kind = 'optIn' OR kind = 'stop' OR kind = 'resume' OR kind = 'refresh' OR kind = 'importUndone' OR kind = 'suppress' OR kind = 'unsuppress'),
  at_ms INTEGER NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source = 'file' OR source = 'sync' OR source = 'webhook' OR source = 'refusal' OR source = 'person'),
  -- The import it came with; file name and hash stand there. NULL when it came another way.
  import_id INTEGER,
  -- Title of the card the person answered; for importUndone the scoped id, so that the record of a person who is gone still has a name.
  wording TEXT,
  hash BLOB NOT NULL
) STRICT;

CREATE INDEX consent_event_recipient ON consent_event (recipient_id);

CREATE INDEX consent_event_undone ON consent_event (wording) WHERE kind = 'importUndone';

CREATE TRIGGER consent_event_is_never_deleted BEFORE DELETE ON consent_event
  WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE recipient_id = OLD.recipient_id)
  BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;

CREATE TRIGGER consent_event_is_never_edited BEFORE UPDATE ON consent_event
  BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;

CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'marketing' OR kind = 'followup' OR kind = 'optin' OR kind = 'test'),
  account_id INTEGER NOT NULL REFERENCES account (id),
  campaign_id INTEGER REFERENCES campaign (id),
  occurrence INTEGER NOT NULL DEFAULT 1,
  recipient_id INTEGER NOT NULL REFERENCES recipient (id),
  token_id INTEGER REFERENCES notification_token (id),
  slot_id INTEGER REFERENCES slot (id),
  state TEXT NOT NULL CHECK (state = 'scheduled' OR state = 'sending' OR state = 'uncertain' OR state = 'sent' OR state = 'failed' OR state = 'skipped' OR state = 'missed' OR state = 'cancelled'),
  reason TEXT CHECK (reason = 'stopped' OR reason = 'expired' OR reason = 'invalid' OR reason = 'suppressed' OR reason = 'frequencyUnknown' OR reason = 'coolDown' OR reason = 'legacyPeriod' OR reason = 'followUpsOpen' OR reason = 'personDaily' OR reason = 'sameRecipient' OR reason = 'otherCampaign' OR reason = 'notInAudience' OR reason = 'unknownZone' OR reason = 'alreadyPast' OR reason = 'outsideWindow' OR reason = 'paceTooSlow' OR reason = 'late' OR reason = 'accountPaused' OR reason = 'campaignPaused' OR reason = 'restored' OR reason = 'windowClosed' OR reason = 'throttled' OR reason = 'notBegun' OR reason = 'refusedTooEarly' OR reason = 'readBackNotSent' OR reason = 'noMessageYet' OR reason = 'messagingWindowClosed' OR reason = 'alreadyHeld' OR reason = 'sameTitle' OR reason = 'oncePerWindow' OR reason = 'titlesPerWeek' OR reason = 'requestsPerDay' OR reason = 'askingBarred' OR reason = 'askOpen' OR reason = 'askedElsewhere' OR reason = 'askLimit' OR reason = 'askRefusedOnce' OR reason = 'askNeedsImage' OR reason = 'followUpTooLate' OR reason = 'followUpBroken' OR reason = 'platformStopped' OR reason = 'platformUnavailable' OR reason = 'platformBadRequest' OR reason = 'platformInvalidToken' OR reason = 'platformRefused' OR reason = 'undecided' OR reason = 'personSaidSent' OR reason = 'personDropped' OR reason = 'personCancelled' OR reason = 'provenByReadBack' OR reason = 'provenByRefusal' OR reason = 'provenByConversation' OR reason = 'provenByOptIn' OR reason = 'uncertainAnswer' OR reason = 'crashedWhileSending'),
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
  CHECK ((finalized_at_ms IS NOT NULL) = (state = 'sent' OR state = 'failed' OR state = 'skipped' OR state = 'missed' OR state = 'cancelled')),
  CHECK (state <> 'scheduled' OR (due_at_ms IS NOT NULL AND last_at_ms IS NOT NULL AND next_at_ms IS NOT NULL)),
  CHECK (state = 'scheduled' OR state = 'sending' OR state = 'sent' OR reason IS NOT NULL),
  CHECK ((kind = 'marketing' OR kind = 'test') = (campaign_id IS NOT NULL)),
  CHECK (kind = 'optin' OR token_id IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX delivery_ask_in_flight ON delivery (recipient_id)
  WHERE kind = 'optin' AND (state = 'scheduled' OR state = 'sending' OR state = 'uncertain');

CREATE UNIQUE INDEX delivery_in_flight ON delivery (token_id) WHERE state = 'sending' OR state = 'uncertain';

CREATE UNIQUE INDEX delivery_key ON delivery (token_id, campaign_id, kind, occurrence);

CREATE INDEX delivery_next ON delivery (account_id, campaign_id, next_at_ms, last_at_ms) WHERE state = 'scheduled';

CREATE UNIQUE INDEX delivery_person ON delivery (recipient_id, campaign_id, occurrence)
  WHERE kind = 'marketing' AND last_at_ms IS NOT NULL;

CREATE INDEX delivery_test ON delivery (campaign_id) WHERE kind = 'test';

CREATE INDEX delivery_unsettled ON delivery (account_id, next_at_ms) WHERE state = 'uncertain';

CREATE TRIGGER delivery_count_delete AFTER DELETE ON delivery WHEN OLD.kind = 'marketing'
  AND (SELECT rows_removed_at_ms FROM campaign WHERE id = OLD.campaign_id) IS NULL BEGIN
  UPDATE campaign_count SET n = n - 1
    WHERE campaign_id = OLD.campaign_id AND state = OLD.state AND reason = ifnull(OLD.reason, '');
END;

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

CREATE TRIGGER delivery_transition BEFORE UPDATE OF state ON delivery
  WHEN OLD.state <> NEW.state AND NOT ((OLD.state = 'scheduled' AND (NEW.state = 'sending' OR NEW.state = 'skipped' OR NEW.state = 'missed' OR NEW.state = 'cancelled')) OR (OLD.state = 'sending' AND (NEW.state = 'sent' OR NEW.state = 'failed' OR NEW.state = 'scheduled' OR NEW.state = 'missed' OR NEW.state = 'uncertain')) OR (OLD.state = 'uncertain' AND (NEW.state = 'sent' OR NEW.state = 'scheduled' OR NEW.state = 'missed' OR NEW.state = 'cancelled' OR NEW.state = 'failed')))
  BEGIN SELECT RAISE(ABORT, 'delivery state transition not allowed'); END;

CREATE TABLE erasure (recipient_id INTEGER PRIMARY KEY, asked_at_ms INTEGER NOT NULL) STRICT;

CREATE TABLE follow_up (
  delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id),
  token_id INTEGER NOT NULL REFERENCES notification_token (id),
  opted_in_at_ms INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
  message_json TEXT NOT NULL CHECK (json_valid(message_json))
) STRICT;

CREATE UNIQUE INDEX follow_up_key ON follow_up (token_id, opted_in_at_ms, number);

CREATE TABLE forgotten_stop (
  account_id INTEGER NOT NULL REFERENCES account (id),
  salted_hash TEXT NOT NULL,
  stopped_at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, salted_hash)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE import_reject (
  import_id INTEGER NOT NULL REFERENCES import (id),
  row INTEGER NOT NULL,
  column_name TEXT,
  value TEXT,
  code TEXT NOT NULL,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_row (
  import_id INTEGER NOT NULL REFERENCES import (id),
  subject TEXT NOT NULL CHECK (subject IN ('recipient', 'token', 'inbound')),
  row_id INTEGER NOT NULL,
  before_json TEXT NOT NULL CHECK (json_valid(before_json)),
  PRIMARY KEY (import_id, subject, row_id)
) STRICT, WITHOUT ROWID;

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
  frequency TEXT CHECK (frequency = 'daily' OR frequency = 'weekly' OR frequency = 'monthly'),
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

CREATE TRIGGER notification_token_changed_since
  AFTER UPDATE OF recipient_id, topic, payload, zone, created_at_ms, expires_at_ms, frequency, user_token_status, reoptin,
    opted_in_at_ms, stopped_at_ms, invalid_at_ms ON notification_token
  WHEN OLD.last_import_id IS NOT NULL AND NEW.last_import_id IS OLD.last_import_id
  BEGIN UPDATE notification_token SET last_import_id = NULL WHERE id = NEW.id; END;

CREATE TRIGGER notification_token_rezoned AFTER UPDATE OF zone ON notification_token WHEN OLD.zone IS NOT NEW.zone BEGIN
  INSERT INTO rezoned (delivery_id, account_id, token_zone, person_zone)
    SELECT d.id, d.account_id, OLD.zone, r.zone FROM delivery d CROSS JOIN recipient r ON r.id = d.recipient_id
    WHERE d.token_id = NEW.id AND d.kind = 'marketing' AND (d.state = 'scheduled' OR d.state = 'sending' OR d.state = 'uncertain')
      AND NOT EXISTS (SELECT 1 FROM rezoned z WHERE z.delivery_id = d.id);
END;

CREATE TABLE opt_in_request (
  delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  recipient_id INTEGER NOT NULL REFERENCES recipient (id),
  template_id INTEGER REFERENCES opt_in_template (id),
  -- Title and picture of the card, then of its elements that have a title of their own.
  titles_json TEXT NOT NULL CHECK (json_valid(titles_json)),
  message_json TEXT NOT NULL CHECK (json_valid(message_json)),
  follow_ups_json TEXT NOT NULL CHECK (json_valid(follow_ups_json)),
  -- From when it counts for every limit: its acceptance, or the deadline of an attempt nobody can settle. NULL = not sent.
  asked_at_ms INTEGER,
  -- The permission that came of it.
  answered_token_id INTEGER REFERENCES notification_token (id),
  answered_at_ms INTEGER
) STRICT;

CREATE INDEX opt_in_request_account ON opt_in_request (account_id, asked_at_ms);

CREATE INDEX opt_in_request_answer ON opt_in_request (answered_token_id) WHERE answered_token_id IS NOT NULL;

CREATE INDEX opt_in_request_person ON opt_in_request (recipient_id, asked_at_ms);

CREATE TABLE opt_in_template (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  card_json TEXT NOT NULL CHECK (json_valid(card_json)),
  -- Up to three texts that go to whoever says yes.
  follow_ups_json TEXT NOT NULL CHECK (json_valid(follow_ups_json)),
  version INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER
) STRICT;

CREATE INDEX opt_in_template_account ON opt_in_template (account_id);

CREATE TABLE read_back (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id),
  -- Number of the attempt that is being settled.
  attempt INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  -- NULL = the platform gave none, or 0.
  next_eligible_at_ms INTEGER,
  verdict TEXT NOT NULL CHECK (verdict = 'sent' OR verdict = 'notYetClear' OR verdict = 'notSent' OR verdict = 'person' OR verdict = 'noAnswer' OR verdict = 'gone' OR verdict = 'tooSoon' OR verdict = 'tooLate'),
  PRIMARY KEY (delivery_id, attempt, at_ms)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX recipient_inbound ON recipient (account_id, last_inbound_at_ms) WHERE last_inbound_at_ms IS NOT NULL;

CREATE TRIGGER recipient_changed_since AFTER UPDATE OF display_name, zone, suppressed_at_ms ON recipient
  WHEN OLD.last_import_id IS NOT NULL AND NEW.last_import_id IS OLD.last_import_id
  BEGIN UPDATE recipient SET last_import_id = NULL WHERE id = NEW.id; END;

CREATE TRIGGER recipient_rezoned AFTER UPDATE OF zone ON recipient WHEN OLD.zone IS NOT NEW.zone BEGIN
  INSERT INTO rezoned (delivery_id, account_id, token_zone, person_zone)
    SELECT d.id, d.account_id, t.zone, OLD.zone FROM delivery d CROSS JOIN notification_token t ON t.id = d.token_id
    WHERE d.recipient_id = NEW.id AND d.kind = 'marketing' AND d.last_at_ms IS NOT NULL AND (d.state = 'scheduled' OR d.state = 'sending' OR d.state = 'uncertain')
      AND NOT EXISTS (SELECT 1 FROM rezoned z WHERE z.delivery_id = d.id);
END;

CREATE TABLE rezoned (
  delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_zone TEXT,
  person_zone TEXT
) STRICT;

CREATE INDEX rezoned_account ON rezoned (account_id, delivery_id);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

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

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE suppression (
  account_id INTEGER NOT NULL REFERENCES account (id),
  salted_hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, salted_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE token_ledger (
  token_id INTEGER PRIMARY KEY REFERENCES notification_token (id) ON DELETE CASCADE,
  last_accepted_at_ms INTEGER,
  next_eligible_at_ms INTEGER,
  next_eligible_source TEXT CHECK (next_eligible_source = 'platform' OR next_eligible_source = 'file' OR next_eligible_source = 'forecast'),
  next_eligible_read_at_ms INTEGER,
  CHECK ((next_eligible_at_ms IS NULL) OR (next_eligible_source IS NOT NULL))
) STRICT;

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

CREATE INDEX webhook_event_import ON webhook_event (import_id) WHERE import_id IS NOT NULL;

CREATE UNIQUE INDEX webhook_event_key ON webhook_event (account_id, key);

CREATE INDEX webhook_event_message ON webhook_event (account_id, body_json ->> 'mid') WHERE kind IN ('message', 'deletion');

CREATE INDEX webhook_event_token ON webhook_event (token_id) WHERE token_id IS NOT NULL;
