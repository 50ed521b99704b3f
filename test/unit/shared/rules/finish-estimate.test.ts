import { describe, expect, test } from 'vitest';
import { type EstimateFacts, estimateFinish, recentRate } from '#shared/rules/finish-estimate.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';

const NOW = epochMs(Date.UTC(2026, 10, 27, 9));
const after = (seconds: number): EpochMs => epochMs(NOW + seconds * 1_000);

const FACTS: EstimateFacts = {
  now: NOW,
  state: 'running',
  account: 'active',
  left: 1_000,
  dueNow: 1_000,
  nextAt: null,
  lastAt: NOW,
  pacePerSecond: 50,
  perSecond: null,
};

describe('the finish estimate', () => {
  test('counts with the pace of the account until something was accepted', () => {
    expect(estimateFinish(FACTS)).toEqual({ kind: 'sending', finishAt: after(20) });
  });

  test('counts with the rate of late once there is one', () => {
    expect(estimateFinish({ ...FACTS, perSecond: 10 })).toEqual({ kind: 'sending', finishAt: after(100) });
  });

  test('waits for the next time when nothing is due', () => {
    const facts = { ...FACTS, dueNow: 0, nextAt: after(3_600), lastAt: after(7_200) };
    expect(estimateFinish(facts)).toEqual({ kind: 'waits', until: after(3_600), finishAt: after(7_200) });
  });

  test('is never earlier than the last time, however fast the rest leaves', () => {
    const facts = { ...FACTS, dueNow: 10, nextAt: after(60), lastAt: after(86_400), perSecond: 300 };
    expect(estimateFinish(facts)).toEqual({ kind: 'sending', finishAt: after(86_400) });
  });

  test('waits for the end of a pause of the account', () => {
    const facts = { ...FACTS, account: { stoppedUntil: after(600) } };
    expect(estimateFinish(facts)).toEqual({ kind: 'waits', until: after(600), finishAt: after(620) });
  });

  test.each([
    ['a paused message', { state: 'paused' }],
    ['an account that a person has to mend', { account: { stoppedUntil: null } }],
  ] as const)('stands for %s', (_name, change) => {
    expect(estimateFinish({ ...FACTS, ...change })).toEqual({ kind: 'stands' });
  });

  test('is over when nothing is left', () => {
    expect(estimateFinish({ ...FACTS, left: 0 })).toEqual({ kind: 'over' });
  });
});

describe('the rate of late', () => {
  test('is what was accepted between the first and the last look of the last half minute', () => {
    const samples = [
      { at: after(-60), sent: 0 },
      { at: after(-20), sent: 100 },
      { at: after(0), sent: 300 },
    ];
    expect(recentRate(samples, NOW)).toBe(10);
  });

  test('is not told from one look, from looks too close together, or when nothing was accepted', () => {
    expect(recentRate([{ at: NOW, sent: 5 }], NOW)).toBeNull();
    expect(
      recentRate(
        [
          { at: after(-0.5), sent: 0 },
          { at: NOW, sent: 5 },
        ],
        NOW,
      ),
    ).toBeNull();
    expect(
      recentRate(
        [
          { at: after(-5), sent: 5 },
          { at: NOW, sent: 5 },
        ],
        NOW,
      ),
    ).toBeNull();
  });
});
