/** Cards that ask for permission, the ledger of every request, and the follow-ups after a yes (DESIGN 3, 4). */
export const ASKING_TABLES = `
-- A card that asks a person for permission at most once at a time.
CREATE UNIQUE INDEX delivery_ask_in_flight ON delivery (recipient_id)
  WHERE kind = 'optin' AND (state = 'scheduled' OR state = 'sending' OR state = 'uncertain');

-- A card that asks, as it is being written; what was sent stands in opt_in_request.
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

-- The ledger of every request of this workspace: the only record there is, since the platform shows none (DESIGN 3).
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
CREATE INDEX opt_in_request_person ON opt_in_request (recipient_id, asked_at_ms);
CREATE INDEX opt_in_request_account ON opt_in_request (account_id, asked_at_ms);
CREATE INDEX opt_in_request_answer ON opt_in_request (answered_token_id) WHERE answered_token_id IS NOT NULL;

-- One of up to three texts after a yes (seeds/004, Iscrizione ai messaggi di follow-up).
CREATE TABLE follow_up (
  delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id),
  token_id INTEGER NOT NULL REFERENCES notification_token (id),
  opted_in_at_ms INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
  message_json TEXT NOT NULL CHECK (json_valid(message_json))
) STRICT;
CREATE UNIQUE INDEX follow_up_key ON follow_up (token_id, opted_in_at_ms, number);
`;
