import { ACCOUNT_STATES, ACCOUNT_STOP_REASONS, PLATFORMS } from '#shared/domain/account.ts';
import { list } from './schema-text.ts';

/** Accounts: a Page or Instagram account each, with its state (DESIGN 3). */
export const ACCOUNT_TABLES = `
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
