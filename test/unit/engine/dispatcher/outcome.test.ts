import { describe, expect, test } from 'vitest';
import { decideOutcome, needsTokenRead, type OutcomeQuestion } from '#engine/dispatcher/outcome.ts';
import type { AnswerFacts, ListedToken, ReadAnswer, SendAnswer } from '#engine/graph/graph-api.ts';
import { ATTEMPT_OUTCOMES, type AttemptOutcome } from '#shared/domain/attempt.ts';
import { mayBecome } from '#shared/domain/delivery-state.ts';
import { HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs } from '#shared/time/instant.ts';

const NOW = epochMs(1_795_770_000_000);
const LAST = addMs(NOW, HOUR);
const FACTS: AnswerFacts = {
  httpStatus: 400,
  code: null,
  subcode: null,
  traceId: null,
  platformDate: null,
  usagePercent: 0,
  regainAccessMinutes: null,
  text: null,
};
const answer = (outcome: AttemptOutcome, more: Partial<SendAnswer> = {}): SendAnswer => ({
  ...FACTS,
  outcome,
  messageId: outcome === 'accepted' ? 'm_1' : null,
  accountStop: null,
  isTokenInDoubt: false,
  ...more,
});
const told = (nextEligibleAt: EpochMs | null): ReadAnswer<ListedToken> =>
  ({ kind: 'ok', value: { nextEligibleAt } as ListedToken, facts: FACTS }) as const; // only this field is looked at
const GONE: ReadAnswer<ListedToken> = { kind: 'gone', facts: FACTS };
const NO_ANSWER: ReadAnswer<ListedToken> = { kind: 'noAnswer', facts: FACTS };

const decide = (outcome: AttemptOutcome, more: Partial<OutcomeQuestion> = {}) =>
  decideOutcome({
    answer: answer(outcome),
    answeredAt: NOW,
    facts: { lastAt: LAST, attempt: 1, earlierUncertainDeadline: null },
    tokenRead: null,
    pausedUntil: null,
    random: 0,
    ...more,
  });

const failed = (reason: string, token = 'keeps') => ({ kind: 'failed', reason, token, acceptedAt: null });
const scheduled = (reason: string, nextAt: EpochMs) => ({ kind: 'scheduled', reason, nextAt });

describe('what each answer makes of its delivery', () => {
  test.each([
    ['accepted', { kind: 'sent', reason: null, messageId: 'm_1', acceptedAt: NOW }],
    ['stopped', failed('platformStopped', 'stopped')],
    ['unavailable', failed('platformUnavailable')],
    ['badRequest', failed('platformBadRequest')],
    ['invalidToken', failed('platformInvalidToken')],
    ['throttled', scheduled('throttled', NOW)],
    ['unauthorized', scheduled('accountPaused', NOW)],
    ['blocked', scheduled('accountPaused', NOW)],
    ['notSent', scheduled('notBegun', addMs(NOW, 5 * SECOND))],
    ['uncertain', { kind: 'uncertain', reason: 'uncertainAnswer', readAt: NOW }],
  ] as const)('%s', (outcome, change) => {
    expect(decide(outcome).change).toEqual(change);
  });

  test.each(ATTEMPT_OUTCOMES)('%s is a change the state table allows', (outcome) => {
    expect(mayBecome('sending', decide(outcome).change.kind)).toBe(true);
  });
});

describe('too early', () => {
  test('proves an earlier attempt of the same delivery whose answer was lost', () => {
    const deadline = addMs(NOW, -10 * MINUTE);
    const facts = { lastAt: LAST, attempt: 2, earlierUncertainDeadline: deadline };
    expect(decide('tooEarly', { facts, tokenRead: told(LAST) }).change).toEqual({
      kind: 'sent',
      reason: 'provenByRefusal',
      messageId: null,
      acceptedAt: deadline,
    });
  });
  test('waits for the next eligible time the platform tells, within the time of the delivery', () => {
    const next = addMs(NOW, 30 * MINUTE);
    const outcome = decide('tooEarly', { tokenRead: told(next) });
    expect(outcome.change).toEqual(scheduled('refusedTooEarly', next));
    expect(outcome.reading).toEqual({ nextEligibleAt: next, readAt: NOW });
  });
  test('is missed when that lies beyond, and says when it becomes possible', () => {
    const next = addMs(LAST, 1);
    expect(decide('tooEarly', { tokenRead: told(next) }).change).toEqual({
      kind: 'missed',
      reason: 'refusedTooEarly',
      earliestAt: next,
    });
  });
  test.each([
    ['an absent time', told(null)],
    ['a past time', told(addMs(NOW, -1))],
    ['no answer', NO_ANSWER],
  ])('asks again in 10 minutes after %s, or is missed when that is too late', (_what, tokenRead) => {
    expect(decide('tooEarly', { tokenRead }).change).toEqual(scheduled('refusedTooEarly', addMs(NOW, 10 * MINUTE)));
    const facts = { lastAt: addMs(NOW, MINUTE), attempt: 1, earlierUncertainDeadline: null };
    expect(decide('tooEarly', { tokenRead, facts }).change).toEqual({
      kind: 'missed',
      reason: 'refusedTooEarly',
      earliestAt: null,
    });
  });
});

describe('a refused request', () => {
  test('is held against the token only when a read says the token is gone', () => {
    for (const outcome of ['badRequest', 'invalidToken'] as const) {
      expect(decide(outcome, { tokenRead: GONE })).toEqual({
        change: failed('platformInvalidToken', 'invalid'),
        reading: null,
        isStrike: false,
      });
    }
  });
  test('is a strike against the message when the token is alive, or nobody knows', () => {
    for (const tokenRead of [told(null), NO_ANSWER, null]) {
      expect(decide('badRequest', { tokenRead }).isStrike).toBe(true);
      expect(decide('invalidToken', { tokenRead }).isStrike).toBe(false);
    }
  });
});

test('a throttled delivery waits for the end of the pause, but is looked at again as soon as it is late', () => {
  expect(decide('throttled', { pausedUntil: addMs(NOW, MINUTE) }).change).toEqual(
    scheduled('throttled', addMs(NOW, MINUTE)),
  );
  expect(decide('throttled', { pausedUntil: addMs(NOW, 5 * HOUR) }).change).toEqual(
    scheduled('throttled', addMs(LAST, 1)),
  );
});

test('requests that could not leave wait longer with each attempt, at most 5 minutes and a quarter', () => {
  const waits = [1, 2, 3, 4, 7, 20].map((attempt) => {
    const { change } = decide('notSent', {
      facts: { lastAt: LAST, attempt, earlierUncertainDeadline: null },
      random: 0,
    });
    return change.kind === 'scheduled' ? change.nextAt - NOW : null;
  });
  expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 300_000, 300_000]);
});

test('only answers that need it cost a read of the token', () => {
  const needing = ATTEMPT_OUTCOMES.filter((outcome) => needsTokenRead(answer(outcome)));
  expect(needing).toEqual(['tooEarly', 'invalidToken']);
  expect(needsTokenRead(answer('badRequest', { isTokenInDoubt: true }))).toBe(true);
});
