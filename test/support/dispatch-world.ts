import { createHash } from 'node:crypto';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { DeliveryId } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs, parseIso } from '#shared/time/instant.ts';
import type { EngineParts } from '#engine/engine-parts.ts';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { DispatchSettings } from '#engine/dispatcher/dispatch-settings.ts';
import type { HostPorts } from '#engine/ports.ts';
import { execute, selectAll, selectOne, type Row, type SqlValue, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { Store } from '#engine/store/store.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { createScriptedPlatform, type ScriptedPlatform } from '#test/support/scripted-platform.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

/** Friday 27 November 2026, 10:00 in Rome. */
export const FRIDAY_10_ROME = parseIso('2026-11-27T09:00:00Z') as EpochMs; // a valid text

/** The message every campaign of these tests sends. */
export const MESSAGE_JSON = '{"text":"Ciao \\u2764"}';

/** Each person at 10:00 their time, at most an hour late, 09:00 to 20:00. */
export const SCHEDULE: CampaignSchedule = {
  time: { kind: 'local', date: '2026-11-27', time: '10:00' },
  zone: 'recipient',
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: { fromMinute: 540, toMinute: 1_200 },
};

/** A workspace with one practice account, a platform that judges, and a clock that a test moves. */
export interface DispatchWorld {
  readonly db: WritableDb;
  readonly store: Store;
  readonly clock: FakeClock;
  readonly platform: ScriptedPlatform;
  readonly parts: EngineParts;
  readonly account: number;
  /** Lines logged, as `level event`. */
  readonly log: readonly string[];
  /** Adds a launched campaign. */
  addCampaign(columns?: Readonly<Record<string, SqlValue>>, schedule?: Partial<CampaignSchedule>): number;
  /** Adds people with one token and one delivery each, due at `dueAt`; returns the deliveries. */
  addDeliveries(campaign: number, count: number, options?: { dueAt?: EpochMs; lastAt?: EpochMs }): readonly DeliveryId[];
  /** A new dispatcher on this workspace. */
  dispatcher(settings?: Partial<DispatchSettings>): Dispatcher;
  delivery(id: number): Row;
  /** How many deliveries are in each state, with reason: `sent`, `missed/late`. */
  states(): Readonly<Record<string, number>>;
  accountRow(): Row;
  campaignRow(id: number): Row;
  /** Lets time pass in small steps, so that every sleeper runs. */
  pass(durationMs: number): Promise<void>;
}

/** Makes the world at Friday 10:00 in Rome. */
export function createDispatchWorld(account: Readonly<Record<string, SqlValue>> = {}): DispatchWorld {
  const db = emptyWorkspace();
  const clock = createFakeClock(FRIDAY_10_ROME);
  const platform = createScriptedPlatform(clock, DAY);
  const log: string[] = [];
  const store = openInlineStore(db);
  const parts = partsOf({ store, clock, platform, log });
  const accountId = insertAccountRow(db, { page_zone: 'Europe/Rome', ...account });
  let people = 0;
  return {
    db,
    store,
    clock,
    platform,
    parts,
    log,
    account: accountId,
    addCampaign: (columns = {}, schedule = {}) =>
      insertCampaignRow(db, accountId, {
        message_json: MESSAGE_JSON,
        message_hash: createHash('sha256').update(MESSAGE_JSON).digest('hex'),
        schedule_json: JSON.stringify({ ...SCHEDULE, ...schedule }),
        ...columns,
      }),
    addDeliveries(campaign, count, { dueAt = FRIDAY_10_ROME, lastAt = addMs(dueAt, HOUR) } = {}) {
      const slot = insertRow(db, 'slot', {
        campaign_id: campaign,
        zone: 'Europe/Rome',
        local: '2026-11-27T10:00:00',
        due_at_ms: dueAt,
        last_at_ms: lastAt,
      });
      return Array.from({ length: count }, () => {
        people += 1;
        const person = insertPersonRows(db, accountId, people, { created_at_ms: 1, opted_in_at_ms: 1, frequency: 'daily' });
        const times = { due_at_ms: dueAt, last_at_ms: lastAt, next_at_ms: dueAt, slot_id: slot };
        return insertDeliveryRow(db, { account: accountId, campaign, ...person }, 'scheduled', times) as DeliveryId; // row id
      });
    },
    dispatcher: (settings = {}) => new Dispatcher(parts, settings),
    delivery: (id) => selectOne(db, 'SELECT * FROM delivery WHERE id = ?', [id]) ?? {},
    states() {
      const rows = selectAll(db, 'SELECT state, reason, count(*) AS n FROM delivery GROUP BY 1, 2 ORDER BY 1, 2');
      return Object.fromEntries(
        rows.map((row) => [
          row['reason'] === null ? String(row['state']) : `${String(row['state'])}/${String(row['reason'])}`,
          Number(row['n']),
        ]),
      );
    },
    accountRow: () => selectOne(db, 'SELECT * FROM account WHERE id = ?', [accountId]) ?? {},
    campaignRow: (id) => selectOne(db, 'SELECT * FROM campaign WHERE id = ?', [id]) ?? {},
    async pass(durationMs) {
      const step = durationMs > HOUR ? MINUTE : 500;
      for (let done = 0; done < durationMs; done += step) await clock.advance(Math.min(step, durationMs - done));
    },
  };
}

/** Puts a database row back to what the test wants, outside of all rules. */
export function force(db: WritableDb, sql: string, parameters: readonly SqlValue[] = []): void {
  execute(db, sql, parameters);
}

function partsOf(world: {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly platform: ScriptedPlatform;
  readonly log: string[];
}): EngineParts {
  const { clock, log } = world;
  const note =
    (level: string) =>
    (event: string): void =>
      void log.push(`${level} ${event}`);
  const ports: HostPorts = {
    clock,
    random: { next: () => 0.5, hex: (bytes) => '0'.repeat(bytes * 2) },
    http: { request: () => Promise.reject(new Error('no network here')), close: () => Promise.resolve() },
    vault: { get: () => Promise.resolve(null), put: () => Promise.resolve(), remove: () => Promise.resolve() },
    notifier: { notify: ({ kind }) => void log.push(`notice ${kind}`) },
    logger: { info: note('info'), warn: note('warn'), error: note('error') },
  };
  return {
    store: world.store,
    ports,
    graph: world.platform,
    zones: loadZoneTable(),
    rulePacks: loadRulePacks(),
    folder: '/nowhere',
  };
}
