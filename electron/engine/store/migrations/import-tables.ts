/** What comes in: imports with what undo needs, and webhooks (DESIGN 7). */
export const IMPORT_TABLES = `
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
CREATE INDEX webhook_event_message ON webhook_event (account_id, body_json ->> 'mid') WHERE kind IN ('message', 'deletion');
CREATE INDEX webhook_event_import ON webhook_event (import_id) WHERE import_id IS NOT NULL;
`;
