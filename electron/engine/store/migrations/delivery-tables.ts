import { DELIVERY_KINDS } from '#shared/domain/attempt.ts';
import { DELIVERY_STATES, DELIVERY_TRANSITIONS, isFinal } from '#shared/domain/delivery-state.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { isAllowed, isOneOf } from './schema-text.ts';

const finalStates = DELIVERY_STATES.filter(isFinal);

/** Deliveries: one message to one person each, with every rule that no second one may break (DESIGN 3). */
export const DELIVERY_TABLES = `
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
`;
