import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { StoredHappening } from '#engine/webhooks/read-happenings.ts';
import type { FlagCode } from '#shared/domain/list-file.ts';
import type { PendingDate } from './date-reader.ts';
import type { BadRow } from './import-source.ts';
import { happeningInserter } from './staging-happenings.ts';
import { STAGING_SCHEMA } from './staging-schema.ts';
import type { TokenRow } from './token-row.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** Where a row comes from: a file, webhook events, the platform's list, or the read of one token. */
export type RowOrigin = 'file' | 'event' | 'list' | 'read';

/** What a source adds to the cells of a row. */
export interface RowPlace {
  readonly row: number;
  /** Number of the zone's text; `null` = none given. */
  readonly zoneNo: number | null;
  readonly origin: RowOrigin;
  readonly isFlagged: boolean;
  /** Dates of the row that are settled later; not given = none. */
  readonly pending?: readonly PendingDate[] | undefined;
}

/** The cells of a row; the person may be unknown in the platform's list, where it may be known here already. */
export type StagedCells = Omit<TokenRow, 'zone' | 'recipient'> & { readonly recipient: string | null };

/** A flag as it is staged. */
export interface StagedFlag {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: FlagCode;
}

/** An event with the number of its zone's text. */
export type StagedEvent = WebhookEvent & {
  readonly row: number;
  /** The workspace holds it already; not given = it may be new. */
  readonly isKnown?: boolean | undefined;
  readonly zoneNo: number | null;
};

/** Most flags that are told one by one; the count is of all (issue 2: 1,000 rejects). */
export const MAX_TOLD = 1_000;

/** An open staging file while rows go in. */
export interface StagingFile {
  readonly db: Database.Database;
  readonly addRow: (cells: StagedCells, place: RowPlace) => void;
  /** @returns whether the event was new to this file. */
  readonly addEvent: (event: StagedEvent) => boolean;
  /** @returns whether it was new to this file. */
  readonly addHappening: (happening: StoredHappening, row: number) => boolean;
  readonly addReject: (bad: BadRow) => void;
  readonly addFlag: (flag: StagedFlag) => void;
  readonly close: () => void;
}

/** Page cache of the staging connection in KiB: 32 MiB; sorting spills into a temporary file beyond it. */
const CACHE = -32_768;

/**
 * Makes a staging file, replacing an earlier one, and attaches the workspace to the same connection. The workspace is only ever read
 * through it: no statement of the importers writes to a table of the workspace.
 */
export function openStagingFile(path: string, databasePath: string): StagingFile {
  rmSync(path, { force: true });
  const db = new Database(path);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma(`cache_size = ${CACHE}`);
  db.pragma('temp_store = FILE');
  db.pragma('threads = 1');
  db.prepare('ATTACH ? AS workspace').run(databasePath);
  db.exec(STAGING_SCHEMA);
  db.exec('BEGIN');
  return { db, ...inserters(db), close: () => closeStaging(db) };
}

function closeStaging(db: Database.Database): void {
  if (!db.open) return;
  if (db.inTransaction) db.exec('COMMIT');
  db.close();
}

function inserters(db: Database.Database): Omit<StagingFile, 'db' | 'close'> {
  // The creation stands for the opt-in where a list gives no other time of it.
  const row = db.prepare('INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)');
  const inbound = db.prepare(
    'INSERT INTO staged_inbound VALUES (?, ?) ON CONFLICT DO UPDATE SET at_ms = max(at_ms, excluded.at_ms)',
  );
  const date = db.prepare('INSERT INTO staged_date VALUES (?, ?, ?, ?)');
  const reject = db.prepare('INSERT INTO staged_reject (row, column_name, value, code) VALUES (?, ?, ?, ?)');
  const flag = db.prepare('INSERT INTO staged_flag (row, column_name, value, code) VALUES (?, ?, ?, ?)');
  let flags = 0;
  return {
    addRow: (cells, place) => {
      const { lastInsertRowid } = row.run(
        place.row,
        cells.token,
        cells.recipient,
        cells.name,
        place.zoneNo,
        cells.topic,
        cells.payload,
        cells.createdAt,
        cells.expiresAt,
        cells.frequency,
        cells.userTokenStatus,
        cells.reoptin,
        cells.nextEligibleAt,
        cells.createdAt,
        cells.status,
        place.origin,
        place.isFlagged ? 1 : 0,
      );
      if (cells.lastInboundAt !== null && cells.recipient !== null) inbound.run(cells.recipient, cells.lastInboundAt);
      for (const { field, dayFirst, monthFirst } of place.pending ?? []) {
        date.run(lastInsertRowid, field, dayFirst, monthFirst);
      }
    },
    addEvent: eventInserter(db),
    addHappening: happeningInserter(db),
    addReject: (bad) => {
      reject.run(bad.row, bad.column, bad.value, bad.code);
    },
    addFlag: (told) => {
      flags += 1;
      if (flags <= MAX_TOLD) flag.run(told.row, told.column, told.value, told.code);
    },
  };
}

/** An event as the workspace keeps it, the same whether it came live or in a log: all of a permission's events are told from it. */
function storedEvent({ row: _row, zoneNo: _zoneNo, isKnown: _isKnown, ...event }: StagedEvent): string {
  return JSON.stringify({ event });
}

/** Makes the statement that stages one event; the same one twice is one. */
function eventInserter(db: Database.Database): StagingFile['addEvent'] {
  const event = db.prepare(`INSERT OR IGNORE INTO staged_event VALUES (${'?, '.repeat(13)}?)`);
  return (e) =>
    event.run(
      e.key,
      e.row,
      e.kind,
      e.at,
      e.token,
      e.recipient,
      e.topic,
      e.zoneNo,
      e.payload,
      e.expiresAt,
      e.frequency,
      e.userTokenStatus,
      storedEvent(e),
      e.isKnown === true ? 1 : 0,
    ).changes === 1;
}
