import { describe, expect, test } from 'vitest';
import { type ClaimQuestion, decideClaim } from '#engine/dispatcher/claim-decision.ts';
import type { Eligibility } from '#shared/rules/eligibility.ts';
import { HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs } from '#shared/time/instant.ts';

const NOW = epochMs(1_795_770_000_000);
const LAST = addMs(NOW, HOUR);
const OK: Eligibility = { kind: 'ok' };
const not = (earliestAt: EpochMs | null): Eligibility => ({ kind: 'not', reason: 'coolDown', earliestAt });
const ask = (question: Partial<ClaimQuestion>): unknown =>
  decideClaim({ now: NOW, lastAt: LAST, isRezoned: false, rival: 'none', eligibility: OK, ...question });

describe('a due delivery that the rules allow', () => {
  test('is sent, up to and including its last instant', () => {
    expect(ask({})).toEqual({ kind: 'send' });
    expect(ask({ now: LAST })).toEqual({ kind: 'send' });
  });
  test('is late one millisecond after it', () => {
    expect(ask({ now: addMs(LAST, 1) })).toEqual({ kind: 'late' });
  });
});

describe('a due delivery whose zone was corrected', () => {
  test('waits for its slot to be asked again, whatever its old times and the rules say', () => {
    expect(ask({ isRezoned: true })).toEqual({ kind: 'rezoned' });
    expect(ask({ isRezoned: true, now: addMs(LAST, 1) })).toEqual({ kind: 'rezoned' });
    expect(ask({ isRezoned: true, eligibility: not(null) })).toEqual({ kind: 'rezoned' });
  });
});

describe('a due delivery that the rules forbid', () => {
  test('waits for the earliest instant when that lies within its time', () => {
    expect(ask({ eligibility: not(LAST) })).toEqual({ kind: 'later', at: LAST, reason: 'coolDown' });
  });
  test('is skipped, with that instant, when it lies beyond', () => {
    const earliestAt = addMs(LAST, 1);
    expect(ask({ eligibility: not(earliestAt) })).toEqual({ kind: 'skip', reason: 'coolDown', earliestAt });
  });
  test('is skipped when no waiting helps', () => {
    expect(ask({ eligibility: not(null) })).toEqual({ kind: 'skip', reason: 'coolDown', earliestAt: null });
  });
  test('is late rather than skipped after its last instant', () => {
    expect(ask({ now: addMs(LAST, 1), eligibility: not(null) })).toEqual({ kind: 'late' });
  });
});

describe('a due delivery whose token or person has another message open', () => {
  test('looks again in a second while that one is on the wire', () => {
    expect(ask({ rival: 'sending' })).toEqual({ kind: 'later', at: addMs(NOW, SECOND), reason: 'otherCampaign' });
  });
  test('looks again in half a minute while that one is undecided', () => {
    const eligibility = not(addMs(NOW, 24 * HOUR));
    const at = addMs(NOW, 30 * SECOND);
    expect(ask({ rival: 'uncertain', eligibility })).toEqual({ kind: 'later', at, reason: 'coolDown' });
  });
  test('is decided as if that one had been accepted when no time is left to wait', () => {
    const lastAt = addMs(NOW, 29 * SECOND);
    const earliestAt = addMs(NOW, 24 * HOUR);
    const eligibility = not(earliestAt);
    expect(ask({ rival: 'uncertain', lastAt, eligibility })).toEqual({ kind: 'skip', reason: 'coolDown', earliestAt });
  });
  test('is never sent beside it, whatever the rules say', () => {
    for (const lastAt of [NOW, addMs(NOW, MINUTE), LAST]) {
      for (const rival of ['sending', 'uncertain'] as const) {
        expect(ask({ rival, lastAt })).not.toEqual({ kind: 'send' });
      }
    }
  });
});
