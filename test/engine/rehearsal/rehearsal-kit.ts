import { join } from 'node:path';
import type { HostPorts } from '#engine/ports.ts';
import type { RehearsalParts } from '#engine/rehearsal/rehearse-campaign.ts';
import { openWriter } from '#engine/store/connection.ts';
import type { SqlValue, WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { migrate } from '#engine/store/migrate.ts';
import type { Store } from '#engine/store/store.ts';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { minuteOfDay, parseLocalTime } from '#shared/time/local-time.ts';
import { localWindow } from '#shared/time/window.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { insertAccountRow, insertRow } from '#test/support/workspace-rows.ts';
import { instant, loadZoneTable } from '#test/support/zone-table.ts';

/** Zones around the world with the awkward ones among them: half and quarter hours, two sides of the date line (issue 2, point 6). */
export const FORTY_ZONES = loadZoneTable()
  .names.filter((_, index) => index % 15 === 0)
  .slice(0, 35)
  .concat(
    ['Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia', 'Pacific/Chatham'] as never[], // names of the table
  );

/** A workspace with people, and what a rehearsal needs of an engine. */
export interface RehearsalKit {
  readonly db: WritableDb;
  readonly store: Store;
  readonly parts: RehearsalParts;
  readonly folder: string;
  readonly databasePath: string;
  readonly accountId: AccountId;
  /** Adds a draft; what is given wins over "27 November at 10:00 for each person, 60 minutes late at most, 09:00 to 20:00". */
  addCampaign(schedule?: Partial<CampaignSchedule>): Promise<CampaignId>;
}

const SCHEDULE: CampaignSchedule = {
  time: { kind: 'local', date: '2026-11-27', time: '10:00' },
  zone: 'recipient',
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: localWindow(minuteOf('09:00'), minuteOf('20:00')),
};

/** Makes a workspace on disk with `people` people, one token each, spread over the zones given. */
export function rehearsalKit(
  people: number,
  zones: readonly string[],
  options: {
    readonly now: string;
    readonly account?: Readonly<Record<string, SqlValue>>;
    readonly tokenOf?: (index: number) => Readonly<Record<string, SqlValue>>;
  },
): RehearsalKit {
  const folder = temporaryFolder();
  const databasePath = join(folder, 'sundial.db');
  const db = openWriter(databasePath);
  migrate(db);
  const accountId = insertAccountRow(db, {
    page_zone: 'Europe/Rome',
    pace_per_second: 50,
    ...options.account,
  }) as AccountId; // row id
  db.transaction(() => {
    for (let index = 0; index < people; index += 1) {
      const recipient = insertRow(db, 'recipient', { account_id: accountId, scoped_id: `70000000${index}` });
      insertRow(db, 'notification_token', {
        account_id: accountId,
        recipient_id: recipient,
        token: `6177${index}`,
        topic: 'Offers',
        zone: zones[index % zones.length] ?? null,
        created_at_ms: instant('2025-01-01T00:00:00Z'),
        ...options.tokenOf?.(index),
      });
    }
  })();
  const store = openInlineStore(db);
  const clock = createFakeClock(instant(options.now));
  const ports = { clock, random: createSeededRandom(1) } as unknown as HostPorts; // a rehearsal uses these two alone
  return {
    db,
    store,
    parts: { store, ports, folder },
    folder,
    databasePath,
    accountId,
    addCampaign: (schedule) =>
      store.write('campaign.insert', {
        accountId,
        name: 'Friday',
        topics: [],
        messageJson: '{"text":"Hello"}',
        schedule: { ...SCHEDULE, ...schedule },
        createdAt: clock.now(),
      }),
  };
}

/** Everything that stands in a workspace's tables, as one text. */
export function contentsOf(db: WritableDb): string {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all() as {
    name: string;
  }[]; // one text column
  return JSON.stringify(tables.map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]));
}

function minuteOf(text: string): number {
  const time = parseLocalTime(text);
  if (time === null) throw new Error(`Not a time of day: ${text}.`);
  return minuteOfDay(time);
}
