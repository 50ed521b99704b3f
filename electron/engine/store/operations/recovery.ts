import type { AccountId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { moveLate, sweepLate } from './recovery-lateness.ts';
import { dueBeforeRestore, missRestored, noteAcceptedBefore } from './recovery-restored.ts';

/**
 * After a crash every `sending` row becomes `uncertain`: its POST may have left (DESIGN 6.5). Its attempt is closed as `uncertain`,
 * and the token may be read at once. Returns how many there were.
 */
export function recoverCrashed(db: WritableDb, args: { readonly at: EpochMs }): number {
  execute(
    db,
    `UPDATE attempt SET finished_at_ms = ?, outcome = 'uncertain', text = 'the program ended before an answer came'
     WHERE finished_at_ms IS NULL AND (delivery_id, number) IN
       (SELECT id, attempts FROM delivery WHERE state = 'sending')`,
    [args.at],
  );
  const { changes } = execute(
    db,
    `UPDATE delivery SET state = 'uncertain', reason = 'crashedWhileSending', next_at_ms = ? WHERE state = 'sending'`,
    [args.at],
  );
  return changes;
}

/** Whether an account has rows that may still go out or are not settled. */
export function hasOpenDeliveries(db: ReadableDb, args: { readonly accountId: AccountId }): boolean {
  const row = selectOne(
    db,
    `SELECT EXISTS (SELECT 1 FROM delivery WHERE account_id = ?1 AND state = 'scheduled')
       OR EXISTS (SELECT 1 FROM delivery WHERE account_id = ?1 AND state = 'uncertain') AS has_open`,
    [args.accountId],
  );
  return row?.['has_open'] === 1;
}

/** What is left to do, as the database shows it (DESIGN 10, `run --until-idle`). */
export interface OpenWork {
  readonly sending: number;
  /** Uncertain rows that reads can still settle. */
  readonly toSettle: number;
  /** Uncertain rows that only a person can decide, or whose account is frozen. */
  readonly needsPerson: number;
  /** When the next delivery may leave that nobody has to act for; `null` = none. */
  readonly nextDueAt: EpochMs | null;
}

/**
 * Counts what is open. Deliveries of frozen accounts and paused campaigns wait for a person and are not due; those of a paused
 * account are due when its pause ends at the earliest.
 */
export function openWork(db: ReadableDb, _args: null): OpenWork {
  const counts = selectOne(
    db,
    `SELECT count(*) FILTER (WHERE d.state = 'sending') AS sending,
       count(*) FILTER (WHERE d.state = 'uncertain' AND d.next_at_ms IS NOT NULL AND a.state <> 'frozen') AS to_settle,
       count(*) FILTER (WHERE d.state = 'uncertain' AND (d.next_at_ms IS NULL OR a.state = 'frozen')) AS needs_person
     FROM delivery d JOIN account a ON a.id = d.account_id WHERE d.state = 'sending' OR d.state = 'uncertain'`,
  );
  const firsts = selectAll(
    db,
    `SELECT max((SELECT min(d.next_at_ms) FROM delivery d
        WHERE d.account_id = c.account_id AND d.campaign_id = c.id AND d.state = 'scheduled'),
      ifnull(a.stopped_until_at_ms, 0)) AS at
     FROM campaign c JOIN account a ON a.id = c.account_id
     WHERE (c.state = 'scheduled' OR c.state = 'running') AND a.state <> 'frozen'`,
  );
  const direct = selectAll(
    db,
    `SELECT max((SELECT min(d.next_at_ms) FROM delivery d
        WHERE d.account_id = a.id AND d.campaign_id IS NULL AND d.state = 'scheduled'), ifnull(a.stopped_until_at_ms, 0)) AS at
     FROM account a WHERE a.state <> 'frozen'`,
  );
  const times = [...firsts, ...direct].flatMap((row) => (row['at'] === null ? [] : [Number(row['at'])]));
  return {
    sending: Number(counts?.['sending']),
    toSettle: Number(counts?.['to_settle']),
    needsPerson: Number(counts?.['needs_person']),
    nextDueAt: times.length === 0 ? null : (Math.min(...times) as EpochMs), // INTEGER milliseconds by schema
  };
}

/** Changes made at start, after sleep and while an account is stopped. */
export const recoveryWrites = {
  'recovery.crashed': recoverCrashed,
  'recovery.noteAcceptedBefore': noteAcceptedBefore,
  'recovery.missRestored': missRestored,
  'recovery.sweepLate': sweepLate,
  'recovery.moveLate': moveLate,
};
/** Questions about what is open. */
export const recoveryReads = {
  'recovery.hasOpenDeliveries': hasOpenDeliveries,
  'recovery.dueBeforeRestore': dueBeforeRestore,
  'recovery.openWork': openWork,
};
