import { describe, expect, test } from 'vitest';
import { execute, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { CAMPAIGN_STATES, mayCampaignBecome } from '#shared/domain/campaign-state.ts';
import { DELIVERY_STATES, isFinal, mayBecome } from '#shared/domain/delivery-state.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';
import { committedSchema, dumpSchema } from '#test/tools/dump-schema.ts';

const pairsOf = <S extends string>(states: readonly S[]): readonly (readonly [S, S])[] =>
  states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const));

function oneDelivery(state: Parameters<typeof insertDeliveryRow>[2]): { db: WritableDb; id: number } {
  const db = emptyWorkspace();
  const account = insertAccountRow(db);
  const campaign = insertCampaignRow(db, account);
  const id = insertDeliveryRow(db, { account, campaign, ...insertPersonRows(db, account, 1) }, state);
  return { db, id };
}

test('the committed schema.sql is what the migrations make', () => {
  expect(committedSchema()).toBe(dumpSchema());
});

describe('the database itself refuses what the state tables do not allow', () => {
  test.each(pairsOf(DELIVERY_STATES))('a delivery from %s to %s', (from, to) => {
    const { db, id } = oneDelivery(from);
    const change = (): unknown =>
      execute(db, 'UPDATE delivery SET state = ?, reason = ?, finalized_at_ms = ? WHERE id = ?', [
        to,
        'late',
        isFinal(to) ? 9 : null,
        id,
      ]);
    if (mayBecome(from, to)) expect(change).not.toThrow();
    else expect(change).toThrow(/transition not allowed/);
  });

  test.each(pairsOf(CAMPAIGN_STATES))('a campaign from %s to %s', (from, to) => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    const draft = { launched_at_ms: null, message_hash: null };
    const id = insertCampaignRow(db, account, { state: from, ...(from === 'draft' ? draft : {}) });
    const change = (): unknown =>
      execute(db, 'UPDATE campaign SET state = ?, launched_at_ms = 1, message_hash = 1 WHERE id = ?', [to, id]);
    if (mayCampaignBecome(from, to)) expect(change).not.toThrow();
    else expect(change).toThrow(/not allowed|CHECK/);
  });
});

describe('the database itself refuses', () => {
  test('a state that is not in the list', () => {
    const { db, id } = oneDelivery('scheduled');
    expect(() => execute(db, `UPDATE delivery SET state = 'posted' WHERE id = ?`, [id])).toThrow(
      /transition not allowed|CHECK/,
    );
  });

  test('a final delivery without the instant it became final', () => {
    const { db, id } = oneDelivery('sending');
    expect(() => execute(db, `UPDATE delivery SET state = 'sent' WHERE id = ?`, [id])).toThrow(/CHECK/);
  });

  test('an instant given as text', () => {
    const db = emptyWorkspace();
    expect(() => insertAccountRow(db, { created_at_ms: 'today' })).toThrow(/cannot store TEXT/);
  });

  test('two messages on the wire for one token, even of two campaigns', () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    const person = insertPersonRows(db, account, 1);
    insertDeliveryRow(db, { account, campaign: insertCampaignRow(db, account), ...person }, 'sending');
    const other = { account, campaign: insertCampaignRow(db, account), ...person };
    expect(() => insertDeliveryRow(db, other, 'uncertain')).toThrow(/UNIQUE/);
    expect(() => insertDeliveryRow(db, other, 'scheduled')).not.toThrow();
  });

  test('the same token twice in one campaign', () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    const ids = { account, campaign: insertCampaignRow(db, account), ...insertPersonRows(db, account, 1) };
    insertDeliveryRow(db, ids, 'skipped');
    expect(() => insertDeliveryRow(db, ids, 'skipped')).toThrow(/UNIQUE/);
  });

  test('one campaign planned for a person twice over two tokens, unless one of the rows was skipped by the plan', () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    const campaign = insertCampaignRow(db, account);
    const { recipient, token } = insertPersonRows(db, account, 1);
    const second = insertRow(db, 'notification_token', { account_id: account, recipient_id: recipient, token: '2' });
    insertDeliveryRow(db, { account, campaign, recipient, token }, 'sent');
    expect(() => insertDeliveryRow(db, { account, campaign, recipient, token: second }, 'scheduled')).toThrow(/UNIQUE/);
    const skippedByPlan = { due_at_ms: null, last_at_ms: null, next_at_ms: null };
    expect(() =>
      insertDeliveryRow(db, { account, campaign, recipient, token: second }, 'skipped', skippedByPlan),
    ).not.toThrow();
  });

  test('an edit of a consent event, and its deletion unless the person is being erased', () => {
    const db = emptyWorkspace();
    const { recipient } = insertPersonRows(db, insertAccountRow(db), 1);
    const event = {
      recipient_id: recipient,
      kind: 'optIn',
      at_ms: 1,
      recorded_at_ms: 1,
      source: 'file',
      hash: Buffer.of(1),
    };
    insertRow(db, 'consent_event', event);
    expect(() => execute(db, `UPDATE consent_event SET kind = 'stop'`)).toThrow(/append-only/);
    expect(() => execute(db, 'DELETE FROM consent_event')).toThrow(/append-only/);
    insertRow(db, 'erasure', { recipient_id: recipient, asked_at_ms: 2 });
    expect(() => execute(db, 'DELETE FROM consent_event')).not.toThrow();
  });
});

test('the counts of a campaign follow every insert, change and deletion of its deliveries', () => {
  const { db, id } = oneDelivery('scheduled');
  const counts = (): unknown => selectAll(db, 'SELECT state, reason, n FROM campaign_count WHERE n > 0');
  expect(counts()).toEqual([{ state: 'scheduled', reason: '', n: 1 }]);
  execute(db, `UPDATE delivery SET state = 'sending' WHERE id = ?`, [id]);
  execute(db, `UPDATE delivery SET state = 'uncertain', reason = 'uncertainAnswer' WHERE id = ?`, [id]);
  expect(counts()).toEqual([{ state: 'uncertain', reason: 'uncertainAnswer', n: 1 }]);
  execute(db, 'DELETE FROM delivery WHERE id = ?', [id]);
  expect(counts()).toEqual([]);
});

test('looking for what is due reads only open rows, through their own index', () => {
  const { db } = oneDelivery('scheduled');
  const plan = selectOne(
    db,
    `EXPLAIN QUERY PLAN SELECT id FROM delivery WHERE account_id = 1 AND campaign_id = 1 AND state = 'scheduled' AND next_at_ms <= 5 ORDER BY next_at_ms, last_at_ms, id LIMIT 10`,
  );
  expect(String(plan?.['detail'])).toMatch(/USING (COVERING )?INDEX delivery_next/);
});
