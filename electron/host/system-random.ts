import { randomBytes, randomFillSync } from 'node:crypto';
import type { Random } from '#engine/ports.ts';

/** Bits of a double's mantissa: the finest even steps between 0 and 1. */
const MANTISSA_BITS = 53n;
/** Numbers drawn from the system at once: one call for each costs more than the rest of an answer's decision (Sundial's choice). */
const DRAWN_AT_ONCE = 512;

/** Randomness from the operating system, good enough for secrets as well as for jitter. */
export function openSystemRandom(): Random {
  const drawn = new BigUint64Array(DRAWN_AT_ONCE);
  let used = DRAWN_AT_ONCE;
  const next = (): number => {
    if (used === DRAWN_AT_ONCE) {
      randomFillSync(drawn);
      used = 0;
    }
    const bits = drawn[used] ?? 0n; // `used` is below the length
    used += 1;
    return Number(bits >> (64n - MANTISSA_BITS)) / 2 ** Number(MANTISSA_BITS);
  };
  return { next, hex: (bytes) => randomBytes(bytes).toString('hex') };
}
