import { BugError } from '#shared/lang/bug-error.ts';
import { NO_KEY, orderByKey } from './order-by-key.ts';
import type { PeopleList } from './people-list.ts';
import { compareValues, FLAG, type Place, SORT_KEYS, type SortKey } from './people-row.ts';

/** One order of the list: rows by rising value, those without a value behind. */
interface Order {
  readonly rows: Uint32Array;
  /** How many rows have a value; they stand in front. */
  readonly withValue: number;
}

/** Above this share of changed rows everything is sorted anew, which is then quicker than putting each in its place. */
const RESORT_SHARE = 0.1;

/** Every order in which the list can be shown, kept right as rows change. */
export class PeopleOrders {
  readonly #list: PeopleList;
  readonly #orders = new Map<SortKey, Order>();

  constructor(list: PeopleList) {
    this.#list = list;
  }

  /** Sorts all rows in every way. */
  sortAll(): void {
    const list = this.#list;
    const here = new Uint32Array(list.length);
    let count = 0;
    for (let row = 0; row < list.length; row++) if ((list.flags.at(row) & FLAG.gone) === 0) here[count++] = row;
    const rows = here.subarray(0, count);
    for (const by of SORT_KEYS) this.#keep(by, orderByKey(by === 'name' ? this.#nameRanks() : list[by].values, rows));
  }

  /** Puts changed rows in their places, in each order those that its value changed of. */
  rearrange(touchedByOrder: ReadonlyMap<SortKey, ReadonlySet<number>>): void {
    for (const [by, touched] of touchedByOrder) {
      if (touched.size > this.#list.length * RESORT_SHARE) return this.sortAll();
      if (touched.size > 0) this.#keep(by, this.#moved(by, touched));
    }
  }

  #moved(by: SortKey, touched: ReadonlySet<number>): Uint32Array {
    const isTouched = new Uint8Array(this.#list.length);
    for (const row of touched) isTouched[row] = 1;
    const { rows } = this.#order(by);
    const staying = new Uint32Array(rows.length);
    let count = 0;
    for (const row of rows) if (isTouched[row] !== 1) staying[count++] = row;
    const coming = [...touched]
      .filter((row) => (this.#list.flags.at(row) & FLAG.gone) === 0)
      .toSorted((a, b) => this.#list.compareRows(a, b, by));
    return this.#merge(staying.subarray(0, count), coming, by);
  }

  /** Number of rows in the list. */
  get count(): number {
    return this.#order('name').rows.length;
  }

  /** The row at a position of an order, from 0. Falling order turns values and ids round, but rows without a value stay behind. */
  rowAt(position: number, by: SortKey, isFalling: boolean): number {
    const { rows, withValue } = this.#order(by);
    if (!isFalling) return rows[position] ?? 0;
    const mirrored = position < withValue ? withValue - 1 - position : rows.length - 1 - (position - withValue);
    return rows[mirrored] ?? 0;
  }

  /** First position whose row stands at a place or after it. */
  positionOf(place: Place, by: SortKey, isFalling: boolean): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(this.rowAt(middle, by, isFalling), place, by, isFalling)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(row: number, place: Place, by: SortKey, isFalling: boolean): boolean {
    const value = this.#list.valueOf(row, by);
    const turn = isFalling ? -1 : 1;
    // Rows without a value stand last in both directions.
    const byValue =
      value === null || place.value === null
        ? compareValues(value, place.value)
        : turn * compareValues(value, place.value);
    return (byValue || turn * (this.#list.ids.at(row) - place.id)) < 0;
  }

  #nameRanks(): Float64Array {
    const { nameTexts } = this.#list;
    const ranks = new Float64Array(nameTexts.length);
    for (const [rank, code] of nameTexts.inOrder().entries()) ranks[code] = rank;
    // Who has no name stands last.
    const noName = nameTexts.codeOfKnown('');
    if (noName !== null) ranks[noName] = NO_KEY;
    const keys = new Float64Array(this.#list.length);
    for (let row = 0; row < keys.length; row++) keys[row] = ranks[this.#list.names.at(row)] ?? NO_KEY;
    return keys;
  }

  #merge(staying: Uint32Array, coming: readonly number[], by: SortKey): Uint32Array {
    const merged = new Uint32Array(staying.length + coming.length);
    let [from, to] = [0, 0];
    for (const row of coming) {
      const until = this.#placeIn(staying, row, by, from);
      merged.set(staying.subarray(from, until), to);
      to += until - from;
      merged[to++] = row;
      from = until;
    }
    merged.set(staying.subarray(from), to);
    return merged;
  }

  #placeIn(rows: Uint32Array, row: number, by: SortKey, from: number): number {
    let [low, high] = [from, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#list.compareRows(rows[middle] ?? 0, row, by) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #keep(by: SortKey, rows: Uint32Array): void {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#list.valueOf(rows[middle] ?? 0, by) === null) high = middle;
      else low = middle + 1;
    }
    this.#orders.set(by, { rows, withValue: low });
  }

  #order(by: SortKey): Order {
    const order = this.#orders.get(by);
    if (order === undefined) throw new BugError('The list of people was asked before it was sorted.');
    return order;
  }
}
