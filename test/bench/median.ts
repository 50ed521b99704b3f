/**
 * The middle value; of an even number the lower one of the two.
 *
 * @throws {RangeError} when there is none.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('There is no middle of no values.');
  return middle;
}
