import { DomainError } from '#shared/domain/errors.ts';
import { TOKEN_FIELDS, type TokenField } from '#shared/domain/list-file.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { fieldNamed, fieldPerhapsNamed, plainName } from './column-names.ts';

/** Which column of a file stands for which field. */
export interface ColumnMap {
  /** Column names as they stand in the file. */
  readonly columns: readonly string[];
  /** For each column its field; `null` = not used. */
  readonly fields: readonly (TokenField | null)[];
}

/** One `column=field` of the user. */
export interface MapRequest {
  readonly column: string;
  /** Any name of a field, the platform's or a plain one; `-` leaves the column out. */
  readonly field: string;
}

/** A mapping as people read it: field and the name of its column. */
export type MappingShown = readonly { readonly column: string; readonly field: TokenField }[];

/**
 * Decides which column stands for which field, as {@link assignColumns} does, and insists on token and recipient.
 *
 * @param where - the file, for the sentence of a refusal.
 * @throws {DomainError} `invalidInput` for an unknown column or field, or a field named twice; `fileRefused` when no column is the
 *   token or the recipient, with the columns there are.
 */
export function mapColumns(columns: readonly string[], requests: readonly MapRequest[], where: string): ColumnMap {
  const map = assignColumns(columns, requests, where);
  for (const field of ['token', 'recipient'] as const) {
    if (!map.fields.includes(field)) throw noColumn(field, columns, where);
  }
  return map;
}

/**
 * Decides which column stands for which field: first what the user said, then by the columns' names, the surer name winning.
 *
 * @throws {DomainError} `invalidInput` for an unknown column or field, or a field named twice.
 */
export function assignColumns(columns: readonly string[], requests: readonly MapRequest[], where: string): ColumnMap {
  const fields: (TokenField | null)[] = columns.map(() => null);
  const isDecided = columns.map(() => false);
  for (const request of requests) {
    const index = columnIndex(columns, request.column, where);
    const field = request.field === '-' ? null : requestedField(request.field, where);
    const earlier = field === null ? -1 : fields.indexOf(field);
    if (field !== null && earlier >= 0 && earlier !== index) {
      const pair = { first: columns[earlier] ?? '', second: columns[index] ?? '' };
      throw refuse('columnTwice', { ...pair, field }, { where });
    }
    fields[index] = field;
    isDecided[index] = true;
  }
  for (const [index, field] of guesses(columns, isDecided)) {
    if (!fields.includes(field)) fields[index] = field;
  }
  return { columns, fields };
}

/**
 * Refuses a table in which two columns of the same name could be the token or the recipient: which one is meant is not Sundial's to
 * guess. Second columns for other fields are left out, and named among {@link ignoredColumns}.
 *
 * @throws {DomainError} `fileRefused` that names both.
 */
export function refuseTwins(map: ColumnMap, requests: readonly MapRequest[], where: string): void {
  const { columns, fields } = map;
  for (const field of ['token', 'recipient'] as const) {
    const twin = twinOf(map, requests, field);
    if (twin < 0) continue;
    const used = fields.indexOf(field);
    const [first, second] = [Math.min(used, twin), Math.max(used, twin)];
    const names = { first: columns[first] ?? '', second: columns[second] ?? '' };
    const values = { name: where, firstAt: first + 1, secondAt: second + 1, ...names, field };
    throw refuse('columnTwins', values, { where, terminal: ', or say which with --map.' });
  }
}

/** Place of a second column of the same name as the one that stands for a field, unless the user chose; -1 = there is none. */
export function twinOf(
  { columns, fields }: ColumnMap,
  requests: readonly MapRequest[],
  field: 'token' | 'recipient',
): number {
  const used = fields.indexOf(field);
  if (used < 0 || requests.some((request) => fieldNamed(request.field)?.field === field)) return -1;
  return columns.findIndex((column, index) => index !== used && plainName(column) === plainName(columns[used] ?? ''));
}

/** Columns whose names leave open whether they are a field that is still free; what the user decided is not asked again. */
export function doubtfulColumns({ columns, fields }: ColumnMap, requests: readonly MapRequest[]): MappingShown {
  return columns.flatMap((column, index) => {
    const field = fieldPerhapsNamed(column);
    const isOpen = (fields[index] ?? null) === null && !requests.some((request) => request.column === column);
    return field !== null && isOpen && !fields.includes(field) ? [{ column, field }] : [];
  });
}

/** The mapping as people read it. */
export function showMapping({ columns, fields }: ColumnMap): MappingShown {
  return columns.flatMap((column, index) => {
    const field = fields[index] ?? null;
    return field === null ? [] : [{ column, field }];
  });
}

/** Columns that are not used. */
export function ignoredColumns({ columns, fields }: ColumnMap): readonly string[] {
  return columns.filter((column, index) => (fields[index] ?? null) === null && column !== '');
}

function guesses(
  columns: readonly string[],
  isDecided: readonly boolean[],
): readonly (readonly [number, TokenField])[] {
  return columns
    .flatMap((column, index) => {
      const guess = isDecided[index] === true ? null : fieldNamed(column);
      return guess === null ? [] : [{ index, ...guess }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ index, field }) => [index, field] as const);
}

function columnIndex(columns: readonly string[], name: string, where: string): number {
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  const wanted = name.trim().toLowerCase();
  const near = columns.findIndex((column) => column.trim().toLowerCase() === wanted);
  if (near >= 0) return near;
  const terminal = `; its columns are ${listed(columns)}.`;
  throw refuse('noSuchColumn', { column: name, name: where }, { where, terminal });
}

function requestedField(name: string, where: string): TokenField {
  const found = fieldNamed(name);
  if (found !== null) return found.field;
  const sentence = `"${name}" is no field of a token; fields are ${TOKEN_FIELDS.join(', ')}.`;
  throw new DomainError('invalidInput', sentence, where);
}

function noColumn(field: 'token' | 'recipient', columns: readonly string[], where: string): DomainError {
  const terminal = `: the columns are ${listed(columns)}; say which with --map column=${field}.`;
  return refuse('noColumnFor', { name: where, field }, { where, terminal });
}

/** At most twenty names, each cut to forty characters, so that the sentence stays one. */
function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 20).map((column) => `"${column.slice(0, 40)}"`);
  return columns.length > 20 ? `${shown.join(', ')} and ${columns.length - 20} more` : shown.join(', ');
}
