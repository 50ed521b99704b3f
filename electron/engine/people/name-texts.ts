import { GrowingColumn } from './growing-column.ts';
import { orderTexts } from './order-texts.ts';

/** Units of text for each name to make room for at once: most folded names and the end mark behind them (Sundial's choice). */
const ROOM_OF_NAME = 24;
/** Slots of the table by hash for each text: below two the ways through it get long. */
const SLOTS_PER_TEXT = 2;
/** Multiplier and start of FNV-1a, 32 bits. */
const FNV_PRIME = 16_777_619;
const FNV_START = 2_166_136_261;

/**
 * Folded names, each kept once under a number. A million strings with a map from each to its number take 150 MB of the heap, which its
 * garbage collector then walks through again and again; here all texts stand behind one another in one array, as UTF-16, and take 70.
 */
export class NameTexts {
  readonly #units: GrowingColumn<Uint16Array>;
  /** Where each text begins; it ends in front of an end mark, 0, which no folded name holds. */
  readonly #starts: GrowingColumn<Uint32Array>;
  /** Numbers of texts plus one, at the place of their hash or behind it; 0 = free. */
  #slots: Uint32Array;
  #length = 0;

  /** @param room - texts to make room for at once. */
  constructor(room: number) {
    this.#units = new GrowingColumn((length) => new Uint16Array(length), room * ROOM_OF_NAME);
    this.#starts = new GrowingColumn((length) => new Uint32Array(length), room + 1);
    this.#slots = slotsFor(room);
  }

  /** How many texts there are. */
  get length(): number {
    return this.#length;
  }

  /** The number of a text, given at its first use. */
  codeOf(text: string): number {
    const slot = this.#slotOf(text);
    const known = this.#slots[slot] ?? 0;
    if (known !== 0) return known - 1;
    const code = this.#add(text);
    this.#slots[slot] = code + 1;
    if (this.#length * SLOTS_PER_TEXT > this.#slots.length) this.#makeMoreSlots();
    return code;
  }

  /** The number of a text; `null` = it is not among them. */
  codeOfKnown(text: string): number | null {
    const known = this.#slots[this.#slotOf(text)] ?? 0;
    return known === 0 ? null : known - 1;
  }

  /** The text of a number; `''` where there is none. */
  textOf(code: number): string {
    const { values } = this.#units;
    const [start, end] = this.#boundsOf(code);
    return Buffer.from(
      values.buffer,
      start * values.BYTES_PER_ELEMENT,
      (end - start) * values.BYTES_PER_ELEMENT,
    ).toString('utf16le');
  }

  /** For each text 1 where it holds all the given ones. */
  holding(parts: readonly string[]): Uint8Array {
    const found = new Uint8Array(this.#length).fill(1);
    for (const part of parts) this.#keepHolding(part, found);
    return found;
  }

  /** All numbers, by rising text. */
  inOrder(): Uint32Array {
    return orderTexts(this.#units.values, this.#starts.values.subarray(0, this.#length));
  }

  #keepHolding(part: string, found: Uint8Array): void {
    const units = this.#units.values;
    const starts = this.#starts.values;
    const wanted = unitsOf(part);
    for (let code = 0; code < found.length; code++) {
      if (found[code] === 0) continue;
      // Both stand in the array, and no part is longer than what is left before the end mark.
      const last = (starts[code + 1] ?? 0) - 1 - wanted.length;
      found[code] = isWithin(units, starts[code] ?? 0, last, wanted) ? 1 : 0;
    }
  }

  #boundsOf(code: number): readonly [start: number, end: number] {
    return code < this.#length ? [this.#starts.at(code), this.#starts.at(code + 1) - 1] : [0, 0];
  }

  #add(text: string): number {
    const start = this.#starts.at(this.#length);
    for (let at = 0; at < text.length; at++) this.#units.set(start + at, text.charCodeAt(at));
    this.#units.set(start + text.length, 0);
    this.#starts.set(this.#length + 1, start + text.length + 1);
    return this.#length++;
  }

  #slotOf(text: string): number {
    const last = this.#slots.length - 1;
    let slot = hashOf(text) & last;
    for (;;) {
      const known = this.#slots[slot] ?? 0;
      if (known === 0 || this.#isText(known - 1, text)) return slot;
      slot = (slot + 1) & last;
    }
  }

  #isText(code: number, text: string): boolean {
    const [start, end] = this.#boundsOf(code);
    if (end - start !== text.length) return false;
    const { values } = this.#units;
    for (let at = 0; at < text.length; at++) if (values[start + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  #makeMoreSlots(): void {
    this.#slots = slotsFor(this.#length * SLOTS_PER_TEXT);
    for (let code = 0; code < this.#length; code++) this.#slots[this.#slotOf(this.textOf(code))] = code + 1;
  }
}

/** Room for some texts: a power of two, so that a hash becomes a place by its lowest bits. */
function slotsFor(texts: number): Uint32Array {
  return new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(64, texts * SLOTS_PER_TEXT))));
}

function hashOf(text: string): number {
  let hash = FNV_START;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  // The lowest bits alone are those of the last letters.
  return hash ^ (hash >>> 15);
}

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** Whether a part begins anywhere from one place to another. */
function isWithin(units: Uint16Array, from: number, to: number, part: Uint16Array): boolean {
  const first = part[0];
  for (let place = from; place <= to; place++) {
    if (units[place] !== first) continue;
    let at = 1;
    while (at < part.length && units[place + at] === part[at]) at++;
    if (at >= part.length) return true;
  }
  return false;
}
