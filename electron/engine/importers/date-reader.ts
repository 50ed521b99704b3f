import type { DateForm, TokenField } from '#shared/domain/list-file.ts';
import { SECOND } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { type LocalDateTime, wallSeconds } from '#shared/time/local-date-time.ts';
import { isPlausibleInstant, readPlatformTimestamp } from '#shared/time/platform-timestamp.ts';
import { type DateOrder, readWrittenDate, type WrittenDate } from '#shared/time/written-date.ts';
import { instantIn, type ZoneOffsets } from '#shared/time/zone-offsets.ts';

/** How one column's dates were read, with the first of them as the example. */
export interface DateExample {
  readonly field: TokenField;
  readonly form: DateForm;
  readonly count: number;
  /** As it stands in the file. */
  readonly written: string;
  readonly at: EpochMs;
}

/** A date whose day and month could change places. It waits until the whole column was seen. */
export interface PendingDate {
  readonly field: TokenField;
  readonly written: string;
  readonly dayFirst: EpochMs;
  readonly monthFirst: EpochMs;
}

/** What one cell is. */
export type DateCell =
  | { readonly kind: 'read'; readonly at: EpochMs }
  | { readonly kind: 'none' }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'pending'; readonly pending: PendingDate };

/** Reads the dates of one file, and remembers what its columns prove. */
export interface DateReader {
  readonly read: (field: TokenField, cell: string) => DateCell;
  /** The order of a column: what the person said, else what the column proves; `null` = neither, or it proves both. */
  readonly orderOf: (field: TokenField) => DateOrder | null;
  /** The first date of each column that can be read in two ways. */
  readonly doubtful: () => readonly PendingDate[];
  readonly examples: () => readonly DateExample[];
}

/** In which zone and order dates are read. */
export interface DateOrderFacts {
  /** The Page's zone: the clock of every time that names none. */
  readonly offsets: ZoneOffsets;
  /** What the person said; `null` = nothing. */
  readonly order: DateOrder | null;
}

interface Tally {
  readonly examples: Map<DateForm, { count: number; readonly written: string; readonly at: EpochMs }>;
  readonly proofs: Set<DateOrder>;
  doubt: PendingDate | null;
  doubts: number;
}

const NONE: DateCell = { kind: 'none' };
const NONSENSE: DateCell = { kind: 'nonsense' };

/** Makes a reader for one file. Times without a zone are on the wall clock of the Page (Sundial's choice: its people keep the list). */
export function createDateReader(facts: DateOrderFacts): DateReader {
  const tallies = new Map<TokenField, Tally>();
  const tallyOf = (field: TokenField): Tally => {
    const known = tallies.get(field) ?? { examples: new Map(), proofs: new Set(), doubt: null, doubts: 0 };
    tallies.set(field, known);
    return known;
  };
  const orderOf = (field: TokenField): DateOrder | null => {
    if (facts.order !== null) return facts.order;
    const [proof, other] = tallies.get(field)?.proofs ?? [];
    return other === undefined ? (proof ?? null) : null;
  };
  const take = (field: TokenField, written: WrittenDate, cell: string): DateCell => {
    const tally = tallyOf(field);
    if (written.kind === 'absent') return NONE;
    if (written.kind === 'instant') return noted(tally, 'instant', { cell, at: written.at });
    if (written.kind === 'nonsense') return NONSENSE;
    const onWall = (local: LocalDateTime): EpochMs | null => wallInstant(facts.offsets, local, written.offsetSeconds);
    if (written.kind === 'either') return takeEither(field, written, { cell, tally, order: facts.order, onWall });
    const at = onWall(written.local);
    if (at === null) return NONSENSE;
    if (written.order !== null) tally.proofs.add(written.order);
    return noted(tally, formOf(written), { cell, at });
  };
  return {
    read: (field, cell) => {
      const fast = isShortNumber(cell) ? readPlatformTimestamp(Number(cell)) : null;
      if (fast?.kind === 'given') return noted(tallyOf(field), 'instant', { cell, at: fast.at });
      return take(field, readWrittenDate(cell), cell);
    },
    orderOf,
    doubtful: () => [...tallies.values()].flatMap(({ doubt }) => (doubt === null ? [] : [doubt])),
    examples: () => [...tallies].flatMap(([field, tally]) => examplesOf(field, tally, orderOf(field))),
  };
}

function takeEither(
  field: TokenField,
  written: Extract<WrittenDate, { kind: 'either' }>,
  by: {
    readonly cell: string;
    readonly tally: Tally;
    readonly order: DateOrder | null;
    readonly onWall: (local: LocalDateTime) => EpochMs | null;
  },
): DateCell {
  const dayFirst = by.onWall(written.dayFirst);
  const monthFirst = by.onWall(written.monthFirst);
  if (dayFirst === null || monthFirst === null) return NONSENSE;
  const pending = { field, written: copied(by.cell), dayFirst, monthFirst };
  by.tally.doubt ??= pending;
  by.tally.doubts += 1;
  return by.order === null ? { kind: 'pending', pending } : { kind: 'read', at: pending[by.order] };
}

function noted(tally: Tally, form: DateForm, { cell, at }: { readonly cell: string; readonly at: EpochMs }): DateCell {
  const known = tally.examples.get(form);
  if (known === undefined) tally.examples.set(form, { count: 1, written: copied(cell), at });
  else known.count += 1;
  return { kind: 'read', at };
}

function formOf({ form, order, offsetSeconds }: Extract<WrittenDate, { kind: 'wall' }>): DateForm {
  if (order !== null) return order;
  if (form === 'serial') return 'serial';
  return offsetSeconds === null ? 'pageClock' : 'instant';
}

/** Doubtful dates count with the form their column was read in. */
function examplesOf(field: TokenField, tally: Tally, order: DateOrder | null): readonly DateExample[] {
  const examples = [...tally.examples].map(([form, example]): DateExample => ({ field, form, ...example }));
  if (order === null || tally.doubt === null) return examples;
  const { written } = tally.doubt;
  const same = tally.examples.get(order);
  const doubtful: DateExample = {
    field,
    form: order,
    count: tally.doubts + (same?.count ?? 0),
    written,
    at: tally.doubt[order],
  };
  return [...examples.filter(({ form }) => form !== order), doubtful];
}

function wallInstant(offsets: ZoneOffsets, local: LocalDateTime, offsetSeconds: number | null): EpochMs | null {
  const at = offsetSeconds === null ? instantIn(offsets, local) : (wallSeconds(local) - offsetSeconds) * SECOND;
  return at !== null && isPlausibleInstant(at) ? epochMs(at) : null;
}

/** Digits only, as nearly every time in a list is; the general reader takes the rest. */
function isShortNumber(text: string): boolean {
  if (text.length > 15) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** A copy: a slice would keep the chunk it was cut from in memory. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}
