import { describe, expect, test } from 'vitest';
import { stopFromAnswer } from '#engine/dispatcher/account-effect.ts';
import { ACCOUNT_BACKOFF, backoffMs } from '#engine/dispatcher/backoff.ts';
import { countAnswer, isBroken, NO_STREAKS, type Streaks } from '#engine/dispatcher/breaker.ts';
import { compareLooks, isSkewed } from '#engine/dispatcher/clock-watch.ts';
import { isStopRateTooHigh } from '#engine/dispatcher/stop-rate.ts';
import type { SendAnswer } from '#engine/graph/graph-api.ts';
import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, epochMs } from '#shared/time/instant.ts';

const NOW = epochMs(1_795_770_000_000);

describe('the breaker', () => {
  const after = (...outcomes: AttemptOutcome[]) =>
    outcomes.reduce((streaks, outcome) => countAnswer(streaks, outcome, NOW), NO_STREAKS);
  test('opens after three answers in a row that settle nothing, or no connection at all', () => {
    expect(isBroken(after('uncertain', 'uncertain'))).toBe(false);
    expect(isBroken(after('uncertain', 'uncertain', 'uncertain'))).toBe(true);
    expect(isBroken(after('notSent', 'uncertain', 'notSent'))).toBe(true);
  });
  test('counts anew after any answer that settles something', () => {
    expect(isBroken(after('uncertain', 'uncertain', 'accepted', 'uncertain', 'uncertain'))).toBe(false);
    expect(isBroken(after('uncertain', 'uncertain', 'stopped', 'uncertain'))).toBe(false);
  });
  test('probes after 30 s, doubling to an hour, at most 50 times in a storm of a day', () => {
    const waits = (random: number) => Array.from({ length: 60 }, (_, i) => backoffMs(ACCOUNT_BACKOFF, i + 1, random));
    expect(
      waits(0)
        .slice(0, 9)
        .map((ms) => ms / SECOND),
    ).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    for (const random of [0, 0.5, 0.999]) {
      let elapsed = 0;
      const inADay = waits(random).filter((ms) => (elapsed += ms) <= DAY).length;
      expect(inADay).toBeLessThanOrEqual(50);
      expect(Math.max(...waits(random))).toBeLessThanOrEqual(1.25 * HOUR);
    }
  });
});

describe('throttled answers', () => {
  const until = addMs(NOW, MINUTE);
  const paused: Streaks = { ...countAnswer(NO_STREAKS, 'throttled', NOW), throttledUntil: until };

  test('of one burst count once, however many were on the wire', () => {
    const burst = [1, 2, 3, 4].reduce(
      (streaks, second) => countAnswer(streaks, 'throttled', addMs(NOW, second * SECOND)),
      paused,
    );
    expect(burst.throttles).toBe(1);
  });
  test('after the pause they led to count again', () => {
    expect(countAnswer(paused, 'throttled', until).throttles).toBe(2);
  });
  test('are forgotten with the first acceptance after the pause, not with one that was on the wire beside the burst', () => {
    expect(countAnswer(paused, 'accepted', addMs(NOW, SECOND)).throttles).toBe(1);
    expect(countAnswer(paused, 'accepted', until).throttles).toBe(0);
  });
});

describe('too many stops', () => {
  test.each([
    [0, 0, false],
    [2, 1, false],
    [48, 2, false],
    [10, 4, false],
    [10, 5, true],
    [245, 5, false],
    [244, 5, true],
    [9_800, 200, false],
    [9_799, 201, true],
  ])('%i accepted and %i turned away: pauses is %s', (accepted, turnedAway, pauses) => {
    expect(isStopRateTooHigh({ accepted, turnedAway })).toBe(pauses);
  });
});

describe('what an answer does to its account', () => {
  const answer = (outcome: AttemptOutcome, more: Partial<SendAnswer> = {}): SendAnswer => ({
    outcome,
    httpStatus: 400,
    code: 4,
    subcode: null,
    traceId: null,
    platformDate: null,
    usagePercent: 0,
    regainAccessMinutes: null,
    text: null,
    messageId: null,
    accountStop: null,
    isTokenInDoubt: false,
    ...more,
  });
  const context = { now: NOW, throttledInARow: 1, random: 0 };

  test('throttled pauses it for the minutes the platform names', () => {
    expect(stopFromAnswer(answer('throttled', { regainAccessMinutes: 7 }), context)).toMatchObject({
      reason: 'throttled',
      until: addMs(NOW, 7 * MINUTE),
    });
  });
  test('throttled without a time pauses it longer each time', () => {
    const untils = [1, 2, 3].map((n) => stopFromAnswer(answer('throttled'), { ...context, throttledInARow: n })?.until);
    expect(untils).toEqual([30, 60, 120].map((s) => addMs(NOW, s * SECOND)));
  });
  test('a warning that people find the messages bothersome pauses it for a day', () => {
    expect(stopFromAnswer(answer('throttled', { accountStop: 'stopRate' }), context)).toMatchObject({
      reason: 'stopRate',
      until: addMs(NOW, DAY),
    });
  });
  test.each(['unauthorized', 'blocked', 'permission', 'platformGone'] as const)('%s freezes it', (accountStop) => {
    expect(stopFromAnswer(answer('blocked', { accountStop }), context)).toMatchObject({
      reason: accountStop,
      until: null,
    });
  });
  test('an answer that concerns one person or message does nothing to it', () => {
    for (const outcome of ['accepted', 'tooEarly', 'stopped', 'unavailable', 'badRequest', 'uncertain'] as const) {
      expect(stopFromAnswer(answer(outcome), context)).toBeNull();
    }
  });
  test('an uncertain answer that names an account error stops it as well', () => {
    expect(stopFromAnswer(answer('uncertain', { accountStop: 'unauthorized' }), context)).toMatchObject({
      until: null,
    });
  });
});

describe('the clocks', () => {
  const look = (wallMs: number, monotonicMs: number) => ({ wall: addMs(NOW, wallMs), monotonicMs });
  test.each([
    ['a tick', 30_000, 30_000, 'steady'],
    ['a nudge', 1, 1, 'steady'],
    ['a small correction forward', 60_000, 30_000, 'steady'],
    ['a small correction back', -200_000, 30_000, 'steady'],
    ['the program stood still', 3_600_000, 3_600_000, 'awoke'],
    ['the computer slept and the steady clock with it', 3_600_000, 10, 'jumped'],
    ['the clock was set a day back', -DAY, 30_000, 'jumped'],
    ['the clock was set 400 days forward', 400 * DAY, 30_000, 'jumped'],
  ] as const)('%s', (_what, wallMs, monotonicMs, event) => {
    expect(compareLooks(look(0, 0), look(wallMs, monotonicMs))).toBe(event);
  });
  test('differ too much from the platform above 5 minutes, either way', () => {
    expect(isSkewed(addMs(NOW, 5 * MINUTE), NOW)).toBe(false);
    expect(isSkewed(addMs(NOW, 5 * MINUTE + 1), NOW)).toBe(true);
    expect(isSkewed(addMs(NOW, -5 * MINUTE - 1), NOW)).toBe(true);
    expect(isSkewed(null, NOW)).toBe(false);
  });
});
