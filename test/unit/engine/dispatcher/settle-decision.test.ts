import { describe, expect, test } from 'vitest';
import { decideSettlement, type SettlementQuestion } from '#engine/dispatcher/settle-decision.ts';
import { DAY, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs } from '#shared/time/instant.ts';

const START = epochMs(1_795_770_000_000);
const DEADLINE = addMs(START, MINUTE);
const NOW = addMs(START, 2 * MINUTE);
const SETTLE_MS = 5 * MINUTE;
const settle = (read: SettlementQuestion['read'], more: Partial<SettlementQuestion> = {}) =>
  decideSettlement({
    now: NOW,
    attemptStartedAt: START,
    attemptDeadlineAt: DEADLINE,
    baselineNextEligibleAt: null,
    lastAt: addMs(START, 60 * MINUTE),
    nextAfter: (acceptedAt) => addMs(acceptedAt, DAY),
    mayBeFollowUp: false,
    firstClearReadAt: null,
    settleMs: SETTLE_MS,
    readsWithoutAnswer: 0,
    read,
    ...more,
  });
const told = (nextEligibleAt: EpochMs | null) => ({ kind: 'told', nextEligibleAt }) as const;

describe('a next eligible time that fits the attempt proves it sent', () => {
  test.each([
    ['5 minutes before the first possible', addMs(START, DAY - 5 * MINUTE), START],
    ['exactly the start plus the cool-down', addMs(START, DAY), START],
    ['in between', addMs(START, DAY + 30 * SECOND), addMs(START, 30 * SECOND)],
    ['5 minutes after the last possible', addMs(DEADLINE, DAY + 5 * MINUTE), DEADLINE],
  ])('%s', (_where, next, acceptedAt) => {
    expect(settle(told(next))).toEqual({
      verdict: 'sent',
      change: { kind: 'sent', reason: 'provenByReadBack', messageId: null, acceptedAt },
    });
  });
});

describe('a later time that does not fit is for a person', () => {
  test.each([
    ['a millisecond too early to fit', addMs(START, DAY - 5 * MINUTE - 1)],
    ['a millisecond too late to fit', addMs(DEADLINE, DAY + 5 * MINUTE + 1)],
    ['soon', addMs(NOW, 1)],
  ])('that is %s', (_where, next) => {
    expect(settle(told(next))).toEqual({ verdict: 'person' });
  });
});

const FUTURE_BASELINE = addMs(NOW, 3 * 60 * MINUTE);

describe('what shows no accepted send', () => {
  const clear = [
    ['absent or 0', null, null],
    ['past', addMs(NOW, -1), null],
    ['now', NOW, null],
    ['unchanged since before the attempt', FUTURE_BASELINE, FUTURE_BASELINE],
  ] as const;

  test.each(clear)('%s: is read again after settleMs', (_what, next, baselineNextEligibleAt) => {
    expect(settle(told(next), { baselineNextEligibleAt })).toEqual({
      verdict: 'notYetClear',
      nextReadAt: addMs(NOW, SETTLE_MS),
    });
  });
  test.each(clear)(
    '%s: a second time settleMs later, it is proven unsent and scheduled again',
    (_what, next, baseline) => {
      const firstClearReadAt = addMs(NOW, -SETTLE_MS);
      expect(settle(told(next), { baselineNextEligibleAt: baseline, firstClearReadAt })).toEqual({
        verdict: 'notSent',
        change: { kind: 'scheduled', reason: 'readBackNotSent', nextAt: NOW },
      });
    },
  );
  test('a second read a millisecond too soon proves nothing', () => {
    const firstClearReadAt = addMs(NOW, -SETTLE_MS + 1);
    expect(settle(told(null), { firstClearReadAt })).toEqual({ verdict: 'notYetClear', nextReadAt: addMs(NOW, 1) });
  });
  test('after its last instant it is missed instead', () => {
    const firstClearReadAt = addMs(NOW, -SETTLE_MS);
    expect(settle(told(null), { firstClearReadAt, lastAt: addMs(NOW, -1) })).toMatchObject({
      verdict: 'notSent',
      change: { kind: 'missed', reason: 'windowClosed' },
    });
  });
});

test('a read without an answer is made again and settles nothing', () => {
  expect(settle({ kind: 'noAnswer' })).toEqual({ verdict: 'noAnswer', nextReadAt: addMs(NOW, MINUTE) });
  expect(settle({ kind: 'noAnswer' }, { settleMs: SECOND })).toMatchObject({ nextReadAt: addMs(NOW, SECOND) });
});

test('a token that is gone leaves the delivery undecided, counted as accepted at its deadline', () => {
  expect(settle({ kind: 'gone' })).toEqual({
    verdict: 'gone',
    change: { kind: 'failed', reason: 'undecided', token: 'invalid', acceptedAt: DEADLINE },
  });
});

describe('a read that shows no send proves nothing', () => {
  const firstClearReadAt = addMs(START, SECOND);

  test('while the attempt could still arrive: the second read waits for its deadline', () => {
    const now = addMs(START, 2 * SECOND);
    expect(settle(told(null), { now, firstClearReadAt, settleMs: SECOND })).toEqual({
      verdict: 'notYetClear',
      nextReadAt: DEADLINE,
    });
  });

  test('once its cool-down could have ended, so a person decides while the message could still leave', () => {
    const now = addMs(START, DAY - 4 * MINUTE);
    expect(settle(told(null), { now, firstClearReadAt, lastAt: addMs(now, MINUTE) })).toEqual({ verdict: 'person' });
  });

  test('and when it could not leave any more it ends undecided and counts as accepted', () => {
    const now = addMs(START, 2 * DAY);
    expect(settle(told(null), { now, firstClearReadAt })).toEqual({
      verdict: 'tooLate',
      change: { kind: 'failed', reason: 'undecided', token: 'keeps', acceptedAt: DEADLINE },
    });
  });
});

describe('what the platform may have taken for a follow-up, which sets no next eligible time', () => {
  const firstClearReadAt = addMs(NOW, -SETTLE_MS);
  const settleFollowUp = (next: EpochMs | null, more: Partial<SettlementQuestion> = {}) =>
    settle(told(next), { mayBeFollowUp: true, ...more });

  test('is never proven unsent: after two clear reads a person decides', () => {
    expect(settleFollowUp(null)).toMatchObject({ verdict: 'notYetClear' });
    expect(settleFollowUp(null, { firstClearReadAt })).toEqual({ verdict: 'person' });
    expect(settleFollowUp(null, { firstClearReadAt, lastAt: START })).toEqual({ verdict: 'person' });
  });

  test('is proven sent all the same where a time that fits shows', () => {
    expect(settleFollowUp(addMs(START, DAY), { firstClearReadAt })).toMatchObject({ verdict: 'sent' });
  });
});

test('an old weekly token is proven sent by the Monday the platform names, which lies days after the cool-down', () => {
  const monday = addMs(START, 4 * DAY);
  const nextAfter = (): EpochMs => monday;
  expect(settle(told(monday), { nextAfter })).toMatchObject({ verdict: 'sent' });
});
