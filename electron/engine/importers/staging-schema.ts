/**
 * The staging file of one import: a small SQLite file of its own in `staging/`, read once and thrown away. It needs no journal; a crash
 * throws it away as well (DESIGN 2, Threads; DESIGN 7).
 *
 * Its tables have other names than the workspace's, so that the same SQL reads both in one connection.
 */
export const STAGING_SCHEMA = `
-- Rows as they were read, in the file's order.
CREATE TABLE staged (
  row INTEGER NOT NULL,
  token TEXT NOT NULL,
  recipient TEXT,
  name TEXT,
  zone_no INTEGER,
  topic TEXT,
  payload TEXT,
  created_at_ms INTEGER,
  expires_at_ms INTEGER,
  frequency TEXT,
  user_token_status TEXT,
  reoptin TEXT,
  next_eligible_at_ms INTEGER,
  opted_in_at_ms INTEGER,
  stopped_at_ms INTEGER,
  -- 'stopped' or 'suppressed' where a list says so without a time.
  status TEXT,
  -- 'file', 'event', 'list' (the platform listed it, which clears a past expiry: DESIGN 4, Expiry) or 'read' (read alone).
  origin TEXT NOT NULL DEFAULT 'file',
  is_flagged INTEGER NOT NULL
) STRICT;

-- Dates whose day and month could change places, by the number of their staged row; settled when the file was read.
CREATE TABLE staged_date (staged INTEGER NOT NULL, field TEXT NOT NULL, day_first_ms INTEGER NOT NULL, month_first_ms INTEGER NOT NULL,
  PRIMARY KEY (field, staged)) STRICT, WITHOUT ROWID;

-- When people last wrote, as far as the list says; the latest of a person's rows.
CREATE TABLE staged_inbound (recipient TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Each different text given as a zone, once; what it is is decided after reading.
CREATE TABLE staged_zone (no INTEGER PRIMARY KEY, zone TEXT, code TEXT) STRICT;

-- Events of webhook bodies; the key makes the same event one.
CREATE TABLE staged_event (
  key TEXT PRIMARY KEY,
  row INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  token TEXT NOT NULL,
  recipient TEXT NOT NULL,
  topic TEXT,
  zone_no INTEGER,
  payload TEXT,
  expires_at_ms INTEGER,
  frequency TEXT,
  user_token_status TEXT,
  body TEXT NOT NULL,
  -- Held by the workspace already: it is looked at and not stored again.
  is_known INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Messages, taps, ways in and deletions of a log: ids and times.
CREATE TABLE staged_happening (
  key TEXT PRIMARY KEY,
  row INTEGER NOT NULL,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staged_happening_person ON staged_happening (recipient, at_ms);

CREATE TABLE staged_reject (no INTEGER PRIMARY KEY, row INTEGER NOT NULL, column_name TEXT, value TEXT, code TEXT NOT NULL) STRICT;
CREATE TABLE staged_flag (no INTEGER PRIMARY KEY, row INTEGER NOT NULL, column_name TEXT, value TEXT, code TEXT NOT NULL) STRICT;

-- Tokens the platform does not know any more (DESIGN 4, Stops).
CREATE TABLE staged_gone (token_id INTEGER PRIMARY KEY, before_json TEXT NOT NULL) STRICT;

-- The change set, in the order of people: what apply takes over, row for row. Ids of new rows follow from "no" and "head".
CREATE TABLE ordered (
  no INTEGER PRIMARY KEY,
  row INTEGER NOT NULL,
  -- "no" of the person's first row here; 0 = this one.
  head INTEGER NOT NULL,
  -- NULL = new.
  recipient_id INTEGER,
  token_id INTEGER,
  -- Bits: 1 the token changes, 2 its next eligible time, 4 the person's name or suppression.
  change INTEGER NOT NULL,
  before_json TEXT,
  person_json TEXT,
  token TEXT NOT NULL,
  recipient TEXT NOT NULL,
  name TEXT,
  zone TEXT,
  zone_code TEXT,
  topic TEXT,
  payload TEXT,
  created_at_ms INTEGER,
  expires_at_ms INTEGER,
  frequency TEXT,
  user_token_status TEXT,
  reoptin TEXT,
  next_eligible_at_ms INTEGER,
  opted_in_at_ms INTEGER,
  stopped_at_ms INTEGER,
  -- When the person was suppressed, known from the hash that an erasure left (RELIABILITY P-03), or by the list itself.
  suppressed_at_ms INTEGER,
  origin TEXT NOT NULL,
  is_flagged INTEGER NOT NULL
) STRICT;
`;
