import { readFindings } from '#engine/webhooks/read-happenings.ts';
import { TOKEN_FIELDS } from '#shared/domain/list-file.ts';
import { assignColumns, type ColumnMap, type MapRequest, mapColumns } from './column-map.ts';
import { fieldNamed } from './column-names.ts';
import type { ItemSink } from './import-source.ts';
import { isLostDigits } from './json-text.ts';
import { shownValue } from './row-code.ts';
import { FIELD_INDEX } from './token-field.ts';
import { webhookEntries } from './webhook-event.ts';

/** Takes parsed JSON values and hands on what they are: rows, pages of rows, webhook bodies. */
export interface JsonItems {
  readonly value: (value: unknown, row: number) => void;
  /** @throws {DomainError} as `mapColumns`, when there were rows. */
  readonly end: () => void;
}

type Fields = Readonly<Record<string, unknown>>;

/** Names the user's mapping gives to keys, besides those Sundial knows. */
export interface JsonOrder {
  readonly map: readonly MapRequest[];
  readonly where: string;
  /** See `TableOrder`. */
  readonly isPeek?: boolean | undefined;
}

/** Rows, pages of the Graph list (`{ "data": [...] }`) and webhook bodies, in any mixture. */
export function createJsonItems(order: JsonOrder, sink: ItemSink): JsonItems {
  const keys = createKeyMap(order, sink);
  const one = (value: unknown, row: number): void => {
    const entries = webhookEntries(value);
    if (entries !== null) {
      keys.recognised();
      takeEvents(entries, row);
    } else if (isRecord(value)) keys.row(value, row);
    else sink.bad({ row, column: null, value: shownValue(plainText(value)), code: 'notARow' });
  };
  const takeEvents = (entries: readonly unknown[], row: number): void => {
    for (const finding of readFindings(entries)) {
      if (finding.kind === 'event') sink.event(finding.event, row);
      else if (finding.kind === 'happening') sink.happening(finding.happening, row);
      else if (finding.kind === 'aside') sink.aside();
      else sink.bad({ row, column: finding.field, value: shownValue(finding.value), code: finding.code });
    }
  };
  return {
    value: (value, row) => {
      const rows = pageRows(value);
      if (rows === null) one(value, row);
      else for (const inner of rows) one(inner, row);
    },
    end: keys.end,
  };
}

/** The rows of a page of the Graph list; `null` when a value is no page. */
export function pageRows(value: unknown): readonly unknown[] | null {
  return isRecord(value) && Array.isArray(value['data']) && !('notification_messages_token' in value)
    ? value['data']
    : null;
}

interface KeyMap {
  /** Something else than a row was understood: a file of rows nobody can read is then a log with foreign lines. */
  readonly recognised: () => void;
  readonly row: (value: Fields, row: number) => void;
  readonly end: () => void;
}

/** Reads objects by their keys; the mapping grows with each new set of keys. */
function createKeyMap(order: JsonOrder, sink: ItemSink): KeyMap {
  const columns: string[] = [];
  const known = new Set<string>();
  let placeOfKey: ReadonlyMap<string, number> = new Map();
  const values: (string | null)[] = TOKEN_FIELDS.map(() => null);

  /** Keys of objects that are no rows: they are not learnt, so that a foreign line cannot use up the place of others. */
  const foreign = new Set<string>();
  let isLog = false;
  const isMeant = new Set(order.map.map((request) => request.column));
  const isRow = (value: Fields): boolean => {
    const names = Object.keys(value);
    return (
      names.some((key) => placeOfKey.has(key)) || names.some((key) => isMeant.has(key) || fieldNamed(key) !== null)
    );
  };

  const learn = (value: Fields): void => {
    for (const key of Object.keys(value)) {
      if (known.has(key) || known.size >= MAX_KEYS) continue;
      known.add(key);
      columns.push(key);
    }
    const map = assignColumns(columns, knownRequests(order.map, known), order.where);
    placeOfKey = places(map);
    sink.mapped(map);
  };

  return {
    recognised: () => {
      isLog = true;
    },
    row: (value, row) => {
      if (!isRow(value)) {
        for (const key of Object.keys(value)) if (foreign.size < MAX_KEYS) foreign.add(key);
        sink.original?.({ row, columns: [], cells: [] });
        sink.bad({ row, column: null, value: shownValue(JSON.stringify(value)), code: 'notARow' });
        return;
      }
      if (Object.keys(value).some((key) => !known.has(key) && known.size < MAX_KEYS)) learn(value);
      sink.original?.({ row, columns, cells: columns.map((key) => plainText(value[key]) ?? '') });
      values.fill(null);
      for (const [key, place] of placeOfKey) {
        const cell = Object.hasOwn(value, key) ? value[key] : null;
        if (typeof cell === 'object' && cell !== null) {
          const code = isLostDigits(cell) ? 'digitsLost' : 'notText';
          sink.bad({ row, column: key, value: shownValue(plainText(cell)), code });
          return;
        }
        values[place] = plainText(cell);
      }
      sink.row(values, row);
    },
    end: () => {
      if (isLog || order.isPeek === true) assignColumns([...columns, ...foreign], order.map, order.where);
      else if (columns.length + foreign.size > 0) mapColumns([...columns, ...foreign], order.map, order.where);
    },
  };
}

/** Most different keys looked at in one file (RELIABILITY S-29, columns). */
const MAX_KEYS = 500;

/** A request for a key that has not come yet waits; one that never comes is refused at the end. */
function knownRequests(map: readonly MapRequest[], known: ReadonlySet<string>): readonly MapRequest[] {
  return map.filter((request) => known.has(request.column));
}

function places({ columns, fields }: ColumnMap): ReadonlyMap<string, number> {
  return new Map(
    columns.flatMap((column, index) => {
      const field = fields[index] ?? null;
      return field === null ? [] : [[column, FIELD_INDEX[field]] as const];
    }),
  );
}

function plainText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (isLostDigits(value)) return value.lostDigits;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '{…}';
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
