import type { OtherHappening } from '#engine/webhooks/read-happenings.ts';
import type { RejectCode } from '#shared/domain/list-file.ts';
import type { ColumnMap } from './column-map.ts';
import type { FieldValues } from './token-field.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** A row that could not be read into cells. */
export interface BadRow {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: RejectCode;
}

/** Takes what a file holds, piece by piece, in the file's order. */
export interface ItemSink {
  /**
   * The columns and what they stand for; comes before the rows, again when a later row of JSON brings new names.
   *
   * @param row - where the names of a table's columns stand; `null` = it has none, and its columns go by letters. Not given by JSON.
   */
  readonly mapped: (map: ColumnMap, row?: number | null) => void;
  /** A row; the values are only good during the call. */
  readonly row: (values: FieldValues, row: number) => void;
  readonly bad: (bad: BadRow) => void;
  readonly event: (event: WebhookEvent, row: number) => void;
  /** A message, a way in or a deletion of a log; no text of it. */
  readonly happening: (happening: OtherHappening, row: number) => void;
  /** Something of a log that is no business of Sundial: echoes, groups, plugin opt-ins. */
  readonly aside: () => void;
  /** The cells of a row as they stood, for a rejects file; called before `row` or `bad` where the reader was asked for it. */
  readonly original?: (cells: OriginalRow) => void;
}

/** A row as it stood in the file. */
export interface OriginalRow {
  readonly row: number;
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

/** Reads one file from beginning to end into a sink. */
export interface SourceReader {
  /** Takes the file's text in chunks cut anywhere. */
  readonly push: (text: string) => void;
  readonly end: () => void;
}
