import { type StoredHappening, storedHappening } from '#engine/webhooks/read-happenings.ts';
import type { MapFault, Peek } from '#shared/contract/imports.ts';
import type { FlagCode, RejectCode, TokenField } from '#shared/domain/list-file.ts';
import { frequencyNamed } from '#shared/domain/notification-token.ts';
import type { DateOrder } from '#shared/time/written-date.ts';
import {
  type ColumnMap,
  doubtfulColumns,
  type MappingShown,
  type MapRequest,
  showMapping,
  twinOf,
} from './column-map.ts';
import {
  createDateReader,
  type DateExample,
  type DateOrderFacts,
  type DateReader,
  type PendingDate,
} from './date-reader.ts';
import type { BadRow, ItemSink } from './import-source.ts';
import { type FileLayout, type FileOrder, readTokenFile } from './read-file.ts';
import { readTokenRow, type TokenRow } from './token-row.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** Rows that are shown before an import (Sundial's choice: what fits on a screen). */
const SHOWN_ROWS = 20;

/** One of the first rows: what would be taken, or why it would not. Instants in milliseconds UTC. */
export type PeekedRow =
  | {
      readonly kind: 'taken';
      readonly row: number;
      readonly cells: TokenRow;
      readonly flags: readonly { readonly field: TokenField; readonly value: string; readonly code: FlagCode }[];
      /** Dates that only the order of their column decides. */
      readonly pending: readonly PendingDate[];
    }
  | { readonly kind: 'happened'; readonly row: number; readonly happening: StoredHappening }
  | {
      readonly kind: 'refused';
      readonly row: number;
      readonly field: TokenField | null;
      readonly column: string | null;
      readonly value: string | null;
      readonly code: RejectCode;
    };

/** What the beginning of a file shows. */
export interface Peeked extends Pick<FileLayout, 'encoding' | 'delimiter' | 'bytes'> {
  readonly kind: Peek['kind'];
  readonly columns: readonly string[];
  readonly fields: readonly (TokenField | null)[];
  readonly faults: readonly MapFault[];
  /** Where the column names of a table stand; `null` = it has none and goes by letters; 1 for other files. */
  readonly headerRow: number | null;
  /** Columns only the person can name, and what they may be. */
  readonly perhaps: MappingShown;
  readonly rows: readonly PeekedRow[];
  readonly dates: readonly (DateExample & { readonly column: string })[];
  /** The first date of each column that can be read in two ways, and what decides; `order` `null` = nothing does. */
  readonly doubtful: readonly (PendingDate & { readonly column: string; readonly order: DateOrder | null })[];
}

/** What to look into, and how. */
export interface PeekOrder extends Omit<FileOrder, 'isPeek'> {
  readonly dates: DateOrderFacts;
}

const NO_LAYOUT: FileLayout = { kind: 'table', encoding: null, delimiter: null, bytes: 0 };

/** Ends a reading that has seen enough. */
class EnoughSeen extends Error {}

interface Seen {
  layout: FileLayout;
  map: ColumnMap | null;
  headerRow: number | null;
  names: Partial<Record<TokenField, string>>;
  events: number;
  readonly rows: PeekedRow[];
  readonly dates: DateReader;
}

/**
 * Reads the beginning of a file as an import would, and says what it makes of it. Nothing is kept.
 *
 * @throws {DomainError} `fileRefused` for a file that is no list of people.
 */
export async function peekFile(order: PeekOrder): Promise<Peeked> {
  const seen: Seen = {
    layout: NO_LAYOUT,
    map: null,
    headerRow: 1,
    names: {},
    events: 0,
    rows: [],
    dates: createDateReader(order.dates),
  };
  try {
    await readTokenFile({ ...order, isPeek: true }, sinkInto(seen), {
      onLayout: (layout) => {
        seen.layout = layout;
      },
      onBytes: () => {
        if (seen.rows.length >= SHOWN_ROWS) throw new EnoughSeen();
      },
    });
  } catch (error) {
    if (!(error instanceof EnoughSeen)) throw error;
  }
  return peekedOf(seen, order.map);
}

