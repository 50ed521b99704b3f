import type { AccountId, DeliveryId, RecipientId } from '#shared/domain/ids.ts';
import type { AskedTitle, EarlierRequest } from '#shared/domain/opt-in.ts';
import type { AskFacts } from '#shared/rules/opt-in-guard.ts';
import { WEEK } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll, selectOne } from '../database.ts';

/**
 * What is known of a person who is to be asked; `null` = there is no such person.
 *
 * @param args.except - a request that is being decided, which must not stand in its own way; `null` = none.
 */
export function readAskFacts(
  db: ReadableDb,
  args: { readonly recipientId: RecipientId; readonly at: EpochMs; readonly except: DeliveryId | null },
): AskFacts | null {
  const { recipientId, at, except } = args;
  const person = selectOne(
    db,
    `SELECT a.platform, a.asks_barred_until_at_ms, r.suppressed_at_ms, r.last_inbound_at_ms
     FROM recipient r JOIN account a ON a.id = r.account_id WHERE r.id = ?`,
    [recipientId],
  );
  if (person === null) return null;
  const held = selectAll(
    db,
    `SELECT topic FROM notification_token WHERE recipient_id = ? AND topic IS NOT NULL AND stopped_at_ms IS NULL
       AND invalid_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > ?)`,
    [recipientId, at],
  );
  const earlier = selectAll(
    db,
    `SELECT q.titles_json, ifnull(q.asked_at_ms, d.due_at_ms) AS at FROM opt_in_request q JOIN delivery d ON d.id = q.delivery_id
     WHERE q.recipient_id = ? AND q.delivery_id IS NOT ? AND (q.asked_at_ms > ? OR d.state = 'scheduled')`,
    [recipientId, except, at - WEEK],
  );
  const open = selectOne(
    db,
    `SELECT 1 FROM delivery WHERE recipient_id = ? AND id IS NOT ? AND kind = 'optin'
       AND (state = 'scheduled' OR state = 'sending' OR state = 'uncertain')`,
    [recipientId, except],
  );
  return {
    isInstagram: person['platform'] === 'instagram',
    isSuppressed: person['suppressed_at_ms'] !== null,
    barredUntil: instant(person['asks_barred_until_at_ms']),
    lastInboundAt: instant(person['last_inbound_at_ms']),
    heldTitles: held.map((row) => String(row['topic'])),
    earlier: earlier.map(toEarlier),
    hasOpen: open !== null,
  };
}

/** Until when the platform keeps an account from asking; `null` = it does not. May lie in the past. */
export function readBarredUntil(db: ReadableDb, args: { readonly accountId: AccountId }): EpochMs | null {
  const row = selectOne(db, 'SELECT asks_barred_until_at_ms AS at FROM account WHERE id = ?', [args.accountId]);
  return instant(row?.['at']);
}

/** The titles of a request as they stand in its row. */
export function titlesIn(json: string): readonly AskedTitle[] {
  return JSON.parse(json) as readonly AskedTitle[]; // written by `asks.plan` from that type, and valid JSON by CHECK
}

function toEarlier(row: Row): EarlierRequest {
  return { at: Number(row['at']) as EpochMs, titles: titlesIn(String(row['titles_json'])) }; // NOT NULL by the query
}

function instant(value: unknown): EpochMs | null {
  return (value ?? null) as EpochMs | null; // INTEGER milliseconds or NULL by schema
}
