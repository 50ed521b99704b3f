import { BugError } from '#shared/lang/bug-error.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { foldName } from './fold-name.ts';
import { GrowingColumn } from './growing-column.ts';
import { NameTexts } from './name-texts.ts';
import { NO_KEY } from './order-by-key.ts';
import { PeopleOrders } from './people-orders.ts';
import { compareValues, FLAG, type PeopleRow, SORT_KEYS, type SortKey, type SortValue } from './people-row.ts';
import { TextCodes } from './text-codes.ts';

const words = (length: number): Uint32Array => new Uint32Array(length);
const instants = (length: number): Float64Array => new Float64Array(length);

/**
 * All notification tokens in columns, in memory: what the People screen sorts, filters and searches by (issue 3, People).
 *
 * Why not indexes in the database: any filter may be combined with any of five orders, so either every pair gets an index (each costs
 * every import and every send) or a page walks a million rows of a table. Here a filter is one pass over narrow columns (some
 * milliseconds), every order stands ready, counts are exact, and imports and sends pay nothing. It takes about 140 bytes a token, the
 * name included, is made when somebody first opens People, and holds nothing that the database does not.
 */
export class PeopleList {
  readonly ids: GrowingColumn<Uint32Array>;
  readonly recipients: GrowingColumn<Uint32Array>;
  readonly accounts: GrowingColumn<Uint32Array>;
  readonly topics: GrowingColumn<Uint32Array>;
  readonly zones: GrowingColumn<Uint32Array>;
  readonly names: GrowingColumn<Uint32Array>;
  readonly flags: GrowingColumn<Uint8Array>;
  readonly expires: GrowingColumn<Float64Array>;
  readonly last: GrowingColumn<Float64Array>;
  readonly optIn: GrowingColumn<Float64Array>;
  readonly next: GrowingColumn<Float64Array>;
  /** Folded names. */
  readonly nameTexts: NameTexts;
  /** Topics, and pairs of zone texts, as JSON. */
  readonly topicTexts = new TextCodes();
  readonly zoneTexts = new TextCodes();
  readonly orders: PeopleOrders;
  #length = 0;
  #version = 0;

  /** @param room - rows to make room for at once. */
  constructor(room: number) {
    const [a, b] = [words, instants];
    this.ids = new GrowingColumn(a, room);
    this.recipients = new GrowingColumn(a, room);
    this.accounts = new GrowingColumn(a, room);
    this.topics = new GrowingColumn(a, room);
    this.zones = new GrowingColumn(a, room);
    this.names = new GrowingColumn(a, room);
    this.flags = new GrowingColumn((length) => new Uint8Array(length), room);
    this.expires = new GrowingColumn(b, room);
    this.last = new GrowingColumn(b, room);
    this.optIn = new GrowingColumn(b, room);
    this.next = new GrowingColumn(b, room);
    this.nameTexts = new NameTexts(room);
    this.orders = new PeopleOrders(this);
  }

  /** Number of rows, those that are gone included. */
  get length(): number {
    return this.#length;
  }

  /** Changes whenever a row does. */
  get version(): number {
    return this.#version;
  }

  /** The highest token id of the list; 0 = it is empty. */
  get lastId(): number {
    return this.#length === 0 ? 0 : this.ids.at(this.#length - 1);
  }

  /** Adds rows, ids rising. Orders know nothing of them until {@link PeopleOrders.sortAll}. */
  append(rows: Iterable<PeopleRow>, now: EpochMs): void {
    for (const row of rows) this.#put(this.#newRow(row.id), row, now);
    this.#version += 1;
  }

  /** Takes rows as they are now, known ones and new ones, and takes out those that are gone; then every order is right again. */
  change(rows: Iterable<PeopleRow>, goneIds: Iterable<number>, now: EpochMs): void {
    const touched = new Map<SortKey, Set<number>>(SORT_KEYS.map((by) => [by, new Set()]));
    let changes = 0;
    for (const row of rows) {
      const known = this.rowOf(row.id);
      const place = known ?? this.#newRow(row.id);
      const before = known === null ? null : this.#valuesOf(known);
      this.#put(place, row, now);
      // Most changes are sends, and touch two of the orders only.
      for (const by of SORT_KEYS) if (before?.get(by) !== this.valueOf(place, by)) touched.get(by)?.add(place);
      changes += 1;
    }
    for (const place of this.#takeOut(goneIds)) {
      for (const rowsOfOrder of touched.values()) rowsOfOrder.add(place);
      changes += 1;
    }
    if (changes === 0) return;
    this.#version += 1;
    this.orders.rearrange(touched);
  }

  #takeOut(goneIds: Iterable<number>): readonly number[] {
    const places = [...goneIds].flatMap((id) => this.rowOf(id) ?? []);
    for (const place of places) this.flags.set(place, FLAG.gone);
    return places;
  }

  #valuesOf(row: number): ReadonlyMap<SortKey, SortValue> {
    return new Map(SORT_KEYS.map((by) => [by, this.valueOf(row, by)]));
  }

  /** The row of a token id; `null` = not in the list. */
  rowOf(id: number): number | null {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.ids.at(middle) < id) low = middle + 1;
      else high = middle;
    }
    return low < this.#length && this.ids.at(low) === id ? low : null;
  }

  /** What a row is sorted by. */
  valueOf(row: number, by: SortKey): SortValue {
    if (by === 'name') {
      const name = this.nameTexts.textOf(this.names.at(row));
      return name === '' ? null : name;
    }
    const value = this[by].at(row);
    return value === NO_KEY ? null : value;
  }

  /** Order of two rows: by value, none last, ties by id. */
  compareRows(a: number, b: number, by: SortKey): number {
    return compareValues(this.valueOf(a, by), this.valueOf(b, by)) || a - b;
  }

  #newRow(id: number): number {
    if (id <= this.lastId) throw new BugError(`Token ${id} comes after ${this.lastId}, but ids only rise.`);
    this.ids.set(this.#length, id);
    return this.#length++;
  }

  #put(row: number, facts: PeopleRow, now: EpochMs): void {
    this.recipients.set(row, facts.recipientId);
    this.accounts.set(row, facts.accountId);
    this.topics.set(row, this.topicTexts.codeOf(JSON.stringify(facts.topic)));
    this.zones.set(row, this.zoneTexts.codeOf(JSON.stringify([facts.tokenZone, facts.personZone])));
    this.names.set(row, this.nameTexts.codeOf(foldName(facts.name)));
    const flags =
      (facts.isSuppressed ? FLAG.suppressed : 0) |
      (facts.isStopped ? FLAG.stopped : 0) |
      (facts.isInvalid ? FLAG.invalid : 0);
    this.flags.set(row, flags);
    this.expires.set(row, keyOf(facts.expiresAt));
    this.last.set(row, keyOf(facts.lastAcceptedAt));
    this.optIn.set(row, keyOf(facts.optedInAt));
    const isActive = flags === 0 && (facts.expiresAt === null || facts.expiresAt > now);
    this.next.set(row, isActive ? keyOf(facts.freeAt) : NO_KEY);
  }
}

/** An instant as a key; those before 1970 count as 1970. */
function keyOf(at: number | null): number {
  return at === null ? NO_KEY : Math.min(Math.max(0, Math.floor(at)), NO_KEY - 1);
}
