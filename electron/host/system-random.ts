import { randomBytes } from 'node:crypto';
import type { Random } from '#engine/ports.ts';

/** Bits of a double's mantissa: the finest even steps between 0 and 1. */
const MANTISSA_BITS = 53n;

/** Randomness from the operating system, good enough for secrets as well as for jitter. */
export function openSystemRandom(): Random {
  return { next, hex: (bytes) => randomBytes(bytes).toString('hex') };
}

function next(): number {
  return Number(randomBytes(8).readBigUInt64BE() >> (64n - MANTISSA_BITS)) / 2 ** Number(MANTISSA_BITS);
}
