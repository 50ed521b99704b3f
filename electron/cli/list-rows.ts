import { type Call, callUseCase } from './caller.ts';
import type { Invocation } from './command.ts';
import { createProgressLine, printRow } from './output.ts';
import { type Column, layTable } from './table.ts';

/** Rows laid out together: the widths of columns come from them (Sundial's choice). */
const PART_ROWS = 500;

/** How rows look to people. */
export interface RowsView<Row> {
  readonly columns: readonly Column<Row>[];
  /** What is said when there are none. */
  readonly none: string;
}

/** Prints the rows of a use case: NDJSON for programs, a table for people, laid out in parts so that a million rows never wait. */
export async function listRows<Row>(invocation: Invocation, call: Call, view: RowsView<Row>): Promise<void> {
  const progress = createProgressLine(invocation);
  let part: Row[] = [];
  let printed = 0;
  const flush = async (): Promise<void> => {
    if (part.length === 0) return;
    progress.clear();
    await invocation.io.write(`${layTable(part, view.columns, printed === 0 ? 'withHead' : 'rowsOnly')}\n`);
    printed += part.length;
    part = [];
  };
  await callUseCase(invocation, call, {
    onProgress: progress.show,
    onRow: async (row) => {
      if (invocation.json) return printRow(invocation, row);
      part.push(row as Row); // the caller names the row of the use case it calls
      if (part.length >= PART_ROWS) await flush();
    },
  });
  progress.clear();
  if (invocation.json) return;
  await flush();
  if (printed === 0) await invocation.io.write(`${view.none}\n`);
}
