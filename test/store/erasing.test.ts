import { describe, expect, test } from 'vitest';
import { execute, selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import {
  erasingWrites,
  FORGET_IMPORT_ROW,
  HELD_DELIVERIES,
  REMOVE_DELIVERIES,
} from '#engine/store/operations/erasing.ts';
import type { Store } from '#engine/store/store.ts';
import { ensureIds } from '#engine/store/suppression-hash.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { refusalOf } from '#test/support/refusal.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';

const NOW = 5_000 as EpochMs; // whole milliseconds

interface World {
  readonly db: WritableDb;
  readonly store: Store;
  readonly account: number;
  readonly people: readonly { readonly recipient: number; readonly token: number }[];
}

/** Two people with one token each. */
function world(): World {
  const db = emptyWorkspace();
  ensureIds(db, { databaseId: 'd', salt: 's' });
  const account = insertAccountRow(db);
  return { db, store: openInlineStore(db), account, people: [1, 2].map((n) => insertPersonRows(db, account, n)) };
}

function plan({ db, account, people }: World, campaign: number, state: 'scheduled' | 'sending' | 'uncertain'): void {
  for (const ids of people) insertDeliveryRow(db, { account, campaign, ...ids }, state);
}

const erase = ({ store }: World, recipientId: number): Promise<unknown> =>
  store.write('person.erase', { recipientId, at: NOW });

describe('erasing a person', () => {
  test('ends a campaign that had only their message open, and no other', async () => {
    const w = world();
    const [shared, alone] = [insertCampaignRow(w.db, w.account), insertCampaignRow(w.db, w.account)];
    plan(w, shared, 'scheduled');
    const first = w.people[0] ?? { recipient: 0, token: 0 };
    insertDeliveryRow(w.db, { account: w.account, campaign: alone, ...first }, 'uncertain');
    await erase(w, 1);
    const states = (): unknown => selectAll(w.db, 'SELECT state FROM campaign ORDER BY id').map(({ state }) => state);
    expect(states()).toEqual(['scheduled', 'finished']);
    await erase(w, 2);
    expect(states()).toEqual(['finished', 'finished']);
  });

  test('leaves no row that points to one which is gone, and foreign keys are watched again', async () => {
    const w = world();
    plan(w, insertCampaignRow(w.db, w.account), 'scheduled');
    insertRow(w.db, 'token_ledger', { token_id: 1, last_accepted_at_ms: 1 });
    insertRow(w.db, 'read_back', { delivery_id: 1, attempt: 1, at_ms: 1, verdict: 'noAnswer' });
    insertRow(w.db, 'attempt', { delivery_id: 1, number: 1, started_at_ms: 1, deadline_at_ms: 2 });
    const ofNobody = { account_id: w.account, state: 'skipped', reason: 'late', finalized_at_ms: 1 };
    for (const id of [1, 2]) insertRow(w.db, 'delivery', { ...ofNobody, kind: 'optin', recipient_id: id });
    await erase(w, 1);
    expect(selectAll(w.db, 'PRAGMA foreign_key_check')).toEqual([]);
    expect(selectAll(w.db, 'SELECT token_id FROM token_ledger')).toEqual([]);
    expect(selectAll(w.db, 'SELECT DISTINCT recipient_id AS id FROM delivery')).toEqual([{ id: 2 }]);
    expect(() => execute(w.db, 'DELETE FROM recipient')).toThrow(/FOREIGN KEY/);
  });

  test('is refused while a message to them is on its way, and stores nothing then', async () => {
    const w = world();
    plan(w, insertCampaignRow(w.db, w.account), 'sending');
    expect(await refusalOf(erase(w, 1))).toContain('wrongState');
    expect(selectAll(w.db, 'SELECT id FROM recipient')).toHaveLength(2);
    expect(selectAll(w.db, 'SELECT 1 FROM suppression')).toEqual([]);
  });

  test('finds their rows by indexes, however many others there are', () => {
    const db = emptyWorkspace();
    // As while erasing: where foreign keys are checked, SQLite also looks for children of each deleted row.
    const isUnchecked = erasingWrites['person.erase'].outside.checksForeignKeysItself === true;
    db.pragma(`foreign_keys = ${isUnchecked ? 'OFF' : 'ON'}`);
    const texts = [
      HELD_DELIVERIES,
      FORGET_IMPORT_ROW,
      ...REMOVE_DELIVERIES,
      'DELETE FROM token_ledger WHERE token_id = ?',
      'DELETE FROM notification_token WHERE recipient_id = ?',
      'DELETE FROM recipient WHERE id = ?',
    ];
    const steps = texts.flatMap((text) =>
      selectAll(db, `EXPLAIN QUERY PLAN ${text.replaceAll(/\?\d?/g, '1')}`).map((row) => String(row['detail'])),
    );
    expect(steps.filter((step) => step.includes('SEARCH')).length).toBeGreaterThanOrEqual(texts.length);
    // A list that was handed over and the few imports may be walked; tables that hold a row a person may not.
    expect(steps.filter((step) => /^SCAN (?!json_each|import$)/.test(step))).toEqual([]);
  });
});
