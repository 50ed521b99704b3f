import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineParts } from '#engine/engine-parts.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import { launch } from '#engine/planner/planner.ts';
import type { Clock, HttpPort } from '#engine/ports.ts';
import type { WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { NO_PICTURES } from '#host/no-pictures.ts';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccessToken, AccountId, CampaignId } from '#shared/domain/ids.ts';
import { createFixedVault } from '#test/support/fixed-vault.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { insertAccountRow, insertRow } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

/** What a platform shows of its account and its tokens. */
export interface ProofPlatform {
  readonly url: string;
  readonly pageId: string;
  readonly accessToken: string;
  readonly tokens: readonly { readonly token: string; readonly recipient: string }[];
}

/** A workspace on disk with one launched campaign "now", and parts that send it to a platform. */
export interface ProofWorkspace {
  readonly folder: string;
  readonly db: WritableDb;
  readonly parts: EngineParts;
  readonly accountId: AccountId;
  readonly campaignId: CampaignId;
  readonly planned: ReadonlySet<string>;
  close(): void;
}

/** To everyone at once, at any hour, however late. */
const RIGHT_NOW: CampaignSchedule = {
  time: { kind: 'now' },
  zone: 'Europe/Rome',
  alreadyPast: 'now',
  unknownZone: 'Europe/Rome',
  lateMinutes: 60 * 24 * 30,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: null,
};

const zones = loadZoneTable();
const rulePacks = loadRulePacks();

/** Makes a real workspace in this process: same file, same settings of the database as the engine's own. */
export async function openProofWorkspace(
  folder: string,
  platform: ProofPlatform,
  host: { readonly clock: Clock; readonly http: HttpPort; readonly pace: number },
): Promise<ProofWorkspace> {
  mkdirSync(folder, { recursive: true });
  const { clock, http } = host;
  const owner = {
    host: 'proof',
    pid: process.pid,
    bootId: 'proof',
    role: 'run',
    socketPath: null,
    startedAt: clock.now(),
  };
  const workspace = openWorkspaceDatabase(workspaceFiles(folder, owner));
  const { db } = workspace;
  const accountId = fill(db, platform, host.pace);
  const accessToken = platform.accessToken as AccessToken; // a practice platform's
  const store = openInlineStore(db);
  const silent = (): void => undefined;
  const parts: EngineParts = {
    store,
    ports: {
      clock,
      random: createSeededRandom(1),
      http,
      pictures: NO_PICTURES,
      vault: createFixedVault(accessToken),
      notifier: { notify: silent },
      logger: { info: silent, warn: silent, error: silent },
    },
    graph: createGraphClient({ http, endpoints: { endpointOf: async () => ({ origin: platform.url, accessToken }) } }),
    zones,
    rulePacks,
    folder,
  };
  const campaignId = await store.write('campaign.insert', {
    accountId,
    name: 'Proof',
    topics: [],
    messageJson: '{"text":"Hello from the proof"}',
    schedule: RIGHT_NOW,
    createdAt: clock.now(),
  });
  await launch(parts, campaignId, clock.now(), { approvedBy: 'proof', acceptPaceLoss: true });
  const planned = db
    .prepare(
      `SELECT t.token FROM delivery d JOIN notification_token t ON t.id = d.token_id WHERE d.state = 'scheduled'`,
    )
    .pluck()
    .all() as string[]; // one text column
  return { folder, db, parts, accountId, campaignId, planned: new Set(planned), close: workspace.close };
}

function fill(db: WritableDb, platform: ProofPlatform, pace: number): AccountId {
  const accountId = insertAccountRow(db, {
    page_id: platform.pageId,
    page_zone: 'Europe/Rome',
    pace_per_second: pace,
    api_base: platform.url,
  });
  db.transaction(() => {
    for (const { token, recipient } of platform.tokens) {
      const known = db.prepare('SELECT id FROM recipient WHERE scoped_id = ?').pluck().get(recipient) as
        | number
        | undefined; // row id
      const recipientId = known ?? insertRow(db, 'recipient', { account_id: accountId, scoped_id: recipient });
      insertRow(db, 'notification_token', {
        account_id: accountId,
        recipient_id: recipientId,
        token,
        topic: 'Offers',
        created_at_ms: 1_700_000_000_000,
      });
    }
  })();
  return accountId as AccountId; // row id
}

/** Where the workspace's database lies. */
export function databasePathOf(folder: string): string {
  return join(folder, 'sundial.db');
}
