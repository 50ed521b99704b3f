import { expect, test } from 'vitest';
import { acceptedBeforeRestore } from '#engine/dispatcher/accepted-before-restore.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, epochMs } from '#shared/time/instant.ts';

const due = epochMs(Date.UTC(2026, 10, 27, 9));
const restored = addMs(due, 2 * HOUR);

/** What is read off a next eligible time a day after `offsetMs` from the due time, as an offset from it. */
const takenAt = (offsetMs: number) => {
  const accepted = acceptedBeforeRestore({
    dueAt: due,
    restoredAt: restored,
    toldNextEligibleAt: addMs(due, offsetMs + DAY),
    nextAfter: (at) => addMs(at, DAY),
  });
  return accepted === null ? null : accepted - due;
};

test.each([
  ['an hour after it was due', HOUR, HOUR],
  ['a moment before, within the tolerance', -4 * MINUTE, 0],
  ['a moment after the restore, within the tolerance', 2 * HOUR + 4 * MINUTE, 2 * HOUR],
  ['well before it was due', -6 * MINUTE, null],
  ['well after the restore', 2 * HOUR + 6 * MINUTE, null],
])('a time that shows an acceptance %s', (_what, offsetMs, expected) => {
  expect(takenAt(offsetMs)).toBe(expected);
});