function sinkInto(seen: Seen): ItemSink {
  const add = (row: PeekedRow): void => {
    if (seen.rows.length < SHOWN_ROWS) seen.rows.push(row);
  };
  return {
    mapped: (map, row) => {
      seen.map = map;
      if (row !== undefined) seen.headerRow = row;
      seen.names = Object.fromEntries(showMapping(map).map(({ column, field }) => [field, column]));
    },
    row: (values, row) => {
      // Rows that are not shown are read all the same: they may prove what comes first in their dates.
      const reading = readTokenRow(values, seen.dates);
      if (reading.kind === 'taken') add({ ...reading, row, cells: reading.row });
      else add({ ...reading, row, column: seen.names[reading.field] ?? null });
    },
    bad: (bad: BadRow) => add({ kind: 'refused', field: null, ...bad }),
    event: (event, row) => {
      seen.events += 1;
      add({ kind: 'taken', row, cells: cellsOf(event), flags: [], pending: [] });
    },
    happening: (happening, row) => {
      seen.events += 1;
      add({ kind: 'happened', row, happening: storedHappening(happening) });
    },
    aside: () => undefined,
  };
}

function cellsOf(event: WebhookEvent): TokenRow {
  return {
    token: event.token,
    recipient: event.recipient,
    name: null,
    zone: event.zone,
    topic: event.topic,
    payload: event.payload,
    createdAt: event.at,
    expiresAt: event.expiresAt,
    frequency: frequencyNamed(event.frequency),
    userTokenStatus: event.userTokenStatus,
    reoptin: null,
    nextEligibleAt: null,
    status: event.kind === 'stop' ? 'stopped' : null,
    lastInboundAt: null,
  };
}

function peekedOf(seen: Seen, requests: readonly MapRequest[]): Peeked {
  const { layout, map, events, rows } = seen;
  const isLog = events > 0;
  const { dates, names } = seen;
  const columnOf = (field: TokenField): string => names[field] ?? field;
  const doubtful = dates.doubtful().map((date) => ({
    ...date,
    column: columnOf(date.field),
    order: dates.orderOf(date.field),
  }));
  const isUndecided = doubtful.some(({ order }) => order === null);
  const faults: readonly MapFault[] = isLog
    ? []
    : [...mapFaults(map, requests), ...(isUndecided ? ['dateOrder' as const] : [])];
  return {
    ...layout,
    kind: isLog ? 'log' : layout.kind,
    headerRow: seen.headerRow,
    perhaps: map === null || isLog ? [] : doubtfulColumns(map, requests),
    columns: map?.columns ?? [],
    fields: map?.fields ?? [],
    faults: rows.length === 0 ? [...faults, 'noRows'] : faults,
    rows: rows.map((row) => withDates(row, dates)),
    dates: dates.examples().map((example) => ({ ...example, column: columnOf(example.field) })),
    doubtful,
  };
}

const DATE_CELLS = {
  createdAt: 'createdAt',
  expiresAt: 'expiresAt',
  nextEligibleAt: 'nextEligibleAt',
  lastInbound: 'lastInboundAt',
} as const satisfies Partial<Record<TokenField, keyof TokenRow>>;

/** A row whose dates are read in the order of their columns, as far as that is known by now. */
function withDates(row: PeekedRow, dates: DateReader): PeekedRow {
  if (row.kind !== 'taken' || row.pending.length === 0) return row;
  const settled = row.pending.flatMap((date) => {
    const order = dates.orderOf(date.field);
    const cell = DATE_CELLS[date.field as keyof typeof DATE_CELLS]; // only fields of dates can be pending
    return order === null ? [] : [[cell, date[order]] as const];
  });
  return { ...row, cells: { ...row.cells, ...Object.fromEntries(settled) } };
}

function mapFaults(map: ColumnMap | null, requests: readonly MapRequest[]): readonly MapFault[] {
  if (map === null) return [];
  const faultOf = (field: 'token' | 'recipient', none: MapFault, two: MapFault): readonly MapFault[] => {
    if (!map.fields.includes(field)) return [none];
    return twinOf(map, requests, field) < 0 ? [] : [two];
  };
  return [...faultOf('token', 'noToken', 'twoTokens'), ...faultOf('recipient', 'noRecipient', 'twoRecipients')];
}
