import { describe, expect, test } from 'vitest';
import { openInMemory } from '#engine/store/connection.ts';
import { migrate } from '#engine/store/migrate.ts';
import { writeSetting } from '#engine/store/operations/settings.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { useCasesOn } from '#test/support/use-case-context.ts';

function world(): { readonly db: ReturnType<typeof openInMemory> } & ReturnType<typeof useCasesOn> {
  const db = openInMemory();
  migrate(db);
  return { db, ...useCasesOn(db) };
}

describe('settings', () => {
  test('begin with the defaults, and with this computer’s clock', async () => {
    const { run } = world();
    const { settings, here, machineZone } = await run('settings.read', {});
    expect(settings).toEqual({
      language: null,
      theme: 'system',
      hereZone: null,
      policies: {
        window: { fromMinute: 540, toMinute: 1_200 },
        alreadyPast: 'nextDay',
        unknownZone: 'skip',
        lateMinutes: 60,
        late: 'missed',
        onConflict: 'move',
        outsideWindow: 'nextWindow',
      },
      retention: { messages: 397, answers: 30, logs: 14, deadPermissions: 90 },
      namesFromMeta: false,
      isWelcomeDone: false,
      savedFilters: [],
      polling: 'hourly',
    });
    expect(machineZone).toBe('Europe/Rome');
    expect(here.here).toEqual({ local: '2026-11-21T10:00:00', offsetMinutes: 60, zone: 'Europe/Rome' });
  });

  test('change one by one; what is not named stays', async () => {
    const { run } = world();
    await run('settings.write', { theme: 'dark' });
    const saved = { place: 'people', name: 'VIPs', search: '?q=anna' };
    await run('settings.write', { language: 'ja', hereZone: 'Asia/Tokyo', savedFilters: [saved] });
    const { settings, here } = await run('settings.write', { isWelcomeDone: true });
    expect(settings).toMatchObject({ theme: 'dark', language: 'ja', isWelcomeDone: true, savedFilters: [saved] });
    expect(here.here).toMatchObject({ zone: 'Asia/Tokyo', local: '2026-11-21T18:00:00' });
    expect((await run('settings.write', { hereZone: null })).here.here.zone).toBe('Europe/Rome');
  });

  test.each([
    [{ theme: 'pink' }],
    [{ language: 'fr' }],
    [{ hereZone: 'Mars/Olympus' }],
    [{ policies: { window: null } }],
    [{ colour: 'blue' }],
  ])('refuse %j and change nothing', async (wish) => {
    const { run } = world();
    const before = await run('settings.read', {});
    expect(await refusalOf(run('settings.write', wish))).toMatch(/^invalidInput: /);
    expect(await run('settings.read', {})).toEqual(before);
  });

  test('a stored value that this version does not know counts as never set', async () => {
    const { db, run } = world();
    writeSetting(db, { key: 'screen.theme', value: '"sepia"' });
    writeSetting(db, { key: 'screen.language', value: 'not JSON' });
    writeSetting(db, { key: 'screen.hereZone', value: 'Nowhere/At_all' });
    const { settings } = await run('settings.read', {});
    expect(settings).toMatchObject({ theme: 'system', language: null, hereZone: null });
  });

  test('offer every zone in use once, without old names', async () => {
    const { run } = world();
    const zones = await run('settings.zones', {});
    expect(zones).toContain('Asia/Kolkata');
    expect(zones).not.toContain('Asia/Calcutta');
    expect(new Set(zones).size).toBe(zones.length);
  });
});
