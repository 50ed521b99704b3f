import { CONSENT_KINDS, CONSENT_SOURCES } from '#shared/domain/consent.ts';
import { isOneOf } from './schema-text.ts';

/** The record of consent, and what remains of people who were erased or stopped (DESIGN 3; P-01 to P-06). */
export const CONSENT_TABLES = `
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
