import { parseJsonText } from '#engine/importers/json-text.ts';
import { type Row, selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { TakenWebhook } from '#engine/store/operations/webhooks-take.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { AT, PAGE } from '#test/engine/webhooks/bodies.ts';
import { loadRulePacks } from './rule-packs.ts';
import { emptyWorkspace, insertAccountRow } from './workspace-rows.ts';

const RULE_PACKS = loadRulePacks();
const RECEIVED = epochMs(AT + MINUTE);

/** A workspace with one Page that takes webhook bodies in. */
export interface WebhookWorkspace {
  readonly db: WritableDb;
  readonly take: (body: unknown) => Promise<TakenWebhook>;
  /** Every permission with what the events said of it. */
  readonly permissions: () => readonly Row[];
  /** The consent record, in an order that does not depend on when its lines were written. */
  readonly consent: () => readonly Row[];
}

/** Opens one in memory. */
export function openWebhookWorkspace(): WebhookWorkspace {
  const db = emptyWorkspace();
  insertAccountRow(db, { page_id: PAGE, page_zone: 'Europe/Rome', rule_pack: 'seed' });
  const store = openInlineStore(db);
  return {
    db,
    take: (body) => {
      // Through the bytes, as a real one comes.
      const read = readHappenings(parseJsonText(JSON.stringify(body)));
      if (read === null) throw new Error('No webhook body.');
      const { happenings } = read;
      return store.write('webhook.take', {
        happenings,
        receivedAt: RECEIVED,
        rulePacks: RULE_PACKS,
        accounts: 'all',
      });
    },
    permissions: () =>
      selectAll(
        db,
        `SELECT t.token, r.scoped_id, t.topic, t.payload, t.zone, t.opted_in_at_ms, t.stopped_at_ms, t.expires_at_ms, t.user_token_status
         FROM notification_token t JOIN recipient r ON r.id = t.recipient_id ORDER BY t.token`,
      ),
    consent: () =>
      selectAll(
        db,
        `SELECT r.scoped_id, t.token, c.kind, c.at_ms FROM consent_event c JOIN recipient r ON r.id = c.recipient_id
         JOIN notification_token t ON t.id = c.token_id ORDER BY 1, 2, 4, 3`,
      ),
  };
}
