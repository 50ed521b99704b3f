import type { AccountId } from '#shared/domain/ids.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { DAY } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';

/** How the asking of an account goes, in numbers. */
export interface AskTally {
  /** People whose 24 h window is open. */
  readonly open: number;
  /** Cards by state that have no end yet. */
  readonly waiting: number;
  readonly sending: number;
  readonly uncertain: number;
  /** Requests of the last 24 hours that count as asked, and how many of them were answered. */
  readonly askedToday: number;
  readonly answeredToday: number;
}

/** Counts what asking has under way; reads indexes only as far as something is open or young. */
export function tallyAsks(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly at: EpochMs; readonly rules: RulePack },
): AskTally {
  const open = selectOne(
    db,
    `SELECT count(*) AS n FROM recipient
     WHERE account_id = ? AND last_inbound_at_ms IS NOT NULL AND last_inbound_at_ms > ? AND suppressed_at_ms IS NULL`,
    [args.accountId, addMs(args.at, -ruleMs(args.rules, 'standardWindow'))],
  );
  const inFlight = selectAll(
    db,
    `SELECT state, count(*) AS n FROM delivery INDEXED BY delivery_ask_in_flight
     WHERE kind = 'optin' AND (state = 'scheduled' OR state = 'sending' OR state = 'uncertain') AND account_id = ? GROUP BY state`,
    [args.accountId],
  );
  const today = selectOne(
    db,
    `SELECT count(*) AS asked, count(answered_at_ms) AS answered FROM opt_in_request WHERE account_id = ? AND asked_at_ms > ?`,
    [args.accountId, addMs(args.at, -DAY)],
  );
  const count = (state: string): number => Number(inFlight.find((row) => row['state'] === state)?.['n'] ?? 0);
  return {
    open: Number(open?.['n'] ?? 0),
    waiting: count('scheduled'),
    sending: count('sending'),
    uncertain: count('uncertain'),
    askedToday: Number(today?.['asked'] ?? 0),
    answeredToday: Number(today?.['answered'] ?? 0),
  };
}

/** Questions about how asking goes. */
export const askTallyReads = { 'ask.tally': tallyAsks };
