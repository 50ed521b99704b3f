import { openInMemory } from '#engine/store/connection.ts';
import { execute, type SqlValue, type WritableDb } from '#engine/store/database.ts';
import { migrate } from '#engine/store/migrate.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import { isFinal } from '#shared/domain/delivery-state.ts';

/** An empty workspace database in memory, schema up to date. */
export function emptyWorkspace(): WritableDb {
  const db = openInMemory();
  migrate(db);
  return db;
}

/** Inserts a row with the columns given and returns its id. */
export function insertRow(db: WritableDb, table: string, row: Readonly<Record<string, SqlValue>>): number {
  const columns = Object.keys(row);
  const marks = columns.map((column) => `@${column}`).join(', ');
  return execute(db, `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, row).lastId;
}

/** An active practice account in UTC; columns given win. */
export function insertAccountRow(db: WritableDb, columns: Readonly<Record<string, SqlValue>> = {}): number {
  return insertRow(db, 'account', {
    platform: 'messenger',
    is_practice: 1,
    page_id: '100000000000001',
    name: 'Corner Shop',
    page_zone: 'Etc/UTC',
    api_version: 'v25.0',
    rule_pack: 'seed',
    pace_per_second: 300,
    state: 'active',
    created_at_ms: 0,
    ...columns,
  });
}

/** A person of an account with one token; returns both ids. The number makes scoped id and token unique. */
export function insertPersonRows(
  db: WritableDb,
  accountId: number,
  number: number,
  columns: Readonly<Record<string, SqlValue>> = {},
): { readonly recipient: number; readonly token: number } {
  const recipient = insertRow(db, 'recipient', { account_id: accountId, scoped_id: `7000000000000${number}` });
  const token = insertRow(db, 'notification_token', {
    account_id: accountId,
    recipient_id: recipient,
    token: `6177341647910${number}`,
    topic: 'Weekly offers',
    zone: 'Europe/Rome',
    ...columns,
  });
  return { recipient, token };
}

/** A launched campaign; columns given win. */
export function insertCampaignRow(
  db: WritableDb,
  accountId: number,
  columns: Readonly<Record<string, SqlValue>> = {},
): number {
  return insertRow(db, 'campaign', {
    account_id: accountId,
    name: 'Friday',
    state: 'scheduled',
    topics_json: '[]',
    message_json: '{"text":"Hello"}',
    schedule_json: '{}',
    created_at_ms: 0,
    launched_at_ms: 1,
    message_hash: 'x',
    ...columns,
  });
}

/** A marketing delivery in a state, with every column that the state demands. */
export function insertDeliveryRow(
  db: WritableDb,
  ids: { readonly account: number; readonly campaign: number; readonly recipient: number; readonly token: number },
  state: DeliveryState,
  columns: Readonly<Record<string, SqlValue>> = {},
): number {
  const quiet: readonly DeliveryState[] = ['scheduled', 'sending', 'sent'];
  return insertRow(db, 'delivery', {
    kind: 'marketing',
    account_id: ids.account,
    campaign_id: ids.campaign,
    recipient_id: ids.recipient,
    token_id: ids.token,
    state,
    reason: quiet.includes(state) ? null : 'late',
    due_at_ms: 1_000,
    last_at_ms: 2_000,
    next_at_ms: 1_000,
    finalized_at_ms: isFinal(state) ? 1_500 : null,
    ...columns,
  });
}
