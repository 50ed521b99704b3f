import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platformInstant, readPlatformTimestamp } from '#shared/time/platform-timestamp.ts';

const FROM = Date.UTC(2010, 0, 1);
const BEFORE = Date.UTC(2100, 0, 1);

describe('a timestamp of the platform', () => {
  it('counts milliseconds from 10^12 on and seconds below', () => {
    expect(platformInstant(1_701_599_111)).toBe(1_701_599_111_000);
    expect(platformInstant(1_701_599_116_216)).toBe(1_701_599_116_216);
    expect(platformInstant(2_145_916_800_000)).toBe(Date.UTC(2038, 0, 1));
  });

  it('may be quoted, and may be ISO 8601 as the Conversations API writes it', () => {
    expect(platformInstant('1701599111')).toBe(1_701_599_111_000);
    expect(platformInstant(' 1701599116216 ')).toBe(1_701_599_116_216);
    expect(platformInstant('2022-07-12T19:11:07+0000')).toBe(Date.UTC(2022, 6, 12, 19, 11, 7));
    expect(platformInstant('2022-07-12T19:11:07Z')).toBe(Date.UTC(2022, 6, 12, 19, 11, 7));
  });

  it('is absent when it is missing, empty or 0', () => {
    for (const value of [undefined, null, '', '  ', 0, '0', -0, '0.0']) {
      expect(readPlatformTimestamp(value), String(value)).toEqual({ kind: 'absent' });
    }
  });

  it('is nonsense when it lies in 1970, in the year 40000, before zero, or is no time at all', () => {
    const values = [1, 86_400, -1_701_599_111, 40_000_000_000_000_000, 1e300, Number.NaN, Number.POSITIVE_INFINITY];
    const others = ['soon', '2022', '2022-07-12', '12:00', 'TIMESTAMP', true, {}, [], () => 0, Symbol('x'), 10n];
    for (const value of [...values, ...others]) {
      expect(readPlatformTimestamp(value)).toEqual({ kind: 'nonsense' });
    }
  });

  it('reads the same instant from all four ways of writing it, for any plausible second', () => {
    fc.assert(
      fc.property(fc.integer({ min: FROM / 1_000, max: BEFORE / 1_000 - 1 }), (seconds) => {
        const written = [seconds, String(seconds), new Date(seconds * 1_000).toISOString()];
        const asMs = seconds * 1_000 >= 1e12 ? [seconds * 1_000, String(seconds * 1_000)] : [];
        expect([...written, ...asMs].map(platformInstant)).toEqual(
          Array.from({ length: written.length + asMs.length }, () => seconds * 1_000),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws and never gives an instant outside 2010 to 2099, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.double(), fc.maxSafeInteger().map(String), fc.date().map(String)),
        (value) => {
          const at = platformInstant(value);
          expect(at === null || (Number.isInteger(at) && at >= FROM && at < BEFORE)).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
