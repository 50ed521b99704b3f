import { describe, expect, test } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import { execute, selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { UseCaseName, UseCaseOutput } from '#engine/use-cases/registry.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices, UseCaseContext } from '#engine/use-cases/use-case.ts';
import type { Fact } from '#shared/contract/facts.ts';
import { peopleContract } from '#shared/contract/people.ts';
import type { PeopleFilter, PeopleOrder } from '#shared/contract/people-filter.ts';
import { HOUR } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const NOW = epochMs(Date.parse('2026-11-21T09:00:00Z'));
const NEW = { created_at_ms: NOW - 1_000 * HOUR };
const ALL: PeopleFilter = {
  account: null,
  topic: null,
  zone: null,
  trouble: null,
  zoneText: null,
  status: null,
  search: '',
};
const BY_NAME: PeopleOrder = { by: 'name', direction: 'rising' };

interface World {
  readonly db: WritableDb;
  readonly account: number;
  readonly facts: Fact[];
  readonly run: <Name extends UseCaseName>(name: Name, input: unknown) => Promise<UseCaseOutput<Name>>;
  readonly add: (
    name: string | null,
    columns?: Readonly<Record<string, string | number | null>>,
  ) => {
    readonly recipient: number;
    readonly token: number;
  };
  readonly page: (filter?: Partial<PeopleFilter>, sort?: PeopleOrder) => Promise<UseCaseOutput<'people.page'>>;
}

function world(asked: Partial<Pick<UseCaseContext, 'signal' | 'onProgress'>> = {}): World {
  const db = emptyWorkspace();
  const account = insertAccountRow(db, { page_zone: 'Europe/Rome' });
  const facts: Fact[] = [];
  let handles = 0;
  const ports = {
    clock: createFakeClock(NOW),
    random: { next: () => 0.5, hex: () => `handle-${++handles}` },
    logger: { warn: (event: string, fields: unknown) => expect.unreachable(`${event} ${JSON.stringify(fields)}`) },
  };
  const parts = { store: openInlineStore(db), zones: loadZoneTable(), rulePacks: loadRulePacks(), ports };
  const context = {
    parts: parts as unknown as EngineParts, // these use cases ask neither the platform nor the disk
    services: {
      machineZone: () => 'Europe/Rome',
      changed: () => undefined,
      tell: (fact: Fact) => void facts.push(fact),
    } as unknown as EngineServices, // as above
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...asked,
  } satisfies UseCaseContext;
  const run = async <Name extends UseCaseName>(name: Name, input: unknown): Promise<UseCaseOutput<Name>> => {
    const answered = await runUseCase(name, input, context);
    if (answered.kind !== 'document') throw new Error(`${name} answers with rows.`);
    return answered.document as UseCaseOutput<Name>; // what the use case of this name returns
  };
  let number = 0;
  return {
    db,
    account,
    facts,
    run,
    add: (name, columns = {}) => {
      const ids = insertPersonRows(db, account, ++number, { ...NEW, ...columns });
      execute(db, 'UPDATE recipient SET display_name = ? WHERE id = ?', [name, ids.recipient]);
      return ids;
    },
    page: async (filter = {}, sort = BY_NAME) => {
      const page = await run('people.page', {
        filter: { ...ALL, ...filter },
        sort,
        start: { kind: 'first' },
        limit: 50,
      });
      return peopleContract.page['~orpc'].outputSchema?.parse(page) as UseCaseOutput<'people.page'>; // the contract's own
    },
  };
}

const names = (page: UseCaseOutput<'people.page'>): readonly (string | null)[] => page.rows.map(({ name }) => name);

describe('the list of people', () => {
  test('says of each whether and from when the next message is possible, why, and who says so', async () => {
    const w = world();
    w.add('Free');
    const waits = w.add('Waits');
    insertRow(w.db, 'token_ledger', {
      token_id: waits.token,
      last_accepted_at_ms: NOW - HOUR,
      next_eligible_at_ms: NOW + 23 * HOUR,
      next_eligible_source: 'forecast',
      next_eligible_read_at_ms: NOW - HOUR,
    });
    const told = w.add('Told');
    insertRow(w.db, 'token_ledger', {
      token_id: told.token,
      next_eligible_at_ms: NOW + 5 * HOUR,
      next_eligible_source: 'platform',
      next_eligible_read_at_ms: NOW,
    });
    w.add('Said stop', { stopped_at_ms: NOW - HOUR });
    const page = await w.page({}, { by: 'next', direction: 'rising' });
    expect(names(page)).toEqual(['Free', 'Told', 'Waits', 'Said stop']);
    expect(
      page.rows.map(({ standing }) => [standing.can, standing.reason, standing.source, standing.from?.at ?? null]),
    ).toEqual([
      ['now', null, null, null],
      ['from', 'coolDown', 'platform', NOW + 5 * HOUR],
      ['from', 'coolDown', 'forecast', NOW + 23 * HOUR],
      ['never', 'stopped', null, null],
    ]);
  });

  test('finds people by name, Meta id, permission, topic, zone and status, and counts them', async () => {
    const w = world();
    w.add('Anna Rossi', { zone: 'Asia/Calcutta' });
    w.add('Bo', { topic: 'News', zone: null });
    w.add('Carl', { stopped_at_ms: 1 });
    expect(names(await w.page({ search: 'ros' }))).toEqual(['Anna Rossi']);
    expect(names(await w.page({ search: '70000000000002' }))).toEqual(['Bo']);
    expect(names(await w.page({ search: '61773416479103' }))).toEqual(['Carl']);
    expect(names(await w.page({ topic: 'News' }))).toEqual(['Bo']);
    expect(names(await w.page({ zone: 'Asia/Kolkata' }))).toEqual(['Anna Rossi']);
    expect(names(await w.page({ trouble: 'missing' }))).toEqual(['Bo']);
    expect(names(await w.page({ status: 'stopped' }))).toEqual(['Carl']);
    expect(await w.run('people.count', { filter: { ...ALL, account: 'a1' } })).toEqual({ count: 3, isExact: true });
    expect(await w.run('people.choices', {})).toMatchObject({
      hasPeople: true,
      topics: [
        { topic: 'Weekly offers', count: 2 },
        { topic: 'News', count: 1 },
      ],
      zones: [
        { zone: 'Asia/Kolkata', count: 1 },
        { zone: 'Europe/Rome', count: 1 },
      ],
    });
  });

  test('follows what changes behind it, and tells screens that it did', async () => {
    const w = world();
    const anna = w.add('Anna');
    w.add('Bo');
    expect(names(await w.page())).toEqual(['Anna', 'Bo']);
    execute(w.db, `UPDATE recipient SET display_name = 'Zoë' WHERE id = ?`, [anna.recipient]);
    w.add('Carl');
    await w.page();
    await expect.poll(() => w.facts).toEqual([{ kind: 'changed', things: ['people'], campaign: null }]);
    expect(names(await w.page())).toEqual(['Bo', 'Carl', 'Zoë']);
    execute(w.db, 'DELETE FROM notification_token WHERE id = ?', [anna.token]);
    await w.page();
    await expect.poll(() => w.facts.length).toBe(2);
    expect(names(await w.page())).toEqual(['Bo', 'Carl']);
  });
});

describe('never message again', () => {
  test('holds for everybody who fits, takes planned messages back, and is undone for those it changed only', async () => {
    const w = world();
    const anna = w.add('Anna');
    const bo = w.add('Bo');
    w.add('Carl', { topic: 'News' });
    execute(w.db, 'UPDATE recipient SET suppressed_at_ms = 5 WHERE id = ?', [bo.recipient]);
    insertDeliveryRow(w.db, { account: w.account, campaign: insertCampaignRow(w.db, w.account), ...anna }, 'scheduled');
    const who = { kind: 'matching', filter: { ...ALL, topic: 'Weekly offers' } };
    const done = await w.run('people.suppress', { who });
    expect(done).toEqual({ people: 1, takenBack: 1, undo: 'handle-1' });
    expect(names(await w.page({ status: 'suppressed' }))).toEqual(['Anna', 'Bo']);
    expect(await w.run('people.undo', { undo: 'handle-1' })).toEqual({ people: 1 });
    expect(names(await w.page({ status: 'suppressed' }))).toEqual(['Bo']);
    expect(await refusalOf(w.run('people.undo', { undo: 'handle-1' }))).toMatch(/^notFound:/);
    expect(selectAll(w.db, 'SELECT kind FROM consent_event ORDER BY id').map(({ kind }) => kind)).toEqual([
      'suppress',
      'unsuppress',
    ]);
  });

  test('that is left in the middle is in the log for those it reached, and screens are told', async () => {
    const leaving = new AbortController();
    const w = world({
      signal: leaving.signal,
      onProgress: ({ done }) => {
        if (done > 0) leaving.abort();
      },
    });
    for (let number = 0; number < 600; number += 1) w.add(`Person ${number}`);
    await expect(w.run('people.suppress', { who: { kind: 'matching', filter: ALL } })).rejects.toThrow('aborted');
    const [{ n } = { n: 0 }] = selectAll(
      w.db,
      'SELECT count(*) AS n FROM recipient WHERE suppressed_at_ms IS NOT NULL',
    );
    expect(n).toBeGreaterThan(0);
    expect(n).toBeLessThan(600);
    expect(selectAll(w.db, 'SELECT action, detail_json FROM audit_event')).toEqual([
      { action: 'people.suppress', detail_json: JSON.stringify({ people: n, cutShort: true }) },
    ]);
    expect(w.facts.some((fact) => fact.kind === 'changed' && fact.things.includes('people'))).toBe(true);
  });
});

describe('a time zone that is set', () => {
  test('counts for all of the person, and the undo puts every text back as it was', async () => {
    const w = world();
    const anna = w.add('Anna', { zone: 'Home/Sofa' });
    insertRow(w.db, 'notification_token', {
      account_id: w.account,
      recipient_id: anna.recipient,
      token: '99',
      topic: 'News',
      zone: null,
      ...NEW,
    });
    const zones = (): unknown =>
      selectAll(w.db, 'SELECT zone FROM notification_token UNION ALL SELECT zone FROM recipient').map(
        ({ zone }) => zone,
      );
    const before = zones();
    const who = { kind: 'these', permissions: [`t${anna.token}`] };
    const done = await w.run('people.setZone', { who, zone: 'Asia/Calcutta' });
    expect(done).toMatchObject({ people: 1 });
    expect(zones()).toEqual(['Asia/Kolkata', 'Asia/Kolkata', 'Asia/Kolkata']);
    await w.run('people.undo', { undo: done.undo });
    expect(zones()).toEqual(before);
    expect(await refusalOf(w.run('people.setZone', { who, zone: 'Home/Sofa' }))).toMatch(/^invalidInput:/);
  });

  test('is suggested by the zone doctor where a text has a meaning, and never for UTC', async () => {
    const w = world();
    for (const zone of [null, 'Home/Sofa', 'Home/Sofa', 'Asia/Calcutta', 'Tokyo Standard Time', 'UTC', 'Europe/Rome']) {
      w.add('Somebody', { zone });
    }
    expect(await w.run('people.zoneTroubles', {})).toEqual([
      { trouble: 'missing', text: null, suggestion: null, count: 1 },
      { trouble: 'unknown', text: 'Home/Sofa', suggestion: null, count: 2 },
      { trouble: 'link', text: 'Asia/Calcutta', suggestion: 'Asia/Kolkata', count: 1 },
      { trouble: 'windows', text: 'Tokyo Standard Time', suggestion: 'Asia/Tokyo', count: 1 },
      { trouble: 'utc', text: 'UTC', suggestion: null, count: 1 },
    ]);
    const filter = { ...ALL, trouble: 'link', zoneText: 'Asia/Calcutta' };
    await w.run('people.setZone', { who: { kind: 'matching', filter }, zone: 'Asia/Kolkata' });
    expect((await w.run('people.zoneTroubles', {})).map(({ text }) => text)).not.toContain('Asia/Calcutta');
  });
});

describe('a person', () => {
  test('is shown with the newest message first, its reason, and no whole token', async () => {
    const w = world();
    const anna = w.add('Anna');
    const ids = { account: w.account, ...anna };
    insertDeliveryRow(w.db, { ...ids, campaign: insertCampaignRow(w.db, w.account, { name: 'First' }) }, 'sent');
    insertDeliveryRow(w.db, { ...ids, campaign: insertCampaignRow(w.db, w.account, { name: 'Second' }) }, 'skipped', {
      reason: 'coolDown',
    });
    const read = await w.run('people.read', { person: `p${anna.recipient}` });
    expect(peopleContract.read['~orpc'].outputSchema?.parse(read)).toEqual(read);
    expect(read.messages.map(({ campaign, state, reason }) => [campaign?.name, state, reason])).toEqual([
      ['Second', 'skipped', 'coolDown'],
      ['First', 'sent', null],
    ]);
    expect(JSON.stringify(read)).not.toContain('61773416479101');
    expect(read.permissions[0]?.shortToken).toBe('617734…9101');
    expect(await refusalOf(w.run('people.read', { person: 'p99' }))).toMatch(/^notFound:/);
  });

  test('hears why a message did not come from the permission that says most', async () => {
    const w = world();
    const anna = w.add('Anna');
    const campaign = insertCampaignRow(w.db, w.account);
    insertDeliveryRow(w.db, { account: w.account, campaign, ...anna }, 'missed', { reason: 'late' });
    insertRow(w.db, 'notification_token', { account_id: w.account, recipient_id: anna.recipient, token: '99', ...NEW });
    expect(await w.run('people.whyNot', { person: `p${anna.recipient}`, campaign: `c${campaign}` })).toMatchObject({
      verdict: 'wont',
      reason: 'late',
    });
  });

  test('is erased only by whoever types the name', async () => {
    const w = world();
    const anna = w.add('Anna');
    const refused = await refusalOf(w.run('people.erase', { person: `p${anna.recipient}`, typed: 'Ann' }));
    expect(refused).toMatch(/^confirmationNeeded:/);
    expect(names(await w.page())).toEqual(['Anna']);
  });
});
