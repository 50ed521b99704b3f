import { expect, test } from 'vitest';
import { askAgainMs } from '#renderer/places/ask/who/ask-again.ts';
import type { AskableRow } from '#shared/contract/ask-answers.ts';
import type { Moment } from '#shared/contract/moment.ts';

function moment(at: number): Moment {
  return { at, here: { local: '2026-11-27T10:00:00', offsetMinutes: 0, zone: 'UTC' }, there: null };
}

function row(windowEndsAt: number, earliestAt: number | null): AskableRow {
  return {
    person: 'p1',
    name: null,
    shortId: '123456…7890',
    lastWrote: moment(0),
    openedBy: null,
    windowEnds: moment(windowEndsAt),
    answer:
      earliestAt === null
        ? { kind: 'ok' }
        : { kind: 'not', reason: 'oncePerWindow', earliest: moment(earliestAt), needsMessage: false },
    titlesInWeek: 0,
    requestsToday: 0,
  };
}

test('who may be asked is asked again as soon as a window ends or a time comes, and every minute at the least', () => {
  const now = moment(1_000_000);
  expect(askAgainMs([{ now, rows: [row(1_020_000, null)] }])).toBe(20_000);
  expect(askAgainMs([{ now, rows: [row(9_000_000, 1_030_000), row(1_040_000, null)] }])).toBe(30_000);
  expect(askAgainMs([{ now, rows: [row(9_000_000, null)] }])).toBe(60_000);
  expect(askAgainMs([])).toBe(60_000);
});

test('windows that end one after the other do not have every page read without a pause', () => {
  const now = moment(1_000_000);
  expect(askAgainMs([{ now, rows: [row(1_000_001, null), row(1_000_700, null)] }])).toBe(5_000);
});
