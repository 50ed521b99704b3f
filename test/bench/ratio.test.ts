import { describe, expect, it } from 'vitest';
import { goalText, meets } from './goal.ts';
import { median } from './median.ts';
import { type Comparison, compare, type Measured, ratioOf, type Side } from './ratio.ts';

const took = (...times: readonly number[]): readonly Measured[] => times.map((tookMs) => ({ tookMs }));

const side = (name: string, log: string[] = []): Side => ({
  name,
  run: (round) => {
    log.push(`${name}${round}`);
    return Promise.resolve({ tookMs: 10 + round });
  },
});

const comparison: Comparison = {
  work: 'carry stones',
  rows: 1_000,
  measure: 'time',
  ours: side('ours'),
  yardstick: side('yardstick'),
  goal: { kind: 'atMost', bound: 2 },
  figures: [],
  notes: [],
};

describe('the harness of the bench', () => {
  it('takes the middle value, whatever the order, and the lower one of two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([100, 20, 3, 1_000])).toBe(20);
    expect(() => median([])).toThrow(RangeError);
  });

  it('divides our median time by that of the yardstick', () => {
    const result = ratioOf(comparison, took(300, 100, 9_000), took(100, 200, 50));
    expect(result).toMatchObject({ oursMs: 300, yardstickMs: 100, ratio: 3, met: false });
    expect(result).toMatchObject({ oursPerSecond: 3_333, yardstickPerSecond: 10_000 });
  });

  it('divides our rate by that of the yardstick where rates are compared', () => {
    const rates = { ...comparison, measure: 'rate', goal: { kind: 'atLeast', bound: 2 } } as const;
    expect(ratioOf(rates, took(100), took(250))).toMatchObject({ ratio: 2.5, met: true });
    expect(ratioOf(rates, took(100), took(199))).toMatchObject({ ratio: 1.99, met: false });
  });

  it('judges by the exact ratio and not by the rounded one', () => {
    expect(ratioOf(comparison, took(2_001), took(1_000))).toMatchObject({ ratio: 2, met: false });
    expect(ratioOf(comparison, took(2_000), took(1_000))).toMatchObject({ ratio: 2, met: true });
  });

  it('takes the worst memory of all rounds and the middle of other figures', () => {
    const figures = [
      { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'atMost', bound: 512 } },
      { name: 'perSecond', unit: '/s', of: 'median', goal: { kind: 'atLeast', bound: 5_000 } },
    ] as const;
    const ours = [100, 600, 200].map((memory) => ({ tookMs: memory, figures: { memory } }));
    expect(ratioOf({ ...comparison, figures }, ours, took(1, 1, 1)).figures).toEqual([
      { ...figures[0], of: undefined, value: 600, yardstick: null, met: false },
      { ...figures[1], of: undefined, value: 5_000, yardstick: 1_000_000, met: true },
    ]);
  });

  it('refuses a figure that our side does not report', () => {
    const figures = [{ name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'none' } }] as const;
    expect(() => ratioOf({ ...comparison, figures }, took(1), took(1))).toThrow('memory');
  });

  it('lets the sides take turns and begin in turn', async () => {
    const log: string[] = [];
    await compare({ ...comparison, ours: side('ours', log), yardstick: side('yardstick', log) }, 3);
    expect(log).toEqual(['yardstick0', 'ours0', 'ours1', 'yardstick1', 'yardstick2', 'ours2']);
  });

  it('takes the bound itself as met and asks nothing where there is no goal', () => {
    expect(meets(512, { kind: 'atMost', bound: 512 })).toBe(true);
    expect(meets(3_000, { kind: 'atLeast', bound: 3_000 })).toBe(true);
    expect(meets(2_999, { kind: 'atLeast', bound: 3_000 })).toBe(false);
    expect(meets(1, { kind: 'none' })).toBeNull();
    expect(goalText({ kind: 'atLeast', bound: 3_000 })).toBe('≥ 3,000');
  });
});
