import type { WritableDb } from '#engine/store/database.ts';
import { insertRow } from './workspace-rows.ts';

/** Inserts a card of which nobody can tell whether it arrived, and which waits for a person; returns its row id. */
export function insertUndecidedCard(
  db: WritableDb,
  ids: { readonly account: number; readonly recipient: number },
  title: string,
  at: number,
): number {
  const delivery = insertRow(db, 'delivery', {
    ...undecided(at),
    kind: 'optin',
    account_id: ids.account,
    recipient_id: ids.recipient,
  });
  insertAttempt(db, delivery, at);
  insertRow(db, 'opt_in_request', {
    delivery_id: delivery,
    account_id: ids.account,
    recipient_id: ids.recipient,
    titles_json: JSON.stringify([{ title, image: null }]),
    message_json: '{}',
    follow_ups_json: '[]',
    asked_at_ms: at,
  });
  return delivery;
}

/** The same of a follow-up or, with a campaign, of a test. */
export function insertUndecidedOnToken(
  db: WritableDb,
  ids: { readonly account: number; readonly recipient: number; readonly token: number; readonly campaign?: number },
  text: string,
  at: number,
): number {
  const { account, recipient, token, campaign = null } = ids;
  const delivery = insertRow(db, 'delivery', {
    ...undecided(at),
    kind: campaign === null ? 'followup' : 'test',
    account_id: account,
    campaign_id: campaign,
    recipient_id: recipient,
    token_id: token,
  });
  insertAttempt(db, delivery, at);
  if (campaign !== null) return delivery;
  const message = JSON.stringify({ text });
  const row = { delivery_id: delivery, token_id: token, opted_in_at_ms: at, number: 1, message_json: message };
  insertRow(db, 'follow_up', row);
  return delivery;
}

function undecided(at: number) {
  const times = { due_at_ms: at, last_at_ms: at, next_at_ms: null };
  return { state: 'uncertain', reason: 'uncertainAnswer', attempts: 1, ...times } as const;
}

function insertAttempt(db: WritableDb, delivery: number, at: number): void {
  const times = { started_at_ms: at, deadline_at_ms: at + 1, finished_at_ms: at + 1 };
  insertRow(db, 'attempt', { delivery_id: delivery, number: 1, ...times, outcome: 'uncertain' });
}
