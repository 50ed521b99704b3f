import type { Account } from '#shared/domain/account.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { drainGroup, leavesAt, openLine, type PaceLine } from '#shared/rules/pace.ts';
import { opensFor } from '#shared/rules/person-window.ts';
import { HOUR } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { execute, type ReadableDb, type Row, selectAll, selectEach } from '../database.ts';
import { scratchOf } from './plans-scratch.ts';
import type { SlotBook } from './plans-slots.ts';

/** A stretch of time, whole hours of UTC, `to` not included. */
export interface AwakeHours {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What the pace makes of a plan (DESIGN 6.7). */
export interface PaceOutcome {
  readonly scheduled: number;
  /** Rows that would leave too late and were skipped. */
  readonly paceTooSlow: number;
  /** When the first and the last message leave; `null` when none does. */
  readonly firstLeaveAt: EpochMs | null;
  readonly lastLeaveAt: EpochMs | null;
  /** The hours in which messages leave, in order: the computer must be awake then. */
  readonly awake: readonly AwakeHours[];
}

/** What draining needs to know. */
export interface DrainQuestion {
  readonly firstPos: number;
  readonly lastPos: number;
  readonly account: Pick<Account, 'id' | 'pacePerSecond'>;
  readonly campaignId: number;
  readonly schedule: CampaignSchedule;
  readonly table: ZoneTable;
  readonly book: SlotBook;
  readonly launchAt: EpochMs;
}

/**
 * Lets a drafted plan leave at the account's pace, behind and between what the account has open already, group by group: rows that
 * come too late become `paceTooSlow`, and `plan_group` says where each group starts.
 */
export function drainPlan(db: ReadableDb, question: DrainQuestion): PaceOutcome {
  const drain = walkGroups(db, question);
  const scratch = scratchOf(db);
  for (const group of drain.waiting) execute(scratch, 'INSERT INTO temp.plan_group VALUES (?, ?, ?)', group);
  for (const cut of drain.cuts) skipRows(db, question, cut);
  return drain.outcome;
}

interface Cut {
  readonly firstPos: number;
  readonly lastPos: number;
  /** First instant at which the line would have had a place. */
  readonly freeAt: EpochMs;
}

interface Walk {
  /** Rows of `plan_group`. */
  readonly waiting: (readonly [number, number, number])[];
  readonly cuts: Cut[];
  readonly outcome: PaceOutcome;
}

function walkGroups(db: ReadableDb, question: DrainQuestion): Walk {
  const { pacePerSecond } = question.account;
  const ahead = openGroups(db, question);
  const waiting: (readonly [number, number, number])[] = [];
  const cuts: Cut[] = [];
  const tally = openTally();
  let line = openLine(pacePerSecond, question.launchAt);
  for (const row of selectEach(db, OWN_GROUPS, { first: question.firstPos, last: question.lastPos })) {
    const group = { dueAt: epochMs(Number(row['due'])), lastAt: epochMs(Number(row['last'])), count: Number(row['n']) };
    const firstPos = Number(row['first_pos']);
    line = letGo(line, ahead, group.dueAt);
    const next = drainGroup(line, group);
    const { startParts, fits } = next.drained;
    line = next.line;
    const lastPos = firstPos + group.count - 1;
    const isPlain = group.count === 1 && startParts === group.dueAt * pacePerSecond;
    if (!isPlain) waiting.push([firstPos, lastPos, startParts]);
    if (fits < group.count) {
      cuts.push({ firstPos: firstPos + fits, lastPos, freeAt: epochMs(Math.ceil(line.freeAtParts / pacePerSecond)) });
    }
    tally.add(fits, group.count - fits, startParts, pacePerSecond);
  }
  return { waiting, cuts, outcome: tally.outcome() };
}

/** Rows stand in due order, so a group is one stretch of positions. */
const OWN_GROUPS = `
SELECT due_at_ms AS due, last_at_ms AS last, count(*) AS n, min(pos) AS first_pos FROM temp.plan_row
WHERE pos BETWEEN :first AND :last AND is_skipped = 0
GROUP BY due_at_ms, last_at_ms ORDER BY due_at_ms, last_at_ms`;

/** What the account has open, in the order it leaves; last group first, so that it can be taken from the end. */
function openGroups(db: ReadableDb, { account, campaignId, launchAt }: DrainQuestion): Row[] {
  return [...selectAll(db, OPEN_GROUPS, [account.id, campaignId, launchAt])];
}

/** Everything of account 1 that still waits and is not of campaign 2 nor too late at instant 3; answered from the index alone. */
export const OPEN_GROUPS = `
SELECT next_at_ms AS due, count(*) AS n FROM delivery INDEXED BY delivery_next
WHERE account_id = ? AND state = 'scheduled' AND campaign_id IS NOT ? AND last_at_ms >= ?
GROUP BY next_at_ms ORDER BY next_at_ms DESC`;

/** Lets everything open that is due by then leave first: at the same instant, what was launched earlier goes first. */
function letGo(line: PaceLine, ahead: Row[], dueAt: EpochMs): PaceLine {
  let after = line;
  for (let group = ahead.at(-1); group !== undefined && Number(group['due']) <= dueAt; group = ahead.at(-1)) {
    ahead.pop();
    const due = { dueAt: epochMs(Number(group['due'])), lastAt: null, count: Number(group['n']) };
    after = drainGroup(after, due).line;
  }
  return after;
}

interface Tally {
  readonly add: (fits: number, cut: number, startParts: number, pacePerSecond: number) => void;
  readonly outcome: () => PaceOutcome;
}

function openTally(): Tally {
  let scheduled = 0;
  let paceTooSlow = 0;
  let firstLeaveAt: EpochMs | null = null;
  let lastLeaveAt: EpochMs | null = null;
  const awake: AwakeHours[] = [];
  return {
    add: (fits, cut, startParts, pacePerSecond) => {
      scheduled += fits;
      paceTooSlow += cut;
      if (fits === 0) return;
      const first = leavesAt(startParts, 0, pacePerSecond);
      lastLeaveAt = leavesAt(startParts, fits - 1, pacePerSecond);
      firstLeaveAt ??= first;
      const from = epochMs(first - (first % HOUR));
      const to = epochMs(lastLeaveAt - (lastLeaveAt % HOUR) + HOUR);
      const before = awake.at(-1);
      if (before !== undefined && from <= before.to) awake[awake.length - 1] = { from: before.from, to };
      else awake.push({ from, to });
    },
    outcome: () => ({ scheduled, paceTooSlow, firstLeaveAt, lastLeaveAt, awake }),
  };
}

function skipRows(db: ReadableDb, { schedule, table, book }: DrainQuestion, cut: Cut): void {
  const range = [cut.firstPos, cut.lastPos];
  const slotNos = selectAll(db, 'SELECT DISTINCT slot_no FROM temp.plan_row WHERE pos BETWEEN ? AND ?', range);
  for (const row of slotNos) {
    const slotNo = Number(row['slot_no']);
    const slot = book.slotOf(slotNo);
    const earliestAt = slot.kind === 'slot' ? opensFor(schedule.window, table, slot.zone, cut.freeAt) : cut.freeAt;
    execute(
      scratchOf(db),
      `UPDATE temp.plan_row SET is_skipped = 1, reason = 'paceTooSlow', last_at_ms = NULL, earliest_at_ms = ?
       WHERE pos BETWEEN ? AND ? AND slot_no = ?`,
      [earliestAt, ...range, slotNo],
    );
  }
}
