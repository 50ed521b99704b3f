import { createHash } from 'node:crypto';
import type { DispatchSettings } from '#engine/dispatcher/dispatch-settings.ts';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { HostPorts } from '#engine/ports.ts';
import { execute, type Row, type SqlValue, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { Store } from '#engine/store/store.ts';
import { NO_PICTURES } from '#host/no-pictures.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs } from '#shared/time/instant.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { createFixedVault } from '#test/support/fixed-vault.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { ScriptedPlatform } from '#test/support/scripted-platform.ts';
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
export const FRIDAY_10_ROME = epochMs(Date.UTC(2026, 10, 27, 9));

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

/** A workspace with one account, a platform that judges, and a clock that a test moves; at Friday 10:00 in Rome. */
export class DispatchWorld {
  readonly db: WritableDb = emptyWorkspace();
  readonly store: Store = openInlineStore(this.db);
  readonly clock: FakeClock = createFakeClock(FRIDAY_10_ROME);
  readonly platform: ScriptedPlatform = new ScriptedPlatform(this.clock, DAY);
  /** Lines logged, as `level event`, and notices, as `notice kind`. */
  readonly log: string[] = [];
  readonly parts: EngineParts = partsOf(this);
  readonly account: AccountId;
  #people = 0;

  /** @param columns of the account; a practice account of a Page in Rome unless they say otherwise. */
  constructor(columns: Readonly<Record<string, SqlValue>> = {}) {
    this.account = insertAccountRow(this.db, { page_zone: 'Europe/Rome', ...columns }) as AccountId; // a row id
  }

  /** Adds a launched campaign. */
  addCampaign(columns: Readonly<Record<string, SqlValue>> = {}, schedule: Partial<CampaignSchedule> = {}): CampaignId {
    const id = this.addUntriedCampaign(columns, schedule);
    // One message of it was accepted on an earlier day, so nothing waits for the first answer.
    insertRow(this.db, 'campaign_count', { campaign_id: id, state: 'sent', reason: '', n: 1 });
    return id;
  }

  /** Adds a campaign none of whose messages was accepted yet. */
  addUntriedCampaign(
    columns: Readonly<Record<string, SqlValue>> = {},
    schedule: Partial<CampaignSchedule> = {},
  ): CampaignId {
    return insertCampaignRow(this.db, this.account, {
      message_json: MESSAGE_JSON,
      message_hash: createHash('sha256').update(MESSAGE_JSON).digest('hex'),
      schedule_json: JSON.stringify({ ...SCHEDULE, ...schedule }),
      ...columns,
    }) as CampaignId; // a row id
  }

  /** Adds people with one token and one delivery each, due on Friday at 10:00 and an hour late at most unless said otherwise. */
  addDeliveries(
    campaign: CampaignId,
    count: number,
    times: { readonly dueAt?: EpochMs; readonly lastAt?: EpochMs } = {},
  ): readonly DeliveryId[] {
    const { dueAt = FRIDAY_10_ROME, lastAt = addMs(dueAt, HOUR) } = times;
    const slot = { campaign_id: campaign, zone: 'Europe/Rome', local: '2026-11-27T10:00:00' };
    const slotId = insertRow(this.db, 'slot', { ...slot, due_at_ms: dueAt, last_at_ms: lastAt });
    const columns = { due_at_ms: dueAt, last_at_ms: lastAt, next_at_ms: dueAt, slot_id: slotId };
    return Array.from({ length: count }, () => {
      const ids = { account: this.account, campaign, ...this.addPerson() };
      return insertDeliveryRow(this.db, ids, 'scheduled', columns) as DeliveryId; // a row id
    });
  }

  /** Adds one delivery, not planned for this person yet. */
  addDelivery(campaign: CampaignId, times: { readonly dueAt?: EpochMs; readonly lastAt?: EpochMs } = {}): DeliveryId {
    return this.addDeliveries(campaign, 1, times)[0] as DeliveryId; // one was asked for
  }

  /** Adds a person with one daily token. */
  addPerson(columns: Readonly<Record<string, SqlValue>> = {}): { readonly recipient: number; readonly token: number } {
    this.#people += 1;
    const known = { created_at_ms: 1, opted_in_at_ms: 1, frequency: 'daily' };
    return insertPersonRows(this.db, this.account, this.#people, { ...known, ...columns });
  }

  /** Makes one delivery go to the token, and so the person, of another. */
  shareToken(from: DeliveryId, to: DeliveryId): void {
    const { token_id: token = null, recipient_id: recipient = null } = this.delivery(from);
    execute(this.db, 'UPDATE delivery SET token_id = ?, recipient_id = ? WHERE id = ?', [token, recipient, to]);
  }

  /** A new dispatcher on this workspace. */
  dispatcher(settings: Partial<DispatchSettings> = {}): Dispatcher {
    return new Dispatcher(this.parts, settings);
  }

  delivery(id: DeliveryId): Row {
    return selectOne(this.db, 'SELECT * FROM delivery WHERE id = ?', [id]) ?? {};
  }

  /** How many deliveries are in each state, with the reason: `sent`, `missed/late`. */
  states(): Readonly<Record<string, number>> {
    const rows = selectAll(
      this.db,
      `SELECT state || ifnull('/' || reason, '') AS name, count(*) AS n FROM delivery GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(rows.map((row) => [String(row['name']), Number(row['n'])]));
  }

  accountRow(): Row {
    return selectOne(this.db, 'SELECT * FROM account WHERE id = ?', [this.account]) ?? {};
  }

  campaignRow(id: CampaignId): Row {
    return selectOne(this.db, 'SELECT * FROM campaign WHERE id = ?', [id]) ?? {};
  }

  /** Lets time pass in small steps, so that everything that sleeps runs. */
  async pass(durationMs: number): Promise<void> {
    const step = durationMs > HOUR ? MINUTE : 500;
    for (let done = 0; done < durationMs; done += step) await this.clock.advance(Math.min(step, durationMs - done));
  }
}

function partsOf(world: {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly platform: ScriptedPlatform;
  readonly log: string[];
}): EngineParts {
  const note =
    (level: string) =>
    (event: string): void =>
      void world.log.push(`${level} ${event}`);
  const ports: HostPorts = {
    clock: world.clock,
    random: { next: () => 0.5, hex: (bytes) => '0'.repeat(bytes * 2) },
    http: { request: () => Promise.reject(new Error('no network here')), close: () => Promise.resolve() },
    pictures: NO_PICTURES,
    vault: createFixedVault(null),
    notifier: { notify: ({ kind }) => void world.log.push(`notice ${kind}`) },
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
