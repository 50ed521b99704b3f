import type { FlagCode, RejectCode } from '#shared/domain/list-file.ts';

/** A finding about one row, as it is told. `row` counts as a spreadsheet does: the header is row 1; in NDJSON and logs it is the line. */
export interface Finding<Code extends string> {
  readonly row: number;
  /** Name of the column; `null` when it concerns the row as a whole. */
  readonly column: string | null;
  /** What stood there, at most 200 characters; `null` = nothing. */
  readonly value: string | null;
  readonly code: Code;
}

/** A row that is not taken. */
export type Reject = Finding<RejectCode>;
/** A row that is taken and odd. */
export type Flag = Finding<FlagCode>;

/** Longest value told with a finding. */
const MAX_SHOWN = 200;

/** A value as a finding shows it. */
export function shownValue(value: string | null): string | null {
  return value === null ? null : value.slice(0, MAX_SHOWN).toWellFormed();
}
