import type { SlotPlan } from '#shared/rules/slot.ts';
import { execute, executeScript, type ReadableDb, type SqlValue, type WritableDb } from '../database.ts';

/**
 * Tables in which a plan is worked out: TEMP, so they live in this connection's memory, and planning writes nothing to the file.
 *
 * `plan_row.pos` runs on over all plans of a connection, each plan has one stretch of it: scheduled rows in due order, then the
 * skipped ones. Groups that leave when they are due and one by one are not listed in `plan_group`.
 */
const TABLES = `
CREATE TEMP TABLE IF NOT EXISTS plan_row (
  pos INTEGER PRIMARY KEY,
  token_id INTEGER NOT NULL,
  recipient_id INTEGER NOT NULL,
  slot_no INTEGER NOT NULL,
  is_skipped INTEGER NOT NULL,
  reason TEXT,
  due_at_ms INTEGER,
  last_at_ms INTEGER,
  earliest_at_ms INTEGER
);
CREATE TEMP TABLE IF NOT EXISTS plan_slot (
  plan_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  zone TEXT,
  local TEXT,
  note TEXT,
  due_at_ms INTEGER,
  last_at_ms INTEGER,
  skip_reason TEXT,
  earliest_at_ms INTEGER,
  PRIMARY KEY (plan_id, no)
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS plan_group (
  first_pos INTEGER PRIMARY KEY,
  last_pos INTEGER NOT NULL,
  start_parts INTEGER NOT NULL
);
CREATE TEMP TABLE IF NOT EXISTS plan_head (
  plan_id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL,
  first_pos INTEGER NOT NULL,
  last_pos INTEGER NOT NULL
);
CREATE TEMP TABLE IF NOT EXISTS plan_person (recipient_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS plan_exception (
  token_id INTEGER PRIMARY KEY,
  slot_no INTEGER NOT NULL,
  is_skipped INTEGER NOT NULL,
  reason TEXT,
  due_at_ms INTEGER,
  last_at_ms INTEGER,
  earliest_at_ms INTEGER
);
`;

/** The connection as one whose TEMP tables may be written; every statement run on it names `temp.` tables only. */
export function scratchOf(db: ReadableDb): WritableDb {
  return db as unknown as WritableDb; // a read-only connection refuses anything but TEMP tables by itself
}

/** Makes the tables where they are missing and empties those that serve one plan at a time. */
export function openScratch(db: ReadableDb): void {
  executeScript(scratchOf(db), `${TABLES} DELETE FROM temp.plan_person; DELETE FROM temp.plan_exception;`);
}

/** Stores what a slot's zone text leads to. */
export function writeScratchSlot(db: ReadableDb, planId: number, no: number, slot: SlotPlan): void {
  const values: readonly SqlValue[] =
    slot.kind === 'slot'
      ? [planId, no, slot.zone, slot.local, slot.note, slot.dueAt, slot.lastAt, null, null]
      : [planId, no, null, null, null, null, null, slot.reason, slot.earliestAt];
  execute(scratchOf(db), 'INSERT INTO temp.plan_slot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', values);
}

/** Forgets a plan; safe when it is gone already. */
export function dropScratch(db: ReadableDb, planId: number): void {
  openScratch(db);
  const range =
    'BETWEEN (SELECT first_pos FROM temp.plan_head WHERE plan_id = ?1) AND (SELECT last_pos FROM temp.plan_head WHERE plan_id = ?1)';
  const scratch = scratchOf(db);
  execute(scratch, `DELETE FROM temp.plan_row WHERE pos ${range}`, [planId]);
  execute(scratch, `DELETE FROM temp.plan_group WHERE first_pos ${range}`, [planId]);
  execute(scratch, 'DELETE FROM temp.plan_slot WHERE plan_id = ?', [planId]);
  execute(scratch, 'DELETE FROM temp.plan_head WHERE plan_id = ?', [planId]);
}
