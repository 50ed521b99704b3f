import type { EpochMs } from '#shared/time/instant.ts';
import { foldName } from './fold-name.ts';
import { type Fitting, fittingRows, type ListFilter } from './people-filter.ts';
import type { PeopleList } from './people-list.ts';
import type { Place, SortKey } from './people-row.ts';

/** How a list is sorted. */
export interface ListSort {
  readonly by: SortKey;
  readonly isFalling: boolean;
}

/** Where a page begins. `name` and `row` jump; `row` counts from 1 over the rows that fit. */
export type PageStart =
  | { readonly kind: 'first' }
  | { readonly kind: 'last' }
  | { readonly kind: 'after'; readonly place: Place }
  | { readonly kind: 'before'; readonly place: Place }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'row'; readonly number: number };

/** A page of the list. */
export interface ListPage {
  /** Token ids in the order shown. */
  readonly ids: readonly number[];
  /** Where the page before this one ends; `null` = there is none. */
  readonly before: Place | null;
  /** Where the page after this one begins; `null` = there is none. */
  readonly after: Place | null;
  /** Number of the first row among those that fit, from 1; `null` when the page is empty. */
  readonly firstRow: number | null;
  /** How many rows fit. */
  readonly count: number;
}

/** How many filters' rows are kept for the next page of the same list. */
const KEPT_FILTERS = 6;
/** For how long a permission that runs out meanwhile may still stand in a filtered list, in ms (Sundial's choice). */
const KEPT_FOR_MS = 60_000;

/** Answers questions about a list; keeps the rows of the latest filters, so that a further page costs only its own rows. */
export class PeoplePages {
  readonly #list: PeopleList;
  readonly #kept = new Map<string, Fitting>();

  constructor(list: PeopleList) {
    this.#list = list;
  }

  /** The rows that fit a filter. */
  fitting(filter: ListFilter, now: EpochMs): Fitting {
    const key = JSON.stringify([this.#list.version, Math.floor(now / KEPT_FOR_MS), filter]);
    const known = this.#kept.get(key) ?? fittingRows(this.#list, filter, now);
    this.#kept.delete(key);
    this.#kept.set(key, known);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_FILTERS) break;
      this.#kept.delete(oldest);
    }
    return known;
  }

  /** One page; never an offset over rows of the database: positions are those of an order in memory. */
  page(question: {
    readonly filter: ListFilter;
    readonly sort: ListSort;
    readonly start: PageStart;
    readonly limit: number;
    readonly now: EpochMs;
  }): ListPage {
    const { filter, sort, start, limit, now } = question;
    const fitting = this.fitting(filter, now);
    const from = this.#startOf(start, sort, fitting);
    const positions = isBackwards(start)
      ? this.#walk({ from: from - 1, step: -1, limit, sort, fitting }).toReversed()
      : this.#walk({ from, step: 1, limit, sort, fitting });
    const rows = positions.map((position) => this.#list.orders.rowAt(position, sort.by, sort.isFalling));
    const [first, last] = [positions[0], positions.at(-1)];
    if (first === undefined || last === undefined) {
      return { ids: [], before: null, after: null, firstRow: null, count: fitting.count };
    }
    const firstRow = this.#countBefore(first, sort, fitting) + 1;
    return {
      ids: rows.map((row) => this.#list.ids.at(row)),
      before: firstRow === 1 ? null : this.#placeOf(rows[0] ?? 0, sort),
      after: firstRow + rows.length - 1 >= fitting.count ? null : this.#placeOf(rows.at(-1) ?? 0, sort),
      firstRow,
      count: fitting.count,
    };
  }

  /** Token ids of all rows that fit, in order. */
  all(filter: ListFilter, sort: ListSort, now: EpochMs): readonly number[] {
    const fitting = this.fitting(filter, now);
    return this.#walk({ from: 0, step: 1, limit: fitting.count, sort, fitting }).map((position) =>
      this.#list.ids.at(this.#list.orders.rowAt(position, sort.by, sort.isFalling)),
    );
  }

  #startOf(start: PageStart, { by, isFalling }: ListSort, fitting: Fitting): number {
    const { orders } = this.#list;
    switch (start.kind) {
      case 'first':
        return 0;
      case 'last':
        return orders.count;
      case 'after':
        return orders.positionOf({ ...start.place, id: start.place.id + (isFalling ? -0.5 : 0.5) }, by, isFalling);
      case 'before':
        return orders.positionOf(start.place, by, isFalling);
      case 'name': {
        const folded = foldName(start.text);
        // Falling, names that begin with the text come before it: the first of them is after the last text that begins so.
        const value = isFalling ? `${folded}\uFFFF` : folded;
        return orders.positionOf({ value, id: isFalling ? Number.POSITIVE_INFINITY : 0 }, 'name', isFalling);
      }
      default:
        return this.#positionOfNumber(start.number, { by, isFalling }, fitting);
    }
  }

  #positionOfNumber(number: number, sort: ListSort, fitting: Fitting): number {
    let left = number - 1;
    for (let position = 0; position < this.#list.orders.count; position++) {
      if (!this.#fits(position, sort, fitting)) continue;
      if (left <= 0) return position;
      left -= 1;
    }
    return this.#list.orders.count;
  }

  #walk(walk: {
    readonly from: number;
    readonly step: 1 | -1;
    readonly limit: number;
    readonly sort: ListSort;
    readonly fitting: Fitting;
  }): readonly number[] {
    const found: number[] = [];
    const { count } = this.#list.orders;
    for (let at = walk.from; at >= 0 && at < count && found.length < walk.limit; at += walk.step) {
      if (this.#fits(at, walk.sort, walk.fitting)) found.push(at);
    }
    return found;
  }

  #countBefore(position: number, sort: ListSort, fitting: Fitting): number {
    if (fitting.count === this.#list.orders.count) return position;
    let count = 0;
    for (let at = 0; at < position; at++) if (this.#fits(at, sort, fitting)) count += 1;
    return count;
  }

  #fits(position: number, { by, isFalling }: ListSort, { fits }: Fitting): boolean {
    return fits[this.#list.orders.rowAt(position, by, isFalling)] === 1;
  }

  #placeOf(row: number, { by }: ListSort): Place {
    return { value: this.#list.valueOf(row, by), id: this.#list.ids.at(row) };
  }
}

function isBackwards(start: PageStart): boolean {
  return start.kind === 'before' || start.kind === 'last';
}
