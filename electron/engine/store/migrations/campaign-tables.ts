import { CAMPAIGN_STATES, CAMPAIGN_TRANSITIONS } from '#shared/domain/campaign-state.ts';
import { isAllowed, list } from './schema-text.ts';

/** Campaigns, their versions and drafts, and the slots they were planned in (DESIGN 3). */
export const CAMPAIGN_TABLES = `
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
