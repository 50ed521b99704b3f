/**
 * Draws that depend on a seed and on what they are for, not on when they are made: the same person answers the same card
 * the same way in every run, whatever else happened (RELIABILITY A4, rules for the simulator).
 */

/** A number in [0, 1) for a seed and any whole numbers. */
export function draw(seed: number, ...keys: readonly number[]): number {
  return hash(seed, ...keys) / 0x1_0000_0000;
}

/** A whole number in [0, below). */
export function drawInteger(below: number, seed: number, ...keys: readonly number[]): number {
  return Math.floor(draw(seed, ...keys) * below);
}

/** A 32-bit number for a seed and any whole numbers; mixes as MurmurHash3's finaliser does. */
export function hash(seed: number, ...keys: readonly number[]): number {
  let value = mix(seed ^ 0x9e3779b9);
  for (const key of keys) {
    value = mix(value ^ (key | 0));
    value = mix(value + Math.trunc(key / 0x1_0000_0000));
  }
  return value >>> 0;
}

/**
 * The card that falls to `index` when every run of `size` people draws from a freshly shuffled deck of `size` cards.
 *
 * So each run holds every card exactly once, and a small world has its rare people too.
 */
export function dealtCard(size: number, seed: number, index: number, salt: number): number {
  const block = Math.floor(index / size);
  const start = drawInteger(size, seed, salt, block);
  let step = 1 + drawInteger(size - 1, seed, salt, block, 1);
  while (commonDivisor(step, size) !== 1) step = (step % (size - 1)) + 1;
  return (start + step * (index % size)) % size;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function mix(input: number): number {
  let value = input | 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
