/** One column of a table for people: its head, and the text of a row in it. */
export interface Column<Row> {
  readonly head: string;
  readonly text: (row: Row) => string;
  /** Figures stand right. */
  readonly align?: 'right';
  /** Most characters; longer texts are cut. {@link MAX_WIDTH} when not given. */
  readonly maxWidth?: number;
}

/** Widest a column gets; longer texts are cut (Sundial's choice: four such columns fit a usual terminal). */
const MAX_WIDTH = 40;

/**
 * Lays rows out as columns of plain text. Widths come from the rows given, so a long list is laid out in parts; a part after the
 * first leaves the head out.
 */
export function layTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  head: 'withHead' | 'rowsOnly' = 'withHead',
): string {
  const cells = rows.map((row) =>
    columns.map((column) => cut(printable(column.text(row)), column.maxWidth ?? MAX_WIDTH)),
  );
  const heads = columns.map((column) => column.head);
  const widths = columns.map((_, index) =>
    Math.max(...[heads, ...cells].map((line) => [...(line[index] ?? '')].length)),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.align))
      .join('  ')
      .trimEnd();
  const lines = head === 'withHead' ? [line(heads), ...cells.map(line)] : cells.map(line);
  return lines.join('\n');
}

/** Text from files and the platform must not steer the terminal: control characters are shown as a mark. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\u00b7');
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}

function pad(text: string, width: number, align: 'right' | undefined): string {
  const space = ' '.repeat(Math.max(0, width - [...text].length));
  return align === 'right' ? space + text : text + space;
}
