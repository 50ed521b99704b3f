import type { RehearsalReport } from '#engine/rehearsal/rehearsal-report.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';

/** What stood at an instant of virtual time, counted from the start. */
export interface StandingAt {
  readonly at: EpochMs;
  readonly sent: number;
  readonly failed: number;
  readonly missed: number;
  readonly skipped: number;
  readonly waiting: number;
}

/** Most steps between start and end: as many as a hand can tell apart on a slider (Sundial's choice). */
const MOST_STEPS = 240;

/** What stood when: at the start, after each stretch in which something ended, and at the end. */
export function rehearsalSteps(play: {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly planned: number;
  readonly minutes: RehearsalReport['minutes'];
}): readonly StandingAt[] {
  const { from, to, planned, minutes } = play;
  const start: StandingAt = { at: from, sent: 0, failed: 0, missed: 0, skipped: 0, waiting: planned };
  const all = [start];
  for (const minute of minutes) {
    const before = all.at(-1) ?? start;
    const ended = minute.sent + minute.failed + minute.missed + minute.skipped;
    all.push({
      at: epochMs(Math.min(Math.max(minute.at + MINUTE, from), Math.max(to, from))),
      sent: before.sent + minute.sent,
      failed: before.failed + minute.failed,
      missed: before.missed + minute.missed,
      skipped: before.skipped + minute.skipped,
      waiting: Math.max(0, before.waiting - ended),
    });
  }
  const every = Math.ceil(all.length / MOST_STEPS);
  return all.filter((_step, index) => index % every === 0 || index === all.length - 1);
}
