import { statfsSync } from 'node:fs';
import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { driftOf } from '#engine/polling/list-reading.ts';
import { readPollRecord } from '#engine/polling/poll-record.ts';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { AttentionFacts } from '#engine/store/operations/today.ts';
import { awakeStretches, dueHours, dueLines } from '#engine/today/due-lines.ts';
import type { Attention, Today, Trouble } from '#shared/contract/today.ts';
import type { Account } from '#shared/domain/account.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

/** Campaigns shown with their progress (Sundial's choice). */
const RECENT = 5;

/** Free space below which sending is about to stop: 200 MB (RELIABILITY B-17). */
const LOW_SPACE_BYTES = 200_000_000;

/** Age at which a backup is no longer one of the last days (as in `doctor`). */
const OLD_BACKUP_MS = 7 * DAY;

/** What the first screen shows: the next 24 hours, what needs a person, how the last campaigns go. */
export const readToday = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context): Promise<Today> => {
    const { parts } = context;
    const now = parts.ports.clock.now();
    const tell = await momentTeller(context);
    const [quarters, accounts, facts, page] = await Promise.all([
      parts.store.read('today.due', { from: now, until: addMs(now, DAY) }, { lane: 'bulk' }),
      parts.store.read('account.list', null),
      parts.store.read('today.attention', null),
      parts.store.read('campaign.page', { states: CAMPAIGN_STATES, search: '', after: null, limit: RECENT }),
    ]);
    const view = { zones: parts.zones, tell, hourStart: hourStart(tell, now) };
    return {
      now: tell(now, null),
      has: { accounts: accounts.length > 0, people: facts.hasPeople, campaigns: page.rows.length > 0 },
      due: {
        messages: quarters.reduce((total, { messages }) => total + messages, 0),
        hours: dueHours(view),
        lines: dueLines(quarters, view),
        awake: awakeStretches(quarters, view),
      },
      attention: [
        ...ofMessages(facts),
        ...ofAccounts(accounts, tell),
        ...(await ofDrift(parts, accounts, tell)),
        ...(await ofData(parts, facts, tell)),
      ],
      recent: page.rows.map(({ campaign, accountName, counts }) => ({
        campaign: toPublicId('campaign', campaign.id),
        name: campaign.name,
        accountName,
        state: campaign.state,
        launchedAt: campaign.launchedAt === null ? null : tell(campaign.launchedAt, null),
        counts,
      })),
    };
  },
});

/** Whether something keeps this computer from sending at all; the most urgent of it. */
export const readHealth = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, { parts, services }): Promise<{ readonly trouble: Trouble | null }> => {
    const trouble = services.trouble();
    if (trouble !== null) return { trouble };
    const accounts = await parts.store.read('account.list', null);
    return { trouble: accounts.some(({ stopReason }) => stopReason === 'clockSkew') ? 'clock' : null };
  },
});

/** Where the hour that has begun starts on the clock here; zones of half and quarter hours have hours of their own. */
function hourStart(tell: MomentTeller, now: EpochMs): EpochMs {
  const offsetMs = tell(now, null).here.offsetMinutes * MINUTE;
  return addMs(now, -((now + offsetMs) % HOUR));
}

function ofMessages({ uncertain, uncertainDirect, pausedByRule, withoutZone }: AttentionFacts): readonly Attention[] {
  return [
    ...uncertain.map(({ campaignId, ...rest }) => ({
      kind: 'uncertain' as const,
      campaign: toPublicId('campaign', campaignId),
      ...rest,
    })),
    ...uncertainDirect.map(({ accountId, ...rest }) => ({
      kind: 'cards' as const,
      account: toPublicId('account', accountId),
      ...rest,
    })),
    ...pausedByRule.map(({ campaignId, name }) => ({
      kind: 'paused' as const,
      campaign: toPublicId('campaign', campaignId),
      name,
    })),
    ...(withoutZone === 0 ? [] : [{ kind: 'zones' as const, people: withoutZone }]),
  ];
}

function ofAccounts(accounts: readonly Account[], tell: MomentTeller): readonly Attention[] {
  return accounts.flatMap(({ id, name, state, stopReason, stoppedUntil }) =>
    stopReason === null
      ? []
      : [
          {
            kind: 'account' as const,
            account: toPublicId('account', id),
            name,
            state,
            reason: stopReason,
            until: stoppedUntil === null ? null : tell(stoppedUntil, null),
          },
        ],
  );
}

/** Only while it still holds somebody up. */
async function ofDrift(
  parts: EngineParts,
  accounts: readonly Account[],
  tell: MomentTeller,
): Promise<readonly Attention[]> {
  const now = parts.ports.clock.now();
  const found = await Promise.all(
    accounts.map(async ({ id, name }) => ({ id, name, drift: (await readPollRecord(parts, id))?.drift ?? null })),
  );
  return found.flatMap(({ id, name, drift }) =>
    drift === null || drift.platformAt <= now
      ? []
      : [{ kind: 'drift' as const, account: toPublicId('account', id), name, ...driftOf(drift, tell) }],
  );
}

async function ofData(
  { store, folder, ports }: EngineParts,
  { hasMessages }: AttentionFacts,
  tell: MomentTeller,
): Promise<readonly Attention[]> {
  const settings = new Map(
    await Promise.all(
      ['armed', 'disarmedBecause', 'checkWanted', 'lastBackupAt'].map(
        async (key) => [key, await store.read('setting.read', { key })] as const,
      ),
    ),
  );
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const backup = settings.get('lastBackupAt') ?? null;
  const lastBackupAt = backup === null ? null : (Number(backup) as EpochMs); // written from an EpochMs
  const isBackupOld = lastBackupAt === null || ports.clock.now() - lastBackupAt > OLD_BACKUP_MS;
  const because = settings.get('disarmedBecause') === 'restored' ? ('restored' as const) : ('copied' as const);
  return [
    ...(settings.get('armed') === 'false' ? [{ kind: 'disarmed' as const, because }] : []),
    ...(settings.get('checkWanted') === 'yes' ? [{ kind: 'check' as const }] : []),
    ...(free < LOW_SPACE_BYTES ? [{ kind: 'disk' as const, freeMegabytes: Math.floor(free / 1_000_000) }] : []),
    ...(hasMessages && isBackupOld
      ? [{ kind: 'backup' as const, last: lastBackupAt === null ? null : tell(lastBackupAt, null) }]
      : []),
  ];
}
