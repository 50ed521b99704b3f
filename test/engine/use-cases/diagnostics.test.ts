import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { writeSetting } from '#engine/store/operations/settings.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import { epochMs } from '#shared/time/instant.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { createFixedVault } from '#test/support/fixed-vault.ts';
import { CANARY_ACCESS_TOKEN } from '#test/support/graph-account.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { insertAccountRow, insertPersonRows, insertRow } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };

/** What must never leave: names, ids, a permission, a key, a search, a stop's text. */
const PLANTED = {
  page: 'Bar Annarella',
  pageId: '104910491049104',
  person: 'Giuseppina Verdi',
  scopedId: '9988776655443322',
  permission: 'notificationTokenOfGiuseppina4711',
  search: 'giuseppina-only',
  stop: 'because Annarella said so',
  key: CANARY_ACCESS_TOKEN,
};

test('diagnostics tell versions, figures and states, and nothing of a person, a Page or a key that was planted', async () => {
  const folder = temporaryFolder();
  const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
  const account = insertAccountRow(db, {
    name: PLANTED.page,
    page_id: PLANTED.pageId,
    state: 'frozen',
    stop_reason: 'unauthorized',
    stop_detail: PLANTED.stop,
    stopped_since_at_ms: 5,
  });
  insertPersonRows(db, account, 1, { token: PLANTED.permission });
  insertRow(db, 'recipient', { account_id: account, scoped_id: PLANTED.scopedId, display_name: PLANTED.person });
  const filters = [{ place: 'people', name: PLANTED.person, search: PLANTED.search }];
  writeSetting(db, { key: 'screen.savedFilters', value: JSON.stringify(filters) });
  mkdirSync(join(folder, 'logs'));
  const lines = [
    { level: 40, time: '2026-11-21T08:00:00Z', event: 'dispatcher.accountStopped', account: 1, reason: 'unauthorized' },
    {
      level: 50,
      event: 'screen.broke',
      procedure: 'people.page',
      error: `TypeError: ${PLANTED.person} is not a person`,
    },
    { level: 50, event: 'upkeep.failed', text: `no file ${PLANTED.person}`, recipient: Number(PLANTED.scopedId) },
    { level: 50, event: 'x', code: PLANTED.person, message: PLANTED.key, deep: { token: PLANTED.permission } },
  ];
  writeFileSync(join(folder, 'logs', 'sundial.log'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const clock = createFakeClock(epochMs(Date.UTC(2026, 10, 21, 9)));
  const parts = {
    store: openInlineStore(db),
    folder,
    zones: loadZoneTable(),
    rulePacks: loadRulePacks(),
    ports: { clock, vault: createFixedVault(CANARY_ACCESS_TOKEN) },
  } as unknown as EngineParts; // diagnostics ask no platform
  const services = { version: '9.9.9', machineZone: () => 'Europe/Rome' } as unknown as EngineServices; // all that is asked
  const asked = { parts, services, signal: new AbortController().signal, onProgress: () => undefined };
  const answered = await runUseCase('data.diagnostics', {}, asked);
  close();
  const text = JSON.stringify(answered);
  for (const secret of Object.values(PLANTED)) expect(text).not.toContain(secret);
  for (const part of ['Giuseppina', 'Verdi', 'Annarella', folder]) expect(text).not.toContain(part);
  for (const told of [
    '9.9.9',
    'unauthorized',
    'dispatcher.accountStopped',
    'TypeError',
    'people.page',
    'Europe/Rome',
  ]) {
    expect(text).toContain(told);
  }
  expect(text).toContain(String.raw`\"people\": 2`);
});
