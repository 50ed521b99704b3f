import { orderByKey } from './order-by-key.ts';

/** Units of UTF-16 that make one key: 48 bits, as {@link orderByKey} takes them. */
const UNITS_OF_KEY = 3;
const UNIT = 2 ** 16;

/**
 * Numbers of texts by rising text (by UTF-16 units, as `<` compares strings). Three units at a time are sorted as one number, and texts
 * that are alike so far go on among themselves: a million names take a third less time than strings that are compared.
 *
 * @param units - all texts, each with a 0 behind it, which none holds.
 * @param starts - by number: where the text begins.
 */
export function orderTexts(units: Uint16Array, starts: Uint32Array): Uint32Array {
  const codes = Uint32Array.from({ length: starts.length }, (_, code) => code);
  const keys = new Float64Array(starts.length);
  // A stack, since long names would go deep.
  const open: Alike[] = [{ from: 0, to: codes.length, depth: 0 }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const { from, to, depth } = range;
    const those = codes.subarray(from, to);
    for (const code of those) keys[code] = keyAt(units, (starts[code] ?? 0) + depth);
    those.set(orderByKey(keys, those));
    pushAlike(open, range, { codes, keys });
  }
  return codes;
}

/** Places of texts that are alike up to a depth. */
interface Alike {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Finds the texts of a range, sorted by now, that have the same key and more behind it. */
function pushAlike(
  open: Alike[],
  { from, to, depth }: Alike,
  { codes, keys }: { readonly codes: Uint32Array; readonly keys: Float64Array },
): void {
  const keyOf = (place: number): number => keys[codes[place] ?? 0] ?? 0;
  let begin = from;
  for (let place = from + 1; place <= to; place++) {
    if (place < to && keyOf(place) === keyOf(begin)) continue;
    // A key that ends with the mark is all that is left of its texts.
    const isAlike = place - begin > 1 && keyOf(begin) % UNIT !== 0;
    if (isAlike) open.push({ from: begin, to: place, depth: depth + UNITS_OF_KEY });
    begin = place;
  }
}

/** The next units of a text as one number; behind its end come zeros. */
function keyAt(units: Uint16Array, start: number): number {
  const first = units[start] ?? 0;
  const second = first === 0 ? 0 : (units[start + 1] ?? 0);
  const third = second === 0 ? 0 : (units[start + 2] ?? 0);
  return (first * UNIT + second) * UNIT + third;
}
