import type { MapFault, Peek } from '#shared/contract/imports.ts';
import type { FlagCode, RejectCode, TokenField } from '#shared/domain/list-file.ts';
import { type ColumnMap, type MapRequest, showMapping, twinOf } from './column-map.ts';
import type { BadRow, ItemSink } from './import-source.ts';
import { type FileLayout, type FileOrder, readTokenFile } from './read-file.ts';
import { frequencyOf } from './stage-listed.ts';
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
    }
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
  readonly rows: readonly PeekedRow[];
}

const NO_LAYOUT: FileLayout = { kind: 'table', encoding: null, delimiter: null, bytes: 0 };

/** Ends a reading that has seen enough. */
class EnoughSeen extends Error {}

interface Seen {
  layout: FileLayout;
  map: ColumnMap | null;
  names: Partial<Record<TokenField, string>>;
  events: number;
  readonly rows: PeekedRow[];
}

/**
 * Reads the beginning of a file as an import would, and says what it makes of it. Nothing is kept.
 *
 * @throws {DomainError} `fileRefused` for a file that is no list of people.
 */
export async function peekFile(order: Omit<FileOrder, 'isPeek'>): Promise<Peeked> {
  const seen: Seen = { layout: NO_LAYOUT, map: null, names: {}, events: 0, rows: [] };
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
    mapped: (map) => {
      seen.map = map;
      seen.names = Object.fromEntries(showMapping(map).map(({ column, field }) => [field, column]));
    },
    row: (values, row) => {
      if (seen.rows.length >= SHOWN_ROWS) return;
      const reading = readTokenRow(values);
      if (reading.kind === 'taken') add({ kind: 'taken', row, cells: reading.row, flags: reading.flags });
      else add({ ...reading, row, column: seen.names[reading.field] ?? null });
    },
    bad: (bad: BadRow) => add({ kind: 'refused', field: null, ...bad }),
    event: (event, row) => {
      seen.events += 1;
      add({ kind: 'taken', row, cells: cellsOf(event), flags: [] });
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
    frequency: frequencyOf(event.frequency),
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
  const faults = isLog ? [] : mapFaults(map, requests);
  return {
    ...layout,
    kind: isLog ? 'log' : layout.kind,
    columns: map?.columns ?? [],
    fields: map?.fields ?? [],
    faults: rows.length === 0 ? [...faults, 'noRows'] : faults,
    rows,
  };
}

function mapFaults(map: ColumnMap | null, requests: readonly MapRequest[]): readonly MapFault[] {
  if (map === null) return [];
  const faultOf = (field: 'token' | 'recipient', none: MapFault, two: MapFault): readonly MapFault[] => {
    if (!map.fields.includes(field)) return [none];
    return twinOf(map, requests, field) < 0 ? [] : [two];
  };
  return [...faultOf('token', 'noToken', 'twoTokens'), ...faultOf('recipient', 'noRecipient', 'twoRecipients')];
}
