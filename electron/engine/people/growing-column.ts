/** A typed array that grows: one value for each row of the list, or each unit of its texts. */
export class GrowingColumn<Values extends Uint8Array | Uint16Array | Uint32Array | Float64Array> {
  #values: Values;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values, length: number) {
    this.#make = make;
    this.#values = make(length);
  }

  /** The array itself, for walks over all rows; taken anew after every {@link set}. Longer than the list. */
  get values(): Values {
    return this.#values;
  }

  /** The value of a row. */
  at(row: number): number {
    return this.#values[row] ?? 0;
  }

  /** Sets the value of a row, making room for it where there is none. */
  set(row: number, value: number): void {
    if (row >= this.#values.length) {
      const larger = this.#make(Math.max(64, row + 1, Math.ceil(row * 1.25)));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[row] = value;
  }
}
