import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { GraphApi, ListedToken, ReadAnswer, TokenPage } from '#engine/graph/graph-api.ts';
import { type FileImport, type ImportResult, importFile } from '#engine/importers/import-service.ts';
import { openWriter } from '#engine/store/connection.ts';
import { type Row, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { migrate } from '#engine/store/migrate.ts';
import { ensureIds } from '#engine/store/suppression-hash.ts';
import type { AccountId, NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { insertAccountRow } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

/** Friday 20 November 2026, 12:00 UTC. */
export const NOW = Date.UTC(2026, 10, 20, 12) as EpochMs; // whole milliseconds

const zones = loadZoneTable();
const rulePacks = loadRulePacks();

/** A workspace on disk with one account, and the importers on it. */
export interface ImportWorld {
  readonly folder: string;
  readonly db: WritableDb;
  readonly parts: EngineParts;
  readonly clock: FakeClock;
  readonly accountId: AccountId;
  /** Writes a file into the folder and gives its path. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  /** Imports a text as a file. */
  readonly take: (
    content: string | Uint8Array,
    options?: Partial<FileImport> & { readonly dryRun?: boolean },
  ) => Promise<ImportResult>;
  /** A token with its person and ledger, or `null`. */
  readonly token: (token: string) => Row | null;
  readonly rows: (sql: string) => readonly Row[];
}

/** Opens a new workspace; it is closed when the test ends. */
export function openImportWorld(graph: Partial<GraphApi> = {}): ImportWorld {
  const folder = temporaryFolder();
  const db = openWriter(join(folder, 'sundial.db'));
  migrate(db);
  ensureIds(db, { databaseId: 'd', salt: 's' });
  onTestFinished(() => {
    db.close();
  });
  const clock = createFakeClock(NOW);
  let drawn = 0;
  const parts = {
    store: openInlineStore(db),
    ports: { clock, random: { next: () => 0.5, hex: () => String((drawn += 1)) } },
    graph,
    zones,
    rulePacks,
    folder,
  } as unknown as EngineParts; // what importers use of it
  const accountId = insertAccountRow(db, { page_id: '1001' }) as AccountId; // row id
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    folder,
    db,
    parts,
    clock,
    accountId,
    file,
    take: (content, options = {}) =>
      importFile(parts, {
        path: file('list.csv', content),
        accountId,
        map: [],
        encoding: null,
        rejectsPath: null,
        dryRun: false,
        ...options,
      }),
    token: (token) =>
      selectOne(
        db,
        `SELECT t.*, r.scoped_id, r.display_name, r.suppressed_at_ms, l.next_eligible_at_ms, l.next_eligible_source
         FROM notification_token t JOIN recipient r ON r.id = t.recipient_id LEFT JOIN token_ledger l ON l.token_id = t.id
         WHERE t.token = ?`,
        [token],
      ),
    rows: (sql) => selectAll(db, sql),
  };
}

/** Everything people and tokens are made of, to compare a workspace with itself later. */
export function contents(world: ImportWorld): unknown {
  return {
    people: world.rows('SELECT * FROM recipient ORDER BY id'),
    tokens: world.rows('SELECT * FROM notification_token ORDER BY id'),
    ledger: world.rows('SELECT * FROM token_ledger ORDER BY token_id'),
  };
}

/** A token as the platform lists it. */
export function listedToken(token: string, more: Partial<ListedToken> = {}): ListedToken {
  return {
    token: token as NotificationToken, // made for the test
    recipient: `9${token}` as ScopedId, // made for the test
    topic: 'Offers',
    zone: 'Europe/Rome',
    createdAt: (NOW - 1_000_000) as EpochMs, // whole milliseconds
    expiresAt: null,
    nextEligibleAt: null,
    nextEligibleFlag: 'absent',
    userTokenStatus: null,
    reoptin: null,
    frequency: null,
    ...more,
  };
}

const FACTS = {
  httpStatus: 200,
  code: null,
  subcode: null,
  traceId: null,
  platformDate: null,
  usagePercent: 0,
  regainAccessMinutes: null,
  text: null,
};

/** An answer that worked. */
export function ok<T>(value: T): ReadAnswer<T> {
  return { kind: 'ok', value, facts: FACTS };
}

/** An answer that the thing does not exist. */
export function gone<T>(): ReadAnswer<T> {
  return { kind: 'gone', facts: { ...FACTS, httpStatus: 400, code: 100 } };
}

/** No answer at all. */
export function noAnswer<T>(): ReadAnswer<T> {
  return { kind: 'noAnswer', facts: { ...FACTS, httpStatus: null } };
}

/** One page of a list. */
export function page(
  tokens: readonly ListedToken[],
  after: string | null = null,
  unreadableRows = 0,
): ReadAnswer<TokenPage> {
  return ok({ tokens, after, unreadableRows });
}
