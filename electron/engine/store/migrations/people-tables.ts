import { FREQUENCIES, NEXT_ELIGIBLE_SOURCES } from '#shared/domain/notification-token.ts';
import { isOneOf } from './schema-text.ts';

/** People and their permissions to be messaged (DESIGN 3). */
export const PEOPLE_TABLES = `
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
`;
