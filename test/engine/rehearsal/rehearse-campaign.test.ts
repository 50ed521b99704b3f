import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RehearsalWish, rehearseCampaign } from '#engine/rehearsal/rehearse-campaign.ts';
import { createRehearsalRunner } from '#host/rehearsal-runner.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { contentsOf, FORTY_ZONES, rehearsalKit } from './rehearsal-kit.ts';

const rome = 'Europe/Rome' as IanaZone; // a name of the zone table
const runner = createRehearsalRunner();

function wish(campaignId: CampaignId, asked: Partial<RehearsalWish> = {}): RehearsalWish {
  return {
    campaignId,
    asleep: null,
    rulePackName: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...asked,
  };
}

describe('a rehearsal', () => {
  test('of 500 people in 40 zones sends to everyone once, breaks no rule, and leaves the workspace as it was', async () => {
    const kit = rehearsalKit(500, FORTY_ZONES, { now: '2026-11-24T12:00:00Z' });
    const id = await kit.addCampaign();
    const before = contentsOf(kit.db);
    const report = await rehearseCampaign(kit.parts, runner, wish(id));
    expect(report).toMatchObject({
      state: 'finished',
      planned: 500,
      sent: 500,
      violations: [],
      pending: 0,
      uncertain: 0,
    });
    expect(report.virtualFrom).toBe('2026-11-24T12:00:00.000Z');
    expect(Date.parse(report.virtualTo)).toBeGreaterThan(Date.parse('2026-11-27T20:00:00Z'));
    expect(report.timeline.reduce((sum, hour) => sum + hour.sent, 0)).toBe(500);
    expect(contentsOf(kit.db)).toBe(before);
    expect(readdirSync(join(kit.folder, 'rehearsals'))).toEqual([]);
    await kit.store.close();
  });

  test('with the computer asleep at night tells who is missed and why, and still breaks no rule', async () => {
    const kit = rehearsalKit(400, FORTY_ZONES, { now: '2026-11-24T12:00:00Z' });
    const id = await kit.addCampaign();
    const report = await rehearseCampaign(
      kit.parts,
      runner,
      wish(id, { asleep: { hours: '22:00-07:00', zone: rome } }),
    );
    expect(report.violations).toEqual([]);
    expect(report.missed).toBeGreaterThan(50);
    expect(report.sent + report.missed).toBe(400);
    expect(report.reasons.filter(({ state }) => state === 'missed').map(({ reason }) => reason)).toEqual(['late']);
    const sentAt = report.timeline.filter(({ sent }) => sent > 0).map(({ hour }) => new Date(hour).getUTCHours());
    // Rome is one hour ahead of UTC in November: nothing leaves between 21:00 and 06:00 UTC.
    expect(sentAt.filter((hour) => hour >= 21 || hour < 6)).toEqual([]);
    await kit.store.close();
  });

  test('with late messages moved to the next window misses nobody for a night of sleep', async () => {
    const kit = rehearsalKit(200, FORTY_ZONES, { now: '2026-11-24T12:00:00Z' });
    const id = await kit.addCampaign({ late: 'nextWindow', lateMinutes: 600 });
    const report = await rehearseCampaign(
      kit.parts,
      runner,
      wish(id, { asleep: { hours: '22:00-07:00', zone: rome } }),
    );
    expect(report).toMatchObject({ violations: [], sent: 200, missed: 0 });
    await kit.store.close();
  });

  test('under the limits of 48 hours leaves out who had a message two days before less an hour', async () => {
    const hours47 = Date.parse('2026-11-27T09:00:00Z') - 47 * 3_600_000;
    const kit = rehearsalKit(20, ['Europe/Rome'], { now: '2026-11-26T12:00:00Z' });
    for (let token = 1; token <= 10; token += 1) {
      kit.db.prepare('INSERT INTO token_ledger (token_id, last_accepted_at_ms) VALUES (?, ?)').run(token, hours47);
    }
    const id = await kit.addCampaign({ lateMinutes: 30 });
    const day = await rehearseCampaign(kit.parts, runner, wish(id, { rulePackName: 'seed' }));
    const twoDays = await rehearseCampaign(kit.parts, runner, wish(id, { rulePackName: '2025-rolling-48h' }));
    expect(day).toMatchObject({ sent: 20, skipped: 0, violations: [], rulePack: 'seed' });
    expect(twoDays).toMatchObject({ sent: 10, skipped: 10, violations: [], rulePack: '2025-rolling-48h' });
    expect(twoDays.reasons).toEqual([{ state: 'skipped', reason: 'coolDown', count: 10 }]);
    await kit.store.close();
  });

  test('plays the same way twice', async () => {
    const kit = rehearsalKit(120, FORTY_ZONES, { now: '2026-11-24T12:00:00Z' });
    const id = await kit.addCampaign();
    const first = await rehearseCampaign(kit.parts, runner, wish(id));
    expect(await rehearseCampaign(kit.parts, runner, wish(id))).toEqual(first);
    await kit.store.close();
  });

  test('refuses sleeping hours, rule packs and campaigns that are none', async () => {
    const kit = rehearsalKit(1, ['Europe/Rome'], { now: '2026-11-24T12:00:00Z' });
    const id = await kit.addCampaign();
    const refused = (asked: RehearsalWish): Promise<unknown> => rehearseCampaign(kit.parts, runner, asked);
    await expect(refused(wish(id, { asleep: { hours: '22-7', zone: rome } }))).rejects.toMatchObject({
      code: 'invalidInput',
    });
    await expect(refused(wish(id, { rulePackName: 'kind' }))).rejects.toThrow(/no rule pack "kind"; there are .*seed/u);
    await expect(refused(wish(99 as CampaignId))).rejects.toMatchObject({ code: 'notFound' });
    expect(readdirSync(join(kit.folder, 'rehearsals'))).toEqual([]);
    await kit.store.close();
  });

  test('ends at once when nobody wants it any more', async () => {
    const kit = rehearsalKit(500, FORTY_ZONES, { now: '2026-11-24T12:00:00Z' });
    const id = await kit.addCampaign();
    const given = new AbortController();
    const playing = rehearseCampaign(
      kit.parts,
      runner,
      wish(id, { signal: given.signal, onProgress: () => given.abort() }),
    );
    await expect(playing).rejects.toThrow(/abort/iu);
    expect(readdirSync(join(kit.folder, 'rehearsals'))).toEqual([]);
    await kit.store.close();
  });
});
